"""Bytes stay in the object in which they arrived, once for each hash, and nothing that tidies up touches them."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.documents import OpenDocument, PresignPart
from services.documents.domain.blob import Blob, blob_key, object_key, staging_key
from services.documents.queries import uploads as upload_queries
from services.documents.queries.reading import open_document
from tests.documents.builders import a_pdf, an_image
from tests.documents.conftest import FILES, HTTP, Desk, DyingStore, a_person


def test_the_object_of_bytes_that_were_there_before_goes(desk: Desk):
    person, content = a_person(), a_pdf()
    first = desk.upload(a_person(), content)
    again = desk.begin(person, content)
    desk.put_parts(person, again, content)

    second = desk.complete(person, again)
    desk.run_due()

    assert desk.key_of(second) == desk.key_of(first) != object_key(again.upload_id)
    assert desk.store.size(object_key(again.upload_id)) is None
    assert b"".join(desk.store.read(desk.key_of(second))) == content


def test_bytes_that_the_store_lost_are_taken_from_who_brings_them_again(desk: Desk):
    person, content = a_person(), a_pdf()
    document = desk.upload(a_person(), content)
    lost = desk.key_of(document)
    desk.store.remove(lost)

    again = desk.upload(person, content)
    desk.run_due()

    assert desk.key_of(document) == desk.key_of(again) != lost
    assert b"".join(desk.store.read(desk.key_of(document))) == content


def test_documents_from_before_are_read_where_they_were_put(desk: Desk):
    content = an_image()
    document = desk.kept_from_before(content, "पुराना.png")
    with desk.engine.begin() as connection:
        change = text("UPDATE blobs SET object_key = NULL WHERE sha256 = :sha256")
        connection.execute(change, {"sha256": document.versions[0].sha256})

    opened = open_document(OpenDocument(document_id=document.id), FILES, desk.uow(), desk.store)

    assert desk.key_of(document) == blob_key(document.versions[0].sha256)
    assert HTTP.request("GET", opened.url).data == content


def test_an_upload_from_before_is_completed_and_kept(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    session = desk.store.begin(staging_key(upload.upload_id))
    with desk.engine.begin() as connection:
        change = text("UPDATE uploads SET object_key = NULL, store_session = :session WHERE id = :id")
        connection.execute(change, {"session": session, "id": upload.upload_id})
    desk.put_parts(person, upload, content)

    document = desk.complete(person, upload)
    desk.tidy(upload)

    assert desk.key_of(document) == staging_key(upload.upload_id)
    assert b"".join(desk.store.read(desk.key_of(document))) == content


def test_two_blobs_cannot_lie_in_one_object(desk: Desk):
    document = desk.upload(a_person(), a_pdf())
    other = Blob("0" * 64, 1, "application/pdf")

    with pytest.raises(IntegrityError), desk.uow() as uow:
        uow.blobs.add(other, desk.key_of(document), uow.now())


def test_bytes_stay_where_they_arrived_whoever_tidies_up(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)

    document = desk.complete(person, upload)
    ordered = desk.rows("SELECT 1 FROM due WHERE key = :key", key=str(upload.upload_id))
    desk.tidy(upload)

    assert ordered == []
    assert desk.key_of(document) == object_key(upload.upload_id)
    assert b"".join(desk.store.read(object_key(upload.upload_id))) == content


def test_an_object_that_was_made_and_never_recorded_goes_with_its_upload(desk: Desk):
    person, content = a_person(), a_pdf()
    upload = desk.begin(person, content)
    desk.put_parts(person, upload, content)
    bucket, desk.store = desk.store, DyingStore(desk.store, "complete", after=True)
    with pytest.raises(KeyboardInterrupt):
        desk.complete(person, upload)
    desk.store = bucket
    left = bucket.size(object_key(upload.upload_id))

    desk.clock = desk.now() + timedelta(seconds=desk.settings.upload_lasting + 1)
    desk.run_due()

    assert left == len(content)
    assert bucket.size(object_key(upload.upload_id)) is None


def test_nobody_replaces_bytes_by_an_old_url_once_they_are_checked(desk: Desk):
    person, content, other = a_person(), a_pdf(), a_pdf()
    upload = desk.begin(person, content)
    question = PresignPart(upload_id=upload.upload_id, number=1)
    part = upload_queries.presign_part(question, person, desk.uow(), desk.store)
    desk.put_parts(person, upload, content)
    document = desk.complete(person, upload)

    answer = HTTP.request("PUT", part.url, body=other, headers={"Content-Length": str(len(other))})

    assert answer.status == 404
    assert b"".join(desk.store.read(desk.key_of(document))) == content
