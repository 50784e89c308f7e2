"""What becomes of a screen and of acts that waited when their person goes on under another charge."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Request, Route, expect

from clients.api import Patravali, Problem
from clients.demo import office
from clients.demo.checks import eventually
from contracts import files
from contracts.identity import ChargeView, ChooseCharge, RelinquishCharge
from tests.browser.charges import LINK, OWN, act_under, charges
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
NOTE = "दूसरे प्रभार में जाने से पहले की टिप्पणी"
NOTES = "**/api/v1/files/*/notes*"


def test_they_arrive_under_the_charge_in_which_they_were_done(sits: Sits, matters: Matters, link: ChargeView) -> None:
    file = matters.file("दो प्रभारों के बीच", at=OWN)
    person = _with_a_waiting_note(sits, file.id)

    act_under(person, link.id)
    person.page.unroute(NOTES)
    person.open("/waiting")

    expect(person.page.locator(".outbox")).to_have_count(0)
    note = matters.at(OWN).api.list_notes(files.ListNotes(file_id=file.id)).items[0]
    assert (note.paragraphs[0].text, note.author.post.abbreviation) == (NOTE, OWN)
    expect(charges(person)).to_have_value(str(link.id))


def test_their_text_is_kept_where_that_charge_is_lost(sits: Sits, matters: Matters, link: ChargeView) -> None:
    file = matters.forward(matters.file("प्रभार समाप्ति से पहले", at=OWN), by=OWN, to=LINK)
    person = _with_a_waiting_note(sits, file.id, under=link.id)

    act_under(person, _own(person))
    _end(link, matters)
    person.page.unroute(NOTES)
    person.open("/waiting")

    refused = person.page.locator(".refused-act")
    expect(refused).to_contain_text(NOTE)
    expect(refused).to_contain_text(person.t("acts", "charge_lost"))
    assert matters.at(OWN).api.get_file(files.GetFile(file_id=file.id)).note_count == 0


def test_what_was_open_is_not_asked_for_under_another_charge(sits: Sits, matters: Matters, link: ChargeView) -> None:
    """Proves the check after each wait: what the file would have asked for behind its notes, and in the other tab, is
    dropped with the charge. Without it the browser's console tells of files that are not found."""
    file = matters.file("दो प्रभारों के बीच खुली", at=OWN)
    person = sits(OWN).arrive()
    other = person.context.new_page()
    other.goto(f"{person.address}/files/{file.id}")
    expect(other.locator(".file")).to_be_visible()
    held: list[Route] = []
    person.page.route(NOTES, lambda route: held.append(route))
    # From the desk: what is opened by its address comes with the session.
    person.page.locator(f"[role=row] a[href='/files/{file.id}']").click()
    person.eventually(lambda: held)

    asked: list[str] = []
    act_under(person, link.id)
    person.context.on("request", lambda request: asked.append(_path(request)))
    held[0].continue_()
    expect(other.get_by_role("grid").or_(other.locator(".desk-empty")).first).to_be_visible()
    # The message list is asked for behind everything that a screen waits for.
    person.eventually(lambda: sum("/messages" in path for path in asked) >= 2)

    assert [path for path in asked if str(file.id) in path] == []


def _path(request: Request) -> str:
    return request.url.partition("/api/v1")[2]


def _with_a_waiting_note(sits: Sits, file: UUID, under: UUID | None = None) -> Person:
    """Written while the part of the server that takes notes is away."""
    person = sits(OWN)
    person.watch.expect(r"status of (403|404|409|503)")
    person.arrive()
    person.page.route(NOTES, _away)
    if under:
        act_under(person, under)
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


def _own(person: Person) -> UUID:
    own = person.page.evaluate("() => JSON.parse(localStorage.getItem('patravali.session')).charges")
    return UUID(next(charge["id"] for charge in own if charge["kind"] == "substantive"))
