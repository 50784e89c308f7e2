"""What the worker does with a stored version: pictures of its pages at once, then their text, page by page.

Each page is committed by itself, so a killed worker goes on where it was; equal bytes are worked on once. A document
gives the next its turn after a minute and goes on as a due row: reading by OCR takes seconds a page, and a file of
thousands of pages, or of pages made to be slow, would keep everybody's letters waiting.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from contracts.documents import DocumentFailed, DocumentPagesReady, DocumentStored, DocumentTextReady, TextKind
from contracts.errors import InternalError
from services.documents.domain.blob import picture_key
from services.documents.domain.media import XLSX
from services.documents.handlers.transfer import Offload, fetch
from services.documents.press.ocr import read_page
from services.documents.press.pages import BATCH, PressedPage, Unopenable, count_pages, press_pages, scan_page
from services.documents.storage import Blobs, DocumentsUnitOfWork, Pages
from services.documents.storage.locks import alone
from services.documents.storage.pages import Page, PageText
from services.documents.store.api import Store

WEBP = "image/webp"
BUSY = timedelta(seconds=5)
UNOPENABLE, NO_PICTURE = "document.unopenable", "document.no_picture"


class BytesChanged(InternalError):
    """The store gives other bytes than were put: a disk is failing. An operator has to look."""

    code = "documents.bytes_changed"


@dataclass(frozen=True)
class Work:
    """One version to be worked on; travels in due rows as JSON."""

    document_id: UUID
    version: int
    sha256: str
    media_type: str

    @classmethod
    def of(cls, stored: DocumentStored) -> "Work":
        return cls(stored.document_id, stored.version, stored.sha256, stored.media_type)

    @classmethod
    def load(cls, payload: dict[str, Any]) -> "Work":
        return cls(UUID(payload["document_id"]), payload["version"], payload["sha256"], payload["media_type"])

    def payload(self) -> dict[str, Any]:
        return {**vars(self), "document_id": str(self.document_id)}

    @property
    def key(self) -> str:
        return f"{self.document_id}:{self.version}"


def press(work: Work, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    """Make pictures of all pages and take believable text layers, for as long as it is this document's turn.

    Then tell, and order the reading of the rest.
    """
    with alone(uow.engine, work.sha256) as mine:
        done = mine and _make_pages(work, uow, store, offload)
    with uow:
        if not done:
            wait = timedelta(0) if mine else BUSY
            uow.due(uow.now() + wait, "press_document", key=work.key, **work.payload())
        else:
            _announce_pages(work, uow)
        uow.commit()


def read(work: Work, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    """Read pages by OCR for as long as it is this document's turn; tell when all have their text."""
    with alone(uow.engine, work.sha256) as mine:
        if mine:
            _read_pages(work, uow, store, offload)
    with uow:
        if uow.pages.without_text(work.sha256):
            uow.due(uow.now() + (timedelta(0) if mine else BUSY), "read_document", key=work.key, **work.payload())
        else:
            _announce_text(work, uow)
        uow.commit()


def _make_pages(work: Work, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> bool:
    """Whether all are made, or none ever will be."""
    turn_ends = time.monotonic() + uow.settings.press_seconds
    with uow.reading() as session:
        if Blobs(session).status(work.sha256) != "stored":
            return True
        made = Pages(session).made(work.sha256)
    if work.media_type == XLSX:
        # A workbook of our own has sheets and no pages; it is only ever saved.
        with uow.beside() as session:
            Blobs(session).set(work.sha256, status="ready", text="none", pages=0)
        return True
    with _local_copy(work, uow, store, offload) as path:
        try:
            count = count_pages(path, work.media_type)
        except Unopenable:
            with uow.beside() as session:
                Blobs(session).set(work.sha256, status="failed", failure=UNOPENABLE, text="none")
            return True
        wanted = [number for number in range(1, count + 1) if number not in made]
        for first in range(0, len(wanted), BATCH):
            if first and time.monotonic() > turn_ends:
                return False
            for page in press_pages(path, work.media_type, wanted[first : first + BATCH]):
                _keep_page(work, page, uow, store)
    with uow.beside() as session:
        if Pages(session).with_picture(work.sha256) == 0:
            Blobs(session).set(work.sha256, status="failed", failure=NO_PICTURE, text="none", pages=count)
        else:
            Blobs(session).set(work.sha256, status="ready", pages=count)
    return True


def _keep_page(work: Work, page: PressedPage, uow: DocumentsUnitOfWork, store: Store) -> None:
    row = Page(number=page.number, failure=page.failure)
    if page.full is not None and page.light is not None and page.thumb is not None:
        pictures = {"full": page.full, "light": page.light, "thumb": page.thumb}
        for size, picture in pictures.items():
            store.put(picture_key(work.sha256, page.number, size), picture, WEBP)
        full, light, thumb = (picture.stat().st_size for picture in pictures.values())
        row = Page(page.number, page.width, page.height, full, thumb, light_size=light)
    with uow.beside() as session:
        Pages(session).add(work.sha256, row)
        if page.text is not None:
            Pages(session).add_text(work.sha256, PageText(page.number, "layer", page.text))


def _read_pages(work: Work, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    turn_ends = time.monotonic() + uow.settings.ocr_seconds
    with uow.reading() as session:
        waiting = Pages(session).without_text(work.sha256)
    if not waiting:
        return
    with _local_copy(work, uow, store, offload) as path:
        for number in waiting:
            text = _read_page(work, path, number, uow.settings.ocr_dpi)
            with uow.beside() as session:
                Pages(session).add_text(work.sha256, text)
            if time.monotonic() > turn_ends:
                return


def _read_page(work: Work, path: Path, number: int, dpi: int) -> PageText:
    """What cannot be read has no text; it is not tried again."""
    with TemporaryDirectory(prefix="patravali-ocr-") as name:
        folder = Path(name)
        scan = scan_page(path, work.media_type, number, dpi, folder)
        reading = read_page(scan, folder) if scan is not None else None
    if reading is None or not reading.text:
        return PageText(number, "none", "")
    return PageText(number, "ocr", reading.text, reading.confidence)


def _announce_pages(work: Work, uow: DocumentsUnitOfWork) -> None:
    version = uow.documents.get(work.document_id).version(work.version)
    if version.status == "failed":
        failure = version.failure or UNOPENABLE
        uow.publish(
            DocumentFailed(document_id=work.document_id, version=work.version, sha256=work.sha256, failure=failure)
        )
        return
    uow.publish(
        DocumentPagesReady(
            document_id=work.document_id, version=work.version, sha256=work.sha256, pages=version.pages or 0
        )
    )
    if uow.pages.without_text(work.sha256):
        uow.due(uow.now(), "read_document", key=work.key, **work.payload())
    else:
        _announce_text(work, uow)


def _announce_text(work: Work, uow: DocumentsUnitOfWork) -> None:
    kinds = uow.pages.kinds(work.sha256)
    text: TextKind = "ocr" if "ocr" in kinds else "layer" if "layer" in kinds else "none"
    uow.blobs.set(work.sha256, text=text)
    version = uow.documents.get(work.document_id).version(work.version)
    uow.publish(
        DocumentTextReady(
            document_id=work.document_id,
            version=work.version,
            sha256=work.sha256,
            pages=version.pages or 0,
            text=text,
        )
    )


@contextmanager
def _local_copy(work: Work, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> Iterator[Path]:
    """The bytes in a file on this machine's disk, checked against their hash."""
    with uow.reading() as session:
        key = Blobs(session).key(work.sha256)
    with TemporaryDirectory(prefix="patravali-work-") as folder:
        path = Path(folder) / "document"
        if fetch(store, key, path, offload).sha256 != work.sha256:
            raise BytesChanged(sha256=work.sha256)
        yield path
