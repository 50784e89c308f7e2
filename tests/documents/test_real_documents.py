"""The worker on real office papers: bulletins with wrong Unicode, scans, hostile files of other projects."""

import shutil
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from contracts.documents import DocumentBroken, DocumentEncrypted, TypeAmbiguous, TypeRefused
from services.documents.domain.media import HEAD, TAIL, Edges, sniff
from services.documents.handlers.transfer import fingerprint
from services.documents.press.inspection import inspect_pdf
from services.documents.press.ocr import read_page
from services.documents.press.pages import Unopenable, count_pages, press_pages, scan_page
from tests.external import DATA

pytestmark = pytest.mark.external_data

DOCUMENTS = DATA / "documents"
SCANS = DATA / "scans_ocr"
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


def found(folder: Path, *endings: str) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in endings)


def named(path: Path) -> str:
    return path.name


@pytest.fixture
def copied() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="patravali-test-") as folder:
        yield Path(folder)


@pytest.mark.parametrize("path", found(DOCUMENTS / "text_hindi", ".pdf"), ids=named)
def test_wrong_unicode_of_real_bulletins_is_not_believed(path: Path):
    pages = list(press_pages(path, "application/pdf", [1]))

    assert pages[0].failure is None
    assert pages[0].text is None


@pytest.mark.parametrize("name", ["ct-2020-03-09.pdf", "hp-2020-03-24.pdf"])
def test_right_text_of_real_bulletins_is_believed(name: str):
    [page] = press_pages(DOCUMENTS / "text_english" / name, "application/pdf", [1])

    assert page.text is not None
    assert "surveillance" in page.text.lower()


def test_a_real_hindi_letter_is_read_nearly_as_a_person_reads_it(copied: Path):
    truth = (DOCUMENTS / "scanned_ground_truth" / "mp-2020-03-16.p1.gt.txt").read_text(encoding="utf-8")
    scan = scan_page(DOCUMENTS / "scanned" / "mp-2020-03-16.pdf", "application/pdf", 1, 300, copied)
    assert scan is not None

    reading = read_page(scan, copied)

    assert reading is not None
    alike = SequenceMatcher(None, truth.split(), reading.text.split(), autojunk=False).ratio()
    assert alike > 0.85
    assert (reading.confidence or 0) > 80


@pytest.mark.parametrize("path", found(DOCUMENTS / "scanned", ".pdf", *PICTURES), ids=named)
def test_every_page_of_a_real_scan_gets_its_picture(path: Path):
    content = path.read_bytes()
    media_type = sniff(Edges(content[:HEAD], content[-TAIL:]))

    pages = list(press_pages(path, media_type, list(range(1, count_pages(path, media_type) + 1))))

    assert [page.failure for page in pages] == [None] * len(pages)
    assert all(page.width in (1240, 1241) for page in pages)


@pytest.mark.parametrize("path", found(SCANS, *PICTURES), ids=named)
def test_odd_pictures_are_shown_or_refused(path: Path):
    content = path.read_bytes()
    media_type = sniff(Edges(content[:HEAD], content[-TAIL:]))
    try:
        count = count_pages(path, media_type)
    except Unopenable:
        # Types that Pillow does not know: LogLuv and floating-point predictors.
        assert path.name.startswith(("logluv", "test_float64"))
        return

    [first] = press_pages(path, media_type, [1])

    assert count < 10
    assert first.failure is None


@pytest.mark.parametrize("folder", ["pyhanko", "pypdf_pikepdf/pikepdf", "pypdf_pikepdf/pypdf", "qpdf", "verapdf"])
def test_hostile_pdfs_are_refused_or_shown_and_end_nothing(folder: str, copied: Path):
    verdicts = {path: verdict(path, copied) for path in found(DATA / "pdf_edge" / folder, ".pdf")[::4]}

    assert set(verdicts.values()) <= {"refused", "shown", "without pictures"}
    assert "shown" in verdicts.values()


def verdict(path: Path, copied: Path) -> str:
    """What becomes of a file: refused at the door, or pages (with or without pictures) by the worker."""
    local = Path(shutil.copy(path, copied / "file.pdf"))
    content = local.read_bytes()
    try:
        sniff(Edges(content[:HEAD], content[-TAIL:]))
        inspect_pdf(local, names_encryption=fingerprint(local).names_encryption)
        pages = list(press_pages(local, "application/pdf", [1]))
    except (TypeRefused, TypeAmbiguous, DocumentBroken, DocumentEncrypted):
        return "refused"
    except Unopenable:
        return "without pictures"
    return "shown" if pages[0].failure is None else "without pictures"
