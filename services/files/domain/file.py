"""A file: its rules for moving, closing and reopening. ``file_shown`` is what is shown and told of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.files import ForwardFile, PullUpFile
from contracts.files.case_errors import CaseTypeSet, NoCaseType
from contracts.files.errors import (
    BadWakeUpDay,
    ClockRunning,
    ClockStopped,
    DueInThePast,
    FileLeased,
    FileNotClosed,
    FileNotParked,
)
from contracts.files.levels import NotAbove
from contracts.files.procedure import CaseTypeView, RetentionView, SubjectHeadView
from contracts.files.tl_errors import FileUnderTimeLimit
from contracts.files.views import (
    CustodyLeaseView,
    Label,
    ParkedView,
    PostRef,
    SignatureBlock,
    StoppedView,
    Urgency,
    WaitingFor,
)
from services.files.domain.actor import COMPETENT, OFFICE_WORK, Actor
from services.files.domain.business import Business
from services.files.domain.custody import Carried, Desk, Kind, Movement, When
from services.files.domain.kin import Kin
from services.files.domain.numbering import office_day
from services.files.domain.submission import BEGUN, Passed, Submission, Way

LONGEST_PARKED = timedelta(days=366)


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
    consultation_count: int = 0
    """Questions put to other desks; the next one gets the next number."""
    open_consultations: int = 0
    open_tl_letters: int = 0
    kin: Kin = field(default_factory=Kin)
    lease: CustodyLeaseView | None = None
    """The last one; it counts only on the stay for which it was taken, and while it lasts."""

    parked: ParkedView | None = None
    """Put aside by the desk on which it lies; any movement ends it."""

    submission: Submission | None = None
    """Levels that dealt with it and levels jumped; none where there is nothing to say."""

    def check_unpark(self, actor: Actor) -> None:
        """Raises as ``check_work``, and FileNotParked."""
        self.check_work(actor)
        if self.parked is None:
            raise FileNotParked

    def park(self, by: Actor, when: When, until: date, reason: str) -> ParkedView:
        """Put it aside until a day; parked again, the later words count. Raises as ``check_work``, BadWakeUpDay."""
        self.check_work(by)
        today = office_day(when.recorded_at)
        earliest, latest = today + timedelta(days=1), today + LONGEST_PARKED
        if not earliest <= until <= latest:
            raise BadWakeUpDay(earliest=earliest.isoformat(), latest=latest.isoformat())
        self.parked = ParkedView(until=until, reason=reason, since=when.not_before(self.held_since))
        return self.parked

    stopped: StoppedView | None = None
    """Its clock, stopped by the desk on which it lies; any movement ends it."""

    deadline: datetime | None = None
    """When the matter has to be disposed of, whichever desk has it."""

    def check_extend_deadline(self, actor: Actor) -> None:
        """The desk on which it lies, section officer or above. Raises as ``check_work``, RoleMissing."""
        self.check_work(actor)
        actor.require(COMPETENT, "section_officer")

    case_type: CaseTypeView | None = None
    """Given once: with the opening of the file, or later."""

    subject_head: SubjectHeadView | None = None
    retention: RetentionView | None = None
    """For how long it is kept after its closing."""

    def check_classify(self, actor: Actor) -> None:
        """The desk on which it lies. Raises as ``check_work``."""
        self.check_work(actor)

    def check_change_retention(self, actor: Actor) -> None:
        """The desk on which it lies, section officer or above. Raises as ``check_work``, RoleMissing."""
        self.check_work(actor)
        actor.require(COMPETENT, "section_officer")

    @property
    def usual_channel(self) -> str | None:
        """Code of its case type's channel of submission; none where the office's first one is usual."""
        return self.case_type.channel if self.case_type is not None else None

    def check_set_case_type(self, actor: Actor) -> None:
        """Raises as ``check_work``, and CaseTypeSet."""
        self.check_work(actor)
        if self.case_type is not None:
            raise CaseTypeSet(name_hi=self.case_type.name_hi, name_en=self.case_type.name_en)

    def check_case(self, actor: Actor) -> None:
        """Raises as ``check_work``, and NoCaseType."""
        self.check_work(actor)
        if self.case_type is None:
            raise NoCaseType

    def check_stop_clock(self, actor: Actor) -> None:
        """Raises as ``check_work``, and ClockStopped."""
        self.check_work(actor)
        if self.stopped is not None:
            raise ClockStopped(reason=self.stopped.reason, since=self.stopped.since.isoformat())

    def check_resume_clock(self, actor: Actor) -> None:
        """Raises as ``check_work``, and ClockRunning."""
        self.check_work(actor)
        if self.stopped is None:
            raise ClockRunning

    def stop_clock(self, stop_id: UUID, by: Actor, when: When, reason: WaitingFor, remarks: str) -> StoppedView:
        """Charge somebody else from when the server knows of it: a claimed time could excuse weeks afterwards.

        Raises as ``check_stop_clock``.
        """
        self.check_stop_clock(by)
        since = when.reached(when.not_before(self.held_since))
        self.stopped = StoppedView(id=stop_id, reason=reason, remarks=remarks, since=since, by=by.signature)
        return self.stopped

    def resume_clock(self, by: Actor, when: When) -> tuple[StoppedView, datetime]:
        """What was stopped, and when that ended. Raises as ``check_resume_clock``, ClaimedTimeWrong."""
        self.check_resume_clock(by)
        stopped = self.stopped
        assert stopped is not None
        at = when.not_before(stopped.since)
        self.stopped = None
        return stopped, at

    def move(self, kind: Kind, to: PostRef, by: Actor, when: When, remarks: str = "") -> Movement:
        """As ``Carried.move``; what was put aside is taken up, and a stopped clock runs."""
        self.parked = self.stopped = None
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
        """Raises HeldByAnother, FileClosed, PartNotMerged, RoleMissing, FileUnderTimeLimit."""
        self.check_work(actor)
        self.kin.check_closes()
        actor.require(COMPETENT, "section_officer")
        self.must_be_struck_off()

    def must_be_struck_off(self) -> None:
        """Raises FileUnderTimeLimit."""
        if self.open_tl_letters:
            raise FileUnderTimeLimit(count=self.open_tl_letters)

    def check_reopen(self, actor: Actor, above_holder: bool) -> None:
        """The desk that closed it, or one above, with the competence to close. Raises as ``check_close``."""
        if self.state != "closed":
            raise FileNotClosed
        self.kin.check_reopens()
        if not above_holder:
            self.must_be_held_by(actor)
        actor.require(COMPETENT, "section_officer")

    def check_open_part(self, actor: Actor) -> None:
        """By whoever sees it, wherever it lies: that it is not at hand is what a part file is for.

        Raises FileClosed, NoPartOfAPart, RoleMissing.
        """
        self.must_be_open()
        self.kin.check_is_main()
        actor.require(OFFICE_WORK, "dealing_hand")

    def check_merge(self, actor: Actor) -> UUID:
        """Of a part file: the main file. Raises as ``check_work``, and NotAPart."""
        main_id = self.kin.check_is_part()
        self.check_work(actor)
        return main_id

    def check_open_volume(self, actor: Actor) -> None:
        """Raises as ``check_work``, and NoPartOfAPart."""
        self.check_work(actor)
        self.kin.check_is_main()

    def end(self, by: Actor, when: When, reason: str) -> Movement:
        """Merged, or continued elsewhere: it stays closed at its desk. Raises as ``check_work``, FileUnderTimeLimit."""
        self.must_be_struck_off()
        movement = self.shut(by, when, reason)
        self.due_on = None
        return movement

    def check_pull_up(self, actor: Actor, above_holder: bool) -> None:
        """A post above the one that has it, in the same office, competent to decide.

        Raises FileClosed, NotAbove, RoleMissing.
        """
        self.must_be_open()
        if not above_holder or actor.office_id != self.holder.office_id:
            raise NotAbove(holder_hi=self.holder.designation_hi, holder_en=self.holder.designation_en)
        actor.require(COMPETENT, "section_officer")

    def forward(self, to: Desk, by: Actor, when: When, said: ForwardFile, way: Way | None) -> Movement:
        """Mark it to a desk. Urgency stays unless it is given; the due date is the new desk's.

        ``way`` is none for another system's history, which knows no channel of ours.
        Raises as ``check_send``, DueInThePast, and as ``Outlook.passed``.
        """
        if said.due_on is not None and said.due_on < office_day(when.occurred_at):
            raise DueInThePast(due_on=said.due_on.isoformat())
        self.check_send(to, by)
        urgency = said.urgency or self.urgency
        passed = Passed()
        if way is not None:
            submission = self.submission or BEGUN
            passed = submission.outlook(way).passed(way.most, urgency, said.remarks, said.straight)
            self.submission = submission.after(way, passed)
        movement = replace(self.move("forwarded", to.ref, by, when, said.remarks), passed=passed)
        self.urgency = urgency
        self.due_on = said.due_on
        return movement

    def pull_back(self, by: Actor, when: When) -> Movement:
        """Take back what was sent and neither opened nor leased there. Raises as ``Carried.pull_back``, FileLeased."""
        self.must_be_open()
        self.check_pull_back(by)
        self.must_not_be_leased(when.recorded_at)
        # A dataclass with slots is made twice, which a bare super() does not survive.
        movement = Carried.pull_back(self, by, when)
        self.submission = self.submission.taken_back() if self.submission is not None else None
        self.due_on = None
        return movement

    def pull_up(self, by: Actor, when: When, said: PullUpFile, above_holder: bool, way: Way) -> Movement:
        """Take it out of the hands of a desk below, where it counts as opened; the levels between are jumped.

        Raises as ``check_pull_up``, and FileLeased unless the lease shall end with it.
        """
        self.check_pull_up(by, above_holder)
        if not said.despite_lease:
            self.must_not_be_leased(when.recorded_at)
        passed = Passed(jumped=way.jumped)
        self.submission = (self.submission or BEGUN).after(way, passed)
        movement = replace(self.move("pulled_up", by.post, by, when, said.reason), passed=passed)
        self.mark_opened(by, movement.occurred_at)
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
