"""The main job on the shipped letter and on real ones: every check of the demonstration holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from clients.demo.show import COLUMNS, width
from tests.external import DATA
from tests.system.conftest import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(1200)]

SCANNED = DATA / "documents" / "scanned"
REAL_LETTERS = sorted(path for path in SCANNED.rglob("*") if path.suffix in (".pdf", ".tif", ".jpg"))


def test_a_letter_travels_from_dak_to_dispatch(platform: Platform):
    played = platform.play()

    assert "✗" not in played.stdout, played.stdout
    assert played.returncode == 0, played.stdout + played.stderr
    assert "✓ लेजर अक्षुण्ण है" in played.stdout
    assert "✓ pdfsig — Signature is Valid." in played.stdout
    assert "✓ हर ई-मेल और SMS डाकपेटी में ठीक एक बार है" in played.stdout
    assert max(width(line) for line in played.stdout.splitlines()) <= COLUMNS + 40  # details of checks may run on


def test_it_travels_again_on_the_same_platform(platform: Platform):
    played = platform.play()

    assert played.returncode == 0, played.stdout + played.stderr


@pytest.mark.external_data
@pytest.mark.parametrize("letter", REAL_LETTERS, ids=lambda path: path.name)
def test_a_real_letter_travels_from_dak_to_dispatch(platform: Platform, letter: Path):
    played = platform.play("--letter", str(letter))

    assert "✗" not in played.stdout, played.stdout
    assert played.returncode == 0, played.stdout + played.stderr


def test_what_is_no_letter_is_refused_aloud(platform: Platform, tmp_path: Path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7\nthis is no PDF\n")

    played = platform.play("--letter", str(letter))

    assert played.returncode == 1
    assert "✗ प्रदर्शन बीच में रुक गया" in played.stdout


def test_a_letter_that_is_not_there_is_said(platform: Platform, tmp_path: Path):
    played = platform.play("--letter", str(tmp_path / "nothing.pdf"))

    assert played.returncode == 1
    assert "nothing.pdf" in played.stderr
