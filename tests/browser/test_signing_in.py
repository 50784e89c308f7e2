"""The first screen, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import Person

KEPT = "indexedDB.databases().then((found) => found.some((each) => each.name.startsWith('patravali')))"
ERASED = f"{KEPT}.then((kept) => !kept)"
Sits = Callable[..., Person]


def test_a_person_signs_in_with_the_keyboard_and_sees_the_desk_in_hindi(sits: Sits) -> None:
    clerk = sits("DH1(LRA)")

    clerk.sign_in()

    expect(clerk.heading("मेरा पटल")).to_be_visible()
    expect(clerk.page.locator("html")).to_have_attribute("lang", "hi")


def test_a_wrong_password_is_refused_in_the_persons_language(sits: Sits) -> None:
    clerk = sits("DH1(LRA)", language="en")
    clerk.watch.expect(r"status of 401")

    clerk.sign_in("not the password")

    expect(clerk.page.get_by_role("alert")).to_be_visible()
    expect(clerk.page.get_by_role("alert")).not_to_contain_text("पासवर्ड")
    expect(clerk.heading("My desk")).to_have_count(0)


def test_the_language_that_was_chosen_stays_after_a_new_start(sits: Sits) -> None:
    clerk = sits("DH1(LRA)")
    clerk.open()

    clerk.button("English").click()
    clerk.page.reload()

    expect(clerk.heading("Sign in")).to_be_visible()
    expect(clerk.page.locator("html")).to_have_attribute("lang", "en")


def test_signing_out_erases_what_the_pc_keeps(sits: Sits) -> None:
    clerk = sits("DH1(LRA)").arrive()
    clerk.page.wait_for_function(KEPT)

    clerk.button(clerk.t("shell", "sign_out")).click()

    expect(clerk.heading(clerk.t("screens/signin", "heading"))).to_be_visible()
    # The form does not wait until the browser has erased the last page.
    clerk.page.wait_for_function(ERASED)


def test_whoever_stays_signed_in_finds_the_desk_after_a_new_start(sits: Sits) -> None:
    clerk = sits("DH1(LRA)").arrive()

    clerk.page.reload()

    expect(clerk.heading("मेरा पटल")).to_be_visible()
