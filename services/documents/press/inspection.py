"""Is this file whole and open? Asked before it is taken in: of qpdf for a PDF, of a child that opens pictures."""

from pathlib import Path

from contracts.documents import DocumentBroken, DocumentEncrypted
from services.documents.press.limits import Ended, Limits, run
from services.documents.press.pages import Unopenable, look_at

# qpdf reads the cross references, not the pages: a thousandth of a second a page.
LIMITS = Limits(seconds=20.0, memory=2**30)
FINE, WITH_WARNINGS = 0, 3
# Exit statuses of --requires-password (qpdf manual, "Exit Status").
PASSWORD_NEEDED, NOT_ENCRYPTED, NO_PASSWORD_NEEDED = 0, 2, 3


def inspect_pdf(path: Path, *, names_encryption: bool) -> int:
    """The number of pages. Raises DocumentEncrypted or DocumentBroken.

    ``names_encryption``: ``/Encrypt`` stands in it, as it must in the trailer of an encrypted file, in the clear.
    Looking costs whoever reads the bytes less than asking qpdf each time.
    """
    counted = _qpdf(path, "--show-npages")
    if counted.status not in (FINE, WITH_WARNINGS):
        _refuse_encrypted(path)
        raise DocumentBroken
    pages = _number(counted.output)
    if pages < 1:
        raise DocumentBroken
    if names_encryption:
        _refuse_encrypted(path)
    return pages


def inspect_image(path: Path, media_type: str) -> None:
    """A picture whose first page can be made out. Raises DocumentBroken."""
    try:
        look_at(path, media_type)
    except Unopenable:
        raise DocumentBroken from None


def _refuse_encrypted(path: Path) -> None:
    status = _qpdf(path, "--requires-password").status
    if status in (PASSWORD_NEEDED, NO_PASSWORD_NEEDED):
        raise DocumentEncrypted(password_needed=status == PASSWORD_NEEDED)


def _qpdf(path: Path, question: str) -> Ended:
    return run(["qpdf", question, str(path)], LIMITS, path.parent)


def _number(output: bytes) -> int:
    try:
        return int(output.split()[-1])
    except (IndexError, ValueError):
        return 0
