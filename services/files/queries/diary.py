"""The register of a diary's numbers: each of a year, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import DiaryRegisterView, DiaryRunView, DiarySeriesView, GetDiaryRegister, PrintDiaryRegister
from contracts.files.errors import OfficeUnknown
from contracts.files.views import CancelledView
from services.files.domain.actor import Actor
from services.files.domain.numbering import office_day
from services.files.domain.outage import KEEPERS
from services.files.handlers.desk import reading
from services.files.storage import FilesUnitOfWork, diary
from services.files.storage.directory import Directory
from services.files.storage.paper_file_sight import offices_seen
from services.files.storage.statement_lines import MOST
from services.files.storage.values import load


def get_register(request: GetDiaryRegister, caller: Caller, uow: FilesUnitOfWork) -> DiaryRegisterView:
    """Raises OfficeUnknown for an office that is neither the own one nor below."""
    with reading(uow, caller) as (session, actor):
        return register(session, actor, request, uow.now())


def register(
    session: Session, actor: Actor, request: GetDiaryRegister | PrintDiaryRegister, now: datetime
) -> DiaryRegisterView:
    """Of the own office and those below; of all for a keeper of the directory. Raises OfficeUnknown."""
    office_id = request.office_id or actor.office_id
    office = Directory(session).office(office_id)
    if office is None or not (actor.has(KEEPERS) or office_id in offices_seen(session, actor)):
        raise OfficeUnknown(office=office_id)
    year = request.year or office_day(now).year
    found = diary.runs(session, office_id, year)
    series, left = [], MOST
    for template, of_series in groupby(found, key=lambda row: str(row.template)):
        rows = list(of_series)
        series.append(_series(template, rows, rows[:left]))
        left -= min(left, len(rows))
    return DiaryRegisterView.model_construct(
        office_id=office_id,
        office_hi=office.name_hi,
        office_en=office.name_en,
        year=year,
        as_of=now,
        series=series,
        runs=len(found),
        unexplained=sum(one.unexplained for one in series),
    )


def _series(template: str, rows: Sequence[Row[Any]], shown: Sequence[Row[Any]]) -> DiarySeriesView:
    def count(kind: str) -> int:
        return sum(row.last - row.first + 1 for row in rows if row.kind == kind)

    return DiarySeriesView.model_construct(
        template=template,
        last=rows[-1].last,
        used=count("used"),
        cancelled=count("cancelled"),
        unexplained=count("missing"),
        runs=[_run(row) for row in shown],
    )


def _run(row: Row[Any]) -> DiaryRunView:
    cancelled = load(CancelledView, row.cancelled)
    return DiaryRunView.model_construct(
        kind=row.kind,
        first=row.first,
        last=row.last,
        first_number=row.first_number,
        last_number=row.last_number,
        since=row.since,
        until=row.until,
        receipt_id=row.receipt_id,
        by=cancelled.by if cancelled else None,
        at=cancelled.at if cancelled else None,
        reason=cancelled.reason if cancelled and not row.narrow else "",
    )
