"""What a browser that knows the desk has to fetch: what changed, what is gone, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts.errors import Invalid
from contracts.files import (
    AddNote,
    CloseReceipt,
    DeskChangesView,
    DeskRowView,
    ForwardFile,
    GetDeskChanges,
    GetDeskCounts,
    MarkReceipt,
    OpenFile,
    ParkFile,
    PullBackFile,
    PutReceiptInFile,
    TakeCustodyLease,
)
from services.files.domain.numbering import office_day
from services.files.storage import desk_changes
from services.files.storage.desk import SHELVES
from tests.files.office import HandClock, Office
from tests.files.test_desk import blocks_of
from tests.load.filling import Size, fill

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


class Browser:
    """Knows the rows of a desk, and asks for the difference."""

    def __init__(self, office: Office, by: str) -> None:
        self.office = office
        self.by = by
        self.cursor: str | None = None
        self.rows: dict[UUID, DeskRowView] = {}

    def ask(self, limit: int = 2) -> DeskChangesView:
        answer = self.office.ask(GetDeskChanges(since=self.cursor, limit=limit), by=self.by)
        if answer.reset:
            self.rows.clear()
        self.rows.update({row.id: row for row in answer.items})
        for gone in answer.gone:
            self.rows.pop(gone, None)
        self.cursor = answer.cursor
        return answer

    def catch_up(self) -> set[UUID]:
        """Ask until nothing more is said; the ids of the rows that came."""
        came = set()
        while True:
            answer = self.ask()
            came |= {row.id for row in answer.items}
            if not answer.more:
                return came


def a_while_ago(office: Office) -> None:
    """As if all that is there now had been there for an hour."""
    with office.owner.begin() as connection:
        for table in ("files", "receipts"):
            connection.execute(text(f"UPDATE {table} SET changed_at = changed_at - interval '1 hour'"))


@pytest.fixture
def browser(office: Office) -> Browser:
    return Browser(office, "clerk")


def test_a_browser_that_knows_nothing_gets_the_whole_desk(office: Office, browser: Browser):
    made = {office.a_file("clerk").id for _ in range(4)} | {office.a_receipt("clerk").id for _ in range(3)}
    office.a_file("so-lra")

    came = browser.catch_up()

    assert came == made == set(browser.rows)
    assert {row.kind for row in browser.rows.values()} == {"file", "receipt"}


def test_a_row_says_what_a_list_shows(office: Office, browser: Browser):
    file = office.a_file("so-lra", urgency="immediate", labels=["court"])
    sent = ForwardFile(
        file_id=file.id, to_post=office.post("clerk"), due_on=office_day(office.clock()) + timedelta(days=2)
    )
    office.ask(sent, by="so-lra")
    receipt = office.a_receipt("clerk")

    browser.catch_up()

    row = browser.rows[file.id]
    assert (row.from_en, row.unread, row.urgency, row.labels) == ("so-lra", True, "immediate", ["court"])
    assert (row.due_on, row.custody_number, row.box) == (sent.due_on, 2, "inbox")
    own = browser.rows[receipt.id]
    assert (own.sender, own.from_en, own.unread, own.number) == ("राम सिंह", "", False, receipt.diary_number)


def test_only_what_changed_comes_again(office: Office, browser: Browser):
    quiet, opened, leased, aside = (office.a_file_sent("so-lra", "clerk") for _ in range(4))
    a_while_ago(office)
    browser.catch_up()
    office.ask(AddNote(file_id=quiet.id, paragraphs=["कृपया देखें।"]), by="clerk")

    office.ask(OpenFile(file_id=opened.id), by="clerk")
    lease = office.ask(TakeCustodyLease(file_id=leased.id), by="clerk")
    office.ask(
        ParkFile(file_id=aside.id, until=office_day(office.clock()) + timedelta(days=9), reason="प्रतीक्षा"), by="clerk"
    )
    new = office.a_file_sent("so-lra", "clerk")

    assert browser.catch_up() == {opened.id, leased.id, aside.id, new.id}
    assert not browser.rows[opened.id].unread
    assert browser.rows[leased.id].leased_until == lease.expires_at
    assert browser.rows[aside.id].box == "parked"


def test_what_left_the_desk_is_gone(office: Office, browser: Browser):
    forwarded, stays = office.a_file("clerk"), office.a_file("clerk")
    in_file, closed, marked = (office.a_receipt("clerk") for _ in range(3))
    taken_back = office.a_file_sent("so-lra", "clerk")
    browser.catch_up()

    office.ask(ForwardFile(file_id=forwarded.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(PutReceiptInFile(receipt_id=in_file.id, file_id=stays.id), by="clerk")
    office.ask(CloseReceipt(receipt_id=closed.id, reason="सूचनार्थ"), by="clerk")
    office.ask(MarkReceipt(receipt_id=marked.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(PullBackFile(file_id=taken_back.id), by="so-lra")
    answer = browser.ask(limit=500)

    assert set(answer.gone) == {forwarded.id, in_file.id, closed.id, marked.id, taken_back.id}
    assert set(browser.rows) == {stays.id}


def test_what_left_and_came_back_is_there(office: Office, browser: Browser):
    file = office.a_file("clerk")
    browser.catch_up()

    for sender, receiver in (("clerk", "so-lra"), ("so-lra", "clerk")):
        office.ask(ForwardFile(file_id=file.id, to_post=office.post(receiver)), by=sender)
    browser.catch_up()

    assert browser.rows[file.id].custody_number == 3


def test_a_change_that_is_committed_late_is_not_missed(office: Office, browser: Browser):
    """Guards: the horizon. A transaction begins, the browser asks twice, and only then it commits."""
    file = office.a_file_sent("so-lra", "clerk")
    a_while_ago(office)
    with office.engine.connect() as slow:
        slow.execute(text("UPDATE files SET opened_at = now()"))
        office.a_file("clerk")
        browser.catch_up()
        assert browser.rows[file.id].unread
        slow.commit()

    browser.catch_up()

    assert not browser.rows[file.id].unread


def test_a_desk_that_changed_too_much_is_told_anew(office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch):
    gone, stays = [office.a_file("clerk") for _ in range(3)], office.a_file("clerk")
    browser.catch_up()
    for file in gone:
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    monkeypatch.setattr(desk_changes, "MOST_GONE", 2)

    answer = browser.ask()

    assert (answer.reset, set(browser.rows)) == (True, {stays.id})


def test_the_cursor_of_another_desk_is_worth_nothing(office: Office, browser: Browser):
    office.a_file("clerk")
    own = office.a_file("so-lra")
    browser.catch_up()

    browser.by = "so-lra"
    answer = browser.ask()

    assert (answer.reset, set(browser.rows)) == (True, {own.id})


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMiwzLDRd"])
def test_a_made_up_cursor_is_refused(office: Office, cursor: str):
    with pytest.raises(Invalid) as refused:
        office.ask(GetDeskChanges(since=cursor), by="clerk")

    assert refused.value.fields["field"] == "cursor"


def test_each_box_is_counted(office: Office):
    for _ in range(2):
        office.a_file_sent("so-lra", "clerk")
    office.a_receipt("clerk")
    office.a_file_sent("clerk", "adm")
    aside = office.a_file("clerk")
    office.ask(
        ParkFile(file_id=aside.id, until=office_day(office.clock()) + timedelta(days=2), reason="प्रतीक्षा"), by="clerk"
    )

    counts = {box.box: box for box in office.ask(GetDeskCounts(), by="clerk").boxes}

    assert (counts["inbox"].files, counts["inbox"].receipts, counts["inbox"].unread) == (2, 1, 2)
    assert (counts["sent"].files, counts["parked"].files, counts["closed"].files) == (1, 1, 0)
    assert (counts["created"].files, counts["created"].receipts) == (2, 1)
    assert not any(box.capped for box in counts.values())


def test_what_is_due_is_counted(office: Office):
    office.clock = HandClock(NOON)
    today = office_day(NOON)
    for due_on in (today, today, today + timedelta(days=1), None):
        file = office.a_file("so-lra")
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk"), due_on=due_on), by="so-lra")
    with office.owner.begin() as connection:
        connection.execute(text("UPDATE files SET due_on = due_on - 1"))

    counts = office.ask(GetDeskCounts(), by="clerk")

    assert (counts.due_today, counts.overdue) == (1, 2)


def test_a_difference_touches_few_blocks_however_much_lies_there(office: Office):
    fill(office.admin_url, Size(60_000), datetime.now(UTC), "desk")
    with office.owner.begin() as connection:
        connection.execute(text("UPDATE files SET changed_at = held_since"))
        connection.execute(text("ANALYZE files"))
    since = (datetime.now(UTC) - timedelta(days=60), UUID(int=0))

    page = desk_changes.changed(SHELVES["file"], office.post("clerk"), since).limit(51)

    assert blocks_of(office, page) <= 150
