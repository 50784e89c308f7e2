"""Desk by age: one pass over the open files, by the index of what lies at the desks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, and_, bindparam, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from contracts.files import DeskItemView, DeskPendencyView
from services.files.domain.access import NARROW
from services.files.domain.pendency import BUCKETS, Bucket, edges, span
from services.files.storage.desk import desk_item, file_rows
from services.files.storage.tables import charges, files, persons, posts

_EDGES: list[BindParameter[Any]] = [bindparam(f"edge_{place}") for place in range(len(BUCKETS) - 1)]
_SINCE = files.c.held_since

# Counts of everything at least as old as each edge; a bucket is the difference of two of them. Six filters that each
# compare twice would cost a third more.
WAITING = (
    select(
        files.c.holder_post_id.label("post_id"),
        func.count().label("total"),
        func.count().filter(files.c.opened_at.is_(None)).label("unopened"),
        func.min(_SINCE).label("oldest"),
        *[func.count().filter(edge >= _SINCE).label(f"older_{place}") for place, edge in enumerate(_EDGES)],
    )
    .where(files.c.state == "open")
    .group_by(files.c.holder_post_id)
)

_AT: BindParameter[Any] = bindparam("at")
# The substantive holder before those who only stand in.
HOLDERS = (
    select(charges.c.post_id, persons.c.id.label("person_id"), persons.c.name_hi, persons.c.name_en)
    .join_from(charges, persons, and_(charges.c.person_id == persons.c.id, persons.c.active, ~persons.c.deleted))
    .where(
        ~charges.c.deleted,
        charges.c.held_from <= _AT,
        or_(charges.c.held_until.is_(None), charges.c.held_until > _AT),
    )
    .order_by(charges.c.post_id, charges.c.capacity != "own", charges.c.held_from.desc())
    .ext(distinct_on(charges.c.post_id))
    .subquery("holders")
)

Key = tuple[datetime, UUID]


class Pendency:
    """What waits, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def desks(self, now: datetime, among: Sequence[UUID] | None, office_id: UUID | None) -> list[DeskPendencyView]:
        """The desks where something waits, the fullest first; ``among`` none means all of them."""
        counted = WAITING if among is None else WAITING.where(files.c.holder_post_id.in_(among))
        waiting = counted.subquery("waiting")
        # A post that was abolished is shown as long as something lies there.
        query = (
            select(waiting, posts.c.ref, HOLDERS.c.person_id, HOLDERS.c.name_hi, HOLDERS.c.name_en)
            .join_from(waiting, posts, posts.c.id == waiting.c.post_id)
            .outerjoin(HOLDERS, HOLDERS.c.post_id == waiting.c.post_id)
            .order_by(waiting.c.total.desc(), waiting.c.post_id)
        )
        if office_id is not None:
            query = query.where(posts.c.office_id == office_id)
        times = {f"edge_{place}": edge for place, edge in enumerate(edges(now))}
        return [_desk(row) for row in self.session.execute(query, {**times, "at": now})]

    def cell(
        self, post_id: UUID, bucket: Bucket | None, now: datetime, *, after: Key | None, limit: int, narrow: bool
    ) -> list[DeskItemView]:
        """The files of a cell, the longest waiting first. ``narrow`` includes those graded confidential and above."""
        query = select(*file_rows()).where(files.c.holder_post_id == post_id, files.c.state == "open")
        if bucket is not None:
            arrivals = span(bucket, now)
            if arrivals.after is not None:
                query = query.where(arrivals.after < _SINCE)
            if arrivals.until is not None:
                query = query.where(arrivals.until >= _SINCE)
        if not narrow:
            query = query.where(files.c.grading.not_in(NARROW))
        if after is not None:
            query = query.where(tuple_(_SINCE, files.c.id) > after)
        rows = self.session.execute(query.order_by(_SINCE, files.c.id).limit(limit))
        return [desk_item("file", row) for row in rows]


def _desk(row: Row[Any]) -> DeskPendencyView:
    older = [row.total, *(getattr(row, f"older_{place}") for place in range(len(_EDGES))), 0]
    buckets = {name: older[place] - older[place + 1] for place, name in enumerate(BUCKETS)}
    holder = None
    if row.person_id is not None:
        holder = {"person_id": row.person_id, "name_hi": row.name_hi, "name_en": row.name_en}
    # Validated once as a whole: for a thousand desks that takes half the time of building each part.
    return DeskPendencyView.model_validate(
        {
            "post": row.ref,
            "holder": holder,
            "total": row.total,
            "unopened": row.unopened,
            "buckets": buckets,
            "oldest_since": row.oldest,
        }
    )
