"""How many paper files are physically pending: by office, and week by week; and which keep a file from being closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session

from services.files.storage.directory_tables import offices
from services.files.storage.paper_file_tables import paper_files, paper_rules

ROW = paper_files.c
LEGACY = ROW.is_legacy
MISSING = ROW.loss.in_(("reported", "ordered"))
OUT = or_(MISSING, ROW.way_post_id.is_not(None), ROW.loan_id.is_not(None))
"""Lost, on the way, or not back in the record room."""
WEEKS = 13


def not_returned(file_id: UUID) -> Any:
    """How many paper files of an electronic file are out, as a subquery."""
    return select(func.count()).where(ROW.file_id == file_id, OUT).scalar_subquery()


def by_office(session: Session, office_ids: Sequence[UUID] | None, today: date) -> list[Row[Any]]:
    """The columns of a PaperOfficeView, most pending first; all offices where ``office_ids`` is none."""
    counted = (
        select(
            ROW.office_id.label("id"),
            func.count().filter(LEGACY).label("registered"),
            func.count().filter(ROW.is_pending).label("pending"),
            *(func.count().filter(ROW.ended_as == how).label(how) for how in ("digitised", "record_room", "lost")),
            func.count().filter(MISSING).label("missing"),
            func.count().filter(ROW.way_post_id.is_not(None)).label("on_way"),
            func.count().filter(ROW.return_on < today).label("overdue"),
        )
        .group_by(ROW.office_id)
        .subquery()
    )
    newest = (
        select(paper_rules.c.cutover_on)
        .where(paper_rules.c.office_id == offices.c.id)
        .order_by(paper_rules.c.serial.desc())
        .limit(1)
        .scalar_subquery()
    )
    names = ("registered", "pending", "digitised", "record_room", "lost", "missing", "on_way", "overdue")
    pending = func.coalesce(counted.c.pending, 0)
    wanted = (
        select(
            offices.c.id.label("office_id"),
            offices.c.name_hi.label("office_hi"),
            offices.c.name_en.label("office_en"),
            newest.label("cutover_on"),
            *(func.coalesce(counted.c[name], 0).label(name) for name in names),
        )
        .outerjoin_from(offices, counted, counted.c.id == offices.c.id)
        .where(~offices.c.deleted)
        .order_by(pending.desc(), offices.c.name_en, offices.c.id)
    )
    if office_ids is not None:
        wanted = wanted.where(offices.c.id.in_(office_ids))
    return list(session.execute(wanted))


def weekly(session: Session, office_ids: Sequence[UUID] | None, today: date) -> list[tuple[date, int, int, int]]:
    """Last day, pending then, registered and ended in it, of the last weeks; they end on the present weekday."""
    ends = [today - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]
    columns: list[Any] = []
    for end in ends:
        since = end - timedelta(days=7)
        there = and_(ROW.registered_on <= end, or_(ROW.ended_on.is_(None), ROW.ended_on > end))
        columns.append(func.count().filter(there))
        columns.append(func.count().filter(ROW.registered_on > since, ROW.registered_on <= end))
        columns.append(func.count().filter(ROW.ended_on > since, ROW.ended_on <= end))
    wanted = select(*columns).where(LEGACY)
    if office_ids is not None:
        wanted = wanted.where(ROW.office_id.in_(office_ids))
    counts = tuple(session.execute(wanted).one())
    return [(end, *counts[3 * at : 3 * at + 3]) for at, end in enumerate(ends)]
