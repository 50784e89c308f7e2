"""Outages as they are recorded, taken back and charged, and the heartbeat that measures them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.files import OutageView
from contracts.files.views import SignatureBlock
from services.files.domain.clock.charging import Stretch
from services.files.storage.directory_tables import offices
from services.files.storage.fairness_tables import heartbeats, outage_withdrawals, outages
from services.files.storage.values import dump, load

Key = tuple[datetime, UUID]
MOST_SHOWN = 200


class Outages:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, outage: OutageView) -> None:
        row = outage.model_dump(include={"id", "kind", "office_id", "since", "until", "reason", "recorded_at"})
        self.session.execute(insert(outages), {**row, "by": dump(outage.by)})

    def withdraw(self, outage_id: UUID, by: SignatureBlock, reason: str, at: datetime) -> bool:
        """False where somebody else has just done it."""
        row = {"outage_id": outage_id, "by": dump(by), "reason": reason, "at": at}
        new = upsert(outage_withdrawals).values(row).on_conflict_do_nothing()
        return self.session.execute(new.returning(outage_withdrawals.c.outage_id)).first() is not None

    def get(self, outage_id: UUID) -> OutageView | None:
        row = self.session.execute(_selected().where(outages.c.id == outage_id)).first()
        return None if row is None else _outage(row)

    def listed(self, office_id: UUID | None, after: Key | None, limit: int) -> list[OutageView]:
        """Those that began last first; withdrawn ones too."""
        query = _selected()
        if office_id is not None:
            query = query.where(or_(outages.c.office_id.is_(None), outages.c.office_id == office_id))
        if after is not None:
            query = query.where(tuple_(outages.c.since, outages.c.id) < after)
        query = query.order_by(outages.c.since.desc(), outages.c.id.desc()).limit(limit)
        return [_outage(row) for row in self.session.execute(query)]

    def between(self, since: datetime, until: datetime, at_offices: Collection[UUID]) -> list[OutageView]:
        """Those that count, of all offices and of these, the earliest first."""
        query = _selected().where(
            outage_withdrawals.c.outage_id.is_(None),
            outages.c.since < until,
            outages.c.until > since,
            or_(outages.c.office_id.is_(None), outages.c.office_id.in_(at_offices)),
        )
        return [_outage(row) for row in self.session.execute(query.order_by(outages.c.since, outages.c.id))]

    def beat(self, at: datetime) -> datetime | None:
        """Say that the platform works; answers when it last said so."""
        before = self.session.execute(select(heartbeats.c.at).with_for_update()).scalar_one_or_none()
        row = upsert(heartbeats).values(only_row=True, at=at)
        self.session.execute(row.on_conflict_do_update(index_elements=["only_row"], set_={"at": at}))
        return before


def stretch_of(outage: OutageView) -> Stretch:
    """As the clocks charge it."""
    return Stretch("outage", outage.since, outage.until, office_id=outage.office_id)


def _selected() -> Select[Any]:
    return (
        select(
            outages,
            offices.c.name_hi.label("office_hi"),
            offices.c.name_en.label("office_en"),
            outage_withdrawals.c.by.label("withdrawn_by"),
            outage_withdrawals.c.at.label("withdrawn_at"),
            outage_withdrawals.c.reason.label("withdrawn_reason"),
        )
        .outerjoin(outage_withdrawals, outage_withdrawals.c.outage_id == outages.c.id)
        .outerjoin(offices, offices.c.id == outages.c.office_id)
    )


def _outage(row: Row[Any]) -> OutageView:
    return OutageView.model_construct(
        id=row.id,
        kind=row.kind,
        office_id=row.office_id,
        office_hi=row.office_hi or "",
        office_en=row.office_en or "",
        since=row.since,
        until=row.until,
        reason=row.reason,
        by=load(SignatureBlock, row.by),
        recorded_at=row.recorded_at,
        withdrawn_by=load(SignatureBlock, row.withdrawn_by),
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason or "",
    )
