"""A file as a case of a known type: limits that were counted once, and a checklist of papers and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from contracts.files.case_errors import (
    CaseBeginsLater,
    CaseLimitChosen,
    CaseLimitUnknown,
    ChecklistItemNotFound,
    ChecklistItemUnchanged,
    NoCaseType,
)
from contracts.files.cases import CaseChoiceView, CaseLimitView, CaseView, ChecklistItemView, ChecklistState
from contracts.files.procedure import CaseTypeView, CitationView
from contracts.files.views import SignatureBlock
from services.files.domain.clock.calendar import OfficeHours
from services.files.domain.clock.limits import end_of
from services.files.domain.custody import new_salt


@dataclass(frozen=True, slots=True)
class Choice:
    """Which limit is the file's deadline from now on. It never changes; the next one takes its place."""

    serial: int
    limit: str | None
    before: datetime | None
    """The file's deadline until then."""
    deadline: datetime | None
    reason: str
    by: SignatureBlock
    at: datetime
    recorded_at: datetime
    salt: bytes = field(default_factory=new_salt)


@dataclass(frozen=True, slots=True)
class Mark:
    """What was said of a paper or a step. It never changes; the last one of its item counts."""

    item: str
    serial: int
    """Counts all marks of the case."""
    state: ChecklistState
    remarks: str
    by: SignatureBlock
    at: datetime
    salt: bytes = field(default_factory=new_salt)


@dataclass(slots=True, kw_only=True)
class Case:
    """What was laid out does not change with a later pack; choices and marks are added."""

    file_id: UUID
    case_type: CaseTypeView
    began_at: datetime
    given_deadline: datetime | None
    limits: Sequence[CaseLimitView]
    checklist: Sequence[ChecklistItemView]
    set_by: SignatureBlock
    set_at: datetime
    choices: list[Choice] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def deadline(self) -> datetime | None:
        return self.choices[-1].deadline

    @property
    def open_items(self) -> int:
        """Papers and steps that have to be marked before the file is closed."""
        return sum(1 for item in self.items if item.mandatory and item.state == "open")

    @property
    def items(self) -> list[ChecklistItemView]:
        """The checklist with the last mark of each item."""
        last = {mark.item: mark for mark in self.marks}
        return [_marked(item, last.get(item.code)) for item in self.checklist]

    def begin(self, limit: str | None, recorded_at: datetime) -> Choice:
        """The first choice: the limit that is named, otherwise the first that may decide. Raises CaseLimitUnknown."""
        deciding = [each.code for each in self.limits if each.decides]
        limit = limit or (deciding[0] if deciding else None)
        return self._chosen(limit, self.given_deadline, "", self.set_by, self.set_at, recorded_at)

    def choose(
        self, limit: str, before: datetime | None, reason: str, by: SignatureBlock, at: datetime, recorded_at: datetime
    ) -> Choice:
        """``before`` is the file's deadline until now. Raises CaseLimitUnknown, CaseLimitChosen."""
        if self.choices[-1].limit == limit:
            raise CaseLimitChosen(limit=limit)
        return self._chosen(limit, before, reason, by, at, recorded_at)

    def _chosen(
        self,
        limit: str | None,
        before: datetime | None,
        reason: str,
        by: SignatureBlock,
        at: datetime,
        recorded_at: datetime,
    ) -> Choice:
        due = next((each.due_at for each in self.limits if each.decides and each.code == limit), None)
        if limit is not None and due is None:
            raise CaseLimitUnknown(limit=limit)
        found = min((moment for moment in (due, self.given_deadline) if moment is not None), default=None)
        # As the database gives it back: the ledger hashes how it is written.
        deadline = found.astimezone(UTC) if found is not None else None
        self.choices.append(Choice(len(self.choices) + 1, limit, before, deadline, reason, by, at, recorded_at))
        return self.choices[-1]

    def mark(self, item: str, state: ChecklistState, remarks: str, by: SignatureBlock, at: datetime) -> Mark:
        """Raises ChecklistItemNotFound, ChecklistItemUnchanged."""
        now = next((each for each in self.items if each.code == item), None)
        if now is None:
            raise ChecklistItemNotFound(item=item)
        if now.state == state:
            raise ChecklistItemUnchanged(state=state)
        self.marks.append(Mark(item, len(self.marks) + 1, state, remarks, by, at))
        return self.marks[-1]

    @property
    def view(self) -> CaseView:
        return CaseView(
            case_type=self.case_type,
            began_at=self.began_at,
            given_deadline=self.given_deadline,
            limits=list(self.limits),
            choices=[
                CaseChoiceView(
                    serial=each.serial,
                    limit=each.limit,
                    deadline=each.deadline,
                    reason=each.reason,
                    by=each.by,
                    at=each.at,
                )
                for each in self.choices
            ],
            checklist=self.items,
            set_by=self.set_by,
            set_at=self.set_at,
        )


def of_a_file(case: Case | None) -> Case:
    """Raises NoCaseType."""
    if case is None:
        raise NoCaseType
    return case


@dataclass(frozen=True, slots=True)
class Rules:
    """What the pack in use says on the day of the act."""

    limits: Mapping[str, Mapping[str, Any]]
    """By code, as the pack has them."""
    citations: Mapping[str, Mapping[str, Any]]


def limits_of(
    rule: Mapping[str, Any], rules: Rules, began_at: datetime, at: datetime, hours: OfficeHours
) -> list[CaseLimitView]:
    """The limits of a case type, counted from when the matter came in: those that may decide, then those besides.

    Raises CaseBeginsLater.
    """
    if began_at > at:
        raise CaseBeginsLater(began_at=began_at.isoformat())

    def end(code: str, since: datetime) -> tuple[datetime, Any]:
        limit = rules.limits[code]
        found = end_of(limit["count"], limit["unit"], since, hours, rolls=limit.get("rolls_forward", False))
        return found.at, found.rolled_from

    views = []
    for kind in ("limits", "besides"):
        for given in rule[kind]:
            code, after = given["limit"], given.get("after")
            since = end(after, began_at)[0] if after else began_at
            due_at, rolled_from = end(code, since)
            views.append(_view(rules, code, after, kind == "limits", due_at, rolled_from))
    return views


def _view(rules: Rules, code: str, after: str | None, decides: bool, due_at: datetime, rolled: Any) -> CaseLimitView:
    limit = rules.limits[code]
    cited = rules.citations[limit["citation"]]
    return CaseLimitView(
        code=code,
        name_hi=limit["name"]["hi"],
        name_en=limit["name"]["en"],
        basis=limit["basis"],
        count=limit["count"],
        unit=limit["unit"],
        citation=CitationView(
            text_hi=cited["hi"], text_en=cited["en"], source=cited["source"], confirmed=cited["confirmed"]
        ),
        after=after,
        decides=decides,
        due_at=due_at,
        rolled_from=rolled,
    )


def _marked(item: ChecklistItemView, mark: Mark | None) -> ChecklistItemView:
    if mark is None:
        return item
    said = {"state": mark.state, "remarks": mark.remarks, "by": mark.by, "at": mark.at}
    return item.model_copy(update=said)
