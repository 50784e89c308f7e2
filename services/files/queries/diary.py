"""The register of a diary's numbers: each of a year, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import (
    DiaryBlocksView,
    DiaryRegisterView,
    DiaryRunView,
    DiarySeriesView,
    GetDiaryRegister,
    ListDiaryBlocks,
    PrintDiaryRegister,
)
from contracts.files.errors import OfficeUnknown
from contracts.files.views import CancelledView, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.numbering import office_day
from services.files.domain.outage import KEEPERS
from services.files.handlers.desk import reading
from services.files.storage import FilesUnitOfWork, diary
from services.files.storage.directory import Directory
from services.files.storage.number_blocks import NumberBlocks
from services.files.storage.paper_file_sight import offices_seen
from services.files.storage.statement_lines import MOST
from services.files.storage.values import load


def list_blocks(request: ListDiaryBlocks, caller: Caller, uow: FilesUnitOfWork) -> DiaryBlocksView:
    """Of the own desk and those below."""
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        found = NumberBlocks(session).of([actor.post_id, *Directory(session).subordinates(actor.post_id)])
    unused = sum(block.left for block in found if block.state(now) == "open")
    return DiaryBlocksView.model_construct(items=[block.view(now) for block in found], unused=unused)


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
    found = diary.runs(session, office_id, year, now)
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
        reserved=count("reserved"),
        unused=count("unused"),
        unexplained=count("missing"),
        runs=[_run(row) for row in shown],
    )


def _run(row: Row[Any]) -> DiaryRunView:
    return DiaryRunView.model_construct(
        kind=row.kind,
        first=row.first,
        last=row.last,
        first_number=row.first_number,
        last_number=row.last_number,
        since=row.since,
        until=row.until,
        **_told(row),
    )


def _told(row: Row[Any]) -> dict[str, Any]:
    """Who and why: of a cancelled number, and of those of a block that are not used."""
    if row.kind == "cancelled":
        said = load(CancelledView, row.cancelled)
        reason = "" if row.narrow else said.reason
        return {"receipt_id": row.receipt_id, "by": said.by, "at": said.at, "reason": reason}
    if row.kind in ("reserved", "unused"):
        by, reason = load(SignatureBlock, row.taken_by), row.returned_because or ""
        return {"by": by, "at": row.taken_at, "expires_at": row.expires_at, "reason": reason}
    return {}
