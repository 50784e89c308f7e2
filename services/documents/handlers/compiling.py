"""The worker makes a compilation: each item by itself, then the whole.

What was made of an item lies in the store at once, so a killed worker goes on where it was. After a minute another
document gets its turn. The whole is put together by child processes from files on this machine's disk: memory does not
grow with the file.
"""

import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from chassis import log
from contracts import archive
from contracts.compilations import CompilationItem
from services.documents.domain.compilation import MEDIA_TYPES, PART, final_key, part_key
from services.documents.handlers.compilations import COMPILE
from services.documents.handlers.packing import pack
from services.documents.handlers.transfer import Offload, fetch, measure
from services.documents.press.book import BookFailed, Made, Original, bind_print, join_notes, prepare_print
from services.documents.storage import Blobs, Compilations, Documents, DocumentsUnitOfWork
from services.documents.storage.compilations import Compilation
from services.documents.storage.locks import alone
from services.documents.store.api import Store

logger = log.get_logger(__name__)

BUSY = timedelta(seconds=5)
RECORD = "record"


def compile_file(compilation_id: UUID, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    """For as long as it is this compilation's turn; then the next turn is ordered.

    What cannot be made is said to have failed: the same again would fail again, and hold up what others ordered.
    """
    with alone(uow.engine, compilation_id.hex) as mine:
        try:
            done = mine and _work(compilation_id, uow, store, offload)
        except BookFailed as failed:
            logger.error("compilation_failed", compilation_id=str(compilation_id), error=str(failed), **failed.fields)
            with uow.beside() as session:
                Compilations(session).set(compilation_id, state="failed", failure=str(failed)[:100])
            done = True
    with uow:
        if not done:
            wait = timedelta(0) if mine else BUSY
            uow.due(uow.now() + wait, COMPILE, key=str(compilation_id), compilation_id=str(compilation_id))
        uow.commit()


def _work(compilation_id: UUID, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> bool:
    """Whether it is whole, or never will be."""
    turn_ends = time.monotonic() + uow.settings.press_seconds
    with uow.reading() as session:
        found = Compilations(session).get(compilation_id)
        if found.state != "making":
            return True
        unmade = Compilations(session).unmade(compilation_id)
    for number in unmade:
        if number != unmade[0] and time.monotonic() > turn_ends:
            return False
        _make_item(found, number, uow, store, offload)
    return _put_together(found, uow, store, offload)


def _make_item(found: Compilation, number: int, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> None:
    item = _item(found, number, uow)
    if item.record is not None:
        with uow.beside() as session:
            Compilations(session).keep_made(found.id, number, {"kind": RECORD, "path": item.record.path})
        return
    with uow.reading() as session:
        before = Compilations(session).made(found.id)
    with TemporaryDirectory(prefix="patravali-book-") as name:
        folder = Path(name)
        noted = sum(made["pages"] for at, made in before if at < number and made["kind"] == "notes")
        original = _original(item, folder, uow, store, offload)
        path, made = prepare_print(found.order, item, original, folder, first_page=noted + 1)
        store.put(part_key(found.id, number), path, PART)
    with uow.beside() as session:
        Compilations(session).keep_made(found.id, number, made)


def _original(
    item: CompilationItem, folder: Path, uow: DocumentsUnitOfWork, store: Store, offload: Offload
) -> Original | None:
    """The bytes of a paper on this machine's disk; none where there are none."""
    if item.paper is None or item.paper.document_id is None:
        return None
    with uow.reading() as session:
        version = Documents(session).get(item.paper.document_id).version(item.paper.version)
        key = Blobs(session).key(version.sha256)
    folder.mkdir(exist_ok=True)
    path = folder / "original"
    if fetch(store, key, path, offload).sha256 != version.sha256:
        raise BookFailed("The store gives other bytes than were put.", sha256=version.sha256)
    return Original(path, version.media_type, version.sha256, version.file_name)


def _put_together(found: Compilation, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> bool:
    with uow.reading() as session:
        parts = [(number, said) for number, said in Compilations(session).made(found.id) if said["kind"] != RECORD]
    with TemporaryDirectory(prefix="patravali-book-") as name:
        folder = Path(name)
        made: list[Made] = []
        for number, said in parts:
            path = folder / f"{number:06d}.pdf"
            fetch(store, part_key(found.id, number), path, offload)
            attached = None
            if said.get("signed"):
                attached = _original(_item(found, number, uow), folder / f"{number:06d}", uow, store, offload)
            made.append(Made(path, said, attached))
        whole, pages = bind_print(found.order, made, folder)
        if found.kind == "package":
            notes = join_notes(made, folder)
            books = {archive.WHOLE: whole} | ({archive.NOTESHEET: notes} if notes is not None else {})
            whole = pack(found, books, folder, uow, store, offload)
        seen = measure(whole, offload)
        store.put(final_key(found.id), whole, MEDIA_TYPES[found.kind])
    with uow.beside() as session:
        Compilations(session).set(found.id, state="ready", pages=pages, size=seen.size, sha256=seen.sha256)
        Compilations(session).forget_items(found.id)
    for number, _ in parts:
        store.remove(part_key(found.id, number))
    return True


def _item(found: Compilation, number: int, uow: DocumentsUnitOfWork) -> CompilationItem:
    with uow.reading() as session:
        return Compilations(session).item(found.id, number)
