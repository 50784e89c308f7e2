"""What files and receipts have in common: they lie on exactly one desk, and each move is a link of a chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes
from typing import ClassVar, Literal
from uuid import UUID

from contracts.base import Source
from contracts.errors import ClaimedTimeWrong, Conflict, PatravaliError
from contracts.files.errors import (
    AlreadyOpened,
    AlreadyThere,
    CustodyChanged,
    FileClosed,
    HeldByAnother,
    NobodyCanAct,
    NothingToPullBack,
    Stale,
)
from contracts.files.views import Grading, PersonRef, PostRef, SignatureBlock
from services.files.domain.actor import TL_SECTION, Actor
from services.files.domain.submission import NOTHING_PASSED, Passed

SALT_BYTES = 16

Kind = Literal["created", "forwarded", "pulled_back", "pulled_up", "closed", "reopened", "put_in_file", "detached"]
State = Literal["open", "in_file", "closed", "answered", "returned", "withdrawn"]


def new_salt() -> bytes:
    """Kept beside the content it salts, and destroyed with it."""
    return token_bytes(SALT_BYTES)


@dataclass(frozen=True, slots=True)
class When:
    """The times of an act: when it happened, when the server learnt of it, and how it came."""

    occurred_at: datetime
    recorded_at: datetime
    source: Source

    def not_before(self, earliest: datetime) -> datetime:
        """The time of the act on the thing's own time line, which never runs backwards.

        A command that waited for a lock may carry a time just before the act it waited for: then that act's time.
        Raises ClaimedTimeWrong where a person claims such a time.
        """
        if self.occurred_at >= earliest:
            return self.occurred_at
        if self.occurred_at == self.recorded_at:
            return earliest
        raise ClaimedTimeWrong("The claimed time lies before the state it changes.", earliest=earliest.isoformat())

    def reached(self, at: datetime) -> datetime:
        """When somebody else could first see what was done then: what waits for a desk waits from that moment on.

        What was done offline reaches others when the server learns of it; counted from the claimed time it would be
        pending with somebody who did not have it. Migrated histories tell when it was there.
        """
        return at if self.source == "migrated" else max(at, self.recorded_at)


@dataclass(frozen=True, slots=True)
class Desk:
    """A post as a place to send things to."""

    ref: PostRef
    office_id: UUID
    unit_id: UUID | None
    superior_id: UUID | None
    roles: frozenset[str]
    reachable: bool
    """A live person holds it, or one of the posts above it."""

    def must_be_reachable(self) -> None:
        """Raises NobodyCanAct."""
        if not self.reachable:
            raise NobodyCanAct(post_hi=self.ref.designation_hi, post_en=self.ref.designation_en)


@dataclass(frozen=True, slots=True)
class Movement:
    """A link of the chain. ``from_post`` is none for the first one only."""

    item_id: UUID
    serial: int
    kind: Kind
    from_post: PostRef | None
    to_post: PostRef
    by: SignatureBlock
    remarks: str
    occurred_at: datetime
    recorded_at: datetime
    source: Source
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the remarks in the ledger."""
    passed: Passed = NOTHING_PASSED
    """Levels of the channel beside the two ends (files only)."""


@dataclass(slots=True, kw_only=True)
class Carried:
    """A thing in custody. ``movement_serial`` counts its moves; the holder is where the last one ended."""

    held_by_another: ClassVar[type[Conflict]] = HeldByAnother
    closed_already: ClassVar[type[Conflict]] = FileClosed

    id: UUID
    grading: Grading
    holder: PostRef
    held_since: datetime
    opened_at: datetime | None
    opened_by: PersonRef | None
    from_post: PostRef | None
    remarks: str
    last_kind: Kind
    movement_serial: int
    version: int
    state: State
    closed_at: datetime | None = None
    closed_post_id: UUID | None = None
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the subject in the ledger."""
    ledger_serial: int = 0
    ledger_hash: bytes = b""
    """The newest entry of its chain in the ledger; none yet while the serial is 0."""

    def must_be_held_by(self, actor: Actor) -> None:
        """Raises HeldByAnother (for a receipt ReceiptHeldByAnother)."""
        if self.holder.post_id != actor.post_id:
            raise self.held_by_another(
                holder_hi=self.holder.designation_hi, holder_en=self.holder.designation_en, post=self.holder.post_id
            )

    def must_be_open(self) -> None:
        """Raises ``closed_already``, and what else the thing says of a state in which nothing is done to it."""
        if self.state == "closed":
            raise self.closed_already

    def check_work(self, actor: Actor) -> None:
        """Whatever changes an open thing is done by the desk on which it lies.

        Raises HeldByAnother, FileClosed (for a receipt ReceiptHeldByAnother, ReceiptInFile, ReceiptClosed).
        """
        self.must_be_held_by(actor)
        self.must_be_open()

    def check_enter_tl(self, actor: Actor) -> None:
        """The TL section takes it into its register, wherever it lies. Raises RoleMissing, and ``closed_already``."""
        actor.require(TL_SECTION, "tl_section")
        if self.state == "closed":
            raise self.closed_already

    def must_be_version(self, expected: int | None) -> None:
        """Raises Stale. None expects nothing."""
        if expected is not None and expected != self.version:
            raise Stale(version=self.version)

    def must_be_custody(self, number: int | None) -> None:
        """Raises CustodyChanged. None expects nothing."""
        if number is not None and number != self.movement_serial:
            raise CustodyChanged(
                custody_number=self.movement_serial,
                holder_hi=self.holder.designation_hi,
                holder_en=self.holder.designation_en,
            )

    def check_pull_back(self, actor: Actor) -> None:
        """Only from the desk it was last sent to, by the desk that sent it, while nobody opened it there.

        Raises NothingToPullBack, AlreadyOpened.
        """
        if self.last_kind != "forwarded" or self.from_post is None or self.from_post.post_id != actor.post_id:
            raise NothingToPullBack
        if self.opened_at is not None:
            raise AlreadyOpened(holder_hi=self.holder.designation_hi, holder_en=self.holder.designation_en)

    def check_send(self, to: Desk, by: Actor) -> None:
        """Raises as ``check_work``, and AlreadyThere, NobodyCanAct."""
        self.check_work(by)
        if to.ref.post_id == self.holder.post_id:
            raise AlreadyThere(holder_hi=self.holder.designation_hi, holder_en=self.holder.designation_en)
        to.must_be_reachable()

    def send(self, to: Desk, by: Actor, when: When, remarks: str) -> Movement:
        """To another desk, where it lies unopened. Raises as ``check_send``, and ClaimedTimeWrong."""
        self.check_send(to, by)
        return self.move("forwarded", to.ref, by, when, remarks)

    def pull_back(self, by: Actor, when: When) -> Movement:
        """Back to the desk that sent it, where it counts as opened. Raises as ``must_be_open``, ``check_pull_back``."""
        self.must_be_open()
        self.check_pull_back(by)
        movement = self.move("pulled_back", by.post, by, when)
        self.mark_opened(by, movement.occurred_at)
        return movement

    def open(self, by: Actor, when: When) -> bool:
        """Open it at its desk. False where it was open already: reading on is no act. Raises as ``check_work``."""
        self.check_work(by)
        if self.opened_at is not None:
            return False
        self.mark_opened(by, when.not_before(self.held_since))
        self.version += 1
        return True

    def shut(self, by: Actor, when: When, reason: str) -> Movement:
        """Close it at its desk, which keeps it. Raises as ``check_work``."""
        self.check_work(by)
        movement = self.move("closed", self.holder, by, when, reason)
        self.mark_opened(by, self.held_since)
        self.state, self.closed_at, self.closed_post_id = "closed", movement.occurred_at, by.post_id
        return movement

    def mark_opened(self, by: Actor, at: datetime) -> None:
        """From now on it cannot be pulled back."""
        self.opened_at, self.opened_by = at, by.person

    def move(self, kind: Kind, to: PostRef, by: Actor, when: When, remarks: str = "") -> Movement:
        """The next link: the one way in which a holder changes."""
        at = when.not_before(self.held_since)
        before = self.holder
        self.movement_serial += 1
        self.version += 1
        self.holder, self.from_post, self.last_kind, self.remarks = to, before, kind, remarks
        self.held_since, self.opened_at, self.opened_by = when.reached(at), None, None
        return Movement(
            self.id, self.movement_serial, kind, before, to, by.signature, remarks, at, when.recorded_at, when.source
        )


def begin(item_id: UUID, by: Actor, when: When) -> Movement:
    """The first link of a chain: on the desk of who makes the thing."""
    at = when.occurred_at
    return Movement(item_id, 1, "created", None, by.post, by.signature, "", at, when.recorded_at, when.source)


def permitted(checks: Mapping[str, Callable[[], None]]) -> list[str]:
    """The acts whose check does not refuse: what may be done is what the rules say, nothing else."""
    names = []
    for name, check in checks.items():
        try:
            check()
        except PatravaliError:
            continue
        names.append(name)
    return names
