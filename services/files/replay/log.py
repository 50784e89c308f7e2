"""An event log as cases of events, whatever format it came in, and all that is odd about it.

Nothing is dropped in silence: what cannot be taken, or is taken otherwise than it stands there, is a Finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from contracts.bounds import UNFIT_FOR_A_LINE
from services.files.domain.numbering import INDIA

LINE_LIMIT = 300
_UNFIT = re.compile(f"[{UNFIT_FOR_A_LINE}]")
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Row:
    """An event as it stands in the log, texts all of them, empty where it says nothing."""

    place: int
    """Line of the CSV, or the event's number in the XES, from 1."""
    case: str
    activity: str = ""
    resource: str = ""
    group: str = ""
    timestamp: str = ""
    start: str = ""
    end: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    place: int
    at: datetime
    activity: str
    resource: str
    """The desk, empty where the log names none."""
    group: str
    """The section."""


@dataclass(slots=True)
class Case:
    name: str
    events: list[Event] = field(default_factory=list)
    """By time; at the same time in the order of the log."""
    starts: datetime | None = None
    ends: datetime | None = None
    deadline: datetime | None = None

    def first_desk(self) -> str:
        """Of its first event, or the first one named later; empty where none is."""
        return next((event.resource for event in self.events if event.resource), "")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be reported. ``code`` is a key of ``texts.FINDINGS``, ``detail`` a value of the log or a count."""

    code: str
    case: str = ""
    place: int = 0
    detail: str = ""


@dataclass(slots=True)
class Log:
    cases: list[Case]
    """That can be loaded, by their first appearance."""
    findings: list[Finding]
    rows: int
    """Events in the log, those that cannot be taken included."""


class Unreadable(Exception):
    """This is no event log. The text says why, for an operator."""


ATTRIBUTES = ("start", "end", "deadline")


def assemble(rows: Iterable[Row], now: datetime) -> Log:
    """The cases of a log. What lies after ``now`` has not happened."""
    reader = _Reader(now)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the number of rows is wanted after the loop
        reader.take(row)
    return reader.log(count)


class _Reader:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.cases: dict[str, Case] = {}
        self.said: dict[tuple[str, str], str] = {}
        self.findings: list[Finding] = []

    def take(self, row: Row) -> None:
        name = self._line(row.case, row)
        if not name:
            self._find("row_without_case", row)
            return
        at = self._moment(row.timestamp, row, "timestamp_unreadable")
        if at is None:
            return
        if at > self.now:
            self._find("in_the_future", row, row.timestamp)
            return
        case = self.cases.setdefault(name, Case(name))
        for attribute in ATTRIBUTES:
            self._attribute(case, attribute, row)
        activity, resource, group = (self._line(text, row) for text in (row.activity, row.resource, row.group))
        if not activity:
            self._find("no_activity", row)
        if not resource:
            self._find("no_resource", row)
        case.events.append(Event(row.place, at, activity, resource, group))

    def log(self, rows: int) -> Log:
        loaded = []
        for case in self.cases.values():
            in_order = sorted(case.events, key=lambda event: event.at)
            if in_order != case.events:
                self.findings.append(Finding("out_of_order", case.name, case.events[0].place))
                case.events = in_order
            if case.first_desk():
                self.findings += _of_case(case)
                loaded.append(case)
            else:
                self.findings.append(Finding("case_without_resource", case.name, case.events[0].place))
        self._homonyms(loaded)
        return Log(loaded, self.findings, rows)

    def _attribute(self, case: Case, attribute: str, row: Row) -> None:
        """The case's first word on it counts."""
        text = getattr(row, attribute).strip()
        key = (case.name, attribute)
        if not text or self.said.get(key) == text:
            return
        if key in self.said:
            self._find("attribute_varies", row, f"{attribute}: {text}")
            return
        self.said[key] = text
        at = self._moment(text, row, "attribute_unreadable")
        if attribute == "end" and at is not None and at > self.now:
            self._find("ends_in_the_future", row, text)
            at = None
        setattr(case, {"start": "starts", "end": "ends"}.get(attribute, attribute), at)

    def _moment(self, text: str, row: Row, unreadable: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            at = None
        if at is None or at.year not in _YEARS:
            self._find(unreadable, row, text)
            return None
        if at.tzinfo is None:
            self._find("zone_missing", row, text)
            at = at.replace(tzinfo=INDIA)
        return at

    def _line(self, text: str, row: Row) -> str:
        """One line that a register can hold."""
        clean = _UNFIT.sub(" ", text).strip()[:LINE_LIMIT].strip()
        if clean != text.strip():
            self._find("text_changed", row, clean)
        return clean

    def _homonyms(self, cases: Sequence[Case]) -> None:
        """Desks that differ by capitals only are two desks, but a person may not see that."""
        names = {event.resource for case in cases for event in case.events if event.resource}
        folded = Counter(name.casefold() for name in names)
        self.findings += [
            Finding("differs_by_capitals", detail=name) for name in sorted(names) if folded[name.casefold()] > 1
        ]

    def _find(self, code: str, row: Row, detail: str = "") -> None:
        # What cannot be read may be anything: the report names a piece of it, on one line.
        said = _UNFIT.sub(" ", detail)[:LINE_LIMIT]
        self.findings.append(Finding(code, _UNFIT.sub(" ", row.case).strip()[:LINE_LIMIT], row.place, said))


def _of_case(case: Case) -> list[Finding]:
    """What does not fit together in a case."""
    found = []

    def find(code: str, detail: str = "") -> None:
        found.append(Finding(code, case.name, case.events[0].place, detail))

    first, last = case.events[0].at, case.events[-1].at
    if case.starts is not None and case.starts > first:
        find("starts_after_first_event", case.starts.isoformat())
    if case.ends is None:
        find("never_ended")
    else:
        if case.ends < first:
            find("ended_before_first_event", case.ends.isoformat())
        if case.ends < last:
            find("events_after_end", str(sum(event.at > case.ends for event in case.events)))
        if case.deadline is not None and case.deadline < case.ends:
            find("ended_late", case.deadline.isoformat())
    if case.deadline is None:
        find("no_deadline")
    elif case.deadline < first:
        find("deadline_before_first_event", case.deadline.isoformat())
    repeated = sum(_same(one, other) for one, other in pairwise(case.events))
    if repeated:
        find("repeated_event", str(repeated))
    return found


def _same(one: Event, other: Event) -> bool:
    return (one.at, one.activity, one.resource, one.group) == (other.at, other.activity, other.resource, other.group)
