"""What the State decides differently, on the screen: the category under which a file is closed, and its own notings."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from clients.demo.office import CLERK, DM, OFFICER
from contracts.files import GetFile, GetProcedure
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
FILE = "screens/file"


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_file_is_closed_under_a_category_that_stands_beside_its_number(
    sits: Sits, matters: Matters, language: str
) -> None:
    disposals = matters.at(OFFICER).api.get_procedure(GetProcedure()).disposals
    merged = next(rule for rule in disposals if rule.code == "merged")
    name = merged.name_hi if language == "hi" else merged.name_en
    file = matters.file(at=OFFICER)
    person = sits(OFFICER, language=language).arrive()
    page = person.page
    person.open(f"/files/{file.id}")

    page.locator("details.more summary").click()
    person.button(person.t(FILE, "close_file")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(person.t(FILE, "disposal")).select_option(label=name)
    dialog.get_by_label(person.t("parts", "reason")).fill("प्रकरण सम्मिलित")
    dialog.locator("form button.main").click()

    expect(page.locator(".file-state")).to_contain_text(name)
    expect(page.locator(".file-state")).to_contain_text(person.t(FILE, "closed_on", day="").strip())


def test_the_states_own_noting_is_offered(sits: Sits, matters: Matters) -> None:
    """The list that comes with the client has none for consigning a file."""
    file = matters.file()
    person = sits(CLERK).arrive()
    person.open(f"/files/{file.id}")
    person.page.locator("#note-writer textarea").focus()

    person.keys.press("Alt+q")
    person.keys.type("दाखिल")

    expect(person.page.locator(".notings li")).to_have_text(["पत्रावली दाखिल दफ्तर की जाए।"])


def test_who_marks_to_a_desk_far_above_is_told_whom_it_passes_over(sits: Sits, matters: Matters) -> None:
    """The manuals let it: it is sent all the same."""
    file = matters.file(at=OFFICER)
    person = sits(OFFICER).arrive()
    page = person.page
    person.open(f"/files/{file.id}")
    expect(person.button(person.t(FILE, "forward"))).to_be_visible()

    person.keys.press("f")
    desks = page.locator("dialog .post-picker [role=option]")
    expect(desks).not_to_have_count(0)
    page.locator(".post-picker input").focus()
    person.keys.type("DM")
    desks.filter(has=page.locator("strong + .soft", has_text=re.compile("^DM$"))).click()

    expect(page.locator("dialog")).to_contain_text("बीच के स्तर छूटेंगे: अपर जिलाधिकारी (वित्त एवं राजस्व)")
    page.get_by_role("dialog").locator("form button.main").click()
    expect(page.locator("dialog")).to_have_count(0)
    assert matters.at(DM).api.get_file(GetFile(file_id=file.id)).holder.post_id == matters.at(DM).post_id
