"""Arrivals show by themselves, over one stream for all tabs, and are read aloud, as refusals are."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from clients.demo import office
from contracts import files
from tests.browser import heard
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
        expect(_bell(officer, page)).to_be_enabled()
    officer.eventually(lambda: streams)

    file = matters.forward(matters.file("नयी पत्रावली की सूचना"), by=office.CLERK, to=office.OFFICER)

    for page in (officer.page, other):
        _bell(officer, page).click()
        expect(_told(page, file.number)).to_be_visible()
    assert len(streams) == 1


def test_the_other_tab_takes_over_when_the_first_is_closed(sits: Callable[..., Person], matters: Matters) -> None:
    officer = sits(office.OFFICER).arrive()
    other = officer.context.new_page()
    other.goto(officer.address)
    expect(_bell(officer, other)).to_be_enabled()

    with other.expect_request(lambda request: EVENTS in request.url):
        officer.page.close()
    file = matters.forward(matters.file("दूसरे टैब की सूचना"), by=office.CLERK, to=office.OFFICER)

    _bell(officer, other).click()
    expect(_told(other, file.number)).to_be_visible()


def test_a_message_about_a_proposal_leads_to_where_it_is_confirmed(
    sits: Callable[..., Person], matters: Matters
) -> None:
    proposal = matters.proposals(about=office.ADM, by=office.ADMINISTRATOR)[-1]
    magistrate = sits(office.DM).arrive()

    _bell(magistrate, magistrate.page).click()
    _told(magistrate.page, proposal.number).click()

    marked = magistrate.page.locator(".proposals > li[aria-current]")
    expect(marked).to_contain_text(proposal.number)
    expect(marked).to_be_focused()
    expect(marked.get_by_role("button")).to_have_count(2)


def test_an_arrival_is_read_aloud(sits: Callable[..., Person], matters: Matters) -> None:
    officer = sits(office.OFFICER).arrive()
    expect(_bell(officer, officer.page)).to_be_enabled()
    before = _read_aloud(officer, "polite")

    file = matters.forward(matters.file("पढ़कर सुनाई जाने वाली सूचना"), by=office.CLERK, to=office.OFFICER)

    officer.eventually(lambda: any(file.number in text for text in _read_aloud(officer, "polite")))
    assert not any(file.number in text for text in before)


def test_a_refusal_is_read_aloud_at_once(sits: Callable[..., Person], matters: Matters) -> None:
    file = matters.file("अस्वीकृति सुनाई जाए")
    clerk = sits(office.CLERK).arrive()
    clerk.watch.expect("status of 409")
    clerk.open(f"/files/{file.id}")
    note = clerk.page.locator("#note-writer textarea")
    note.fill("यह टिप्पणी विलम्ब से पहुँचेगी")
    desk = matters.at(office.CLERK).api
    desk.forward_file(files.ForwardFile(file_id=file.id, to_post=matters.at(office.OFFICER).post_id, remarks=""))

    note.press("Control+Enter")

    clerk.eventually(lambda: any("पत्रावली" in text for text in _read_aloud(clerk, "assertive")))


def _read_aloud(person: Person, how: str) -> list[str]:
    """What stands in the live regions of this kind."""
    return [node.name for node in heard.heard(person) if node.live == how and node.name]


def _bell(person: Person, page: Page) -> Locator:
    return page.locator(".bell").get_by_role("button", name=person.t("live", "messages"))


def _told(page: Page, number: str) -> Locator:
    return page.locator(".messages").get_by_role("link", name=number)
