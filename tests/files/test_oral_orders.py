"""An order by word of mouth is recorded at once, and stays unconfirmed until the officer himself has said yes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from contracts.errors import PatravaliError
from contracts.files import (
    AddNote,
    CloseFile,
    ConfirmOralOrder,
    DenyOralOrder,
    FileView,
    ForwardFile,
    GetDeskCounts,
    GetFile,
    GetOralOrder,
    ListNotes,
    ListOralOrders,
    MergePartFile,
    NoteView,
    OpenPartFile,
    RecordOralOrder,
    RenderNotesheet,
    VerifyLedger,
)
from contracts.files.errors import HeldByAnother, YellowNoteOpen
from contracts.files.oral_order_errors import (
    NotTheOfficer,
    OralOrderAnswered,
    OralOrderNotFound,
    OrderByNobody,
    OrderNotFromAbove,
    OrderTimeWrong,
)
from tests.files.neighbours import Neighbours
from tests.files.office import Office, key
from tests.files.test_ledger import tamper

WORDS = "अपर जिलाधिकारी महोदय ने कल ही निरीक्षण कराने के निर्देश दिए।"


def recorded(office: Office, file: FileView, officer: str = "adm", by: str = "clerk", **given) -> NoteView:
    values = {"ordered_by": office.post(officer), "ordered_at": datetime.now(UTC) - timedelta(hours=1), **given}
    return office.ask(RecordOralOrder(file_id=file.id, paragraphs=[WORDS], **values), by=by)


def awaited(office: Office, by: str, box: str = "to_confirm") -> list[UUID]:
    return [order.note_id for order in office.ask(ListOralOrders(box=box), by=by).items]


def test_an_oral_order_is_a_note_that_is_unconfirmed_until_the_officer_confirms_it(office: Office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["पहला"]), by="clerk")

    note = recorded(office, file, means="telephone")

    assert note.oral_order is not None
    assert (note.paragraphs[0].number, note.oral_order.state, note.oral_order.means) == (2, "unconfirmed", "telephone")
    assert note.oral_order.ordered_by.person.name_en == "adm"
    assert awaited(office, "adm") == awaited(office, "clerk", "awaited") == [note.id]
    assert (awaited(office, "dm"), awaited(office, "so-lra", "awaited")) == ([], [])
    assert [office.ask(GetDeskCounts(), by=who).oral_orders for who in ("adm", "dm")] == [1, 0]
    before = office.ask(GetFile(file_id=file.id), by="clerk").version

    said = office.ask(ConfirmOralOrder(note_id=note.id, remarks="सही है"), by="adm")

    shown = office.ask(ListNotes(file_id=file.id), by="clerk").items[1].oral_order
    assert shown is not None
    assert said.answered_by is not None
    assert (said.state, shown.state, shown.remarks) == ("confirmed", "confirmed", "सही है")
    assert (awaited(office, "adm"), awaited(office, "clerk", "awaited")) == ([], [])
    assert office.ask(GetFile(file_id=file.id), by="clerk").version == before
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []
    assert [told["note_id"] for told in office.events("oral_order_confirmed")] == [str(note.id)]


def test_what_the_officer_said_stays_with_the_note_when_its_part_file_is_merged(office: Office, neighbours: Neighbours):
    """Proves that a denial cannot be merged away; fails when orders are looked up by the merged note's own id."""
    main = office.a_file("clerk")
    part = office.ask(OpenPartFile(file_id=main.id, reason="मूल पत्रावली न्यायालय में है"), by="clerk")
    note = recorded(office, part)
    later = recorded(office, part)
    office.ask(DenyOralOrder(note_id=note.id, reason="ऐसा नहीं कहा"), by="adm")
    office.ask(MergePartFile(file_id=part.id), by="clerk")

    shown = [one.oral_order for one in office.ask(ListNotes(file_id=main.id), by="clerk").items]

    assert [order and (order.state, order.remarks) for order in shown] == [
        ("denied", "ऐसा नहीं कहा"),
        ("unconfirmed", ""),
    ]
    office.ask(ConfirmOralOrder(note_id=later.id), by="adm")
    office.ask(RenderNotesheet(file_id=main.id), by="clerk")
    assert [one.order and one.order.state for one in neighbours.notesheets[-1].notes] == ["denied", "confirmed"]


def test_the_officer_may_say_that_it_was_not_so(office: Office):
    file = office.a_file("clerk")
    note = recorded(office, file)

    office.ask(DenyOralOrder(note_id=note.id, reason="एक सप्ताह का समय दिया था"), by="adm")

    shown = office.ask(ListNotes(file_id=file.id), by="clerk").items[0].oral_order
    assert shown is not None
    assert (shown.state, shown.remarks) == ("denied", "एक सप्ताह का समय दिया था")
    with pytest.raises(OralOrderAnswered):
        office.ask(ConfirmOralOrder(note_id=note.id), by="adm")


def test_nobody_confirms_in_the_officers_place(office: Office):
    """Proves that the person counts, not the post; fails when ``check_answer`` compares posts."""
    file = office.a_file("clerk")
    note = recorded(office, file)
    office.employ("pa")
    office.charge("adm", "pa", capacity="for", name="pa of adm")

    for other in (office.person("dm"), office.person("clerk"), office.person("pa", "pa of adm")):
        with pytest.raises(NotTheOfficer) as refused:
            office.ask(ConfirmOralOrder(note_id=note.id), by=other)
        assert refused.value.fields["officer_en"] == "adm"
        assert office.ask(GetOralOrder(note_id=note.id), by=other).allowed_actions == []
    with pytest.raises(OralOrderNotFound):
        office.ask(ConfirmOralOrder(note_id=note.id), by="est-clerk")


def test_an_officer_who_sits_elsewhere_by_now_still_answers_for_his_own_word(office: Office):
    file = office.a_file("clerk", grading="confidential", subject="गोपनीय")
    note = recorded(office, file)
    office.charge("adm", until=datetime.now(UTC) - timedelta(minutes=5))
    office.charge("sdm", until=datetime.now(UTC) - timedelta(minutes=5))
    office.charge("sdm", "adm", since=datetime.now(UTC) - timedelta(minutes=4), name="adm at sdm")
    moved = office.person("adm", "adm at sdm")

    (listed,) = office.ask(ListOralOrders(), by=moved).items
    said = office.ask(ConfirmOralOrder(note_id=note.id), by=moved)

    assert (listed.subject, listed.may_open_file, listed.paragraphs[0].text) == ("", False, WORDS)
    assert said.answered_by is not None
    assert (said.state, said.answered_by.post.designation_en) == ("confirmed", "sdm")


def test_an_order_comes_from_who_held_a_post_above_when_it_was_given(office: Office):
    file = office.a_file("clerk")

    for other in ("so-est", "clerk", "second-clerk"):
        with pytest.raises(OrderNotFromAbove):
            recorded(office, file, other)
    office.charge("adm", since=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(OrderByNobody):
        recorded(office, file, ordered_at=datetime.now(UTC) - timedelta(days=2))
    for at in (timedelta(hours=1), timedelta(days=-91)):
        with pytest.raises(OrderTimeWrong):
            recorded(office, file, ordered_at=datetime.now(UTC) + at)
    assert office.rows("SELECT 1 FROM notes") == []


def test_it_is_recorded_by_the_desk_that_has_the_file_while_no_yellow_note_is_open(office: Office):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्चा"]), by="clerk")

    with pytest.raises(YellowNoteOpen):
        recorded(office, file)

    assert "record_oral_order" not in office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions
    other = office.a_file_sent("clerk", "so-lra")
    with pytest.raises(HeldByAnother):
        recorded(office, other)
    assert "record_oral_order" in office.ask(GetFile(file_id=other.id), by="so-lra").allowed_actions


def test_it_is_confirmed_also_when_the_file_has_gone_on_or_was_closed(office: Office):
    file = office.a_file("clerk")
    note = recorded(office, file)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    office.ask(ConfirmOralOrder(note_id=note.id), by="adm")

    assert office.ask(VerifyLedger(file_id=file.id), by="so-lra").problems == []


def test_of_two_answers_at_once_one_stands(office: Office):
    """Proves the key of the answers and the lock on the file; fails when the order is read once only, before it."""
    note = recorded(office, office.a_file("clerk"))

    def answer(request) -> str:
        try:
            return office.ask(request, by="adm").state
        except PatravaliError as refused:
            return refused.code

    both = [ConfirmOralOrder(note_id=note.id), DenyOralOrder(note_id=note.id, reason="नहीं")] * 4
    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(answer, both))

    assert said[:1] in (["confirmed"], ["denied"])
    assert said[1:] == ["oral_order.answered"] * 7


def test_a_time_of_another_zone_and_the_officers_word_are_in_the_ledger(office: Office):
    """Proves the hashes; fails when ``oral_order_contents`` is left out of the verification."""
    here = timezone(timedelta(hours=5, minutes=30))
    file = office.a_file("clerk")
    note = recorded(office, file, ordered_at=datetime.now(here) - timedelta(hours=2))
    office.ask(ConfirmOralOrder(note_id=note.id, remarks="हाँ"), by="adm")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []

    tamper(office, "UPDATE oral_order_answers SET kind = 'denied'")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == ["content:3"]

    tamper(office, "UPDATE oral_orders SET means = 'meeting'")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == ["content:2"]


@pytest.mark.parametrize("table", ["oral_orders", "oral_order_answers"])
def test_the_database_keeps_what_was_recorded(office: Office, table: str):
    """Proves the trigger of append-only tables, which the owner of the tables meets as well."""
    note = recorded(office, office.a_file("clerk"))
    office.ask(ConfirmOralOrder(note_id=note.id), by="adm")

    for statement in (f"UPDATE {table} SET note_id = note_id", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="never changes"), office.owner.begin() as connection:
            connection.exec_driver_sql(statement)


def test_the_printed_sheet_says_whether_it_was_confirmed(office: Office, neighbours: Neighbours):
    file = office.a_file("clerk")
    note = recorded(office, file)
    office.ask(RenderNotesheet(file_id=file.id), by="clerk")
    office.ask(ConfirmOralOrder(note_id=note.id), by="adm")
    office.ask(RenderNotesheet(file_id=file.id), by="clerk")

    before, after = (sheet.notes[0].order for sheet in neighbours.notesheets)
    assert before is not None
    assert after is not None
    assert (before.state, before.officer, after.state) == ("unconfirmed", "श्री adm", "confirmed")


def test_an_order_that_nobody_recorded_is_not_found(office: Office):
    with pytest.raises(OralOrderNotFound):
        office.ask(GetOralOrder(note_id=key("none")), by="adm")
