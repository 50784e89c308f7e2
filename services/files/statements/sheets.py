"""From a statement to the tables that documents sets on paper or writes into a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from contracts import papers
from contracts.base import Language
from contracts.files import (
    ArrearSectionView,
    CaseLineView,
    FlowView,
    HeldView,
    PersonRef,
    PostRef,
    StatementView,
    VipLineView,
)
from services.files.domain.numbering import INDIA, office_day
from services.files.domain.pendency import BUCKETS
from services.files.statements.words import HOUSES, TITLES, VIP_STATES, WAITS, WORDS

Kind = Literal["text", "number", "day"]
FIGURES = ("opening", "received", "disposed", "closed", "closing")
FLOWS = ("files", "receipts")
LONGEST = 1000


def sheet(
    view: StatementView,
    language: Language,
    place: Sequence[tuple[str, str]],
    by: PersonRef,
    post: PostRef,
    now: datetime,
) -> papers.Statement:
    """``place``: names of section and office, Hindi and English; none is the district."""
    words = Words(language)
    named = [words.either(*names) for names in place] or [words("district")]
    period = words("period", since=day(view.since), until=day(view.until))
    return papers.Statement(
        language=language,
        office=", ".join(named)[:300],
        title=TITLES[view.kind][language],
        period=f"{period} · {words('as_of', moment=moment(view.as_of))}",
        tables=TABLES[view.kind](view, words),
        remarks=_remarks(view, words),
        made_by=words.signed(by, post)[:300],
        made_at=now,
    )


def day(of: date) -> str:
    """As documents writes it in the columns of dates."""
    return f"{of.day:02}.{of.month:02}.{of.year}"


def moment(at: datetime) -> str:
    return at.astimezone(INDIA).strftime("%d.%m.%Y %H:%M")


@dataclass(frozen=True)
class Words:
    language: Language

    def __call__(self, name: str, **values: object) -> str:
        return WORDS[name][self.language].format(**values)

    def either(self, hindi: str, english: str) -> str:
        return (hindi or english) if self.language == "hi" else (english or hindi)

    def designation(self, post: PostRef) -> str:
        return self.either(post.designation_hi, post.designation_en)

    def person(self, person: PersonRef | None) -> str:
        return self("vacant") if person is None else self.either(person.name_hi, person.name_en)

    def signed(self, person: PersonRef, post: PostRef) -> str:
        return f"{self.person(person)}, {self.designation(post)}"[:LONGEST]

    def column(self, name: str, width: int, kind: Kind = "text") -> papers.StatementColumn:
        return papers.StatementColumn(heading=self(name), kind=kind, width=width)

    def held(self, held: HeldView) -> str:
        """The level that holds it: designation, section, and who held the post."""
        level = self.either(held.level_hi, held.level_en)
        section = self.either(held.post.unit_hi, held.post.unit_en)
        office = self.either(held.post.office_hi, held.post.office_en)
        parts = [self.designation(held.post), self.person(held.holder), section, office]
        return f"{f'{level}: ' if level else ''}{', '.join(part for part in parts if part)}"[:LONGEST]


def _rows(cells: Iterable[Sequence[papers.Cell]]) -> list[papers.StatementRow]:
    """Numbered from 1 in the first column."""
    return [papers.StatementRow(cells=[number, *line]) for number, line in enumerate(cells, 1)]


def _arrear(view: StatementView, words: Words) -> list[papers.StatementTable]:
    columns = [words.column("desk", 26), words.column("holder", 18)]
    columns += [words.column(name, 9, "number") for name in (*FIGURES, *BUCKETS)]
    tables = []
    for name in FLOWS:
        rows = [row for section in view.sections for row in _section(section, name, words)]
        whole: FlowView | None = getattr(view, name)
        if whole is not None:
            rows.append(_figures(words("sum"), "", whole, strong=True))
        tables.append(papers.StatementTable(heading=words(name), columns=columns, rows=rows))
    return tables


def _section(section: ArrearSectionView, name: str, words: Words) -> list[papers.StatementRow]:
    unit = words.either(section.unit_hi, section.unit_en) or words("no_section")
    title = f"{unit}, {words.either(section.office_hi, section.office_en)}"
    rows = [_figures(title, "", getattr(section, name), strong=True)]
    return rows + [
        _figures(words.designation(desk.post), words.person(desk.holder), getattr(desk, name)) for desk in section.desks
    ]


def _figures(title: str, holder: str, flow: FlowView, *, strong: bool = False) -> papers.StatementRow:
    ages = [getattr(flow.buckets, bucket) for bucket in BUCKETS]
    cells = [title, holder, *(getattr(flow, name) for name in FIGURES), *ages]
    return papers.StatementRow(cells=cells, strong=strong)


def _monthly(view: StatementView, words: Words) -> list[papers.StatementTable]:
    columns = [
        words.column("serial", 6, "number"),
        words.column("number", 18),
        words.column("subject", 34),
        words.column("opened", 11, "day"),
        words.column("age", 7, "number"),
        words.column("level", 32),
        words.column("since", 11, "day"),
        words.column("deadline", 11, "day"),
        words.column("waits", 26),
    ]
    older, younger = ([case for case in view.cases if case.over_three_months is wanted] for wanted in (True, False))
    return [
        papers.StatementTable(heading=words(heading), columns=columns, rows=_rows(_case(case, words) for case in cases))
        for heading, cases in (("over_three", older), ("over_month", younger))
    ]


def _case(case: CaseLineView, words: Words) -> list[papers.Cell]:
    return [
        case.number,
        case.subject,
        office_day(case.opened_at).isoformat(),
        case.days,
        words.held(case.held),
        office_day(case.held.since).isoformat(),
        office_day(case.deadline).isoformat() if case.deadline else None,
        "; ".join(_waits(case, words))[:LONGEST],
    ]


def _waits(case: CaseLineView, words: Words) -> list[str]:
    """The departments and others for whom it waits, as the manuals want them named."""
    found = [
        words("opinion", desk=words.designation(one.post), since=day(office_day(one.asked_at)))
        for one in case.consulted
    ]
    if case.waiting_for is not None and case.waiting_since is not None:
        since = day(office_day(case.waiting_since))
        found.append(words("stopped", whom=WAITS[case.waiting_for][words.language], since=since))
    if case.parked_until is not None:
        found.append(words("parked", until=day(case.parked_until)))
    return found


def _puc(view: StatementView, words: Words) -> list[papers.StatementTable]:
    columns = [
        words.column("serial", 6, "number"),
        words.column("diary", 16),
        words.column("letter", 16),
        words.column("sender", 20),
        words.column("subject", 32),
        words.column("received_on", 13, "day"),
        words.column("age", 7, "number"),
        words.column("number", 18),
        words.column("level", 30),
        words.column("since", 13, "day"),
    ]
    lines: Iterable[list[papers.Cell]] = (
        [
            paper.diary_number,
            paper.letter_number,
            paper.sender,
            paper.subject,
            paper.received_on.isoformat(),
            paper.days,
            paper.file_number or "",
            words.held(paper.held),
            office_day(paper.held.since).isoformat(),
        ]
        for paper in view.papers
    )
    return [papers.StatementTable(columns=columns, rows=_rows(lines))]


def _vip(view: StatementView, words: Words) -> list[papers.StatementTable]:
    columns = [
        words.column("serial", 6, "number"),
        words.column("diary", 15),
        words.column("sender", 20),
        words.column("subject", 24),
        words.column("received_on", 14, "day"),
        words.column("acknowledge_by", 14, "day"),
        words.column("acknowledged_on", 14, "day"),
        words.column("reply_by", 14, "day"),
        words.column("replied_on", 14, "day"),
        words.column("reply_number", 15),
        words.column("state", 16),
        words.column("level", 26),
    ]
    return [papers.StatementTable(columns=columns, rows=_rows(_vip_line(line, words) for line in view.vip))]


def _vip_line(line: VipLineView, words: Words) -> list[papers.Cell]:
    marks = [mark for mark in (*line.labels, line.category) if mark in HOUSES]
    named = ", ".join(HOUSES[mark][words.language] for mark in dict.fromkeys(marks))
    return [
        line.diary_number,
        f"{line.sender} ({named})" if named else line.sender,
        line.subject,
        line.received_on.isoformat(),
        line.acknowledge_by.isoformat(),
        line.acknowledged_on.isoformat() if line.acknowledged_on else None,
        line.reply_by.isoformat(),
        line.replied_on.isoformat() if line.replied_on else None,
        line.reply_number,
        VIP_STATES[line.state][words.language],
        words.held(line.held),
    ]


def _call_book(view: StatementView, words: Words) -> list[papers.StatementTable]:
    columns = [
        words.column("serial", 6, "number"),
        words.column("number", 18),
        words.column("subject", 34),
        words.column("level", 32),
        words.column("since", 11, "day"),
        words.column("until", 11, "day"),
        words.column("reason", 34),
    ]
    lines: Iterable[list[papers.Cell]] = (
        [
            line.number,
            line.subject,
            words.held(line.held),
            office_day(line.parked_since).isoformat(),
            line.parked_until.isoformat(),
            line.reason,
        ]
        for line in view.call_book
    )
    return [papers.StatementTable(columns=columns, rows=_rows(lines))]


def _remarks(view: StatementView, words: Words) -> list[str]:
    found = [] if view.total else [words("none")]
    if view.kind == "arrear":
        found.append(words("inside"))
    if view.over_three_months:
        found.append(words("over_three_count", count=view.over_three_months))
    if view.late:
        found.append(words("late_count", count=view.late))
    if view.withheld:
        found.append(words("withheld", count=view.withheld))
    return found


TABLES: dict[str, Callable[[StatementView, Words], list[papers.StatementTable]]] = {
    "arrear": _arrear,
    "monthly": _monthly,
    "vip": _vip,
    "puc": _puc,
    "call_book": _call_book,
}
