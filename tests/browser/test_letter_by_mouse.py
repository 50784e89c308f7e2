"""A letter's way in English, with a mouse: the same screens, no shortcut."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import expect

from clients.demo import office
from tests.browser.matters import Matters
from tests.browser.people import Person


def test_a_clerk_puts_a_letter_in_a_file_and_the_officer_receives_it(
    sits: Callable[..., Person], matters: Matters
) -> None:
    subject = f"Mutation delayed {uuid4().hex[:6]}"
    matters.receipt(subject, marked_to=office.CLERK)
    clerk = sits(office.CLERK, language="en").arrive()
    officer = sits(office.OFFICER, language="en").arrive()
    page = clerk.page

    page.locator("[role=row]", has_text=subject).get_by_role("link").click()
    clerk.button(clerk.t("screens/receipt", "put_in_file")).click()
    clerk.button(clerk.t("screens/receipt", "new_file")).click()
    page.locator("dialog form button.main").click()
    page.locator("#note-writer textarea").fill("Report of the tehsildar may be called for.")
    clerk.button(clerk.t("screens/file", "write_green")).click()
    expect(page.locator(".note.green")).to_contain_text("tehsildar")
    clerk.button(clerk.t("screens/file", "forward")).click()
    page.locator("dialog .post-picker [role=option]", has_text=office.OFFICER).click()
    page.locator("dialog form button.main").click()

    expect(clerk.heading("My desk")).to_be_visible()
    officer.page.locator("[role=row]", has_text=subject).get_by_role("link").click()
    expect(officer.page.locator(".note.green")).to_contain_text("tehsildar")
