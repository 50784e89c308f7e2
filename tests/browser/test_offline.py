"""Work without a line: acts wait on the PC, outlive the tab, and arrive once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from clients.demo import office
from contracts import files
from tests.browser.matters import Matters, of_pages
from tests.browser.people import Person

Sits = Callable[..., Person]
SHELL = "shell"
CUT = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|a tab crashed"
NOTES = ("पहली टिप्पणी", "दूसरी टिप्पणी", "तीसरी टिप्पणी")
HOUR, ACTS = timedelta(hours=1), 12


@pytest.mark.timeout(600)
def test_twelve_acts_of_an_hour_and_two_crashes_later_each_has_arrived_once(sits: Sits, matters: Matters) -> None:
    """The PC's clock is put back when the line goes and is right again when it comes: in between lies the hour, in
    which the access token, good for ten minutes, has run out."""
    own = [matters.file(f"लाइन के बिना कार्य {number}", age=2 * HOUR).id for number in range(3)]
    clerk = _with_kept_files(sits, own)
    tokens = _Tokens(clerk)
    clerk.open("/")
    clerk.eventually(lambda: tokens.seen)
    known = set(tokens.seen)
    clerk.lose_the_line()
    clerk.context.clock.set_system_time(datetime.now(UTC) - HOUR)
    for number, act in enumerate(_acts(clerk, own)):
        act()
        clerk.context.clock.fast_forward(int(HOUR / ACTS / timedelta(milliseconds=1)))
        if number == ACTS // 2 - 1:
            _crash(clerk)
            clerk.open("/waiting")
    _waiting(clerk, ACTS)

    line = _Line(lost=4, most=6)
    clerk.page.route("**/api/v1/files/*/notes", line.carry)
    tokens.seen.clear()
    clerk.context.set_offline(False)
    clerk.eventually(lambda: line.is_cut)
    _crash(clerk)
    clerk.open("/waiting")

    officer = matters.at(office.OFFICER).api
    forwarded = []
    for file in own:
        clerk.eventually(partial(_lies_with, matters, office.OFFICER, file))
        notes = officer.list_notes(files.ListNotes(file_id=file)).items
        moves = officer.get_history(files.GetHistory(file_id=file)).movements
        assert [note.paragraphs[0].text for note in notes] == list(NOTES)
        assert [move.kind for move in moves] == ["created", "forwarded"]
        forwarded.append(moves[-1])
    expect(clerk.page.locator(".outbox")).to_have_count(0)
    assert {move.source for move in forwarded} == {"offline"}
    first, second, third = (move.occurred_at for move in forwarded)
    assert second - first >= HOUR / 3
    assert third - second >= HOUR / 3
    assert forwarded[0].recorded_at - first >= HOUR / 2
    assert known.isdisjoint(tokens.seen)


def _acts(clerk: Person, own: list[UUID]) -> Iterator[Callable[[], None]]:
    for file in own:
        for text in NOTES:
            yield partial(_note, clerk, file, text)
        yield partial(_forward, clerk)


class _Tokens:
    """The access tokens with which the pages of this browser ask."""

    def __init__(self, clerk: Person) -> None:
        self.seen: set[str] = set()
        clerk.context.on("request", self._hear)

    def _hear(self, request: Request) -> None:
        if token := request.headers.get("authorization"):
            self.seen.add(token)


def test_a_refused_act_keeps_its_text_and_holds_up_nothing_else(sits: Sits, matters: Matters) -> None:
    own = [matters.file(f"अस्वीकृत कार्य {number}").id for number in range(2)]
    clerk = _with_kept_files(sits, own)
    clerk.lose_the_line()
    for file in own:
        _note(clerk, file, NOTES[0])
    clerk.watch.expect("status of 409")
    sent_by_another_way = files.ForwardFile(file_id=own[0], to_post=matters.at(office.OFFICER).post_id)
    matters.at(office.CLERK).api.forward_file(sent_by_another_way)

    clerk.context.set_offline(False)
    clerk.open("/waiting")

    refused = clerk.page.locator(".refused-act")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text(NOTES[0])
    expect(refused.get_by_role("alert")).not_to_be_empty()
    expect(clerk.page.locator(".waiting-act")).to_have_count(0)
    assert matters.at(office.CLERK).api.get_file(files.GetFile(file_id=own[1])).note_count == 1


def test_a_session_that_ends_while_somebody_writes_takes_no_word_with_it(sits: Sits, matters: Matters) -> None:
    """Ended at the server; the page learns of it when its own token has run out, which is when the note is entered."""
    file = matters.file("सत्र समाप्ति के समय लेखन").id
    clerk = _with_kept_files(sits, [file])
    clerk.watch.expect("status of 401")
    writer = clerk.page.locator("#note-writer textarea")
    writer.fill(NOTES[0])
    matters.end_sessions(office.CLERK)
    clerk.context.clock.fast_forward("11:00")
    writer.press_sequentially(f" {NOTES[1]}")
    _finish(clerk)

    dialog = clerk.page.get_by_role("dialog")
    expect(dialog.get_by_label(clerk.t("screens/signin", "password"))).to_be_visible()
    clerk.page.reload()
    expect(clerk.page.locator(".noting")).to_contain_text(f"{NOTES[0]} {NOTES[1]}")
    dialog.get_by_label(clerk.t("screens/signin", "password")).fill(clerk.login.password if clerk.login else "")
    clerk.keys.press("Enter")

    expect(dialog).to_have_count(0)
    expect(clerk.page.locator(".note.green")).to_contain_text(f"{NOTES[0]} {NOTES[1]}")
    notes = matters.at(office.CLERK).api.list_notes(files.ListNotes(file_id=file)).items
    assert [note.paragraphs[0].text for note in notes] == [f"{NOTES[0]} {NOTES[1]}"]


def test_signing_out_asks_before_it_erases_what_has_not_arrived(sits: Sits, matters: Matters) -> None:
    file = matters.file("बाहर जाने से पहले").id
    clerk = _with_kept_files(sits, [file])
    clerk.lose_the_line()
    _note(clerk, file, NOTES[0])

    clerk.button(clerk.t(SHELL, "sign_out")).click()
    with clerk.page.expect_download() as download:
        clerk.button(clerk.t(SHELL, "leave_download")).click()
    clerk.button(clerk.t(SHELL, "leave_stay")).click()

    assert NOTES[0] in download.value.path().read_text(encoding="utf-8")
    _waiting(clerk, 1)


def test_a_pinned_file_is_read_without_a_line_with_all_its_pages(sits: Sits, matters: Matters, tmp_path: Path) -> None:
    file = matters.file_with_letter("साथ ले जाने की पत्रावली", scan=of_pages(6, tmp_path)).id
    clerk = sits(office.CLERK).arrive()
    clerk.watch.expect(CUT)
    clerk.open(f"/files/{file}")
    clerk.page.get_by_label(clerk.t("offline", "pin")).check()
    whole = clerk.t("offline", "kept_whole").partition("{")[0].strip()
    expect(clerk.page.locator(".kept-here .badge")).to_contain_text(whole)
    clerk.wait_for_the_app()

    clerk.lose_the_line()
    clerk.open(f"/files/{file}")
    last = clerk.page.locator("[data-page='6']")
    last.scroll_into_view_if_needed()

    expect(last.locator("img")).to_be_visible()


def test_a_file_that_was_opened_is_leased_and_given_back(sits: Sits, matters: Matters) -> None:
    file = matters.file("कस्टडी लीज़").id
    clerk = _with_kept_files(sits, [file])
    api = matters.at(office.CLERK).api
    leased = api.get_file(files.GetFile(file_id=file)).lease

    clerk.open("/waiting")
    clerk.page.locator("tr", has_text="कस्टडी लीज़").get_by_role("button").click()

    assert leased is not None
    clerk.eventually(lambda: api.get_file(files.GetFile(file_id=file)).lease is None)


class _Line:
    """A line that loses the answer to one note, and is cut after so many."""

    def __init__(self, lost: int, most: int) -> None:
        self._lost = lost
        self._most = most
        self._carried = 0

    @property
    def is_cut(self) -> bool:
        return self._carried >= self._most

    def carry(self, route: Route) -> None:
        if self.is_cut:
            return  # neither sent nor answered: the tab waits
        self._carried += 1
        if self._carried == self._lost:
            route.fetch()
            route.abort()
        else:
            route.continue_()


def _with_kept_files(sits: Sits, own: list[UUID]) -> Person:
    clerk = sits(office.CLERK)
    clerk.watch.expect(CUT)
    clerk.context.clock.install()
    clerk.arrive()
    for file in own:
        clerk.open(f"/files/{file}")
        expect(clerk.page.locator(".kept-here .badge")).to_be_visible()
        clerk.eventually(partial(_is_kept, clerk.page, file))
    clerk.wait_for_the_app()
    return clerk


_COUNT = """async ([store, file]) => {
  const name = (await indexedDB.databases()).map((each) => each.name).find((each) => each.startsWith('patravali'));
  const answer = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
  const open = await answer(indexedDB.open(name));
  const all = await answer(open.transaction(store).objectStore(store).getAll());
  open.close();
  return all.filter((each) => (each.key ?? each.fileId).endsWith(file)).length;
}"""
"""How many rows of the PC's database are of the file, and nothing else of it: keys end with its id."""


def _is_kept(page: Page, file: UUID) -> bool:
    """The file itself, and the desks that it may go to, which come last."""
    return int(page.evaluate(_COUNT, ["views", str(file)])) == 2


def _note(clerk: Person, file: UUID, text: str) -> None:
    if str(file) not in clerk.page.url:
        clerk.open(f"/files/{file}")
    clerk.page.locator("#note-writer textarea").fill(text)
    _finish(clerk)
    expect(clerk.page.locator(".note.pending", has_text=text)).to_have_count(1)


def _finish(clerk: Person) -> None:
    clerk.page.locator("#note-writer textarea").press("Control+Enter")


def _forward(clerk: Person) -> None:
    clerk.page.locator("main h1").click()
    clerk.keys.press("f")
    send = clerk.page.get_by_role("dialog").locator("form button.main")
    expect(send).to_be_enabled()
    send.click()
    expect(clerk.page.get_by_role("dialog")).to_have_count(0)


def _waiting(clerk: Person, count: int) -> None:
    expect(clerk.page.locator(".outbox")).to_have_text(clerk.t(SHELL, "waiting_count", count=str(count)))


def _crash(clerk: Person) -> None:
    """The tab dies as a tab dies: nothing of it is asked any more. A new one is opened."""
    try:
        clerk.page.goto("chrome://crash", timeout=2000)
    except Error:
        clerk.page.close()
    clerk.page = clerk.context.new_page()


def _lies_with(matters: Matters, post: str, file: UUID) -> bool:
    return matters.at(office.CLERK).api.get_file(files.GetFile(file_id=file)).holder.abbreviation == post
