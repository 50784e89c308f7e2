"""What is printed from the screens, as pages of A4: nothing cut off, headings on every page, little wasted."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Route, expect

from clients.demo import office
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
SLIP, PENDENCY = "screens/diarise", "screens/pendency"
DESKS = 60
A4 = (595, 842)
"""Points."""


def test_a_slip_is_one_page_and_says_how_to_ask_for_the_status(sits: Sits, matters: Matters, tmp_path: Path) -> None:
    receipt = matters.receipt()
    reception = sits(office.RECEPTION, language="en").arrive()
    reception.open(f"/receipts/{receipt.id}/slip")
    expect(reception.page.locator("main svg")).to_be_visible()

    pages = _printed(reception, tmp_path)

    assert [size for size, _ in pages] == [A4]
    text = pages[0][1]
    assert receipt.diary_number in text
    assert receipt.status_code is not None
    assert receipt.status_code in text
    assert reception.t(SLIP, "print_slip") not in text


@pytest.mark.parametrize("projector", ["", "?projector=1"])
def test_a_long_table_of_pendency_has_its_headings_on_every_page(
    projector: str, sits: Sits, matters: Matters, tmp_path: Path
) -> None:
    matters.forward(matters.file(f"मुद्रण {uuid4().hex[:6]}"), by=office.CLERK, to=office.OFFICER)
    dm = sits(office.DM, language="en").arrive()
    dm.page.route("**/api/v1/pendency", _with_many_desks)
    dm.open(f"/pendency{projector}")
    expect(dm.page.locator("table.ages tbody tr")).to_have_count(DESKS)
    expect(dm.page.locator(".trend")).to_be_visible()

    pages = _printed(dm, tmp_path)

    assert {size for size, _ in pages} == {A4[::-1]}
    of_table = [text for _, text in pages if "Desk number" in text]
    assert len(of_table) > 1
    for text in of_table:
        assert all(heading in text for heading in (dm.t(PENDENCY, "desk"), dm.t(PENDENCY, "oldest_for")))
    assert sum(text.count("Desk number") for text in of_table) == DESKS
    assert dm.t(PENDENCY, "by_section") not in of_table[0]
    assert dm.login is not None
    assert "District Magistrate" in of_table[0]


def _with_many_desks(route: Route) -> None:
    answer = route.fetch()
    pendency = answer.json()
    first = pendency["desks"][0]
    pendency["desks"] = [
        first | {"post": first["post"] | {"post_id": str(uuid4()), "designation_en": f"Desk number {number}"}}
        for number in range(DESKS)
    ]
    route.fulfill(response=answer, body=json.dumps(pendency))


def _printed(person: Person, folder: Path) -> list[tuple[tuple[int, int], str]]:
    """Size in points and text of each page."""
    path = folder / "printed.pdf"
    person.page.pdf(path=path, prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", "-l", "-1", path], capture_output=True, text=True, check=True).stdout
    sizes = [line.split(":")[1].split() for line in told.splitlines() if line.startswith("Page ") and " size:" in line]
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return [
        ((round(float(width)), round(float(height))), page)
        for (width, _, height, *_), page in zip(sizes, text.split("\f"), strict=False)
    ]
