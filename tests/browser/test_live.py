"""Arrivals show by themselves, over one stream for all tabs."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from clients.demo import office
from contracts.files import FileView
from tests.browser.matters import Matters
from tests.browser.people import Person

EVENTS = "/api/v1/inbox/events"


def test_two_tabs_hear_of_an_arrival_over_one_stream(sits: Callable[..., Person], matters: Matters) -> None:
    officer = sits(office.OFFICER)
    streams: list[str] = []
    officer.context.on("request", lambda request: streams.append(request.url) if EVENTS in request.url else None)
    officer.arrive()
    other = officer.context.new_page()
    other.goto(officer.address)
    for page in (officer.page, other):
        expect(_bell(officer, page)).to_be_visible()
    officer.eventually(lambda: streams)

    file = matters.forward(matters.file("नयी पत्रावली की सूचना"), by=office.CLERK, to=office.OFFICER)

    for page in (officer.page, other):
        _bell(officer, page).click()
        expect(_told(page, file)).to_be_visible()
    assert len(streams) == 1


def test_the_other_tab_takes_over_when_the_first_is_closed(sits: Callable[..., Person], matters: Matters) -> None:
    officer = sits(office.OFFICER).arrive()
    other = officer.context.new_page()
    other.goto(officer.address)
    expect(_bell(officer, other)).to_be_visible()

    with other.expect_request(lambda request: EVENTS in request.url):
        officer.page.close()
    file = matters.forward(matters.file("दूसरे टैब की सूचना"), by=office.CLERK, to=office.OFFICER)

    _bell(officer, other).click()
    expect(_told(other, file)).to_be_visible()


def _bell(person: Person, page: Page) -> Locator:
    return page.locator(".bell").get_by_role("button", name=person.t("live", "messages"))


def _told(page: Page, file: FileView) -> Locator:
    return page.locator(".messages").get_by_role("link", name=file.number)
