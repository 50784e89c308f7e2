"""The register of diary numbers as a table that documents sets on paper or writes into a workbook."""

from __future__ import annotations

from datetime import datetime

from contracts import papers
from contracts.base import Language
from contracts.files import DiaryRegisterView, DiaryRunView, DiarySeriesView, PersonRef, PostRef
from services.files.domain.numbering import office_day
from services.files.statements.sheets import Words, moment
from services.files.statements.words import DIARY_RUNS, DIARY_TITLE


def diary_sheet(
    view: DiaryRegisterView, language: Language, by: PersonRef, post: PostRef, now: datetime
) -> papers.Statement:
    """A table for all series together, whose lines name the numbers as they stand on slips."""
    words = Words(language)
    columns = [
        words.column("from_number", 18),
        words.column("to_number", 18),
        words.column("how_many", 9, "number"),
        words.column("state", 24),
        words.column("diarised_from", 13, "day"),
        words.column("diarised_to", 13, "day"),
        words.column("cancelled_by", 24),
        words.column("cancelled_at", 13, "day"),
        words.column("reason", 34),
    ]
    rows = [papers.StatementRow(cells=_cells(run, words)) for series in view.series for run in series.runs]
    verdict = words("gaps", count=view.unexplained) if view.unexplained else words("no_gap")
    return papers.Statement(
        language=language,
        office=words.either(view.office_hi, view.office_en)[:300],
        title=DIARY_TITLE[language],
        period=f"{words('diary_period', year=view.year)} · {words('as_of', moment=moment(view.as_of))}",
        tables=[papers.StatementTable(columns=columns, rows=rows)],
        remarks=[verdict, *(_counted(series, words) for series in view.series[:19])],
        made_by=words.signed(by, post)[:300],
        made_at=now,
    )


def _counted(series: DiarySeriesView, words: Words) -> str:
    counts = {name: getattr(series, name) for name in ("used", "cancelled", "reserved", "unused", "unexplained")}
    return words("counted", template=series.template, **counts)[:300]


def _cells(run: DiaryRunView, words: Words) -> list[papers.Cell]:
    return [
        run.first_number,
        run.last_number,
        run.last - run.first + 1,
        DIARY_RUNS[run.kind][words.language],
        office_day(run.since).isoformat() if run.since else None,
        office_day(run.until).isoformat() if run.until else None,
        words.signed(run.by.person, run.by.post) if run.by else "",
        office_day(run.at).isoformat() if run.at else None,
        run.reason,
    ]
