"""How many TL letters are open: of a reporting desk, of a register, and there by office concerned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, exists, func, not_, select
from sqlalchemy.orm import Session

from services.files.storage.directory_tables import offices
from services.files.storage.receipt_tables import receipts
from services.files.storage.tables import files
from services.files.storage.time_limit_tables import tl_concerns, tl_letters
from services.files.storage.time_limits import ABOUT_FILE, awaited

ROW, CONCERN = tl_letters.c, tl_concerns.c
OPEN = ROW.state == "open"
UNFINISHED = exists().where(CONCERN.tl_id == ROW.id, not_(CONCERN.is_complete))


def of_desk(session: Session, post_id: UUID, today: date, week: date) -> Any:
    """Columns ``open``, ``overdue``, ``awaited``: what this desk has to report on."""
    unfinished = and_(OPEN, not_(CONCERN.is_complete))
    counted = (
        select(
            func.count().filter(unfinished).label("open"),
            func.count().filter(unfinished, ROW.due_on < today).label("overdue"),
            func.count().filter(OPEN, awaited(week)).label("awaited"),
        )
        .join_from(tl_concerns, tl_letters, CONCERN.tl_id == ROW.id)
        .where(CONCERN.post_id == post_id)
    )
    return session.execute(counted).one()


def of_register(session: Session, of: Any, today: date) -> Row[Any]:
    """Columns ``open``, ``overdue``, ``complete``."""
    counted = _joined(
        select(
            func.count().label("open"),
            func.count().filter(ROW.due_on < today).label("overdue"),
            func.count().filter(not_(UNFINISHED)).label("complete"),
        ).select_from(tl_letters)
    )
    return session.execute(counted.where(of, OPEN)).one()


def by_office(session: Session, of: Any, today: date, week: date) -> list[Row[Any]]:
    """Each office concerned with its open letters, the one with most overdue first."""

    def older(days: int) -> Any:
        return func.count(ROW.id.distinct()).filter(ROW.entered_on < today - timedelta(days=days))

    def of_office(condition: Any, label: str) -> Any:
        return func.count(ROW.id.distinct()).filter(condition).label(label)

    late = of_office(ROW.due_on < today, "overdue")
    counted = (
        _joined(
            select(
                CONCERN.office_id,
                offices.c.name_hi.label("office_hi"),
                offices.c.name_en.label("office_en"),
                func.count(ROW.id.distinct()).label("open"),
                late,
                of_office(awaited(week), "awaited"),
                of_office(CONCERN.is_complete, "complete"),
                older(50).label("over_50"),
                older(100).label("over_100"),
                older(300).label("over_300"),
            )
            .join_from(tl_letters, tl_concerns, CONCERN.tl_id == ROW.id)
            .join(offices, offices.c.id == CONCERN.office_id)
        )
        .where(of, OPEN)
        .group_by(CONCERN.office_id, offices.c.name_hi, offices.c.name_en)
    )
    return list(session.execute(counted.order_by(late.desc(), offices.c.name_en)))


def _joined(wanted: Any) -> Any:
    """With what it is about, whose grading it has."""
    return wanted.outerjoin(receipts, receipts.c.id == ROW.receipt_id).outerjoin(
        files, and_(files.c.id == ROW.file_id, ABOUT_FILE)
    )
