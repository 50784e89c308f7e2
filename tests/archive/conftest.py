"""files and documents with their own databases and the store, and the archive package of a file that has everything."""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine

from contracts.compilations import AddToCompilation, GetCompilation, OpenCompilation
from contracts.documents import DocumentView
from contracts.files import (
    AddNote,
    AnswerConsultation,
    AttachDocument,
    CompileFile,
    ConsultDesks,
    DetachReceipt,
    FileView,
    ForwardFile,
    LinkFile,
    OpenReceipt,
    PutReceiptInFile,
    VerifyLedger,
)
from services.documents.domain.blob import Blob, blob_key
from services.documents.handlers import compilations
from services.documents.handlers.documents import add_version, create_document
from services.documents.handlers.transfer import place_file
from services.documents.settings import WorkerSettings
from services.documents.store.s3 import S3Store
from tests.documents.builders import a_pdf
from tests.documents.conftest import FILES, HTTP, Desk, bucket, engine, settings_of_store
from tests.files.correspondents import an_issued_letter
from tests.files.neighbours import Neighbours
from tests.files.office import Office, an_office
from tests.throwaway import ThrowAway

__all__ = ["bucket", "engine", "settings_of_store"]


class Kept(Neighbours):
    """Neighbours whose documents are in the real service too."""

    desk: Desk

    def a_document(self, content: str = "पत्र", document_id: uuid.UUID | None = None, pages: int = 1) -> DocumentView:
        view = super().a_document(content, document_id, pages)
        blob = Blob(hashlib.sha256(content.encode()).hexdigest(), len(content.encode()), "application/pdf")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "bytes"
            path.write_bytes(content.encode())
            place_file(self.desk.store, path, blob, blob_key(blob.sha256))
        with self.desk.uow() as uow:
            uow.blobs.add(blob, blob_key(blob.sha256), uow.now())
            if document_id is None:
                create_document(uow, view.id, "पत्र", FILES.key)
            add_version(uow, uow.documents.get(view.id), blob, "पत्र.pdf", FILES)
            uow.commit()
        return view


@dataclass(frozen=True)
class Made:
    """A package, and what is known of it elsewhere."""

    content: bytes
    sha256: str
    file: FileView
    head: str
    """The end of the ledger when it was ordered."""
    scan: bytes

    @property
    def base(self) -> str:
        return zipfile.ZipFile(io.BytesIO(self.content)).namelist()[0].split("/")[0]

    def read(self, path: str) -> bytes:
        return zipfile.ZipFile(io.BytesIO(self.content)).read(f"{self.base}/{path}")


@pytest.fixture(scope="module")
def places(
    throw_away: ThrowAway, engine: Engine, bucket: S3Store, settings_of_store: WorkerSettings
) -> Iterator[tuple[Office, Desk]]:
    """An office, and the documents service behind its bus."""
    desk = Desk(engine, bucket, settings_of_store)
    with throw_away.database("files") as database:
        office = an_office(database)
        office.bus = kept = Kept()
        kept.desk = desk
        yield office, desk
        office.leave()


@pytest.fixture(scope="module")
def made(places: tuple[Office, Desk]) -> Made:
    """Of a file with notes, an opinion, a letter, papers on two sides, one taken out, and a link that is hidden."""
    office, desk = places
    scan = a_pdf(2, "scan")
    file = a_full_file(office, desk, scan)
    report = office.ask(VerifyLedger(file_id=file.id), by="so-lra")
    assert report.verdict == "intact"
    ordered = office.ask(CompileFile(file_id=file.id, kind="package"), by="so-lra")
    content, sha256 = pack(office, desk, ordered.id)
    assert report.head is not None
    return Made(content, sha256, file, report.head, scan)


def a_full_file(office: Office, desk: Desk, scan: bytes) -> FileView:
    """On the section officer's desk in the end."""
    file = office.a_file("est-clerk", subject="सीमांकन \"ख\" & 'ग'")
    hidden = office.a_file("est-clerk", grading="secret")
    office.ask(LinkFile(file_id=file.id, other_file_id=hidden.id, remarks="गुप्त"), by="est-clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk"), remarks="देखें"), by="est-clerk")
    uploaded = desk.upload(FILES, scan, "नक्शा.pdf")
    assert isinstance(office.bus, Kept)
    office.bus.documents[uploaded.id] = uploaded
    attach = AttachDocument(file_id=file.id, document_id=uploaded.id, title="नक्शा", pages=2, flag="puc")
    office.ask(attach, by="clerk")
    for keep in (True, False):
        receipt = office.a_receipt("clerk", document_id=office.bus.a_document(f"पत्र {uuid.uuid4()}").id)
        office.ask(OpenReceipt(receipt_id=receipt.id), by="clerk")
        office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
        if not keep:
            office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="दूसरे प्रकरण का"), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला\nदो पंक्तियाँ", "दूसरा \u2028 \U0001f4c1"]), by="clerk")
    day = date(office.clock().year + 1, 1, 5)
    asked = ConsultDesks(file_id=file.id, to_posts=[office.post("so-lra")], question="क्या?", due_on=day)
    [one] = office.ask(asked, by="clerk").items
    office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["हाँ"]), by="so-lra")
    office.ask(AddNote(file_id=file.id, paragraphs=["तीसरा"], corrects=[1]), by="clerk")
    sent = office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    an_issued_letter(office, file=sent)
    office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्ची टीप"]), by="so-lra")
    return sent


def pack(office: Office, desk: Desk, compilation_id: uuid.UUID) -> tuple[bytes, str]:
    """Have the worker make what files ordered; answers the bytes and the SHA-256 that documents tells."""
    order, items = office.bus.compiled[compilation_id]
    begun = compilations.begin(order, desk.uow(order, FILES))
    add = AddToCompilation(compilation_id=begun.id, first=1, items=items)
    compilations.add(add, desk.uow(add, FILES))
    desk.run_due()
    done = compilations.get(GetCompilation(compilation_id=begun.id), desk.uow())
    assert done.state == "ready"
    assert done.sha256 is not None
    view = compilations.open_(OpenCompilation(compilation_id=begun.id), desk.uow(), desk.store)
    return HTTP.request("GET", view.url).data, done.sha256
