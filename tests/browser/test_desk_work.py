"""Own notings, flags of papers, deadlines and the comparison of offices, as people use them on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from clients.demo.matter import SHIPPED
from clients.demo.office import CLERK, DM, OFFICER
from clients.demo.upload import upload_in_parts
from contracts import files
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
FILE, NOTINGS, EDITOR = "screens/file", "parts/notings", "parts/editor"


def test_an_own_noting_is_kept_where_one_writes_and_offered_without_a_line(sits: Sits, matters: Matters) -> None:
    text = f"मौके की आख्या प्राप्त कर प्रस्तुत करें {uuid4().hex[:6]}"
    file = matters.file()
    person = sits(CLERK).arrive()
    page = person.page
    person.open(f"/files/{file.id}")
    page.locator("#note-writer textarea").focus()
    person.keys.press("Alt+q")
    person.button(person.t(EDITOR, "notings_keep")).click()
    person.button(person.t(NOTINGS, "add")).click()
    page.locator(".own-notings textarea").first.fill(text)
    person.button(person.t(NOTINGS, "keep")).click()
    expect(page.locator(".own-notings .texts", has_text=text)).to_be_visible()
    person.button(person.t(EDITOR, "notings_back")).click()
    expect(page.locator(".notings li", has_text=text)).to_be_visible()
    person.keys.press("Escape")

    person.watch.expect("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    person.lose_the_line()
    page.locator("#note-writer textarea").focus()
    person.keys.press("Alt+q")
    person.keys.type(text[-6:])
    expect(page.locator(".notings li")).to_have_count(1)
    person.keys.press("Enter")

    expect(page.locator("#note-writer textarea")).to_have_value(text)
    person.context.set_offline(False)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_papers_are_flagged_by_key_and_one_is_under_consideration(sits: Sits, matters: Matters, language: str) -> None:
    api, file = matters.at(CLERK).api, matters.file()
    for title in ("आख्या", "नक्शा"):
        document = upload_in_parts(api, SHIPPED)
        api.attach_document(files.AttachDocument(file_id=file.id, document_id=document.id, title=title, pages=1))
    person = sits(CLERK, language=language).arrive()
    page = person.page
    person.open(f"/files/{file.id}")
    expect(page.locator(".paper-head").first).to_be_visible()

    person.keys.press("g")
    expect(page.get_by_role("dialog")).to_be_visible()
    person.keys.press("Enter")
    expect(page.locator(".paper-head").first.locator(".flag.puc")).to_contain_text("PUC")
    person.keys.press("c")
    page.locator(".contents tbody tr").nth(1).get_by_role("button").click()
    person.button(person.t(FILE, "flag_puc_long")).click()

    expect(page.locator(".contents tbody tr").nth(1)).to_contain_text("PUC")
    expect(page.locator(".contents .flag")).to_have_count(1)
    page.locator(".contents tbody tr").nth(0).get_by_role("button").click()
    person.button(person.t(FILE, "flag_fr_long")).click()
    expect(page.locator(".contents tbody tr").nth(0).locator(".flag.fr")).to_contain_text("FR")
    page.locator(".contents tbody tr").nth(0).get_by_role("button").click()
    person.button(person.t(FILE, "flag_take_off")).click()
    expect(page.locator(".contents .flag")).to_have_count(1)


def test_a_deadline_is_given_shown_and_made_later_with_a_reason(sits: Sits, matters: Matters) -> None:
    subject, tomorrow = f"रिट याचिका {uuid4().hex[:6]}", datetime.now(UTC) + timedelta(days=1, hours=6)
    person = sits(OFFICER).arrive()
    page = person.page
    person.open("/files/new")
    page.locator("main form input").first.fill(subject)
    page.locator("main form input[type=date]").fill(tomorrow.date().isoformat())
    page.locator("main form button.main").click()
    expect(page.locator(".file-state")).to_contain_text("समय-सीमा")

    page.locator("details.more summary").click()
    person.button(person.t(FILE, "extend_deadline")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(person.t("parts", "reason")).fill("न्यायालय ने समय दिया")
    dialog.locator("form button.main").click()
    expect(page.locator("dialog")).to_have_count(0)

    later = f"{(tomorrow + timedelta(days=1)).date():%d.%m.%Y}"
    expect(page.locator(".file-state")).to_contain_text(later)
    page.get_by_role("tab").nth(4).click()
    expect(page.locator("section", has=page.locator("#deadlines-heading"))).to_contain_text("न्यायालय ने समय दिया")
    person.open("/")
    expect(page.locator("[role=row]", has_text=subject).first).to_contain_text(f"समय-सीमा {later}")


def test_the_district_magistrate_goes_from_offices_to_the_files_of_a_desk(sits: Sits, matters: Matters) -> None:
    matters.file("भूमि आवंटन")
    person = sits(DM).arrive()
    page = person.page
    person.open("/pendency")
    lines = page.locator(".compared tbody tr")
    expect(lines.first.locator("svg")).to_be_visible()
    dialog = page.get_by_role("dialog")

    for _ in range(3):
        if dialog.count():
            break
        lines.first.get_by_role("button").click()

    expect(dialog.locator("table a").first).to_be_visible()
    person.keys.press("Escape")
    page.locator(".comparison [role=group] button").first.click()
    expect(page.locator(".comparison [role=group] [aria-current=page]")).to_be_visible()
