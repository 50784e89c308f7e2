"""TL letters: matters that offices report on each week until the TL section strikes them off its register.

A TL letter points at a receipt or a file and moves neither. Each office concerned reports from one desk. The register
is the TL section's: it alone gives more time, sends a report back and strikes off, the last only after full reports.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.files.errors import RoleMissing
from contracts.files.time_limits import TlConcernView, TlEntryKind, TlEntryView, TlLetterView, TlState
from contracts.files.tl_errors import (
    TlDueInThePast,
    TlNoFullReport,
    TlNotConcerned,
    TlNotExtended,
    TlReportedInFull,
    TlReportsAwaited,
    TlStale,
    TlStruckOff,
)
from contracts.files.views import Grading, PostRef, SignatureBlock
from services.files.domain.access import NARROW
from services.files.domain.actor import TL_SECTION, Actor
from services.files.domain.custody import Desk, When, new_salt, permitted
from services.files.domain.numbering import office_day

OVERSIGHT = TL_SECTION | {"adm", "dm"}
"""Who reads the register of the own office."""
PATTERN = "TL/{serial}/{year}"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of reporting, each named by its last day. ``last_weekday`` is that of ``date.weekday``: 4 for Friday."""

    last_weekday: int

    def of(self, day: date) -> date:
        """The last day of the week in which this day lies."""
        return day + timedelta(days=(self.last_weekday - day.weekday()) % 7)

    def ended(self, since: date, today: date) -> int:
        """How many weeks ended after ``since`` and before today: the first report is due in the week of the next day.

        What is entered on a Friday cannot be reported on by that evening.
        """
        first = self.of(since + timedelta(days=1))
        return max(0, (self.of(today) - first) // WEEK)


@dataclass(slots=True)
class Concern:
    """An office that reports, by its desk."""

    post: PostRef
    office_id: UUID
    is_complete: bool = False
    reports: int = 0
    last_report_on: date | None = None
    covered_until: date | None = None
    """The last week (by its last day) that is reported on."""
    weeks_covered: int = 0

    def cover(self, week: date) -> None:
        """A week is reported on."""
        if self.covered_until is None or week > self.covered_until:
            self.covered_until = week
            self.weeks_covered += 1

    def is_awaited(self, week: date) -> bool:
        """Whether it has still to report for this week."""
        return not self.is_complete and (self.covered_until is None or self.covered_until < week)

    def missed(self, weeks: Weeks, since: date, today: date) -> int:
        """Weeks that ended without a report. None are counted after the full report."""
        if self.is_complete and self.last_report_on is not None:
            today = min(today, self.last_report_on)
        this_week = self.covered_until is not None and self.covered_until >= weeks.of(today)
        return max(0, weeks.ended(since, today) - self.weeks_covered + (1 if this_week else 0))

    def view(self, weeks: Weeks, since: date, today: date) -> TlConcernView:
        week = weeks.of(today)
        return TlConcernView.model_construct(
            post=self.post,
            is_complete=self.is_complete,
            reports=self.reports,
            last_report_on=self.last_report_on,
            week_ends_on=week,
            has_reported=not self.is_awaited(week),
            weeks_missed=self.missed(weeks, since, today),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on it after it was entered. It never changes."""

    tl_id: UUID
    serial: int
    kind: TlEntryKind
    post: PostRef | None
    text: str
    reference: str
    due_on: date | None
    week_ends_on: date | None
    by: SignatureBlock
    occurred_at: datetime
    recorded_at: datetime
    source: str
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of what was written, in the ledger."""

    @property
    def view(self) -> TlEntryView:
        return TlEntryView.model_construct(
            serial=self.serial,
            kind=self.kind,
            post=self.post,
            text=self.text,
            reference=self.reference,
            due_on=self.due_on,
            week_ends_on=self.week_ends_on,
            by=self.by,
            at=self.occurred_at,
        )


@dataclass(slots=True, kw_only=True)
class TlLetter:
    """``grading``, ``item_number`` and ``sender`` are those of the letter or file."""

    id: UUID
    office_id: UUID
    year: int
    serial: int
    number: str
    matter: str
    receipt_id: UUID | None
    file_id: UUID | None
    """The file that it is about, or in which the receipt lies."""
    grading: Grading
    item_number: str
    sender: str
    entered_by: SignatureBlock
    entered_at: datetime
    due_on: date
    extensions: int = 0
    entry_count: int = 0
    state: TlState = "open"
    struck_off_at: datetime | None = None
    struck_off_by: SignatureBlock | None = None
    concerns: list[Concern]
    version: int = 1
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the matter in the ledger."""

    @property
    def item_kind(self) -> Literal["receipt", "file"]:
        return "file" if self.receipt_id is None else "receipt"

    @property
    def entered_on(self) -> date:
        return office_day(self.entered_at)

    @property
    def awaited(self) -> list[Concern]:
        """Those that have not reported in full."""
        return [one for one in self.concerns if not one.is_complete]

    def of_desk(self, post_id: UUID) -> Concern | None:
        return next((one for one in self.concerns if one.post.post_id == post_id), None)

    def is_kept_by(self, actor: Actor) -> bool:
        """Whether the actor is of the TL section in whose register it stands."""
        return actor.office_id == self.office_id and actor.has(TL_SECTION)

    def is_overseen_by(self, actor: Actor) -> bool:
        """Whether the actor reads the register. From confidential on the TL section alone does."""
        roles = TL_SECTION if self.grading in NARROW else OVERSIGHT
        return actor.office_id == self.office_id and actor.has(roles)

    def must_be_open(self) -> None:
        """Raises TlStruckOff."""
        if self.state != "open":
            person = self.struck_off_by.person if self.struck_off_by is not None else None
            raise TlStruckOff(person_hi=person.name_hi if person else "", person_en=person.name_en if person else "")

    def must_be_version(self, expected: int | None) -> None:
        """Raises TlStale. None expects nothing."""
        if expected is not None and expected != self.version:
            raise TlStale(version=self.version)

    def check_keeper(self, actor: Actor) -> None:
        """Only the TL section of the register changes what stands there. Raises TlStruckOff, RoleMissing."""
        self.must_be_open()
        if not self.is_kept_by(actor):
            raise RoleMissing(role="tl_section")

    def check_report(self, actor: Actor) -> Concern:
        """Raises TlStruckOff, TlNotConcerned, TlReportedInFull."""
        self.must_be_open()
        concern = self.of_desk(actor.post_id)
        if concern is None:
            raise TlNotConcerned
        if concern.is_complete:
            raise TlReportedInFull
        return concern

    def check_strike_off(self, actor: Actor) -> None:
        """After the full reports of all, and by the TL section alone. Raises as ``check_keeper``, TlReportsAwaited."""
        self.check_keeper(actor)
        awaited = self.awaited
        if awaited:
            post = awaited[0].post
            raise TlReportsAwaited(
                count=len(awaited),
                office_hi=post.office_hi or post.designation_hi,
                office_en=post.office_en or post.designation_en,
            )

    def report(self, by: Actor, when: When, weeks: Weeks, text: str, reference: str, *, full: bool) -> Entry:
        """This office's report for the week of the act. Raises as ``check_report``."""
        concern = self.check_report(by)
        at = when.not_before(self.entered_at)
        week = max(weeks.of(office_day(at)), weeks.of(self.entered_on + timedelta(days=1)))
        concern.cover(week)
        concern.reports += 1
        concern.last_report_on = office_day(at)
        concern.is_complete = full
        return self._entry("full_report" if full else "report", by, when, concern.post, text, reference, week=week)

    def send_back(self, post_id: UUID, by: Actor, when: When, weeks: Weeks, reason: str) -> Entry:
        """That office goes on reporting; the weeks in which it had nothing to report count as reported on.

        Raises as ``check_keeper``, TlNotConcerned, TlNoFullReport.
        """
        self.check_keeper(by)
        concern = self.of_desk(post_id)
        if concern is None:
            raise TlNotConcerned
        if not concern.is_complete:
            raise TlNoFullReport
        concern.is_complete = False
        while concern.covered_until is not None and concern.covered_until + WEEK < weeks.of(
            office_day(when.recorded_at)
        ):
            concern.cover(concern.covered_until + WEEK)
        return self._entry("sent_back", by, when, concern.post, reason)

    def extend(self, due_on: date, by: Actor, when: When, reason: str) -> Entry:
        """Raises as ``check_keeper``, TlDueInThePast, TlNotExtended."""
        self.check_keeper(by)
        if due_on < office_day(when.recorded_at):
            raise TlDueInThePast(due_on=due_on.isoformat())
        if due_on <= self.due_on:
            raise TlNotExtended(due_on=self.due_on.isoformat())
        self.due_on = due_on
        self.extensions += 1
        return self._entry("extended", by, when, None, reason, due_on=due_on)

    def decided(self, by: Actor, when: When, text: str, meeting_number: str) -> Entry:
        """What a meeting decided about it, for all who report. Raises TlStruckOff."""
        self.must_be_open()
        return self._entry("decided", by, when, None, text, meeting_number)

    def strike_off(self, by: Actor, when: When, remarks: str) -> Entry:
        """Raises as ``check_strike_off``."""
        self.check_strike_off(by)
        entry = self._entry("struck_off", by, when, None, remarks)
        self.state, self.struck_off_at, self.struck_off_by = "struck_off", entry.occurred_at, by.signature
        return entry

    def _entry(
        self,
        kind: TlEntryKind,
        by: Actor,
        when: When,
        post: PostRef | None,
        text: str,
        reference: str = "",
        *,
        due_on: date | None = None,
        week: date | None = None,
    ) -> Entry:
        self.entry_count += 1
        self.version += 1
        return Entry(
            tl_id=self.id,
            serial=self.entry_count,
            kind=kind,
            post=post,
            text=text,
            reference=reference,
            due_on=due_on,
            week_ends_on=week,
            by=by.signature,
            occurred_at=when.not_before(self.entered_at),
            recorded_at=when.recorded_at,
            source=when.source,
        )

    def allowed_actions(self, actor: Actor) -> list[str]:
        """Names of the commands that this actor may send about it now."""

        def report() -> None:
            self.check_report(actor)

        def send_back() -> None:
            self.check_keeper(actor)
            if len(self.awaited) == len(self.concerns):
                raise TlNoFullReport

        return permitted(
            {
                "file_tl_report": report,
                "send_back_tl_report": send_back,
                "extend_tl_letter": lambda: self.check_keeper(actor),
                "strike_off_tl_letter": lambda: self.check_strike_off(actor),
            }
        )

    def view(
        self, actor: Actor, weeks: Weeks, today: date, concerns: list[Concern], item: tuple[UUID | None, str]
    ) -> TlLetterView:
        """``concerns`` are those that the actor may see, ``item`` id and number of the letter or file, if it may."""
        last = office_day(self.struck_off_at) if self.struck_off_at is not None else today
        return TlLetterView.model_construct(
            id=self.id,
            number=self.number,
            year=self.year,
            serial=self.serial,
            office_id=self.office_id,
            matter=self.matter,
            grading=self.grading,
            item_kind=self.item_kind,
            item_id=item[0],
            item_number=item[1],
            sender=self.sender,
            entered_by=self.entered_by,
            entered_at=self.entered_at,
            entered_on=self.entered_on,
            age_days=max(0, (last - self.entered_on).days),
            due_on=self.due_on,
            is_overdue=self.state == "open" and self.due_on < today,
            extensions=self.extensions,
            state=self.state,
            struck_off_at=self.struck_off_at,
            struck_off_by=self.struck_off_by,
            concerned=len(self.concerns),
            complete=len(self.concerns) - len(self.awaited),
            concerns=[one.view(weeks, self.entered_on, last) for one in concerns],
            version=self.version,
            allowed_actions=self.allowed_actions(actor),
        )


def must_be_due_later(due_on: date, when: When) -> None:
    """Raises TlDueInThePast."""
    if due_on < office_day(when.occurred_at):
        raise TlDueInThePast(due_on=due_on.isoformat())


def concern_of(desk: Desk) -> Concern:
    """An office that has to report from this desk. Raises NobodyCanAct."""
    desk.must_be_reachable()
    return Concern(post=desk.ref, office_id=desk.office_id)
