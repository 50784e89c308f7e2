"""Who may read what, and what a reader is given."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest

from contracts.documents import (
    CloseGrant,
    DocumentNotFound,
    GetDocument,
    GetDocuments,
    GetDocumentText,
    GetPageText,
    GrantTooLong,
    NotReady,
    OpenDocument,
    OpenPage,
    PageNotFound,
)
from services.documents.handlers import grants
from services.documents.queries import reading
from services.documents.storage.pages import PageText
from tests.documents.builders import a_pdf, a_tiff, an_image
from tests.documents.conftest import FILES, HTTP, SIGNATURES, Desk, a_person


def open_it(desk: Desk, caller: object, document_id: uuid.UUID, **more: object) -> object:
    request = OpenDocument(document_id=document_id, **more)
    return reading.open_document(request, caller, desk.uow(), desk.store)


def an_event(**told: object) -> object:
    return SimpleNamespace(data=SimpleNamespace(**told))


def test_bytes_are_read_under_a_grant(desk: Desk):
    content, reader = a_pdf(), a_person()
    document = desk.upload(a_person(), content)
    desk.grant(reader, document.id)

    view = open_it(desk, reader, document.id)

    answer = HTTP.request("GET", view.url)
    assert answer.data == content
    assert view.etag == f'"{document.versions[0].sha256}"'
    assert (view.size, view.media_type) == (len(content), "application/pdf")


def test_a_part_of_the_bytes_can_be_read(desk: Desk):
    content, person = a_pdf(), a_person()
    document = desk.upload(person, content)

    answer = HTTP.request("GET", open_it(desk, person, document.id).url, headers={"Range": "bytes=5-9"})

    assert (answer.status, answer.data) == (206, content[5:10])


def test_without_a_grant_nothing_is_told(desk: Desk):
    document = desk.upload(a_person(), a_pdf())
    stranger = a_person()

    with pytest.raises(DocumentNotFound) as existing:
        open_it(desk, stranger, document.id)
    with pytest.raises(DocumentNotFound) as missing:
        open_it(desk, stranger, uuid.uuid4())

    assert (existing.value.message, existing.value.fields) == (missing.value.message, missing.value.fields)


@pytest.mark.parametrize("ask", ["document", "page", "text"])
def test_each_way_of_reading_asks_for_the_grant(desk: Desk, ask: str):
    document, stranger = desk.upload(a_person(), a_pdf(text="words")), a_person()
    desk.press(document)
    ways = {
        "document": lambda: reading.get_document(GetDocument(document_id=document.id), stranger, desk.uow()),
        "page": lambda: reading.open_page(
            OpenPage(document_id=document.id, version=1, page=1), stranger, desk.uow(), desk.store
        ),
        "text": lambda: reading.get_page_text(
            GetPageText(document_id=document.id, version=1, page=1), stranger, desk.uow()
        ),
    }

    with pytest.raises(DocumentNotFound):
        ways[ask]()
    desk.grant(stranger, document.id)

    assert ways[ask]()


def test_a_grant_is_for_one_session_and_one_document(desk: Desk):
    reader, document, other = a_person(), desk.upload(FILES, a_pdf()), desk.upload(FILES, a_pdf())
    desk.grant(reader, document.id)
    elsewhere = a_person().__class__(reader.person_id, reader.charge_id, session_id=uuid.uuid4())

    assert open_it(desk, reader, document.id)
    with pytest.raises(DocumentNotFound):
        open_it(desk, elsewhere, document.id)
    with pytest.raises(DocumentNotFound):
        open_it(desk, reader, other.id)


def test_a_grant_ends(desk: Desk):
    reader, document = a_person(), desk.upload(FILES, a_pdf())
    desk.grant(reader, document.id, lasting=timedelta(minutes=10))

    desk.clock = desk.now() + timedelta(minutes=11)

    with pytest.raises(DocumentNotFound):
        open_it(desk, reader, document.id)


def test_a_grant_can_be_closed_and_closed_again(desk: Desk):
    reader, document = a_person(), desk.upload(FILES, a_pdf())
    grant_id = desk.grant(reader, document.id)

    for _ in range(2):
        grants.close_grant(CloseGrant(grant_id=grant_id), desk.uow())

    with pytest.raises(DocumentNotFound):
        open_it(desk, reader, document.id)


def test_with_a_question_about_a_file_ends_what_was_read_for_it(desk: Desk):
    reader, document, file_id = a_person(), desk.upload(FILES, a_pdf()), uuid.uuid4()
    desk.grant(reader, document.id, file_id=file_id)

    grants.file_seen_by_fewer(an_event(file_id=uuid.uuid4()), desk.uow())
    assert open_it(desk, reader, document.id)
    grants.file_seen_by_fewer(an_event(file_id=file_id), desk.uow())

    with pytest.raises(DocumentNotFound):
        open_it(desk, reader, document.id)


@pytest.mark.parametrize(("ended", "reads"), [(True, False), (False, True)])
def test_who_left_a_desk_reads_no_more_what_was_opened_there(desk: Desk, ended: bool, reads: bool):
    reader, document = a_person(), desk.upload(FILES, a_pdf())
    desk.grant(reader, document.id)
    until = desk.now() if ended else desk.now() + timedelta(days=3)

    left = an_event(person_id=reader.person_id, held_until=until, deleted=False)
    grants.charge_relinquished(left, desk.uow())

    if reads:
        assert open_it(desk, reader, document.id)
    else:
        with pytest.raises(DocumentNotFound):
            open_it(desk, reader, document.id)


def test_a_grant_of_a_document_that_is_not_there_is_refused(desk: Desk):
    document, missing = desk.upload(FILES, a_pdf()), uuid.uuid4()
    reader = a_person()

    with pytest.raises(DocumentNotFound) as refused:
        desk.grant(reader, document.id, missing)

    assert refused.value.fields == {"document_id": str(missing)}
    with pytest.raises(DocumentNotFound):
        open_it(desk, reader, document.id)


def test_a_grant_may_not_last_for_ever(desk: Desk):
    document = desk.upload(FILES, a_pdf())

    with pytest.raises(GrantTooLong):
        desk.grant(a_person(), document.id, lasting=timedelta(days=2))


def test_ended_grants_are_swept_away_in_time(desk: Desk):
    document = desk.upload(FILES, a_pdf())
    old = desk.grant(a_person(), document.id, lasting=timedelta(hours=1))

    desk.clock = desk.now() + timedelta(days=2)
    desk.grant(a_person(), document.id)

    assert desk.rows("SELECT 1 FROM grants WHERE id = :id", id=old) == []


def test_ones_own_upload_is_read_until_a_file_refers_to_it(desk: Desk):
    person = a_person()
    document = desk.upload(person, a_pdf())

    assert open_it(desk, person, document.id)
    desk.grant(a_person(), document.id)

    with pytest.raises(DocumentNotFound):
        open_it(desk, person, document.id)


def test_ones_own_upload_is_read_for_a_day_only(desk: Desk):
    person = a_person()
    document = desk.upload(person, a_pdf())

    desk.clock = desk.now() + timedelta(days=1, seconds=1)

    with pytest.raises(DocumentNotFound):
        open_it(desk, person, document.id)


def test_services_read_without_a_grant(desk: Desk):
    document = desk.upload(a_person(), a_pdf())

    assert open_it(desk, SIGNATURES, document.id)


def test_an_older_version_keeps_its_bytes(desk: Desk):
    old, new = a_pdf(), a_pdf()
    document = desk.upload(FILES, old)
    desk.upload(FILES, new, document_id=document.id)

    first = HTTP.request("GET", open_it(desk, FILES, document.id, version=1).url).data
    newest = HTTP.request("GET", open_it(desk, FILES, document.id).url).data

    assert (first, newest) == (old, new)
    with pytest.raises(DocumentNotFound):
        open_it(desk, FILES, document.id, version=3)


@pytest.mark.parametrize(
    ("content", "asked", "given"),
    [
        (a_pdf(), "inline", "inline"),
        (an_image("JPEG"), "inline", "inline"),
        (a_pdf(), "attachment", "attachment"),
        (a_tiff(), "inline", "attachment"),
    ],
    ids=["pdf", "jpeg", "pdf-attached", "tiff"],
)
def test_only_what_runs_no_script_is_shown_inside_the_page(desk: Desk, content: bytes, asked: str, given: str):
    document = desk.upload(FILES, content, "x.html")

    view = open_it(desk, FILES, document.id, disposition=asked)

    assert view.disposition.split(";")[0] == given
    assert HTTP.request("GET", view.url).headers["Content-Disposition"] == view.disposition


def test_the_name_of_a_download_cannot_break_out_of_its_header(desk: Desk):
    document = desk.upload(FILES, a_pdf(), 'आवेदन".html; x="y%.exe')

    view = open_it(desk, FILES, document.id)

    assert view.disposition.count('"') == 2
    assert view.disposition.endswith(".exe.pdf")
    assert "%E0%A4%86%E0%A4%B5" in view.disposition
    assert view.disposition.isascii()


def test_many_documents_are_looked_up_at_once(desk: Desk):
    documents = [desk.upload(FILES, a_pdf()) for _ in range(3)]
    wanted = [documents[2].id, uuid.uuid4(), documents[0].id]

    found = reading.get_documents(GetDocuments(document_ids=wanted), desk.uow()).items

    assert [view.id for view in found] == [documents[2].id, documents[0].id]


def test_pages_that_are_not_made_yet_are_told_from_those_that_never_will_be(desk: Desk):
    document = desk.upload(FILES, a_pdf(pages=2, text="words"))
    third = OpenPage(document_id=document.id, version=1, page=3)

    with pytest.raises(NotReady):
        reading.open_page(third, FILES, desk.uow(), desk.store)
    desk.press(document)

    with pytest.raises(PageNotFound) as refused:
        reading.open_page(third, FILES, desk.uow(), desk.store)
    assert refused.value.fields == {"pages": 2}


def test_the_text_of_a_document_comes_in_parts_and_pages_without_any_are_left_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    document = desk.upload(a_person(), a_pdf())
    sha256 = document.versions[0].sha256
    with desk.uow() as uow:
        for number, text in enumerate(["पहला", "", "तीसरा", "च" * 30_000, "पाँचवाँ"], start=1):
            uow.pages.add_text(sha256, PageText(number, "ocr" if text else "none", text))
        uow.commit()
    monkeypatch.setattr(reading, "PAGES_AT_ONCE", 3)

    first = reading.get_document_text(GetDocumentText(document_id=document.id), desk.uow())
    rest = reading.get_document_text(GetDocumentText(document_id=document.id, from_page=first.next_page), desk.uow())

    assert [(one.page, len(one.text)) for one in first.items] == [(1, 4), (3, 5), (4, reading.LONGEST_PAGE)]
    assert ([one.page for one in rest.items], rest.next_page) == ([5], None)
    with pytest.raises(DocumentNotFound):
        reading.get_document_text(GetDocumentText(document_id=uuid.uuid4()), desk.uow())
