"""Replies to a letter that went to several addressees, and reminders to those who have not answered."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.files import (
    Addressee,
    ApproveDraft,
    AwaitReplies,
    CompleteSignature,
    DetachReceipt,
    DiscardDraft,
    DraftReminder,
    DraftView,
    FileView,
    ForwardFile,
    GetFile,
    GetReplies,
    IssueLetter,
    LetterView,
    ListAwaitedReplies,
    ListReplies,
    MarkReceipt,
    OpenVolume,
    PutReceiptInFile,
    ReceiptView,
    RecordReply,
    RenderLetter,
    ReplyMatrixView,
    ReplyOf,
    VerifyLedger,
    WaiveReply,
    WithdrawReply,
)
from contracts.files.errors import (
    AddresseeUnknown,
    FileNotFound,
    HeldByAnother,
    LetterNotFound,
    LetterNotReady,
)
from contracts.files.reply_errors import (
    IsReminder,
    NoReplyAwaited,
    RemindedHasAnswered,
    ReminderUnfinished,
    ReplyDueInThePast,
    ReplyNamedAlready,
    ReplyNotFound,
    ReplyNotInFile,
    ReplyReceived,
)
from services.files.domain.custody import When
from services.files.domain.reply import Reply, Row
from services.files.handlers import replies
from services.files.storage import FilesUnitOfWork
from tests.files.correspondents import BDO, RAM, a_signed_letter, an_issued_letter, completion, prepare
from tests.files.office import HandClock, Office, an_actor

pytestmark = pytest.mark.usefixtures("neighbours")
MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
DUE = date(2026, 3, 16)
CMO = Addressee(name="मुख्य चिकित्सा अधिकारी, देहरादून")


@pytest.fixture
def clock(office: Office, neighbours: Any) -> HandClock:
    office.clock = HandClock(MONDAY)
    return office.clock


@pytest.fixture
def letter(office: Office, clock: HandClock) -> LetterView:
    """Issued to three at the section officer's desk, replies awaited by DUE."""
    issued = an_issued_letter(office, addressees=[RAM, BDO, CMO])
    awaited(office, issued)
    return issued


def awaited(office: Office, letter: LetterView, *addressees: int, due_on: date = DUE) -> ReplyMatrixView:
    command = AwaitReplies(letter_id=letter.id, addressees=list(addressees), due_on=due_on)
    return office.ask(command, by="so-lra")


def came(office: Office, letter: LetterView, reply_of: ReplyOf | None = None) -> ReceiptView:
    """A receipt that was put into the letter's file."""
    receipt = office.a_receipt()
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("so-lra")), by="dak")
    put = PutReceiptInFile(receipt_id=receipt.id, file_id=letter.file_id, reply_of=reply_of)
    return office.ask(put, by="so-lra")


def recorded(office: Office, letter: LetterView, addressee: int, receipt: ReceiptView, **more: Any) -> ReplyMatrixView:
    return office.ask(RecordReply(letter_id=letter.id, addressee=addressee, receipt_id=receipt.id, **more), by="so-lra")


def states(matrix: ReplyMatrixView) -> list[str]:
    return [row.state for row in matrix.rows]


def reminder_issued(office: Office, draft: DraftView) -> LetterView:
    approve = ApproveDraft(draft_id=draft.id, expected_version=draft.version)
    letter = office.ask(approve, by="so-lra")
    office.ask(RenderLetter(letter_id=letter.id), by="so-lra")
    sign: CompleteSignature = completion(letter, prepare(office, letter).session_id)
    office.ask(sign, by="so-lra")
    return office.ask(IssueLetter(letter_id=letter.id), by="so-lra")


def fire(office: Office, clock: HandClock, at: datetime) -> None:
    """What the runner of due rows does when it is that late; the row stays for the next call."""
    clock.now = at
    for row in office.rows("SELECT payload FROM due WHERE name = 'replies_due' AND at <= :at ORDER BY at", at=at):
        replies.due(row.payload, FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))


def test_replies_are_awaited_of_all_addressees_by_a_day(office: Office, letter: LetterView):
    before = office.ask(GetFile(file_id=letter.file_id), by="so-lra").version

    matrix = awaited(office, letter, 2, due_on=date(2026, 3, 20))

    assert [(row.name, row.state, row.due_on) for row in matrix.rows] == [
        (RAM.name, "awaited", DUE),
        (BDO.name, "awaited", date(2026, 3, 20)),
        (CMO.name, "awaited", DUE),
    ]
    assert (matrix.unanswered, matrix.letter_number) == (3, letter.number)
    assert office.ask(GetFile(file_id=letter.file_id), by="so-lra").version == before
    told = office.events("reply_state_changed")
    assert [(one["addressee"], one["due_on"]) for one in told] == [
        (1, "2026-03-16"),
        (2, "2026-03-16"),
        (3, "2026-03-16"),
        (2, "2026-03-20"),
    ]
    with pytest.raises(ReplyDueInThePast):
        awaited(office, letter, due_on=date(2026, 3, 1))
    with pytest.raises(AddresseeUnknown):
        awaited(office, letter, 4)


def test_a_receipt_in_the_file_is_named_as_the_reply_of_an_addressee(office: Office, letter: LetterView):
    with pytest.raises(ReplyNotInFile):
        recorded(office, letter, 1, office.a_receipt("so-lra"))
    in_part, whole = came(office, letter), came(office, letter)

    assert states(recorded(office, letter, 1, in_part, partial=True)) == ["partial", "awaited", "awaited"]
    matrix = recorded(office, letter, 1, whole)

    assert (states(matrix), matrix.unanswered) == (["received", "awaited", "awaited"], 2)
    assert [(one.receipt_id, one.is_partial, one.received_on) for one in matrix.rows[0].replies] == [
        (in_part.id, True, in_part.received_on),
        (whole.id, False, whole.received_on),
    ]
    with pytest.raises(ReplyReceived):
        recorded(office, letter, 1, came(office, letter))


def test_a_receipt_is_named_while_it_is_put_into_the_file(office: Office, letter: LetterView):
    came(office, letter, ReplyOf(letter_id=letter.id, addressee=3, partial=True))

    assert states(office.ask(GetReplies(letter_id=letter.id), by="so-lra")) == ["awaited", "awaited", "partial"]
    other = an_issued_letter(office)
    with pytest.raises(LetterNotFound):
        came(office, letter, ReplyOf(letter_id=other.id, addressee=1))


def test_a_receipt_is_the_reply_of_one_addressee_alone(office: Office, letter: LetterView):
    """Guards: ``reply_desk.name``, and the unique index ``uq_replies_receipt`` behind it."""
    receipt = came(office, letter)
    recorded(office, letter, 1, receipt)

    with pytest.raises(ReplyNamedAlready) as refused:
        recorded(office, letter, 2, receipt)

    assert refused.value.fields == {"letter_number": letter.number, "name": RAM.name}
    again = "INSERT INTO replies SELECT gen_random_uuid(), letter_id, 2, receipt_id, diary_number, received_on, false"
    with pytest.raises(IntegrityError, match="uq_replies_receipt"), office.owner.begin() as connection:
        connection.execute(text(f"{again}, false FROM replies"))
    with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
        connection.execute(text("UPDATE replies SET addressee = 2"))


def test_what_was_named_by_mistake_is_taken_back_with_the_reason(office: Office, letter: LetterView):
    receipt = came(office, letter)
    recorded(office, letter, 1, receipt)
    back = WithdrawReply(letter_id=letter.id, receipt_id=receipt.id, reason="दूसरे पत्र का उत्तर")

    assert states(office.ask(back, by="so-lra")) == ["awaited"] * 3
    with pytest.raises(ReplyNotFound):
        office.ask(back, by="so-lra")
    assert states(recorded(office, letter, 2, receipt)) == ["awaited", "received", "awaited"]


def test_a_receipt_that_is_taken_out_of_the_file_is_no_reply_any_more(office: Office, letter: LetterView):
    receipt = came(office, letter)
    recorded(office, letter, 1, receipt)

    office.ask(DetachReceipt(file_id=letter.file_id, receipt_id=receipt.id, reason="अन्य प्रकरण"), by="so-lra")

    assert states(office.ask(GetReplies(letter_id=letter.id), by="so-lra")) == ["awaited"] * 3
    assert office.ask(VerifyLedger(file_id=letter.file_id), by="so-lra").problems == []


def test_no_reply_is_needed_with_the_reason_until_it_is_awaited_again(office: Office, letter: LetterView):
    waived = office.ask(WaiveReply(letter_id=letter.id, addressee=3, reason="सूचनार्थ"), by="so-lra")

    assert (waived.rows[2].state, waived.rows[2].reason, waived.unanswered) == ("not_needed", "सूचनार्थ", 2)
    assert states(awaited(office, letter)) == ["awaited", "awaited", "not_needed"]
    again = awaited(office, letter, 3)
    assert (again.rows[2].state, again.rows[2].reason) == ("awaited", "")


def test_replies_are_entered_where_the_file_lies_to_issued_letters(office: Office, clock: HandClock):
    signed = a_signed_letter(office)
    with pytest.raises(LetterNotReady):
        awaited(office, signed)
    office.ask(IssueLetter(letter_id=signed.id), by="so-lra")
    office.ask(ForwardFile(file_id=signed.file_id, to_post=office.post("adm")), by="so-lra")

    with pytest.raises(HeldByAnother):
        awaited(office, signed)

    assert office.ask(GetReplies(letter_id=signed.id), by="so-lra").allowed_actions == []
    assert "await_replies" in office.ask(GetReplies(letter_id=signed.id), by="adm").allowed_actions


def test_who_may_not_see_the_file_learns_of_no_reply(office: Office, letter: LetterView):
    with pytest.raises(LetterNotFound):
        office.ask(GetReplies(letter_id=letter.id), by="tehsil-clerk")
    with pytest.raises(FileNotFound):
        office.ask(ListReplies(file_id=letter.file_id), by="tehsil-clerk")
    with pytest.raises(LetterNotFound):
        office.ask(AwaitReplies(letter_id=letter.id, due_on=DUE), by="tehsil-clerk")
    assert office.ask(ListAwaitedReplies(), by="tehsil-clerk").items == []


def test_a_reminder_cites_the_letter_and_goes_to_those_who_have_not_answered(office: Office, letter: LetterView):
    recorded(office, letter, 2, came(office, letter))

    draft = office.ask(DraftReminder(letter_id=letter.id), by="so-lra")

    assert [one.name for one in draft.addressees] == [RAM.name, CMO.name]
    assert draft.subject == f"अनुस्मारक-1: {letter.subject}"
    assert draft.reference == f"इस कार्यालय का पत्र संख्या {letter.number}, दिनांक 02.03.2026"
    assert "जिसका उत्तर दिनांक 16.03.2026 तक अपेक्षित है" in draft.body[0]
    assert (draft.file_id, draft.state, draft.form) == (letter.file_id, "draft", "letter")
    with pytest.raises(ReminderUnfinished):
        office.ask(DraftReminder(letter_id=letter.id), by="so-lra")


def test_reminders_are_numbered_as_they_are_issued(office: Office, letter: LetterView, clock: HandClock):
    given_up = office.ask(DraftReminder(letter_id=letter.id), by="so-lra")
    office.ask(DiscardDraft(draft_id=given_up.id), by="so-lra")
    clock.now = datetime(2026, 3, 18, 6, 0, tzinfo=UTC)
    first = reminder_issued(office, office.ask(DraftReminder(letter_id=letter.id, addressees=[1, 2]), by="so-lra"))
    clock.forward(days=7)

    second = office.ask(DraftReminder(letter_id=letter.id), by="so-lra")

    assert (first.subject, second.subject) == (f"अनुस्मारक-1: {letter.subject}", f"अनुस्मारक-2: {letter.subject}")
    assert f"अनुस्मारक-1 (संख्या {first.number}, दिनांक 18.03.2026)" in second.body[0]
    (matrix,) = office.ask(ListReplies(file_id=letter.file_id), by="so-lra").items
    assert [(one.number, one.letter_number) for one in matrix.reminders] == [(1, first.number), (2, "")]
    assert [row.reminders for row in matrix.rows] == [1, 1, 0]
    with pytest.raises(IsReminder) as refused:
        awaited(office, first)
    assert refused.value.fields["letter_number"] == letter.number


def test_a_reminder_is_not_approved_to_who_has_answered_meanwhile(office: Office, letter: LetterView):
    """Guard: ``must_go_to_the_silent`` in ``drafts.approve``."""
    draft = office.ask(DraftReminder(letter_id=letter.id), by="so-lra")
    recorded(office, letter, 2, came(office, letter))

    with pytest.raises(RemindedHasAnswered) as refused:
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=draft.version), by="so-lra")

    assert refused.value.fields["name"] == BDO.name


def test_nobody_is_reminded_who_owes_no_reply(office: Office, clock: HandClock):
    letter = an_issued_letter(office)

    with pytest.raises(NoReplyAwaited):
        office.ask(DraftReminder(letter_id=letter.id), by="so-lra")


def test_the_desk_with_the_file_is_told_once_on_the_day(office: Office, letter: LetterView, clock: HandClock):
    """Guard: ``alerted_for`` of the line; without it a due row that comes twice tells twice."""
    recorded(office, letter, 1, came(office, letter))
    awaited(office, letter, 3, due_on=date(2026, 3, 20))
    office.ask(ForwardFile(file_id=letter.file_id, to_post=office.post("adm")), by="so-lra")
    (row,) = office.rows("SELECT at FROM due WHERE name = 'replies_due' ORDER BY at LIMIT 1")
    assert row.at == datetime(2026, 3, 16, 4, 30, tzinfo=UTC)

    fire(office, clock, row.at)
    fire(office, clock, row.at)

    (told,) = office.events("replies_due")
    assert (told["names"], told["due_on"], told["holder"]["designation_en"]) == ([BDO.name], "2026-03-16", "adm")
    fire(office, clock, datetime(2026, 3, 20, 5, 0, tzinfo=UTC))
    assert [one["names"] for one in office.events("replies_due")] == [[BDO.name], [CMO.name]]


def test_what_is_awaited_in_the_files_on_a_desk_is_listed_there(office: Office, letter: LetterView, clock: HandClock):
    other = an_issued_letter(office)
    awaited(office, other, due_on=date(2026, 3, 10))
    recorded(office, letter, 2, came(office, letter))
    clock.now = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)

    first = office.ask(ListAwaitedReplies(limit=2), by="so-lra")
    rest = office.ask(ListAwaitedReplies(limit=2, cursor=first.next), by="so-lra")

    listed = [(row.letter_number, row.addressee, row.is_overdue) for row in [*first.items, *rest.items]]
    assert listed == [(other.number, 1, True), (letter.number, 1, False), (letter.number, 3, False)]
    assert rest.next is None
    assert [row.letter_number for row in office.ask(ListAwaitedReplies(overdue=True), by="so-lra").items] == [
        other.number
    ]
    office.ask(ForwardFile(file_id=letter.file_id, to_post=office.post("adm")), by="so-lra")
    assert len(office.ask(ListAwaitedReplies(), by="so-lra").items) == 1
    assert len(office.ask(ListAwaitedReplies(), by="adm").items) == 2


def test_replies_come_in_in_the_next_volume(office: Office, letter: LetterView, clock: HandClock):
    volume: FileView = office.ask(OpenVolume(file_id=letter.file_id), by="so-lra")
    receipt = office.a_receipt()
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("so-lra")), by="dak")
    named = ReplyOf(letter_id=letter.id, addressee=1)

    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=volume.id, reply_of=named), by="so-lra")

    (matrix,) = office.ask(ListReplies(file_id=volume.id), by="so-lra").items
    assert (matrix.file_id, states(matrix)) == (volume.id, ["received", "awaited", "awaited"])
    assert {row.file_id for row in office.ask(ListAwaitedReplies(), by="so-lra").items} == {volume.id}
    fire(office, clock, datetime(2026, 3, 16, 5, 0, tzinfo=UTC))
    assert office.events("replies_due")[0]["file_id"] == str(volume.id)
    for file_id in (letter.file_id, volume.id):
        assert office.ask(VerifyLedger(file_id=file_id), by="so-lra").problems == []


def test_what_was_entered_stands_in_the_ledger_and_never_changes(office: Office, letter: LetterView):
    office.ask(WaiveReply(letter_id=letter.id, addressee=3, reason="सूचनार्थ"), by="so-lra")
    assert office.ask(VerifyLedger(file_id=letter.file_id), by="so-lra").verdict == "intact"

    for table in ("reply_entries", "reminders"):
        with pytest.raises(IntegrityError, match="never changes"), office.owner.begin() as connection:
            connection.execute(text(f"TRUNCATE {table}"))
    forged = "INSERT INTO reply_entries SELECT letter_id, addressee, 99, file_id, kind, due_on, receipt_id, reason, by,"
    with office.owner.begin() as connection:
        connection.execute(text(f"{forged} occurred_at, recorded_at, source, salt FROM reply_entries LIMIT 1"))

    assert office.ask(VerifyLedger(file_id=letter.file_id), by="so-lra").problems[0].startswith("unrecorded:reply:")


@given(acts=st.lists(st.sampled_from(["await", "partial", "full", "withdraw", "waive", "alert"]), max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_order_of_acts_breaks_a_line(acts: list[str]):
    """A line is answered exactly while a whole reply is named; each day is told of once; entries number its acts."""
    row = Row(letter_id=uuid.uuid4(), addressee=1, name="तहसीलदार", issued_at=MONDAY)
    told: list[date] = []
    done = 0
    for act in acts:
        try:
            if act == "await":
                row.await_by(DUE, CLERK, WHEN)
            elif act in ("partial", "full"):
                row.answer(a_reply(partial=act == "partial"), CLERK, WHEN)
            elif act == "withdraw":
                named = row.replies[-1].receipt_id if row.replies else uuid.uuid4()
                row.withdraw(named, CLERK, WHEN, "भूल")
            elif act == "waive":
                row.waive("सूचनार्थ", CLERK, WHEN)
            elif row.is_due(DUE):
                row.alerted_for = DUE
                told.append(DUE)
                continue
            else:
                continue
        except (ReplyReceived, ReplyNotFound):
            assert act == "withdraw" or row.state == "received"
            continue
        done += 1
    assert (row.state == "received") == any(not reply.is_partial for reply in row.replies)
    assert len({reply.receipt_id for reply in row.replies}) == len(row.replies)
    assert len(told) <= 1
    assert row.entry_count == done


WHEN = When(MONDAY, MONDAY, "live")


CLERK = an_actor()


def a_reply(*, partial: bool) -> Reply:
    return Reply(uuid.uuid4(), uuid.uuid4(), "डायरी 1", DUE, partial)
