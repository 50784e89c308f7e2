"""A file: its rules for moving, closing and reopening, and what an actor may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.errors import Forbidden
from contracts.files import CreateFile
from contracts.files.errors import (
    BadWakeUpDay,
    DueInThePast,
    FileLeased,
    FileNotClosed,
    FileNotParked,
    UnfinishedBusiness,
    YellowNoteOpen,
)
from contracts.files.events import FileMoved
from contracts.files.views import CustodyLeaseView, FileView, Label, ParkedView, PostRef, SignatureBlock, Urgency
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.custody import Carried, Desk, Kind, Movement, When, begin, permitted
from services.files.domain.numbering import office_day

LONGEST_PARKED = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Business:
    """What is still open in a file, counted."""

    notes: int = 0
    drafts: int = 0
    letters: int = 0

    def must_be_finished(self) -> None:
        """Raises UnfinishedBusiness."""
        if self.notes or self.drafts or self.letters:
            raise UnfinishedBusiness(notes=self.notes, drafts=self.drafts, letters=self.letters)

    def must_have_no_yellow_note(self) -> None:
        """Raises YellowNoteOpen: its paragraphs would get numbers that the next note takes too."""
        if self.notes:
            raise YellowNoteOpen

    def must_have_a_yellow_note(self) -> None:
        """For the list of allowed acts only: without one there is nothing to confirm."""
        if not self.notes:
            raise Forbidden("There is no yellow note.")


@dataclass(slots=True, kw_only=True)
class File(Carried):
    office_id: UUID
    unit_id: UUID | None
    """The section that opened it."""
    number: str
    head: str | None
    subject: str
    subject_en: str
    urgency: Urgency
    labels: list[Label]
    state: Literal["open", "closed"]
    due_on: date | None
    created_by: SignatureBlock
    created_at: datetime
    note_count: int
    paragraph_count: int
    """Paragraphs of all green notes; the next one gets the next number."""
    paper_count: int
    page_count: int
    lease: CustodyLeaseView | None = None
    """The last one; it counts only on the stay for which it was taken, and while it lasts."""

    parked: ParkedView | None = None
    """Put aside by the desk on which it lies; any movement ends it."""

    def check_unpark(self, actor: Actor) -> None:
        """Raises as ``check_work``, and FileNotParked."""
        self.check_work(actor)
        if self.parked is None:
            raise FileNotParked

    def park(self, by: Actor, when: When, until: date, reason: str) -> None:
        """Put it aside until a day; parked again, the later words count. Raises as ``check_work``, BadWakeUpDay."""
        self.check_work(by)
        today = office_day(when.recorded_at)
        earliest, latest = today + timedelta(days=1), today + LONGEST_PARKED
        if not earliest <= until <= latest:
            raise BadWakeUpDay(earliest=earliest.isoformat(), latest=latest.isoformat())
        self.parked = ParkedView(until=until, reason=reason, since=when.not_before(self.held_since))

    def move(self, kind: Kind, to: PostRef, by: Actor, when: When, remarks: str = "") -> Movement:
        """As ``Carried.move``; what was put aside is taken up."""
        self.parked = None
        return Carried.move(self, kind, to, by, when, remarks)

    def lease_at(self, at: datetime) -> CustodyLeaseView | None:
        """The lease of the desk that has the file, if it lasts at that moment."""
        lease = self.lease
        if lease is None or lease.custody_number != self.movement_serial or lease.expires_at <= at:
            return None
        return lease

    def must_not_be_leased(self, at: datetime) -> None:
        """Raises FileLeased."""
        lease = self.lease_at(at)
        if lease is not None:
            raise FileLeased(
                until=lease.expires_at.isoformat(),
                holder_hi=self.holder.designation_hi,
                holder_en=self.holder.designation_en,
            )

    def check_close(self, actor: Actor) -> None:
        """Raises HeldByAnother, FileClosed, RoleMissing."""
        self.check_work(actor)
        actor.require(COMPETENT, "section_officer")

    def check_reopen(self, actor: Actor, above_holder: bool) -> None:
        """The desk that closed it, or one above, with the competence to close. Raises as ``check_close``."""
        if self.state != "closed":
            raise FileNotClosed
        if not above_holder:
            self.must_be_held_by(actor)
        actor.require(COMPETENT, "section_officer")

    def forward(
        self, to: Desk, by: Actor, when: When, remarks: str, urgency: Urgency | None, due_on: date | None
    ) -> Movement:
        """Mark it to a desk. Urgency stays unless it is given; the due date is the new desk's.

        Raises as ``send``, and DueInThePast.
        """
        if due_on is not None and due_on < office_day(when.occurred_at):
            raise DueInThePast(due_on=due_on.isoformat())
        movement = self.send(to, by, when, remarks)
        self.urgency = urgency or self.urgency
        self.due_on = due_on
        return movement

    def pull_back(self, by: Actor, when: When) -> Movement:
        """Take back what was sent and neither opened nor leased there. Raises as ``Carried.pull_back``, FileLeased."""
        self.must_be_open()
        self.check_pull_back(by)
        self.must_not_be_leased(when.recorded_at)
        # A dataclass with slots is made twice, which a bare super() does not survive.
        movement = Carried.pull_back(self, by, when)
        self.due_on = None
        return movement

    def close(self, by: Actor, when: When, reason: str, business: Business) -> Movement:
        """Close it at its desk, which keeps it. Raises UnfinishedBusiness and as ``check_close``."""
        self.check_close(by)
        business.must_be_finished()
        movement = self.shut(by, when, reason)
        self.due_on = None
        return movement

    def reopen(self, by: Actor, when: When, reason: str, above_holder: bool) -> Movement:
        """Open a closed file again, at the desk of who does it."""
        self.check_reopen(by, above_holder)
        movement = self.move("reopened", by.post, by, when, reason)
        self.mark_opened(by, movement.occurred_at)
        self.state, self.closed_at, self.closed_post_id = "open", None, None
        return movement

    def take_paragraphs(self, count: int) -> int:
        """Numbers for the paragraphs of one more green note: the first of them. They run through the whole file."""
        first = self.paragraph_count + 1
        self.paragraph_count += count
        self.note_count += 1
        return first

    def take_pages(self, pages: int) -> tuple[int, int, int]:
        """Serial, first and last page of one more paper on the correspondence side, a series of its own."""
        self.paper_count += 1
        first = self.page_count + 1
        self.page_count += pages
        return self.paper_count, first, self.page_count

    def allowed_actions(
        self, actor: Actor, above_holder: bool, business: Callable[[], Business], at: datetime
    ) -> list[str]:
        """Names of the commands that this actor may send about it now. ``business`` is asked only of a holder."""

        def work() -> None:
            self.check_work(actor)

        def note() -> None:
            work()
            business().must_have_no_yellow_note()

        def yellow() -> None:
            work()
            business().must_have_a_yellow_note()

        def close() -> None:
            self.check_close(actor)
            business().must_be_finished()

        def pull_back() -> None:
            self.check_pull_back(actor)
            self.must_not_be_leased(at)

        return permitted(
            {
                "open_file": work,
                "forward_file": work,
                "pull_back_file": pull_back,
                "close_file": close,
                "reopen_file": lambda: self.check_reopen(actor, above_holder),
                "add_note": note,
                "revise_note": yellow,
                "confirm_note": yellow,
                "discard_note": yellow,
                "put_receipt_in_file": work,
                "attach_document": work,
                "create_draft": work,
                "take_custody_lease": work,
                "park_file": work,
                "unpark_file": lambda: self.check_unpark(actor),
            }
        )

    def view(self, allowed_actions: list[str], at: datetime) -> FileView:
        return FileView.model_construct(
            id=self.id,
            number=self.number,
            subject=self.subject,
            subject_en=self.subject_en,
            grading=self.grading,
            urgency=self.urgency,
            labels=self.labels,
            state=self.state,
            office_id=self.office_id,
            holder=self.holder,
            held_since=self.held_since,
            opened_at=self.opened_at,
            due_on=self.due_on,
            created_by=self.created_by,
            created_at=self.created_at,
            closed_at=self.closed_at,
            note_count=self.note_count,
            page_count=self.page_count,
            custody_number=self.movement_serial,
            lease=self.lease_at(at),
            parked=self.parked,
            version=self.version,
            allowed_actions=allowed_actions,
        )

    def moved(self, movement: Movement) -> FileMoved:
        """What the world is told of a movement to another desk."""
        return FileMoved.model_validate(
            {
                "file_id": self.id,
                "number": self.number,
                "subject": self.subject,
                "grading": self.grading,
                "urgency": self.urgency,
                "kind": movement.kind,
                "from_post": movement.from_post,
                "to_post": movement.to_post,
                "remarks": movement.remarks,
                "due_on": self.due_on,
                "moved_at": movement.occurred_at,
                "serial": movement.serial,
                "file_version": self.version,
            }
        )


def new_file(file_id: UUID, number: str, said: CreateFile, by: Actor, when: When) -> tuple[File, Movement]:
    """A file begins on the desk of who opens it, already opened there, with the first link of its chain."""
    at = when.occurred_at
    file = File(
        id=file_id,
        grading=said.grading,
        holder=by.post,
        held_since=at,
        opened_at=at,
        opened_by=by.person,
        from_post=None,
        remarks="",
        last_kind="created",
        movement_serial=1,
        version=1,
        office_id=by.office_id,
        unit_id=by.unit_id,
        number=number,
        head=said.head,
        subject=said.subject,
        subject_en=said.subject_en,
        urgency=said.urgency,
        labels=said.labels,
        state="open",
        due_on=None,
        created_by=by.signature,
        created_at=at,
        note_count=0,
        paragraph_count=0,
        paper_count=0,
        page_count=0,
    )
    return file, begin(file_id, by, when)
