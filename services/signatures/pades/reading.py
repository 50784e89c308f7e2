"""Opening a PDF that may be damaged, encrypted or written by an enemy."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Coroutine
from io import BytesIO
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, PathError, ValidationError

Result = TypeVar("Result")

# What pyHanko, asn1crypto and cryptography were seen to raise on broken or hostile files. RuntimeError covers
# RecursionError and NotImplementedError, LookupError covers KeyError, ValueError covers UnicodeError.
HOSTILE: tuple[type[BaseException], ...] = (
    PdfError,
    PathError,
    ValidationError,
    CRLValidationError,
    OCSPValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    OSError,
    MemoryError,
    EOFError,
    struct.error,
    zlib.error,
)


class Unreadable(Exception):
    """The bytes cannot be read as a PDF. ``why`` is one of not_pdf, encrypted, damaged."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def opened(pdf: bytes, *, strict: bool) -> PdfFileReader:
    """A reader over the bytes, its root already looked at. Raises Unreadable."""
    if b"%PDF-" not in pdf[:1024]:
        raise Unreadable("not_pdf")
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=strict)
        encrypted = bool(reader.encrypted)
        if not encrypted:
            _touch_pages(reader)
    except HOSTILE as broken:
        raise Unreadable("damaged") from broken
    if encrypted:
        raise Unreadable("encrypted")
    return reader


def finished(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine that never waits. pyHanko's are coroutines only for timestamp and revocation servers.

    No event loop is started: under eventlet one per call would be made in a foreign thread.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    coroutine.close()
    raise RuntimeError("a computation waited for the network")


def silence() -> None:
    """Keep the libraries from logging: their work runs in native threads, where eventlet's log locks do not hold."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"pyhanko", "pyhanko_certvalidator", "weasyprint", "fontTools", "asyncio"}:
            logging.getLogger(name).disabled = True


def _touch_pages(reader: PdfFileReader) -> None:
    """Look at what a signer will need, so that damage shows here."""
    root = reader.root
    pages = root["/Pages"]
    if not isinstance(pages, DictionaryObject) or not isinstance(pages.get("/Count"), int):
        raise ValueError("no page tree")
    if "/AcroForm" in root and not isinstance(root["/AcroForm"], DictionaryObject):
        raise ValueError("no form dictionary")
