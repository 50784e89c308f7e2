"""Cut lines, crashed tabs, ended sessions, and two people at one file: no text is lost, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from playwright.sync_api import Error, Route, expect

from clients.demo import office
from contracts import files
from contracts.files import FileView
from tests.browser import keyboard
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
CUT = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"
FILES = 6
TYPED = "Proposal is in order."
LAST_KEPT = """async (file) => {
  const name = (await indexedDB.databases()).map((each) => each.name).find((each) => each.startsWith('patravali-'));
  const found = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const store = await found(indexedDB.open(name));
  const keys = await found(store.transaction('views').objectStore('views').getAllKeys());
  store.close();
  return keys.some((key) => key.startsWith('desks:next:') && key.endsWith(file));
}"""
"""Whether the desks that a file may go to are on the PC; they come after all else of it."""
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


def test_twelve_acts_done_offline_arrive_once_though_the_tab_crashed(sits: Sits, matters: Matters) -> None:
    clerk = sits(office.CLERK, language="en").arrive()
    clerk.watch.expect(f"{CUT}|a tab crashed")
    lying = [matters.file(f"भूमि प्रकरण {number} {uuid4().hex[:6]}") for number in range(FILES)]
    for file in lying:
        _open(clerk, file)
        expect(clerk.page.get_by_text("Available without a line until")).to_be_visible()
        clerk.eventually(lambda id=file.id: clerk.page.evaluate(LAST_KEPT, str(id)))
    clerk.eventually(lambda: clerk.page.evaluate(CONTROLLED))

    clerk.context.set_offline(True)
    for file in lying[:3]:
        _note_and_forward(clerk, file)
    _crash(clerk)
    for file in lying[3:]:
        _note_and_forward(clerk, file)
    expect(clerk.page.locator("header .outbox")).to_contain_text(str(2 * FILES))
    clerk.context.set_offline(False)

    expect(clerk.page.locator("header .outbox")).to_have_count(0)
    assert [_what_happened(matters, file) for file in lying] == [([TYPED], ["created", "forwarded"])] * FILES


def test_the_text_survives_a_session_that_ended_while_it_was_written(sits: Sits, matters: Matters) -> None:
    clerk = sits(office.CLERK, language="en").arrive()
    clerk.watch.expect("status of 401")
    file = matters.file(f"सत्र {uuid4().hex[:6]}")
    _open(clerk, file)
    _write(clerk)

    clerk.context.clear_cookies()
    clerk.page.route("**/api/v1/files/**", _ended)
    clerk.keys.press("Control+Enter")
    over = clerk.page.get_by_role("dialog")
    expect(over.get_by_label("Password")).to_be_visible()
    clerk.page.unroute("**/api/v1/files/**")
    assert clerk.login
    over.get_by_label("Password").fill(clerk.login.password)
    clerk.keys.press("Enter")

    expect(over).to_have_count(0)
    expect(clerk.page.locator(".note.green")).to_contain_text(TYPED)
    assert _what_happened(matters, file)[0] == [TYPED]


def test_a_file_that_was_pulled_back_leaves_the_other_desk_by_itself(sits: Sits, matters: Matters) -> None:
    subject = f"वापसी {uuid4().hex[:6]}"
    file = matters.forward(matters.file(subject), by=office.CLERK, to=office.OFFICER)
    officer = sits(office.OFFICER).arrive()
    row = officer.page.locator("[role=grid] [role=row]", has_text=subject)
    expect(row).to_be_visible()

    matters.at(office.CLERK).api.pull_back_file(files.PullBackFile(file_id=file.id))

    expect(row).to_have_count(0)


def test_what_was_done_to_a_file_that_had_left_is_refused_and_said(sits: Sits, matters: Matters) -> None:
    subject = f"विलम्ब {uuid4().hex[:6]}"
    file = matters.forward(matters.file(subject), by=office.CLERK, to=office.OFFICER)
    officer = sits(office.OFFICER).arrive()
    officer.watch.expect(f"{CUT}|status of 409")
    expect(officer.page.locator("[role=grid] [role=row]", has_text=subject)).to_be_visible()

    keyboard.mark_on_desk(officer, subject)
    officer.keys.press("f")
    expect(officer.page.locator("dialog .post-picker [role=option]")).not_to_have_count(0)
    officer.context.set_offline(True)
    officer.keys.press("1")
    officer.keys.press("Enter")
    expect(officer.page.locator("header .outbox")).to_be_visible()
    matters.at(office.CLERK).api.pull_back_file(files.PullBackFile(file_id=file.id))
    officer.context.set_offline(False)
    officer.open("/waiting")

    expect(officer.heading(officer.t("acts", "refused_heading"))).to_be_visible()
    assert _what_happened(matters, file)[1] == ["created", "forwarded", "pulled_back"]


def _open(person: Person, file: FileView) -> None:
    person.open(f"/files/{file.id}")
    expect(person.heading(file.subject)).to_be_visible()


def _write(person: Person) -> None:
    note = person.page.locator("#note-writer textarea")
    expect(note).to_be_visible()
    person.keys.press("n")
    expect(note).to_be_focused()
    person.keys.type(TYPED)


def _note_and_forward(person: Person, file: FileView) -> None:
    _open(person, file)
    _write(person)
    person.keys.press("Control+Enter")
    expect(person.page.locator(".noting")).to_contain_text(person.t("screens/file", "waiting_add"))
    expect(person.page.locator(".file [aria-keyshortcuts=F]")).to_be_focused()
    keyboard.forward(person, office.OFFICER)


def _crash(person: Person) -> None:
    """The tab goes down as it does when memory runs out; the person opens another."""
    crashed = person.page
    with suppress(Error):
        crashed.goto("chrome://crash", timeout=5_000)
    person.page = person.context.new_page()
    crashed.close()


def _ended(route: Route) -> None:
    route.fulfill(
        status=401, content_type="application/problem+json", body='{"code":"session.ended","title":"","status":401}'
    )


def _what_happened(matters: Matters, file: FileView) -> tuple[list[str], list[str]]:
    """The paragraphs of the file and how it moved, as the server has them."""
    clerk = matters.at(office.CLERK).api
    notes = clerk.list_notes(files.ListNotes(file_id=file.id)).items
    moves = clerk.get_history(files.GetHistory(file_id=file.id)).movements
    return [paragraph.text for note in notes for paragraph in note.paragraphs], [move.kind for move in moves]
