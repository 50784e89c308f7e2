"""From announced to stored, on a real database and a real store."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chassis.errors import AlreadyDone
from contracts.documents import (
    AbortUpload,
    BeginUpload,
    DocumentEmpty,
    DocumentNotFound,
    DocumentTooLarge,
    GetUpload,
    HashMismatch,
    PartUnknown,
    PresignPart,
    ReferToDocument,
    SizeMismatch,
    UploadClosed,
    UploadIncomplete,
    UploadNotFound,
)
from services.documents.domain.blob import object_key
from services.documents.domain.parts import USUAL
from services.documents.handlers import documents, sweeping, uploads
from services.documents.queries import uploads as upload_queries
from services.documents.store.api import BytesMissing, StoreAway
from services.documents.store.s3 import S3Store
from tests.documents.builders import a_pdf, an_image
from tests.documents.conftest import FILES, HTTP, SIGNATURES, Desk, DyingStore, a_person


def test_bytes_are_stored_once_under_their_hash(desk: Desk):
    content = a_pdf()
    sha256 = hashlib.sha256(content).hexdigest()

    first = desk.upload(a_person(), content)
    second = desk.upload(a_person(), content, name="प्रति.pdf")

    assert first.id != second.id
    assert [view.versions[0].sha256 for view in (first, second)] == [sha256, sha256]
    assert desk.rows("SELECT count(*) FROM blobs WHERE sha256 = :sha256", sha256=sha256) == [(1,)]
    assert b"".join(desk.store.read(desk.key_of(first))) == content


def test_a_stored_document_is_told(desk: Desk):
    person = a_person()

    document = desk.upload(person, a_pdf(), title="प्रार्थना-पत्र")

    [(name, told)] = desk.events(document.id)
    assert name == "document_stored"
    assert told["sha256"] == document.versions[0].sha256
    assert (told["version"], told["media_type"], told["title"]) == (1, "application/pdf", "प्रार्थना-पत्र")


def test_parts_arrive_in_any_order_and_again(desk: Desk):
    person, content = a_person(), an_image()
    content += b"\0" * (2 * USUAL + 17 - len(content))
    upload = desk.begin(person, content, "बड़ा.png")

    desk.put_parts(person, upload, content, 3, 1)
    seen = upload_queries.get_upload(GetUpload(upload_id=upload.upload_id), person, desk.uow(), desk.store)
    desk.put_parts(person, upload, content, 2, 1)
    document = desk.complete(person, upload)

    assert upload.parts == 3
    assert seen.received == [1, 3]
    assert document.versions[0].sha256 == hashlib.sha256(content).hexdigest()


def test_a_missing_part_is_named_and_can_still_come(desk: Desk):
    person, content = a_person(), an_image() + b"\0" * USUAL
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content, 1)

    with pytest.raises(UploadIncomplete) as refused:
        desk.complete(person, upload)
    desk.put_parts(person, upload, content, 2)
    document = desk.complete(person, upload)

    assert refused.value.fields == {"missing": 2}
    assert document.versions[0].size == len(content)


def test_more_or_fewer_bytes_than_announced_are_refused(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content + b"more")
    part = upload_queries.presign_part(
        PresignPart(upload_id=upload.upload_id, number=1), person, desk.uow(), desk.store
    )
    HTTP.request("PUT", part.url, body=content)

    with pytest.raises(SizeMismatch) as refused:
        desk.complete(person, upload)

    assert refused.value.fields == {"announced": len(content) + 4, "arrived": len(content)}


def test_a_part_beyond_the_last_is_refused(desk: Desk):
    person = a_person()
    upload = desk.begin(person, a_pdf())

    with pytest.raises(PartUnknown):
        upload_queries.presign_part(PresignPart(upload_id=upload.upload_id, number=2), person, desk.uow(), desk.store)


def test_an_empty_file_is_refused_at_once(desk: Desk):
    with pytest.raises(DocumentEmpty):
        desk.begin(a_person(), b"")


def test_a_file_beyond_the_limit_is_refused_at_once(desk: Desk):
    desk.settings = desk.settings.model_copy(update={"largest_file": 1000})

    with pytest.raises(DocumentTooLarge) as refused:
        desk.begin(a_person(), b"x" * 1001)

    assert refused.value.fields == {"limit": 1000}


def test_announced_hash_is_checked(desk: Desk):
    person, content = a_person(), a_pdf()
    right = desk.upload(person, content, sha256=hashlib.sha256(content).hexdigest())

    with pytest.raises(HashMismatch):
        desk.upload(person, content, sha256="0" * 64)

    assert right.versions[0].status == "stored"


def test_nobody_else_sees_an_upload(desk: Desk):
    content = a_pdf()
    upload = desk.begin(a_person(), content)

    with pytest.raises(UploadNotFound):
        desk.complete(a_person(), upload)
    with pytest.raises(UploadNotFound):
        uploads.abort(AbortUpload(upload_id=upload.upload_id), a_person(), desk.uow())


def test_an_unknown_upload_is_not_found(desk: Desk):
    with pytest.raises(UploadNotFound):
        uploads.abort(AbortUpload(upload_id=uuid.uuid4()), a_person(), desk.uow())


def test_an_aborted_upload_leaves_nothing(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)

    uploads.abort(AbortUpload(upload_id=upload.upload_id), person, desk.uow())
    desk.run_due()

    with pytest.raises(UploadClosed):
        desk.complete(person, upload)
    assert desk.store.size(object_key(upload.upload_id)) is None


def test_an_upload_expires_by_itself(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)

    desk.clock = desk.now() + timedelta(seconds=desk.settings.upload_lasting + 1)
    desk.run_due()

    with pytest.raises(UploadClosed) as refused:
        desk.complete(person, upload)
    assert refused.value.fields == {"status": "expired"}
    assert desk.rows("SELECT status FROM uploads WHERE id = :id", id=upload.upload_id) == [("expired",)]


def test_completing_twice_answers_the_same_document(desk: Desk):
    person, content, command_id = a_person(), a_pdf(), uuid.uuid4()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)
    document = desk.complete(person, upload, command_id)

    with pytest.raises(AlreadyDone) as done:
        desk.complete(person, upload, command_id)
    under_another_id = desk.complete(person, upload)

    assert done.value.result == document.model_dump(mode="json")
    assert under_another_id.id == document.id
    assert len(desk.events(document.id)) == 1


def test_a_version_is_added_by_who_uploaded_it_and_by_services(desk: Desk):
    person = a_person()
    document = desk.upload(person, a_pdf())

    second = desk.upload(person, a_pdf(), document_id=document.id)
    third = desk.upload(SIGNATURES, a_pdf(), name="हस्ताक्षरित.pdf", document_id=document.id)

    assert [version.number for version in third.versions] == [1, 2, 3]
    assert third.versions[:2] == second.versions
    assert third.id == document.id


def test_a_stranger_adds_no_version(desk: Desk):
    document = desk.upload(a_person(), a_pdf())

    with pytest.raises(DocumentNotFound):
        desk.begin(a_person(), a_pdf(), document_id=document.id)


def test_nobody_but_services_adds_a_version_once_a_file_refers_to_it(desk: Desk):
    person = a_person()
    document = desk.upload(person, a_pdf())
    desk.grant(person, document.id)

    with pytest.raises(DocumentNotFound):
        desk.begin(person, a_pdf(), document_id=document.id)
    extended = desk.upload(FILES, a_pdf(), document_id=document.id)

    assert len(extended.versions) == 2


def test_who_uploaded_it_adds_no_version_once_a_paper_refers_to_it(desk: Desk):
    """Guard: ``refer``; nobody has opened a view yet."""
    person = a_person()
    document = desk.upload(person, a_pdf())

    said = [documents.refer(ReferToDocument(document_id=document.id), desk.uow()) for _ in range(2)]

    assert said == [document, document]
    with pytest.raises(DocumentNotFound):
        desk.begin(person, a_pdf(), document_id=document.id)


@pytest.mark.parametrize("change", ["UPDATE versions SET sha256 = sha256", "DELETE FROM versions", "TRUNCATE versions"])
def test_the_database_refuses_to_change_a_version(desk: Desk, change: str):
    """Guard: the append-only triggers of versions."""
    desk.upload(a_person(), a_pdf())

    with pytest.raises(DBAPIError), desk.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", ["complete", "read"])
def test_a_process_that_dies_while_completing_leaves_nothing_half_visible(desk: Desk, call: str, after: bool):
    person, content, command_id = a_person(), a_pdf(), uuid.uuid4()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)
    bucket, desk.store = desk.store, DyingStore(desk.store, call, after=after)

    with pytest.raises(KeyboardInterrupt):
        desk.complete(person, upload, command_id)
    seen = desk.rows("SELECT 1 FROM documents WHERE owner = :owner", owner=person.key)
    desk.store = bucket
    document = desk.complete(person, upload, command_id)

    assert seen == []
    assert b"".join(bucket.read(desk.key_of(document))) == content
    assert len(desk.events(document.id)) == 1


@pytest.mark.parametrize("known", [False, True], ids=["new", "known"])
@pytest.mark.parametrize("call", ["parts", "complete", "read"])
def test_two_tries_at_once_store_one_version(desk: Desk, call: str, known: bool):
    person, content = a_person(), a_pdf()
    if known:
        desk.upload(FILES, content)
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)
    bucket, quicker = desk.store, []

    class Overtaken:
        """The real store, asked by a slow try: while it asks, another try completes and everything is tidied up."""

        def __getattr__(self, name: str) -> object:
            if name == call and not quicker:
                desk.store = bucket
                quicker.append(desk.complete(person, upload))
                desk.run_due()
            return getattr(bucket, name)

    desk.store = Overtaken()
    slower = desk.complete(person, upload)

    assert [slower.id] == [view.id for view in quicker]
    assert len(desk.events(slower.id)) == 1


def test_bytes_that_vanish_from_the_store_are_an_incident(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)
    [(session,)] = desk.rows("SELECT store_session FROM uploads WHERE id = :id", id=upload.upload_id)
    desk.store.abort(object_key(upload.upload_id), session)

    with pytest.raises(BytesMissing):
        desk.complete(person, upload)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_beginning_again_after_a_crash_leaves_no_session_beyond_the_upload(desk: Desk, after: bool):
    person, content, command_id = a_person(), a_pdf(), uuid.uuid4()
    command = BeginUpload(file_name="a.pdf", file_size=len(content))
    with pytest.raises(KeyboardInterrupt):
        uploads.begin(
            command, person, desk.uow(command, person, command_id), DyingStore(desk.store, "begin", after=after)
        )

    upload = uploads.begin(command, person, desk.uow(command, person, command_id), desk.store)
    desk.put_parts(person, upload, content)
    desk.complete(person, upload)
    desk.clock = desk.now() + timedelta(days=3)
    sweeping.sweep_store(desk.uow(), desk.store)

    assert list(desk.store.left_behind(object_key(upload.upload_id), desk.now())) == []


def test_a_store_that_is_away_is_said_to_be_away(desk: Desk):
    away = S3Store("http://127.0.0.1:1", "key", "secret", "bucket")

    with pytest.raises(StoreAway) as refused:
        away.size("blobs/x")

    assert refused.value.kind == "unavailable"
    assert not away.is_reachable()
