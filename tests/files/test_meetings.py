"""Meetings: what the chair decides is written down in the room and stands in the file, which stays where it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.files import (
    AddNote,
    ConfirmMeetingMinutes,
    EnterTlLetter,
    ForwardFile,
    GetFile,
    GetMeeting,
    ListFileDecisions,
    ListMeetingFiles,
    ListMeetings,
    ListTlEntries,
    MeetingView,
    PrepareMeeting,
    PutReceiptInFile,
    RecordMeetingDecision,
    RenderNotesheet,
    VerifyLedger,
)
from contracts.files.errors import FileNotFound, RoleMissing
from contracts.files.meeting_errors import (
    MeetingChairElsewhere,
    MeetingConfirmed,
    MeetingItemUnknown,
    MeetingMatterConfidential,
    MeetingNotFound,
    MeetingNotHeldYet,
    NotTheChair,
    NotTheRecorder,
)
from tests.files.neighbours import Neighbours
from tests.files.office import HandClock, Office, Seat
from tests.files.test_ledger import tamper

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DECIDED = "अधिशासी अभियन्ता तीन दिन में कार्य पूर्ण करायें।"


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    office.seat(Seat("tl", ("dealing_hand", "tl_section"), "adm"))
    return office.clock


def a_tl_letter(office: Office, **thing: Any) -> Any:
    named = thing or {"receipt_id": office.a_receipt(by="tl").id}
    posts = [office.post("tehsil-clerk")]
    return office.ask(EnterTlLetter(**named, matter="पेयजल", to_posts=posts, due_on=date(2026, 3, 20)), by="tl")


def prepared(office: Office, by: str = "tl", **given: Any) -> MeetingView:
    values = {"held_on": date(2026, 3, 2), "chair_post": office.post("dm"), **given}
    return office.ask(PrepareMeeting(**values), by=by)


def decided(office: Office, one: MeetingView, by: str = "tl", item: int = 1, said: str = DECIDED) -> MeetingView:
    return office.ask(RecordMeetingDecision(meeting_id=one.id, item=item, text=said), by=by)


def noted(office: Office, file_id: Any, by: str = "clerk") -> list[Any]:
    return office.ask(ListFileDecisions(file_id=file_id), by=by).items


def test_the_agenda_shows_tl_letters_and_files_in_their_order(office: Office, clock: HandClock):
    letter = a_tl_letter(office)
    file = office.a_file("clerk")

    one = prepared(office, by="dm", tl_ids=[letter.id], file_ids=[file.id])

    assert (one.number, one.state, one.chair.designation_en) == ("TLM/1/2026", "open", "dm")
    assert [(item.kind, item.reference, item.title) for item in one.items] == [
        ("tl", "TL/1/2026", "पेयजल"),
        ("file", file.number, file.subject),
    ]
    assert [post.designation_en for post in one.items[0].awaited] == ["tehsil-clerk"]
    assert [row.number for row in office.ask(ListMeetings(), by="tl").items] == [one.number]
    assert office.ask(ListMeetings(), by="clerk").items == []


def test_a_decision_stands_in_the_file_and_leaves_it_where_it_is(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["एक", "दो"]), by="clerk")
    before = office.ask(GetFile(file_id=file.id), by="clerk")
    one = prepared(office, by="dm", file_ids=[file.id])

    decided(office, one)

    (stands,) = noted(office, file.id)
    after = office.ask(GetFile(file_id=file.id), by="clerk")
    assert (after.holder, after.version, after.custody_number, after.note_count) == (
        *(before.holder, before.version, before.custody_number),
        1,
    )
    assert (stands.text, stands.after_paragraph, stands.confirmed_by) == (DECIDED, 2, None)
    assert (stands.chair.designation_en, stands.recorded_by.person.name_en) == ("dm", "tl")
    assert office.ask(AddNote(file_id=file.id, paragraphs=["तीन"]), by="clerk").paragraphs[0].number == 3
    (event,) = office.events("meeting_decision_recorded")
    assert (event["holder"]["designation_en"], event["text"]) == ("clerk", DECIDED)


def test_who_may_not_see_the_file_does_not_see_what_was_decided_on_it(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    decided(office, prepared(office, by="dm", file_ids=[file.id]))

    with pytest.raises(FileNotFound):
        noted(office, file.id, by="est-clerk")
    with pytest.raises(FileNotFound):
        prepared(office, by="tl", file_ids=[file.id])


def test_a_decision_on_a_tl_letter_reaches_its_register_and_the_file_of_its_receipt(office: Office, clock: HandClock):
    receipt = office.a_receipt(by="tl")
    file = office.a_file("tl")
    letter = a_tl_letter(office, receipt_id=receipt.id)
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="tl")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("clerk")), by="tl")

    decided(office, prepared(office, tl_ids=[letter.id]))

    assert [one.text for one in noted(office, file.id)] == [DECIDED]
    entries = office.ask(ListTlEntries(tl_id=letter.id), by="tehsil-clerk").items
    assert [(entry.kind, entry.reference, entry.text) for entry in entries] == [("decided", "TLM/1/2026", DECIDED)]
    (event,) = office.events("meeting_decision_recorded")
    assert [post["designation_en"] for post in event["reporting"]] == ["tehsil-clerk"]


def test_only_the_tl_section_or_the_chair_records_and_only_the_chair_confirms(office: Office, clock: HandClock):
    """Guards: ``Meeting.check_record`` and ``check_confirm``; without them words were put into the chair's mouth."""
    office.charge("dm", "second-clerk", capacity="for", name="pa")
    office.charge("dm", "adm", capacity="link_officer", name="link")
    one = prepared(office, tl_ids=[a_tl_letter(office).id])

    with pytest.raises(NotTheRecorder):
        decided(office, one, by="adm")
    with pytest.raises(MeetingNotFound):
        decided(office, one, by="clerk")
    decided(office, one, by="dm")
    for other in ("tl", "adm", office.person("second-clerk", "pa")):
        with pytest.raises(NotTheChair):
            office.ask(ConfirmMeetingMinutes(meeting_id=one.id), by=other)
    minutes = office.ask(ConfirmMeetingMinutes(meeting_id=one.id), by=office.person("adm", "link"))

    assert (minutes.state, minutes.confirmed_by.capacity) == ("confirmed", "link_officer")


def test_after_the_minutes_nothing_is_added(office: Office, clock: HandClock):
    """Guards: ``Meeting.must_be_open``, and the triggers on decisions and meetings."""
    file = office.a_file("dm")
    one = prepared(office, by="dm", file_ids=[file.id])
    decided(office, one)
    office.ask(ConfirmMeetingMinutes(meeting_id=one.id), by="dm")

    with pytest.raises(MeetingConfirmed):
        decided(office, one)
    copied = "SELECT meeting_id, 2, item, text, file_id, 0, 0, by, occurred_at, recorded_at, source, salt"
    with pytest.raises(IntegrityError, match="are confirmed"), office.owner.begin() as connection:
        connection.execute(text(f"INSERT INTO meeting_decisions {copied} FROM meeting_decisions"))
    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE meeting_decisions SET text = 'और कुछ'"))
    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE meetings SET state = 'open', confirmed_at = NULL, version = version + 1"))
    assert noted(office, file.id, by="dm")[0].confirmed_by.person.name_en == "dm"


def test_what_is_no_matter_for_a_wall_or_a_room_is_refused(office: Office, clock: HandClock):
    secret = office.a_file("dm", grading="confidential")
    letter = a_tl_letter(office)

    with pytest.raises(MeetingMatterConfidential):
        prepared(office, by="dm", file_ids=[secret.id])
    with pytest.raises(MeetingChairElsewhere):
        prepared(office, tl_ids=[letter.id], chair_post=office.post("sdm"))
    with pytest.raises(RoleMissing):
        prepared(office, by="clerk", tl_ids=[letter.id])
    one = prepared(office, tl_ids=[letter.id], held_on=date(2026, 3, 9))
    with pytest.raises(MeetingNotHeldYet):
        decided(office, one)
    clock.forward(days=7)
    with pytest.raises(MeetingItemUnknown):
        decided(office, one, item=2)


def test_overdue_files_below_are_offered_for_an_agenda(office: Office, clock: HandClock):
    late = office.a_file_sent("so-lra", "clerk")
    secret = office.a_file("clerk", grading="secret", deadline=datetime(2026, 3, 3, tzinfo=UTC))
    matter = office.a_file("clerk", deadline=datetime(2026, 3, 3, tzinfo=UTC))
    clock.forward(days=7)

    offered = office.ask(ListMeetingFiles(), by="dm").items

    assert [(row.number, row.due_on) for row in offered] == [(matter.number, date(2026, 3, 3))]
    assert {late.number, secret.number}.isdisjoint(row.number for row in offered)
    assert office.ask(ListMeetingFiles(), by="tl").items == []
    with pytest.raises(RoleMissing):
        office.ask(ListMeetingFiles(), by="clerk")


def test_the_ledger_tells_of_a_decision_that_was_changed(office: Office, clock: HandClock):
    file = office.a_file("dm")
    decided(office, prepared(office, by="dm", file_ids=[file.id]))

    assert office.ask(VerifyLedger(file_id=file.id), by="dm").verdict == "intact"
    tamper(office, "UPDATE meeting_decisions SET text = 'और कुछ'")

    assert office.ask(VerifyLedger(file_id=file.id), by="dm").problems == ["content:2"]


def test_a_decision_is_printed_on_the_notesheet(office: Office, neighbours: Neighbours, clock: HandClock):
    file = office.a_file("dm")
    office.ask(AddNote(file_id=file.id, paragraphs=["एक"]), by="dm")
    one = prepared(office, by="dm", file_ids=[file.id])
    decided(office, one)

    office.ask(RenderNotesheet(file_id=file.id), by="dm")

    sheet = neighbours.notesheets[-1].notes
    assert [note.heading for note in sheet] == [
        "",
        "निर्णय 1 · बैठक TLM/1/2026, 02.03.2026 · अध्यक्ष: पद dm (अध्यक्ष की पुष्टि शेष)",
    ]
    assert sheet[1].paragraphs[0].text == DECIDED


def test_a_meeting_shows_what_became_of_its_matters(office: Office, clock: HandClock):
    one = prepared(office, tl_ids=[a_tl_letter(office).id])
    decided(office, one)
    clock.now = datetime(2026, 3, 25, 6, 0, tzinfo=UTC)

    later = office.ask(GetMeeting(meeting_id=one.id), by="dm")

    assert (later.items[0].is_overdue, later.items[0].is_over, later.items[0].age_days) == (True, False, 23)
    assert [each.text for each in later.items[0].decisions] == [DECIDED]
    assert set(later.allowed_actions) == {"record_meeting_decision", "confirm_meeting_minutes"}
