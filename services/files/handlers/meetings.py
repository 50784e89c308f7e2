"""Meetings: prepare, record what was decided, confirm the minutes.

A decision locks the meeting, then what the matter is about. It leaves file and receipt where they are, and their
version as it was: what the desk with the file is writing is not made stale by what is decided in a room.
"""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.errors import FileClosed
from contracts.files.meeting_errors import MeetingMatterConfidential, MeetingNotFound
from contracts.files.meeting_events import MeetingDecisionRecorded, MeetingMinutesConfirmed
from contracts.files.meetings import ConfirmMeetingMinutes, MeetingView, PrepareMeeting, RecordMeetingDecision
from contracts.files.tl_errors import TlLetterNotFound
from services.files.domain.access import NARROW
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.meeting import PATTERN, Decision, Item, Meeting, check_prepare
from services.files.domain.numbering import expand, office_day, spell
from services.files.domain.receipt import Receipt
from services.files.domain.time_limit import TlLetter
from services.files.handlers import desk
from services.files.handlers.meeting_view import view
from services.files.handlers.time_limits import locked_with
from services.files.storage import FilesUnitOfWork
from services.files.storage.ledger import Contents, Ledger
from services.files.storage.meetings import of_decision
from services.files.storage.time_limit_contents import of_entry


def prepare(request: PrepareMeeting, caller: Caller, uow: FilesUnitOfWork) -> MeetingView:
    """Make the agenda. Who puts a file on it shows its number and subject to the room.

    Raises RoleMissing, PostNotFound, MeetingChairElsewhere, NobodyCanAct, TlLetterNotFound, TlStruckOff, FileNotFound,
    FileClosed, MeetingMatterConfidential.
    """
    with desk.acting(uow, caller) as actor:
        chair = desk.desk(uow.session, request.chair_post, uow.now())
        check_prepare(actor, chair)
        for tl_id in request.tl_ids:
            letter = uow.tl_letters.get(tl_id)
            if letter is None or letter.office_id != actor.office_id or not letter.is_overseen_by(actor):
                raise TlLetterNotFound
            letter.must_be_open()
            _must_be_shown(letter.grading, letter.number)
        for file_id in request.file_ids:
            file = desk.file_to_read(uow.session, actor, file_id)
            file.must_be_open()
            _must_be_shown(file.grading, file.number)
        matters = [(tl_id, None) for tl_id in request.tl_ids] + [(None, file_id) for file_id in request.file_ids]
        at = uow.when.occurred_at
        year = office_day(at).year
        template = expand(PATTERN, year=year)
        serial = uow.numbering.next(actor.office_id, "meeting", year, template)
        one = Meeting(
            id=new_id(),
            office_id=actor.office_id,
            year=year,
            serial=serial,
            number=spell(template, serial),
            held_on=request.held_on,
            chair=chair.ref,
            prepared_by=actor.signature,
            prepared_at=at,
            items=[Item(number, *matter) for number, matter in enumerate(matters, 1)],
        )
        facts = {"number": one.number, "held_on": one.held_on.isoformat(), "chair": one.chair.post_id}
        facts |= {"tl": [str(each) for each in request.tl_ids], "files": [str(each) for each in request.file_ids]}
        _record(uow, one, "meeting_prepared", actor, facts)
        uow.meetings.add(one)
        return uow.commit(view(uow.session, actor, one, uow))


def decide(request: RecordMeetingDecision, caller: Caller, uow: FilesUnitOfWork) -> MeetingView:
    """Write a decision down. It stands in the file at once, and is shown as unconfirmed until the chair confirms.

    Raises MeetingNotFound, MeetingConfirmed, NotTheRecorder, MeetingItemUnknown, MeetingNotHeldYet, TlStruckOff,
    FileClosed, MeetingMatterConfidential.
    """
    with desk.acting(uow, caller) as actor:
        one = _locked(uow, actor, request)
        one.check_record(actor)
        item = one.item(request.item)
        letter, receipt, file = _matter(uow, item)
        thing: TlLetter | File | None = letter or file
        assert thing is not None
        _must_be_shown(thing.grading, thing.number)
        # A file that a receipt was put into may be more confidential than the letter.
        noted = file if file is not None and file.grading not in NARROW else None
        decision = one.decide(item, request.text, actor, uow.when, noted)
        _keep(uow, one, decision, actor, letter, receipt, file, noted)
        uow.publish(_told(one, decision, thing, letter, noted), actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def confirm(request: ConfirmMeetingMinutes, caller: Caller, uow: FilesUnitOfWork) -> MeetingView:
    """Raises MeetingNotFound, MeetingConfirmed, NotTheChair, MeetingStale, MeetingNotHeldYet."""
    with desk.acting(uow, caller) as actor:
        one = _locked(uow, actor, request)
        one.check_confirm(actor)
        one.must_be_version(request.expected_version)
        one.confirm(actor, uow.when)
        _record(uow, one, "meeting_confirmed", actor, {"decisions": one.decision_count})
        uow.meetings.save(one)
        told = MeetingMinutesConfirmed(
            meeting_id=one.id,
            meeting_number=one.number,
            prepared_by=one.prepared_by.post,
            decisions=one.decision_count,
        )
        uow.publish(told, actor.view)
        return uow.commit(view(uow.session, actor, one, uow))


def _must_be_shown(grading: str, number: str) -> None:
    """Raises MeetingMatterConfidential: an agenda is read from a wall."""
    if grading in NARROW:
        raise MeetingMatterConfidential(number=number)


def _locked(uow: FilesUnitOfWork, actor: Actor, request: RecordMeetingDecision | ConfirmMeetingMinutes) -> Meeting:
    """Raises MeetingNotFound."""
    one = uow.meetings.get(request.meeting_id, for_update=True)
    if one is None or not one.is_seen_by(actor):
        raise MeetingNotFound
    return one


def _matter(uow: FilesUnitOfWork, item: Item) -> tuple[TlLetter | None, Receipt | None, File | None]:
    """What the matter is about, locked; whoever records need not see the file. Raises TlStruckOff, FileClosed."""
    if item.tl_id is not None:
        letter, receipt, file = locked_with(uow, item.tl_id)
        letter.must_be_open()
        return letter, receipt, file
    assert item.file_id is not None
    file = uow.files.get(item.file_id, for_update=True)
    if file is None or file.state == "closed":
        raise FileClosed
    return None, None, file


def _keep(
    uow: FilesUnitOfWork,
    one: Meeting,
    decision: Decision,
    actor: Actor,
    letter: TlLetter | None,
    receipt: Receipt | None,
    file: File | None,
    noted: File | None,
) -> None:
    """The decision, the line of the register, and the entries in the ledgers of meeting, receipt and file."""
    facts: dict[str, Any] = {"meeting": one.id, "number": one.number, "decision": decision.number}
    facts |= {"item": decision.item, "chair": one.chair.post_id}
    said = of_decision(decision)
    of_file: Contents = dict(said) if noted is not None else {}
    if letter is not None:
        entry = letter.decided(actor, uow.when, decision.text, one.number)
        uow.tl_letters.save(letter, entry)
        facts |= {"tl": letter.id, "entry": entry.serial}
        if receipt is not None:
            desk.record(uow, receipt, "meeting_decided", actor, facts, of_entry(entry), bump=False)
        else:
            of_file |= of_entry(entry)
    if file is not None:
        desk.record(uow, file, "meeting_decided", actor, facts, of_file, bump=False)
    _record(uow, one, "meeting_decided", actor, facts, said)
    uow.meetings.save(one, decision)


def _record(
    uow: FilesUnitOfWork, one: Meeting, act: str, actor: Actor, facts: dict[str, Any], contents: Contents | None = None
) -> None:
    uow.ledger.append(Ledger.next_entry(one, act, actor, uow.when, facts, contents))


def _told(
    one: Meeting, decision: Decision, thing: TlLetter | File, letter: TlLetter | None, file: File | None
) -> MeetingDecisionRecorded:
    return MeetingDecisionRecorded(
        meeting_id=one.id,
        meeting_number=one.number,
        held_on=one.held_on,
        chair=one.chair,
        reference=thing.number,
        grading=thing.grading,
        text=decision.text,
        file_id=file.id if file is not None else None,
        file_number=file.number if file is not None else None,
        holder=file.holder if file is not None else None,
        reporting=[each.post for each in letter.awaited] if letter is not None else [],
    )
