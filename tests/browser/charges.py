"""One person with two charges: a dealing hand who is link officer at the next desk besides."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Locator, expect

from tests.browser.people import Person

OWN, LINK = "DH1(JUD)", "DH2(JUD)"


def charges(person: Person) -> Locator:
    return person.page.get_by_label(person.t("shell", "charge"))


def act_under(person: Person, charge: UUID) -> None:
    charges(person).select_option(str(charge))
    expect(charges(person)).to_have_value(str(charge))
    expect(person.heading(person.t("screens/desk", "heading"))).to_be_visible()
