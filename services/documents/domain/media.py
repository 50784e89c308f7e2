"""What a file is, told by its bytes and never by its name or by what its sender declared."""

import re
from dataclasses import dataclass
from typing import Literal

from contracts.documents import TypeAmbiguous, TypeRefused

MediaType = Literal[
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]
PDF: MediaType = "application/pdf"
JPEG: MediaType = "image/jpeg"
PNG: MediaType = "image/png"
TIFF: MediaType = "image/tiff"
XLSX: MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Workbooks that we made ourselves; uploaded ones are refused like everything that ``sniff`` does not know."""

# How much of a file's beginning and end has to be seen. A ZIP's end record lies in its last 65,557 bytes.
HEAD, TAIL = 1024, 66_000

EXTENSIONS: dict[str, str] = {
    PDF: ".pdf",
    JPEG: ".jpg",
    PNG: ".png",
    TIFF: ".tif",
    XLSX: ".xlsx",
    "image/webp": ".webp",
}
ALIASES: dict[str, tuple[str, ...]] = {JPEG: (".jpg", ".jpeg"), TIFF: (".tif", ".tiff")}
# Shown in the browser's own viewer, which runs none of their script in our origin (and the gateway adds a sandbox).
SAFE_INLINE = frozenset({PDF, JPEG, PNG, "image/webp"})

PREFIXES: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),  # BigTIFF
    (b"MM\x00+", TIFF),
)
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|object|embed)\b", re.IGNORECASE)
ENCRYPTION = b"/Encrypt"
ZIP_END = b"PK\x05\x06"
ZIP_END_SIZE = 22


@dataclass(frozen=True)
class Edges:
    """The first ``HEAD`` and the last ``TAIL`` bytes of a file; of a small file both are all of it."""

    head: bytes
    tail: bytes


def sniff(edges: Edges) -> MediaType:
    """The type of the bytes. Raises TypeRefused for what we do not take, TypeAmbiguous for two types in one file."""
    found = _by_prefix(edges.head)
    if found is None:
        raise TypeRefused
    other = _second_type(edges, found)
    if other is not None:
        raise TypeAmbiguous(first=found, second=other)
    return found


def _by_prefix(head: bytes) -> MediaType | None:
    # Readers take a PDF whose header comes late; we take white space and a byte order mark before it, nothing else.
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x00\x0c").startswith(b"%PDF-"):
        return PDF
    return next((kind for prefix, kind in PREFIXES if head.startswith(prefix)), None)


def _second_type(edges: Edges, found: MediaType) -> str | None:
    if MARKUP.search(edges.head):
        return "text/html"
    if found != PDF and b"%PDF-" in edges.head:
        return PDF
    if _ends_as_zip(edges.tail):
        return "application/zip"
    return None


def _ends_as_zip(tail: bytes) -> bool:
    """A ZIP end record whose comment reaches exactly to the end of the file."""
    at = tail.rfind(ZIP_END)
    while at >= 0:
        comment = int.from_bytes(tail[at + ZIP_END_SIZE - 2 : at + ZIP_END_SIZE], "little")
        if at + ZIP_END_SIZE + comment == len(tail):
            return True
        at = tail.rfind(ZIP_END, 0, at)
    return False


def is_truncated_pdf(edges: Edges) -> bool:
    """No end-of-file mark near the end: the sender's upload or download broke off."""
    return b"%%EOF" not in edges.tail


def safe_name(file_name: str, media_type: str) -> str:
    """The name under which a reader saves it: the sender's, with the extension that the bytes deserve."""
    extension = EXTENSIONS[media_type]
    stem = re.sub(r'[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069/\\"<>|:*?%;]', "_", file_name).strip(". ") or "document"
    fitting = ALIASES.get(media_type, (extension,))
    return stem if stem.lower().endswith(fitting) else stem + extension
