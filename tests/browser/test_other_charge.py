"""Acts that waited while their person went on under another charge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Route, expect

from clients.api import Patravali, Problem
from clients.demo import office
from clients.demo.checks import eventually
from clients.demo.platform import Running
from contracts import files
from contracts.identity import AssumeCharge, ChargeView, ChooseCharge, RelinquishCharge, SearchDirectory
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
OWN, LINK = "DH1(JUD)", "DH2(JUD)"
NOTE = "दूसरे प्रभार में जाने से पहले की टिप्पणी"
NOTES = "**/api/v1/files/*/notes"


@pytest.fixture
def link(platform: Running, matters: Matters) -> Iterator[ChargeView]:
    """The person at OWN is link officer at LINK besides."""
    administrator, person = matters.at(office.ADMINISTRATOR).api, matters.at(OWN)
    found = administrator.search_directory(SearchDirectory(text=LINK)).items
    post = next(entry.post for entry in found if entry.post.abbreviation_en == LINK)
    charge = administrator.assume_charge(AssumeCharge(person_id=person.person_id, post_id=post.id, kind="link_officer"))
    yield charge
    administrator.relinquish_charge(RelinquishCharge(charge_id=charge.id))


def test_they_arrive_under_the_charge_in_which_they_were_done(sits: Sits, matters: Matters, link: ChargeView) -> None:
    file = matters.file("दो प्रभारों के बीच", at=OWN)
    person = _with_a_waiting_note(sits, file.id)

    _act_under(person, link.id)
    person.page.unroute(NOTES)
    person.open("/waiting")

    expect(person.page.locator(".outbox")).to_have_count(0)
    note = matters.at(OWN).api.list_notes(files.ListNotes(file_id=file.id)).items[0]
    assert (note.paragraphs[0].text, note.author.post.abbreviation) == (NOTE, OWN)
    expect(_charges(person)).to_have_value(str(link.id))


def test_their_text_is_kept_where_that_charge_is_lost(sits: Sits, matters: Matters, link: ChargeView) -> None:
    file = matters.forward(matters.file("प्रभार समाप्ति से पहले", at=OWN), by=OWN, to=LINK)
    person = _with_a_waiting_note(sits, file.id, under=link.id)

    _act_under(person, _own(person))
    _end(link, matters)
    person.page.unroute(NOTES)
    person.open("/waiting")

    refused = person.page.locator(".refused-act")
    expect(refused).to_contain_text(NOTE)
    expect(refused).to_contain_text(person.t("acts", "charge_lost"))
    assert matters.at(OWN).api.get_file(files.GetFile(file_id=file.id)).note_count == 0


def _with_a_waiting_note(sits: Sits, file: UUID, under: UUID | None = None) -> Person:
    """Written while the part of the server that takes notes is away."""
    person = sits(OWN)
    person.watch.expect(r"status of (503|403|409)")
    person.arrive()
    person.page.route(NOTES, _away)
    if under:
        _act_under(person, under)
    person.open(f"/files/{file}")
    person.page.locator("#note-writer textarea").fill(NOTE)
    person.page.locator("#note-writer textarea").press("Control+Enter")
    expect(person.page.locator(".note.pending")).to_have_count(1)
    return person


def _end(charge: ChargeView, matters: Matters) -> None:
    """End it, and wait until files has heard of it."""
    elsewhere = office.sign_in(matters.platform, matters.platform.logins()[OWN]).api
    elsewhere.choose_charge(ChooseCharge(charge_id=charge.id))
    matters.at(office.ADMINISTRATOR).api.relinquish_charge(RelinquishCharge(charge_id=charge.id))
    assert eventually(lambda: _is_refused(elsewhere), office.PATIENCE)
    elsewhere.close()


def _is_refused(api: Patravali) -> bool:
    try:
        api.list_desk(files.ListDesk())
    except Problem as problem:
        return problem.code == "charge.not_held"
    return False


def _away(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=503, content_type="application/problem+json", body="{}")
    else:
        route.continue_()


def _charges(person: Person) -> Locator:
    return person.page.get_by_label(person.t("shell", "charge"))


def _own(person: Person) -> UUID:
    own = person.page.evaluate("() => JSON.parse(localStorage.getItem('patravali.session')).charges")
    return UUID(next(charge["id"] for charge in own if charge["kind"] == "substantive"))


def _act_under(person: Person, charge: UUID) -> None:
    _charges(person).select_option(str(charge))
    expect(_charges(person)).to_have_value(str(charge))
    expect(person.heading(person.t("screens/desk", "heading"))).to_be_visible()
