"""The boxes of a desk, part by part."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Select

from contracts.errors import Invalid
from contracts.files import (
    CloseFile,
    CloseReceipt,
    DeskItemView,
    ForwardFile,
    ListDesk,
    MarkReceipt,
    OpenFile,
    PullBackFile,
    PutReceiptInFile,
    Sender,
)
from services.files.storage.desk import BOXES, SHELVES
from tests.files.office import HandClock, Office
from tests.load.filling import Size, fill


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


def listed(office: Office, by: str, **wanted) -> list[DeskItemView]:
    """All parts of a list, two rows at a time."""
    items, cursor = [], None
    while True:
        page = office.ask(ListDesk(limit=2, cursor=cursor, **wanted), by=by)
        assert len(page.items) <= 2
        items += page.items
        cursor = page.next
        if cursor is None:
            return items


def test_an_inbox_shows_files_and_receipts_the_newest_first(office: Office, clock: HandClock):
    made = []
    for minute in range(5):
        clock.forward(minutes=1)
        made.append(office.a_receipt("clerk").id if minute % 2 else office.a_file("clerk").id)

    items = listed(office, "clerk")

    assert [item.id for item in items] == made[::-1]
    assert [item.kind for item in items] == ["file", "receipt", "file", "receipt", "file"]
    assert listed(office, "so-lra") == []


def test_an_item_says_from_where_it_came_and_what_was_said(office: Office, clock: HandClock):
    file = office.a_file("clerk", urgency="immediate", labels=["court"])
    clock.forward(hours=1)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm"), remarks="अवलोकनार्थ"), by="clerk")

    (item,) = listed(office, "adm")

    assert (item.from_post.designation_en, item.remarks) == ("clerk", "अवलोकनार्थ")
    assert (item.arrived_at, item.opened_at) == (clock.now, None)
    assert (item.urgency, item.labels, item.number) == ("immediate", ["court"], file.number)


def test_equal_arrival_times_lose_no_row(office: Office, clock: HandClock):
    made = {office.a_file("clerk").id for _ in range(5)} | {office.a_receipt("clerk").id for _ in range(4)}

    items = listed(office, "clerk")

    assert len(items) == 9
    assert {item.id for item in items} == made


def test_unopened_and_one_kind_can_be_asked_for(office: Office):
    first, second = office.a_file_sent("clerk", "so-lra"), office.a_file_sent("clerk", "so-lra")
    office.ask(OpenFile(file_id=first.id), by="so-lra")
    receipt = office.a_receipt("so-lra")

    assert [item.id for item in listed(office, "so-lra", unopened=True)] == [second.id]
    assert {item.id for item in listed(office, "so-lra", unopened=False)} == {first.id, receipt.id}
    assert [item.id for item in listed(office, "so-lra", kind="receipt")] == [receipt.id]


def test_a_box_is_searched_by_what_the_list_shows(office: Office, clock: HandClock):
    court = office.a_file("clerk", subject="वाद संख्या 12 (सीमांकन)", labels=["court"], urgency="priority")
    # The same word with its nukta as one sign, and with joiners that only say how it is drawn.
    letter = office.a_receipt("clerk", subject="ज\u093cमीन का क्\u200dषेत्र", sender=Sender(name="राम सिंह"))
    office.ask(ForwardFile(file_id=court.id, to_post=office.post("so-lra"), due_on=date(2026, 3, 2)), by="clerk")
    office.ask(ForwardFile(file_id=court.id, to_post=office.post("clerk"), due_on=date(2026, 3, 4)), by="so-lra")

    def found(**wanted) -> list:
        return [item.id for item in listed(office, "clerk", **wanted)]

    assert found(search="सीमांकन") == found(label="court") == found(urgency="priority") == [court.id]
    assert found(search="\u095bमीन") == found(search="क्षेत्र") == found(search="राम सिंह") == [letter.id]
    assert found(search="100%") == found(search="_") == found(label="vip") == found(due="today") == []
    clock.forward(days=2)
    assert (found(due="today"), found(due="overdue")) == ([court.id], [])
    clock.forward(days=1)
    assert (found(due="today"), found(due="overdue")) == ([], [court.id])
    assert listed(office, "clerk", kind="receipt")[0].sender == "राम सिंह"


def test_sent_shows_the_last_sending_of_what_did_not_come_back(office: Office, clock: HandClock):
    gone, back, twice = (office.a_file("clerk") for _ in range(3))
    for file in (gone, back, twice):
        clock.forward(minutes=1)
        office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(PullBackFile(file_id=back.id), by="clerk")
    office.ask(ForwardFile(file_id=twice.id, to_post=office.post("clerk")), by="so-lra")
    clock.forward(minutes=1)
    office.ask(ForwardFile(file_id=twice.id, to_post=office.post("adm")), by="clerk")

    items = listed(office, "clerk", box="sent")

    assert [(item.id, item.holder.designation_en) for item in items] == [(twice.id, "adm"), (gone.id, "so-lra")]
    assert [item.id for item in listed(office, "so-lra", box="sent")] == [twice.id]


def test_sent_receipts_are_listed_too(office: Office):
    receipt = office.a_receipt("dak")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")

    assert [item.id for item in listed(office, "dak", box="sent")] == [receipt.id]
    assert listed(office, "dak") == []


def test_created_and_closed_stay_where_they_were_made_and_closed(office: Office):
    file, receipt = office.a_file_sent("clerk", "so-lra"), office.a_receipt("clerk")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    office.ask(CloseReceipt(receipt_id=receipt.id, reason="सूचनार्थ"), by="clerk")

    assert {item.id for item in listed(office, "clerk", box="created")} == {file.id, receipt.id}
    assert [item.id for item in listed(office, "so-lra", box="closed")] == [file.id]
    assert [(item.id, item.state) for item in listed(office, "clerk", box="closed")] == [(receipt.id, "closed")]
    assert listed(office, "clerk") == listed(office, "so-lra") == []


def test_a_receipt_in_a_file_is_no_longer_on_the_desk_itself(office: Office):
    receipt, file = office.a_receipt("clerk"), office.a_file("clerk")

    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")

    assert [item.id for item in listed(office, "clerk")] == [file.id]


# The last one is a time in the year 1 that no calendar can write in UTC.
_BEFORE_ALL_TIME = "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzIzOjAwIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0"


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "W10", "WyJ4IiwieSJd", "WzEsMl0", _BEFORE_ALL_TIME])
def test_a_made_up_cursor_is_refused(office: Office, cursor: str):
    with pytest.raises(Invalid) as refused:
        office.ask(ListDesk(cursor=cursor), by="clerk")

    assert refused.value.fields["field"] == "cursor"


def test_a_page_touches_few_blocks_however_much_lies_behind_it(office: Office):
    """Each box is one index walked backwards from the cursor; a plan with a sort or a join over everything shows here.

    Counts blocks of 8 kB, which do not depend on how busy the machine is: 51 rows need 51 blocks of the table, and for
    what was sent also the file and the later movements of each.
    """
    fill(office.admin_url, Size(30_000), datetime.now(UTC), "desk")

    for box, most in (("inbox", 150), ("sent", 700), ("created", 150), ("closed", 150)):
        listed_, at, item_id = BOXES[box](SHELVES["file"], office.post("clerk"))
        page = listed_.order_by(at.desc(), item_id.desc()).limit(51)
        assert blocks_of(office, page) <= most, box


def blocks_of(office: Office, statement: Select) -> int:
    """Blocks of tables and indexes that a statement touches."""
    compiled = statement.compile(office.engine, compile_kwargs={"literal_binds": True})
    with office.engine.begin() as connection:
        (plan,) = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {compiled}").scalar_one()
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
