"""Reading the papers: pages and text of the scan under a grant, and the signed letter for foreign verifiers."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from clients.api import Problem
from clients.demo import office as posts
from clients.demo import show
from clients.demo.checks import eventually
from clients.demo.story import Story
from contracts import files
from contracts.documents import DocumentView, GetDocument, GetPageText

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
READING_SECONDS = 600.0
"""Recognising the text of a long scan takes a while on a small machine."""


def read_scan(story: Story) -> None:
    """The DM looks at the scan: refused before there is a grant, page by page after it."""
    dm = story.office[posts.DM]
    first = partial(dm.api.page_image, story.scan.id, story.scan.versions[-1].number, 1)
    story.checks.that("बिना अनुमति पृष्ठ नहीं दिखता", _refusal(first) in (403, 404))
    grant = dm.api.open_view(files.OpenView(file_id=story.file.id))
    story.checks.that("पत्रावली देखने की अनुमति में स्कैन सम्मिलित है", story.scan.id in grant.document_ids)
    document = eventually(lambda: _when_read(story), READING_SECONDS)
    story.checks.that("स्कैन के पृष्ठ एवं पाठ तैयार हैं", document)
    if document is None:
        return
    version = document.versions[-1]
    pages = range(1, min(version.pages or 0, 3) + 1)
    sizes = [len(dm.api.page_image(document.id, version.number, page)) for page in pages]
    picture = dm.api.page_image(document.id, version.number, 1, "thumb")
    story.checks.that(
        "पृष्ठों के चित्र प्राप्त हुए",
        picture.startswith(PICTURES) and all(sizes),
        f"{version.pages} पृष्ठ, पहला {sizes[0]:,} बाइट" if sizes else "",
    )
    _show_text(story, document)


def _when_read(story: Story) -> DocumentView | None:
    """The document once its pages and their text are there."""
    document = story.office[posts.DM].api.get_document(GetDocument(document_id=story.scan.id))
    version = document.versions[-1]
    return document if version.status == "ready" and version.text != "pending" else None


def _show_text(story: Story, document: DocumentView) -> None:
    dm, version = story.office[posts.DM], document.versions[-1]
    page = dm.api.get_page_text(GetPageText(document_id=document.id, version=version.number, page=1))
    lines = [line.strip() for line in page.text.splitlines() if line.strip()]
    confidence = f", विश्वास {page.confidence}%" if page.confidence is not None else ""
    print(f"  स्कैन में मिला पाठ ({page.kind}{confidence}):")
    for line in lines[:8]:
        print(f"    │ {show.fitted(line, show.COLUMNS - 6).rstrip()}")
    words = [word for word in story.matter.expected_words if word in page.text]
    wanted = story.matter.expected_words
    found = len(words) * 2 >= len(wanted) if wanted else len("".join(lines)) > 20
    story.checks.that("स्कैन का पाठ पढ़ा गया", found, ", ".join(words) or f"{len(page.text)} अक्षर")


def need_to_know(story: Story) -> None:
    """Who never had the file is not told that it exists."""
    outsider = story.office[posts.RECEPTION]
    refusal = _refusal(lambda: outsider.api.get_file(files.GetFile(file_id=story.file.id)))
    story.checks.that("जिसका सरोकार नहीं, उसे पत्रावली नहीं दिखती", refusal == 404)


def verify_letter(story: Story, folder: Path) -> None:
    """Our report and ``pdfsig``'s, over the bytes that a reader downloads."""
    dm = story.office[posts.DM]
    report = dm.api.verify_letter(files.VerifyLetter(letter_id=story.letter.id))
    signature = report.signatures[0] if report.signatures else None
    story.checks.that(
        "हस्ताक्षर सत्यापन (पत्रावली)", report.verdict == "valid", ", ".join(report.problems) or report.verdict
    )
    if signature is not None:
        story.checks.that("हस्ताक्षरकर्ता", signature.signer, f"{signature.signer}, {signature.level}")
    dm.api.open_view(files.OpenView(file_id=story.file.id))
    document_id, version = story.letter.document_id, story.letter.document_version
    if document_id is None or version is None:
        story.checks.that("पत्र का दस्तावेज़ उपलब्ध है", False)
        return
    pdf = folder / "letter.pdf"
    with pdf.open("wb") as copy:
        for piece in dm.api.download(document_id, version):
            copy.write(piece)
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    story.checks.that(
        "डाउनलोड किए पत्र का SHA-256 हस्ताक्षरित पत्र के समान है", digest == story.letter.signed_sha256, digest[:16]
    )
    _pdfsig(story, pdf)


def _pdfsig(story: Story, pdf: Path) -> None:
    program = shutil.which("pdfsig")
    if program is None:
        story.checks.that("pdfsig उपलब्ध है (poppler-utils)", False)
        return
    said = subprocess.run([program, str(pdf)], capture_output=True, text=True, check=False, timeout=120).stdout
    verdicts = re.findall(r"Signature Validation: (.+)", said)
    story.checks.that("pdfsig", verdicts == ["Signature is Valid."], "; ".join(verdicts) or said.strip()[-80:])
    story.checks.that("pdfsig: पूरा दस्तावेज़ हस्ताक्षरित", "Total document signed" in said)


def _refusal(act: Callable[[], object]) -> int:
    """HTTP status of the refusal; 0 where it was allowed."""
    try:
        act()
    except Problem as problem:
        return problem.status
    return 0
