"""The archive package of a file: a BagIt 1.0 bag (RFC 8493) in a ZIP, written a piece at a time.

``contracts.archive`` says what is in it. Originals come from the store and go into the ZIP as they are; nothing of them
is opened.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from contracts import archive
from contracts.archive import ArchivedDocument
from contracts.compilations import BeginCompilation, CompilationItem, CompiledPaper
from services.documents.domain.media import EXTENSIONS
from services.documents.handlers.transfer import PIECE, Offload
from services.documents.press.book import BookFailed
from services.documents.storage import Compilations, Documents, DocumentsUnitOfWork
from services.documents.storage.compilations import Compilation
from services.documents.store.api import Store

ALGORITHMS = ("sha256", "sha512")
MOST_RATIO = 50
"""Of a text to what it is packed to. The verifier, also one of years ago, refuses what grows a hundredfold."""
ORDINARY_FILE = 0o100644 << 16
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True)
class Seen:
    """What went by: the digests in the order of ``ALGORITHMS``, and how many bytes."""

    digests: tuple[str, ...]
    size: int


@dataclass
class Bag:
    """A bag that is being written. ``offload`` takes hashing and writing where they hold nobody up."""

    zip: ZipFile
    base: str
    at: datetime
    offload: Offload
    payload: dict[str, Seen] = field(default_factory=dict)
    tags: dict[str, Seen] = field(default_factory=dict)

    def add(self, path: str, pieces: Iterable[bytes], size: int, *, packed: bool = False) -> Seen:
        """A file of the payload. ``size``: bytes that are expected; ``packed``: it is text, and gets smaller."""
        if packed:
            with TemporaryFile() as kept:
                size, is_dense = self._kept(pieces, kept)
                again = iter(lambda: kept.read(PIECE), b"")
                seen = self.payload[f"data/{path}"] = self._write(f"data/{path}", again, size, packed=is_dense)
            return seen
        seen = self.payload[f"data/{path}"] = self._write(f"data/{path}", pieces, size, packed=packed)
        return seen

    def _kept(self, pieces: Iterable[bytes], kept: IO[bytes]) -> tuple[int, bool]:
        """The text on disk, its size, and whether it may be packed: what shrinks too far is taken for a bomb."""
        squeezed, size, small = zlib.compressobj(), 0, 0
        for piece in pieces:
            kept.write(piece)
            size += len(piece)
            small += len(self.offload(squeezed.compress, piece))
        small += len(squeezed.flush())
        kept.seek(0)
        return size, size <= MOST_RATIO * small

    def close(self, order: BeginCompilation) -> None:
        """Verifier, READMEs, and the manifests over everything."""
        for path, source in [("tools/verify.py", archive.VERIFIER), *((one.name, one) for one in archive.READMES)]:
            self._tag(path, source.read_bytes())
        self._tag("bagit.txt", DECLARATION.encode())
        self._tag("bag-info.txt", self._info(order).encode())
        for place, name in enumerate(ALGORITHMS):
            self._tag(f"manifest-{name}.txt", _manifest(self.payload, place))
        tags = dict(self.tags)
        for place, name in enumerate(ALGORITHMS):
            self._tag(f"tagmanifest-{name}.txt", _manifest(tags, place))

    def _tag(self, path: str, content: bytes) -> None:
        self.tags[path] = self._write(path, [content], len(content), packed=True)

    def _write(self, path: str, pieces: Iterable[bytes], size: int, *, packed: bool) -> Seen:
        info = ZipInfo(f"{self.base}/{path}", self.at.timetuple()[:6])
        info.external_attr, info.file_size = ORDINARY_FILE, size
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        digests = [hashlib.new(name) for name in ALGORITHMS]
        written = 0
        with self.zip.open(info, "w") as target:

            def take(piece: bytes) -> None:
                for digest in digests:
                    digest.update(piece)
                target.write(piece)

            for piece in pieces:
                self.offload(take, piece)
                written += len(piece)
        return Seen(tuple(digest.hexdigest() for digest in digests), written)

    def _info(self, order: BeginCompilation) -> str:
        said = {
            "Source-Organization": order.cover.office,
            "Contact-Name": f"{order.cover.made_by}, {order.cover.made_as}",
            "External-Description": order.cover.subject,
            "External-Identifier": order.cover.file_number,
            "Bagging-Date": self.at.date().isoformat(),
            "Bag-Software-Agent": "Patravali",
            "Payload-Oxum": f"{sum(seen.size for seen in self.payload.values())}.{len(self.payload)}",
        }
        return "".join(f"{label}: {value}\n" for label, value in said.items())


def _manifest(files: dict[str, Seen], place: int) -> bytes:
    return "".join(f"{seen.digests[place]}  {path}\n" for path, seen in sorted(files.items())).encode()


def pack(
    found: Compilation, books: dict[str, Path], folder: Path, uow: DocumentsUnitOfWork, store: Store, offload: Offload
) -> Path:
    """The package in this folder. ``books``: PDFs that were made, by their names in it. Raises BookFailed."""
    target = folder / "package.zip"
    with ZipFile(target, "w") as zip_file:
        bag = Bag(zip_file, base_of(found.order), found.order.cover.made_at, offload)
        for name, path in books.items():
            bag.add(name, _pieces(path), path.stat().st_size)
        described = _originals(found, bag, uow, store)
        _records(found, bag, uow)
        _text(bag, archive.DOCUMENTS, "".join(f"{one.model_dump_json()}\n" for one in described))
        _text(bag, archive.SCHEMA, json.dumps(archive.schema(), ensure_ascii=False, indent=1))
        bag.close(found.order)
    return target


def base_of(order: BeginCompilation) -> str:
    """The one folder in the ZIP: ASCII, so that it is the same wherever it is unpacked."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", order.cover.file_number).strip("._-")
    return f"patravali-{plain or 'file'}"[:80]


def _originals(found: Compilation, bag: Bag, uow: DocumentsUnitOfWork, store: Store) -> list[ArchivedDocument]:
    """Every version of every paper, under its number in the series."""
    described: list[ArchivedDocument] = []
    for number, made in _made(found, uow):
        paper = _item(found, number, uow).paper if made["kind"] == "paper" else None
        if paper is not None and paper.document_id is not None:
            described += _versions(paper, bag, uow, store)
    return described


def _versions(paper: CompiledPaper, bag: Bag, uow: DocumentsUnitOfWork, store: Store) -> Iterator[ArchivedDocument]:
    assert paper.document_id is not None
    with uow.reading() as session:
        versions = Documents(session).get(paper.document_id).versions
    for version in versions:
        path = f"papers/{paper.serial:04d}-v{version.number}{EXTENSIONS[version.media_type]}"
        seen = bag.add(path, store.read(version.key), version.size)
        if seen.digests[0] != version.sha256:
            raise BookFailed("The store gives other bytes than were put.", sha256=version.sha256)
        yield ArchivedDocument(
            serial=paper.serial,
            document_id=paper.document_id,
            version=version.number,
            in_file=version.number == (paper.version or versions[-1].number),
            path=f"data/{path}",
            sha256=version.sha256,
            size=version.size,
            media_type=version.media_type,
            file_name=version.file_name,
            created_at=version.created_at,
        )


def _records(found: Compilation, bag: Bag, uow: DocumentsUnitOfWork) -> None:
    """Ledger and metadata as files said them; parts of one follow each other."""
    parts: dict[str, list[int]] = {}
    for number, made in _made(found, uow):
        if made["kind"] == "record":
            parts.setdefault(made["path"], []).append(number)
    for path, numbers in parts.items():
        bag.add(path, (_said(found, number, uow) for number in numbers), 0, packed=True)


def _said(found: Compilation, number: int, uow: DocumentsUnitOfWork) -> bytes:
    record = _item(found, number, uow).record
    assert record is not None
    return record.text.encode()


def _item(found: Compilation, number: int, uow: DocumentsUnitOfWork) -> CompilationItem:
    with uow.reading() as session:
        return Compilations(session).item(found.id, number)


def _made(found: Compilation, uow: DocumentsUnitOfWork) -> list[tuple[int, dict[str, Any]]]:
    with uow.reading() as session:
        return Compilations(session).made(found.id)


def _text(bag: Bag, path: str, text: str) -> None:
    content = text.encode()
    bag.add(path, [content], len(content), packed=True)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
