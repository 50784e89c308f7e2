"""What /readyz of the service and of the worker asks, besides broker and database."""

import functools
import shutil

from sqlalchemy import Engine

from services.documents.extensions import store_of
from services.documents.rendering.fonts import FACES, FontMissing, find
from services.documents.settings import DocumentsSettings
from services.documents.store.s3 import S3Store


@functools.cache
def _store() -> S3Store:
    return store_of(DocumentsSettings())


def store_problem(_engine: Engine) -> str | None:
    return None if _store().is_reachable() else "the object store does not answer"


def checker_problem(_engine: Engine) -> str | None:
    """The service inspects PDFs and typesets letters."""
    return _missing("prlimit", "qpdf") or _missing_font()


def reader_problem(_engine: Engine) -> str | None:
    """The worker reads pages."""
    return _missing("prlimit", "tesseract")


def _missing(*programs: str) -> str | None:
    absent = [program for program in programs if shutil.which(program) is None]
    return f"not installed: {', '.join(absent)}" if absent else None


def _missing_font() -> str | None:
    try:
        for face in FACES:
            find(face)
    except FontMissing as missing:
        return f"font not installed: {missing.fields['part']}"
    return None
