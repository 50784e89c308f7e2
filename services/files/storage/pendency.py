"""Desk by age: one pass over the open files, by the index of what lies at the desks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, and_, bindparam, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from contracts.files import BucketView, DeskItemView, DeskPendencyView, PersonRef, PostRef
from services.files.domain.access import NARROW
from services.files.domain.pendency import BUCKETS, Bucket, edges, span
from services.files.storage.desk import desk_item, file_rows
from services.files.storage.tables import charges, files, persons, posts
from services.files.storage.values import load

_EDGES: list[BindParameter[Any]] = [bindparam(f"edge_{place}") for place in range(len(BUCKETS) - 1)]
_SINCE = files.c.held_since

# Counts of everything at least as old as each edge; a bucket is the difference of two of them. Six filters that each
# compare twice would cost a third more.
COUNTS = (
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
    select(charges.c.post_id, persons.c.id, persons.c.name_hi, persons.c.name_en)
    .join_from(charges, persons, and_(charges.c.person_id == persons.c.id, persons.c.active, ~persons.c.deleted))
    .where(
        ~charges.c.deleted,
        charges.c.held_from <= _AT,
        or_(charges.c.held_until.is_(None), charges.c.held_until > _AT),
    )
    .order_by(charges.c.post_id, charges.c.capacity != "own", charges.c.held_from.desc())
    .ext(distinct_on(charges.c.post_id))
)

Key = tuple[datetime, UUID]


class Pendency:
    """What waits, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def desks(self, now: datetime, among: Sequence[UUID] | None, office_id: UUID | None) -> list[DeskPendencyView]:
        """The desks where something waits, the fullest first; ``among`` none means all of them."""
        counts = COUNTS if among is None else COUNTS.where(files.c.holder_post_id.in_(among))
        times = {f"edge_{place}": edge for place, edge in enumerate(edges(now))}
        rows = self.session.execute(counts, times).all()
        refs = self._posts(office_id)
        holders = self._holders(now)
        found = [_desk(row, refs[row.post_id], holders.get(row.post_id)) for row in rows if row.post_id in refs]
        return sorted(found, key=lambda desk: (-desk.total, str(desk.post.post_id)))

    def _posts(self, office_id: UUID | None) -> dict[UUID, PostRef]:
        """How the posts are written; posts that were abolished too, as long as something may lie there."""
        query = select(posts.c.id, posts.c.ref)
        if office_id is not None:
            query = query.where(posts.c.office_id == office_id)
        return {row.id: load(PostRef, row.ref) for row in self.session.execute(query)}

    def _holders(self, now: datetime) -> dict[UUID, PersonRef]:
        return {
            row.post_id: PersonRef.model_construct(person_id=row.id, name_hi=row.name_hi, name_en=row.name_en)
            for row in self.session.execute(HOLDERS, {"at": now})
        }

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


def _desk(row: Row[Any], post: PostRef, holder: PersonRef | None) -> DeskPendencyView:
    older = [row.total, *(getattr(row, f"older_{place}") for place in range(len(_EDGES))), 0]
    buckets = {name: older[place] - older[place + 1] for place, name in enumerate(BUCKETS)}
    return DeskPendencyView.model_construct(
        post=post,
        holder=holder,
        total=row.total,
        unopened=row.unopened,
        buckets=BucketView.model_construct(**buckets),
        oldest_since=row.oldest,
    )
