"""The search: what is found, in which order, and that nobody finds what he may not see."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.base import Envelope
from contracts.documents import DocumentTextReady
from contracts.errors import Invalid
from contracts.files import (
    AddNote,
    AnswerConsultation,
    AttachDocument,
    CloseFile,
    ConfirmNote,
    ConsultDesks,
    DiscardNote,
    ForwardFile,
    GetFile,
    GetReceipt,
    MarkReceipt,
    PutReceiptInFile,
    ReturnConsultation,
    Search,
    SearchHitView,
    Sender,
)
from contracts.files.errors import FileNotFound, NothingToLookFor, ReceiptNotFound
from services.files.handlers import search as handlers
from services.files.search.__main__ import main
from services.files.storage import FilesUnitOfWork
from services.files.storage.search_repair import Repair
from tests.files.correspondents import an_issued_letter
from tests.files.neighbours import Neighbours
from tests.files.office import SEATS, HandClock, Office, key

PEOPLE = [seat.name for seat in SEATS]
DUE = date(2099, 3, 9)


def settle(office: Office) -> None:
    """Do what the service does each second, until nothing is left."""
    while True:
        with FilesUnitOfWork(office.engine, clock=office.clock) as uow:
            taken = handlers.take(uow)
            uow.commit()
        with office.owner.begin() as connection:
            orders = connection.exec_driver_sql("DELETE FROM due WHERE name = 'fetch_text' RETURNING payload").all()
        for order in orders:
            handlers.fetch(order.payload, FilesUnitOfWork(office.engine, clock=office.clock), office.bus)
        with office.session() as session:
            if not (taken.changes or orders or Repair(session).is_rebuilding()):
                return


def found(office: Office, words: str, by: str = "clerk", limit: int = 50, **filters) -> list[SearchHitView]:
    """All pages."""
    hits, cursor = [], None
    while True:
        page = office.ask(Search(text=words, cursor=cursor, limit=limit, **filters), by=by)
        hits += page.items
        cursor = page.next
        if cursor is None:
            return hits


def ids(hits: list[SearchHitView]) -> list[uuid.UUID]:
    return [hit.id for hit in hits]


def marked(hit: SearchHitView) -> list[str]:
    return [part.text for part in hit.snippet.parts if part.hit]


@pytest.mark.parametrize(
    ("subject", "typed", "by"),
    [
        ("देहरादून में सीमांकन", "Dehradun", "sound"),
        ("Demarcation at Dehradun", "देहरादून", "sound"),
        ("श्री रमेश का प्रार्थना-पत्र", "ramesh", "sound"),
        ("गौरी बाज़ार की सड़क", "बाजार", "heading"),
        ("भूमि सम्बन्धी विवाद", "संबंधी", "heading"),
        ("रुद्रपुर की पेंशन", "रूद्रपुर", "sound"),
        ("विकासनगर की सड़क", "Vikas Nagar", "sound"),
        ("विकास नगर की सड़क", "विकासनगर", "heading"),
        ("भाटपाररानी का मार्ग", "भाटपार रानी", "heading"),
        ("तहसीलदार की आख्या", "तहसील", "beginning"),
        ("लखनऊ से पत्र", "Lucknow", "likeness"),
    ],
)
def test_a_file_is_found_in_either_script(office: Office, subject: str, typed: str, by: str):
    file = office.a_file("clerk", subject=subject)
    office.a_file("clerk", subject="पेयजल की समस्या")
    settle(office)

    hits = found(office, typed)

    assert [(hit.id, hit.found_by) for hit in hits] == [(file.id, by)]
    assert hits[0].snippet.found_in == "subject"
    assert marked(hits[0])


@pytest.mark.parametrize("typed", ["LRA/21/7/2026", "lra 21 7 2026", "२१/७/२०२६", "COLL-LRA-21-07-2026"])
def test_a_number_is_found_however_it_is_typed(office: Office, typed: str):
    file = office.a_file("clerk", free_number="COLL/LRA/21/7/2026")
    office.a_file("clerk", free_number="COLL/LRA/22/7/2026")
    settle(office)

    assert [(hit.id, hit.found_by) for hit in found(office, typed)] == [(file.id, "number")]


def test_what_fits_better_comes_first_then_the_newer_and_the_more_urgent(office: Office):
    office.clock = HandClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
    sounding = office.a_file("clerk", subject="Seemankan of land")
    beginning = office.a_file("clerk", subject="सीमांकनकर्ता की सूची")
    noted = office.a_file("clerk", subject="अन्य प्रकरण")
    office.ask(AddNote(file_id=noted.id, kind="green", paragraphs=["सीमांकन हेतु प्रस्तुत।"]), by="clerk")
    older = office.a_file("clerk", subject="सीमांकन", urgency="top_priority")
    office.clock.forward(days=2)
    urgent = office.a_file("clerk", subject="सीमांकन", urgency="immediate")
    office.clock.forward(minutes=1)
    newer = office.a_file("clerk", subject="सीमांकन")
    settle(office)

    expected = [urgent.id, newer.id, older.id, noted.id, beginning.id, sounding.id]

    assert ids(found(office, "सीमांकन")) == expected
    assert ids(found(office, "सीमांकन", limit=1)) == expected
    assert found(office, "सीमांकन")[3].snippet.paragraph == 1


def test_all_words_have_to_be_there_wherever_they_stand(office: Office):
    receipt = office.a_receipt("clerk", subject="खतौनी", sender=Sender(name="रमेश चन्द्र"))
    file = office.a_file("clerk", subject="वरासत")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=1), by="clerk")
    settle(office)

    assert ids(found(office, "Ramesh वरासत")) == [file.id]
    assert set(ids(found(office, "रमेश"))) == {file.id, receipt.id}
    assert ids(found(office, "रमेश दीवानी")) == []


def test_filters_narrow(office: Office):
    file = office.a_file("clerk", subject="सीमांकन", labels=["court"])
    receipt = office.a_receipt("clerk", subject="सीमांकन")
    closed = office.a_file("so-lra", subject="सीमांकन")
    office.ask(CloseFile(file_id=closed.id, reason="निस्तारित"), by="so-lra")
    settle(office)

    assert ids(found(office, "सीमांकन", by="dm", kind="receipt")) == [receipt.id]
    assert ids(found(office, "सीमांकन", by="dm", label="court")) == [file.id]
    assert ids(found(office, "सीमांकन", by="dm", state="closed")) == [closed.id]
    assert ids(found(office, "सीमांकन", by="dm", year=1999)) == []
    assert len(found(office, "सीमांकन", by="dm", office_id=key("collectorate"), unit_id=key("lra"))) == 3
    assert ids(found(office, "सीमांकन", by="dm", unit_id=uuid.uuid4())) == []


def test_the_text_of_papers_is_fetched_when_it_is_ready_and_found_with_its_page(office: Office, neighbours: Neighbours):
    document = neighbours.a_document()
    file = office.a_file("clerk", subject="प्रकरण")
    attach = AttachDocument(file_id=file.id, document_id=document.id, title="आख्या", pages=2)
    office.ask(attach, by="clerk")
    settle(office)
    assert found(office, "खसरा") == []

    neighbours.texts[document.id] = ["कार्यालय आदेश", "ग्राम नवादा का खसरा संख्या ४५"]
    ready = DocumentTextReady(document_id=document.id, version=1, sha256="0" * 64, pages=2, text="ocr")
    now = datetime.now(UTC)
    told = Envelope[DocumentTextReady](
        event_id=uuid.uuid4(), type="document_text_ready", version=1, occurred_at=now, recorded_at=now, source="live",
        actor=None, data=ready,
    )  # fmt: skip
    handlers.text_ready(told, FilesUnitOfWork(office.engine))
    settle(office)

    (hit,) = found(office, "khasra 45")
    assert (hit.id, hit.snippet.found_in, hit.snippet.page) == (file.id, "paper", 2)
    assert marked(hit) == ["खसरा", "४५"]


def test_a_yellow_note_is_found_by_the_desk_that_has_the_file_and_by_nobody_else(office: Office):
    """Guard: the step of the yellow note asks the tables who has the file and whether it is open still."""
    file = office.a_file("clerk", subject="प्रकरण")
    note = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["गोपनीय निष्कर्ष"]), by="clerk")
    settle(office)
    assert [(hit.id, hit.found_by) for hit in found(office, "निष्कर्ष")] == [(file.id, "yellow_note")]
    assert found(office, "निष्कर्ष", by="so-lra") == found(office, "निष्कर्ष", by="dm") == []

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    # At once: the index has not been told yet.
    assert found(office, "निष्कर्ष") == []
    settle(office)
    assert ids(found(office, "निष्कर्ष", by="so-lra")) == [file.id]
    office.ask(DiscardNote(file_id=file.id, note_id=note.id, expected_version=note.version), by="so-lra")
    assert found(office, "निष्कर्ष", by="so-lra") == []


def test_a_confirmed_note_is_found_by_whoever_sees_the_file(office: Office):
    file = office.a_file("clerk", subject="प्रकरण")
    note = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["निष्कर्ष"]), by="clerk")
    office.ask(ConfirmNote(file_id=file.id, note_id=note.id, expected_version=note.version), by="clerk")
    settle(office)

    assert [hit.snippet.found_in for hit in found(office, "निष्कर्ष", by="dm")] == ["note"]
    assert found(office, "निष्कर्ष", by="tehsil-clerk") == []


def test_what_no_longer_may_be_seen_is_not_found_although_the_index_has_not_heard(office: Office):
    """Guard: sight is asked of the tables in the statement that finds, not of the index."""
    file = office.a_file_sent("clerk", "est-clerk", grading="secret", subject="सीमांकन")
    settle(office)
    assert ids(found(office, "सीमांकन", by="so-est")) == [file.id]

    office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="est-clerk")

    assert found(office, "सीमांकन", by="so-est") == []
    assert ids(found(office, "सीमांकन", by="est-clerk")) == [file.id]


def test_a_letter_is_found_by_its_signer_and_once_issued_by_the_dispatch_section(
    office: Office, neighbours: Neighbours
):
    letter = an_issued_letter(office)
    settle(office)

    assert letter.id in ids(found(office, letter.number, by="so-lra"))
    assert ids(found(office, letter.number, by="dispatcher")) == [letter.id]
    assert found(office, letter.number, by="tehsil-clerk") == []


GRADINGS = st.sampled_from(["normal", "normal", "confidential", "secret"])
WAYS = st.lists(st.sampled_from([name for name in PEOPLE if name != "administrator"]), min_size=1, max_size=4)
ENDS = st.sampled_from([None, "open", "answered", "returned"])


@settings(max_examples=12)
@given(way=WAYS, grading=GRADINGS, asked=st.sampled_from(["tehsil-clerk", "est-clerk"]), end=ENDS, lies=st.booleans())
def test_everybody_finds_exactly_what_he_may_see(office: Office, way, grading, asked, end, lies):
    """Guard: search_sight.MAY_SEE. Against asking for each paper whether it can be opened, for every person."""
    begins, *sent = [name for place, name in enumerate(way) if place == 0 or way[place - 1] != name]
    seat = begins if begins not in ("dak", "dispatcher") else "clerk"
    receipt = office.a_receipt("dak", subject="वनाग्नि", grading=grading)
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post(seat)), by="dak")
    file = office.a_file(seat, subject="वनाग्नि", grading=grading)
    if lies:
        office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=1), by=seat)
    if end is not None and seat != asked:
        question = ConsultDesks(
            file_id=file.id, to_posts=[office.post(asked)], question="वनाग्नि", due_on=DUE, disclose=True
        )
        one = office.ask(question, by=seat).items[0]
        if end == "answered":
            office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["सहमत"]), by=asked)
        elif end == "returned":
            office.ask(ReturnConsultation(consultation_id=one.id, reason="कारण"), by=asked)
    holder = seat
    for name in sent:
        if name != holder:
            office.ask(ForwardFile(file_id=file.id, to_post=office.post(name)), by=holder)
            holder = name
    settle(office)

    rows = office.rows("SELECT 'file' AS kind, id FROM files UNION ALL SELECT 'receipt', id FROM receipts")
    for name in PEOPLE:
        seen = {row.id for row in rows if _can_open(office, row.kind, row.id, name)}
        hits = ids(found(office, "vanagni", by=name, limit=3))
        assert len(hits) == len(set(hits))
        assert set(hits) == seen, name


def _can_open(office: Office, kind: str, item: uuid.UUID, by: str) -> bool:
    try:
        office.ask(GetFile(file_id=item) if kind == "file" else GetReceipt(receipt_id=item), by=by)
    except (FileNotFound, ReceiptNotFound):
        return False
    return True


def test_nothing_typed_is_refused_and_so_is_a_forged_cursor(office: Office):
    with pytest.raises(NothingToLookFor):
        office.ask(Search(text="- ।"), by="clerk")
    with pytest.raises(Invalid):
        office.ask(Search(text="सीमांकन", cursor="WzEsMiwzLDQsNV0"), by="clerk")
    assert found(office, r"a'b\c|d&!(e):*") == []


def test_the_index_is_made_again_from_the_papers_and_goes_on_where_it_stopped(
    office: Office, office_database, monkeypatch, capsys
):
    file = office.a_file("clerk", subject="सीमांकन")
    settle(office)
    with office.owner.begin() as connection:
        connection.exec_driver_sql("TRUNCATE search_items, search_words, search_sounds, search_changes")
    assert found(office, "सीमांकन") == []
    monkeypatch.setenv("PATRAVALI_FILES_DATABASE_URL", office_database.url)
    monkeypatch.setenv("PATRAVALI_FILES_BROKER_URL", office.settings.broker_url)

    with FilesUnitOfWork(office.engine) as uow:
        Repair(uow.session).begin()
        uow.commit()
    assert main(["continue"]) == 0

    assert ids(found(office, "सीमांकन")) == [file.id]
    assert main(["rebuild"]) == 0
    assert "search index is made: 1" in capsys.readouterr().out


def test_the_nightly_comparison_finds_what_the_index_missed_and_repairs_it(office: Office):
    file, other = office.a_file("clerk", subject="सीमांकन"), office.a_file("clerk", subject="पेयजल")
    settle(office)
    with office.owner.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM search_items WHERE id = '{file.id}'")
        connection.exec_driver_sql(f"UPDATE search_items SET words = '' WHERE id = '{other.id}'")

    with FilesUnitOfWork(office.engine) as uow:
        repaired = Repair(uow.session).compare(date(2026, 3, 2))
        uow.commit()
    settle(office)

    assert repaired == 2
    assert ids(found(office, "सीमांकन")) == [file.id]
    assert ids(found(office, "पेयजल")) == [other.id]
    with FilesUnitOfWork(office.engine) as uow:
        assert Repair(uow.session).compare(date(2026, 3, 3)) == 0
