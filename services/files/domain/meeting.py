"""Meetings: what is on the agenda, what the chair decided, and the minutes that the chair confirms.

A decision is nobody's note. It is a record of its own that names the chair who decided and the person who wrote it
down; on the notesheet it stands after the note that was the last when it was recorded. The file's holder stays, and
so does its version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from contracts.files.errors import RoleMissing
from contracts.files.meeting_errors import (
    MeetingChairElsewhere,
    MeetingConfirmed,
    MeetingItemUnknown,
    MeetingNotHeldYet,
    MeetingStale,
    NotTheChair,
    NotTheRecorder,
)
from contracts.files.meetings import MeetingDecisionView, MeetingState
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.actor import TL_SECTION, Actor
from services.files.domain.custody import Desk, When, new_salt, permitted
from services.files.domain.file import File
from services.files.domain.numbering import office_day

PATTERN = "TLM/{serial}/{year}"
RECORDERS = TL_SECTION
PREPARERS = TL_SECTION | {"adm", "dm"}


@dataclass(frozen=True, slots=True)
class Item:
    """A matter on the agenda: a TL letter, or a file."""

    number: int
    tl_id: UUID | None
    file_id: UUID | None


@dataclass(frozen=True, slots=True)
class Decision:
    """It never changes; a decision that alters it is a further one."""

    meeting_id: UUID
    number: int
    item: int
    text: str
    file_id: UUID | None
    """The file in whose noting it stands."""
    after_paragraph: int
    after_note: int
    by: SignatureBlock
    """Who wrote it down."""
    occurred_at: datetime
    recorded_at: datetime
    source: str
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the text in the ledger."""


@dataclass(slots=True, kw_only=True)
class Meeting:
    id: UUID
    office_id: UUID
    year: int
    serial: int
    number: str
    held_on: date
    chair: PostRef
    prepared_by: SignatureBlock
    prepared_at: datetime
    state: MeetingState = "open"
    confirmed_by: SignatureBlock | None = None
    confirmed_at: datetime | None = None
    decision_count: int = 0
    version: int = 1
    items: list[Item]
    ledger_serial: int = 0
    ledger_hash: bytes = b""
    """The newest entry of its own chain in the ledger."""

    def is_seen_by(self, actor: Actor) -> bool:
        """Who prepares meetings of that office, and the chair."""
        own = actor.office_id == self.office_id and actor.has(PREPARERS)
        return own or actor.post_id == self.chair.post_id

    def must_be_open(self) -> None:
        """Raises MeetingConfirmed."""
        if self.state != "open":
            raise MeetingConfirmed

    def must_be_version(self, expected: int | None) -> None:
        """Raises MeetingStale. None expects nothing."""
        if expected is not None and expected != self.version:
            raise MeetingStale(version=self.version)

    def check_record(self, actor: Actor) -> None:
        """The TL section of the office, or the chair. Raises MeetingConfirmed, NotTheRecorder."""
        self.must_be_open()
        recorder = actor.office_id == self.office_id and actor.has(RECORDERS)
        if not recorder and actor.post_id != self.chair.post_id:
            raise NotTheRecorder

    def check_confirm(self, actor: Actor) -> None:
        """By who holds the chairing post, or stands in for the holder. Raises MeetingConfirmed, NotTheChair.

        Who only acts for the chair, as a personal assistant does, cannot say what the chair has decided.
        """
        self.must_be_open()
        if actor.post_id != self.chair.post_id or actor.capacity == "for":
            raise NotTheChair(chair_hi=self.chair.designation_hi, chair_en=self.chair.designation_en)

    def item(self, number: int) -> Item:
        """Raises MeetingItemUnknown."""
        if number > len(self.items):
            raise MeetingItemUnknown(items=len(self.items))
        return self.items[number - 1]

    def decide(self, item: Item, text: str, by: Actor, when: When, file: File | None) -> Decision:
        """Raises as ``check_record``, and MeetingNotHeldYet, ClaimedTimeWrong."""
        self.check_record(by)
        at = when.not_before(self.prepared_at)
        if office_day(at) < self.held_on:
            raise MeetingNotHeldYet(held_on=self.held_on.isoformat())
        self.decision_count += 1
        self.version += 1
        return Decision(
            meeting_id=self.id,
            number=self.decision_count,
            item=item.number,
            text=text,
            file_id=file.id if file is not None else None,
            after_paragraph=file.paragraph_count if file is not None else 0,
            after_note=file.note_count if file is not None else 0,
            by=by.signature,
            occurred_at=at,
            recorded_at=when.recorded_at,
            source=when.source,
        )

    def confirm(self, by: Actor, when: When) -> None:
        """Raises as ``check_confirm``, and MeetingNotHeldYet."""
        self.check_confirm(by)
        at = when.not_before(self.prepared_at)
        if office_day(at) < self.held_on:
            raise MeetingNotHeldYet(held_on=self.held_on.isoformat())
        self.state, self.confirmed_by, self.confirmed_at = "confirmed", by.signature, at
        self.version += 1

    def allowed_actions(self, actor: Actor) -> list[str]:
        """Names of the commands that this actor may send about it now."""
        return permitted(
            {
                "record_meeting_decision": lambda: self.check_record(actor),
                "confirm_meeting_minutes": lambda: self.check_confirm(actor),
            }
        )

    def decision_view(self, one: Decision) -> MeetingDecisionView:
        return MeetingDecisionView.model_construct(
            meeting_id=self.id,
            meeting_number=self.number,
            held_on=self.held_on,
            chair=self.chair,
            number=one.number,
            item=one.item,
            text=one.text,
            recorded_by=one.by,
            recorded_at=one.occurred_at,
            after_paragraph=one.after_paragraph,
            confirmed_by=self.confirmed_by,
            confirmed_at=self.confirmed_at,
        )


def check_prepare(actor: Actor, chair: Desk) -> None:
    """Raises RoleMissing, MeetingChairElsewhere, NobodyCanAct."""
    if not actor.has(PREPARERS):
        raise RoleMissing(role="tl_section")
    if chair.office_id != actor.office_id:
        raise MeetingChairElsewhere
    chair.must_be_reachable()
