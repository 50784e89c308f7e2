"""Reading event logs: CSV with a header line, or XES (IEEE 1849-2016), each also packed with gzip.

XES is read by expat alone: a document type declaration is refused before any entity can be declared, and nothing
outside the file is ever looked at.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from services.files.replay.log import ATTRIBUTES, Row, Unreadable

LARGEST = 2_000_000_000
"""Bytes of an unpacked log; more is no log of a district."""
FIELD_LIMIT = 1_000_000

# The names of the XES standard, as tables of process mining write them, and plain ones.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": ("case:concept:name", "case", "case_id"),
    "activity": ("concept:name", "activity"),
    "resource": ("org:resource", "resource"),
    "group": ("org:group", "group"),
    "timestamp": ("time:timestamp", "timestamp"),
    "start": ("case:startdate", "startdate", "start"),
    "end": ("case:enddate", "enddate", "end"),
    "deadline": ("case:deadline", "deadline"),
}
NEEDED = ("case", "resource", "timestamp")
_XES = {name: field for field, names in COLUMNS.items() for name in names if field != "case"}


def read(path: Path) -> tuple[str, list[Row]]:
    """The SHA-256 of the file's bytes (hex), and its rows. Raises Unreadable, and OSError."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    name = path.name.lower().removesuffix(".gz")
    if path.name.lower().endswith(".gz"):
        content = _unpacked(content)
    if name.endswith(".xes"):
        return digest, list(xes_rows(io.BytesIO(content)))
    if name.endswith(".csv"):
        return digest, list(csv_rows(io.BytesIO(content)))
    raise Unreadable(f"{path.name}: neither .csv nor .xes (nor one of these with .gz)")


def _unpacked(content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            plain = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"gzip: {error}") from None
    if len(plain) > LARGEST:
        raise Unreadable(f"gzip: more than {LARGEST} bytes")
    return plain


def csv_rows(source: BinaryIO) -> Iterator[Row]:
    """Raises Unreadable where the bytes are not UTF-8, or a needed column is missing or comes twice."""
    csv.field_size_limit(FIELD_LIMIT)
    try:
        with io.TextIOWrapper(source, encoding="utf-8-sig", newline="") as text:
            lines = csv.reader(text)
            places = _places(next(lines, []))
            for values in lines:
                if values:
                    said = {field: values[at] for field, at in places.items() if at < len(values)}
                    yield Row(place=lines.line_num, **{"case": "", **said})
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"CSV: {error}") from None


def _places(header: list[str]) -> dict[str, int]:
    """Where each field stands."""
    wanted = [name.strip().lower() for name in header]
    found = {}
    for field, names in COLUMNS.items():
        at = [place for place, name in enumerate(wanted) if name in names]
        if len(at) > 1:
            raise Unreadable(f"CSV: {field} stands in {len(at)} columns: {', '.join(header[place] for place in at)}")
        if at:
            found[field] = at[0]
    missing = [f"{field} ({' / '.join(COLUMNS[field])})" for field in NEEDED if field not in found]
    if missing:
        raise Unreadable(f"CSV: columns are missing: {'; '.join(missing)}")
    return found


def xes_rows(source: BinaryIO) -> Iterator[Row]:
    """Raises Unreadable where it is not XML, has a document type, or is no XES."""
    reader = _Xes()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.ParseFile(source)
    except expat.ExpatError as error:
        raise Unreadable(f"XES: {error}") from None
    if not reader.is_xes:
        raise Unreadable("XES: the document's element is not <log>")
    yield from reader.rows


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("XES: a document type declaration has no place in an event log")


class _Xes:
    """Trace by trace. Attributes within attributes, and those of <global>, are none of a trace or event."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.is_xes = False
        self._open: list[str] = []
        self._trace: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._events: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        above = self._open[-1] if self._open else None
        self._open.append(name)
        if above is None:
            self.is_xes = name == "log"
        elif name == "trace":
            self._trace, self._events = {}, []
        elif name == "event":
            self._event = {}
        elif above in ("trace", "event"):
            key, value = attributes.get("key", "").lower(), attributes.get("value", "")
            (self._trace if above == "trace" else self._event).setdefault(key, value)

    def end(self, tag: str) -> None:
        name = self._open.pop()
        if name == "event":
            self._events.append(self._event)
        elif name == "trace":
            self._finish()

    def _finish(self) -> None:
        """What a trace says of itself may stand after its events."""
        of_case = {_XES[key]: value for key, value in self._trace.items() if _XES.get(key) in ATTRIBUTES}
        name = self._trace.get("concept:name", "")
        for event in self._events:
            said = {_XES[key]: value for key, value in event.items() if key in _XES}
            self.rows.append(Row(place=len(self.rows) + 1, case=name, **{**said, **of_case}))
