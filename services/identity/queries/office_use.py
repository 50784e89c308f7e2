"""Offices with the number of people who use the system there, for the review that files makes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session as Database

from contracts.identity import GetOfficeUse, OfficeUseList, OfficeUseView
from services.identity.domain.directory import Office
from services.identity.domain.sessions import KEPT_AFTER_END, office_day
from services.identity.storage import IdentityUnitOfWork
from services.identity.tables import charges, days_of_use, offices, people, posts

WINDOWS = (7, 30)
"""So many days, the asked one among them."""


def get_office_use(request: GetOfficeUse, uow: IdentityUnitOfWork) -> OfficeUseList:
    """All offices that are not abolished, by their English name."""
    kept_since = office_day(uow.now() - KEPT_AFTER_END)
    today = office_day(request.as_of)
    known = {days: today - timedelta(days=days - 1) >= kept_since for days in WINDOWS}
    with uow.reading() as database:
        counts = _counts(database, request.as_of)
        found = database.scalars(select(Office).where(~offices.c.deleted).order_by(offices.c.name_en, offices.c.id))
        return OfficeUseList(
            offices=[
                OfficeUseView(
                    office_id=office.id,
                    kind=office.kind,
                    name_hi=office.name_hi,
                    name_en=office.name_en,
                    revenue_parent_id=office.revenue_parent_id,
                    development_parent_id=office.development_parent_id,
                    lgd_level=office.lgd_level,
                    lgd_code=office.lgd_code,
                    users=users,
                    active_7=week if known[7] else None,
                    active_30=month if known[30] else None,
                )
                for office in found
                for users, week, month in [counts.get(office.id, (0, 0, 0))]
            ]
        )


def _counts(database: Database, at: datetime) -> dict[UUID, tuple[int, int, int]]:
    """By office: users, and those of them who were signed in in each window."""
    day, used = office_day(at), days_of_use.c
    last = (
        select(used.person_id, func.max(used.day).label("last"))
        .where(used.day <= day, used.day > day - timedelta(days=max(WINDOWS)))
        .group_by(used.person_id)
        .subquery()
    )
    at_home = _users(at).subquery()
    within = [func.count().filter(last.c.last > day - timedelta(days=days)) for days in WINDOWS]
    rows = database.execute(
        select(at_home.c.office_id, func.count(), *within)
        .outerjoin_from(at_home, last, last.c.person_id == at_home.c.person_id)
        .group_by(at_home.c.office_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _users(at: datetime) -> Any:
    """Each person once, with the office of the substantive charge or of the one that is held longest."""
    charge, person = charges.c, people.c
    return (
        select(charge.person_id, posts.c.office_id)
        .join_from(charges, posts, and_(posts.c.id == charge.post_id, ~posts.c.deleted))
        .join(people, and_(person.id == charge.person_id, person.kind == "person", person.active, ~person.deleted))
        .where(~charge.deleted, charge.held_from <= at, or_(charge.held_until.is_(None), charge.held_until > at))
        .order_by(charge.person_id, charge.kind != "substantive", charge.held_from, charge.id)
        .ext(distinct_on(charge.person_id))
    )
