"""Desk by age for the whole district, and the files behind a cell of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Row,
    Select,
    Text,
    TextualSelect,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from contracts.files import DeskItemView
from contracts.files.views import PostRef
from services.files.domain.access import NARROW
from services.files.domain.numbering import office_day
from services.files.domain.pendency import BUCKETS, Bucket, span
from services.files.storage.desk import desk_item, file_rows
from services.files.storage.directory_tables import charges, persons, posts
from services.files.storage.pendency_counts import COUNTED, OVER, WAITING, on
from services.files.storage.tables import files

_SINCE = files.c.held_since
_REF = cast(posts.c.ref, Text).label("ref")
_AT: BindParameter[Any] = bindparam("at")
# The substantive holder before additional charges, a programme's among them, and these before who stands in.
HOLDERS = (
    select(charges.c.post_id, persons.c.id.label("person_id"), persons.c.name_hi, persons.c.name_en)
    .join_from(charges, persons, and_(charges.c.person_id == persons.c.id, persons.c.active, ~persons.c.deleted))
    .where(
        ~charges.c.deleted,
        charges.c.held_from <= _AT,
        or_(charges.c.held_until.is_(None), charges.c.held_until > _AT),
    )
    .order_by(
        charges.c.post_id,
        charges.c.kind != "substantive",
        charges.c.capacity != "own",
        charges.c.held_from.desc(),
    )
    .ext(distinct_on(charges.c.post_id))
    .subquery("holders")
)
LATE = (
    select(files.c.holder_post_id.label("post_id"), func.count().label("overdue"))
    .where(files.c.state == "open", files.c.deadline >= bindparam("dawn"), files.c.deadline < _AT)
    .group_by(files.c.holder_post_id)
    .subquery("late")
)
"""Those whose deadline has passed today: by the index of deadlines, in which closed files are not."""

Key = tuple[datetime, UUID]


class Pendency:
    """What waits, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def desks(self, now: datetime, among: Sequence[UUID] | None, office_id: UUID | None) -> list[dict[str, Any]]:
        """DeskPendencyViews of where something waits, the fullest first; ``among`` none means all of them.

        Not as models: see ``chassis.ready``.
        """
        # Nothing kept: the counts are of another day, or there is nothing to count.
        return table(self.session, WAITING, now, among, office_id) or table(
            self.session, COUNTED, now, among, office_id
        )

    def cell(
        self, post_id: UUID, bucket: Bucket | None, now: datetime, *, after: Key | None, limit: int, narrow: bool
    ) -> list[DeskItemView]:
        """The files of a cell, the longest waiting first. ``narrow`` includes those graded confidential and above."""
        query = select(*file_rows()).where(files.c.holder_post_id == post_id, files.c.state == "open")
        if bucket is not None:
            arrivals = span(bucket, office_day(now))
            if arrivals.since is not None:
                query = query.where(arrivals.since <= _SINCE)
            if arrivals.before is not None:
                query = query.where(arrivals.before > _SINCE)
        if not narrow:
            query = query.where(files.c.grading.not_in(NARROW))
        if after is not None:
            query = query.where(tuple_(_SINCE, files.c.id) > after)
        rows = self.session.execute(query.order_by(_SINCE, files.c.id).limit(limit))
        return [desk_item("file", row) for row in rows]


def table(
    session: Session, counts: TextualSelect, at: datetime, among: Sequence[UUID] | None, office_id: UUID | None
) -> list[dict[str, Any]]:
    """What these counts give, a DeskPendencyView for each desk."""
    values: dict[str, Any] = {**on(office_day(at)), "at": at}
    if among is not None:
        values["among"] = among
    if office_id is not None:
        values["office"] = office_id
    query = _of_desks(counts, among is not None, office_id is not None)
    return [_desk(row) for row in session.execute(query, values)]


@cache
def _of_desks(counts: TextualSelect, some: bool, one_office: bool) -> Select[Any]:
    """Built once: building it costs more than running it."""
    waiting = counts.subquery("waiting")
    # A post that was abolished is shown as long as something lies there.
    query = (
        select(waiting, _REF, HOLDERS.c.person_id, HOLDERS.c.name_hi, HOLDERS.c.name_en)
        .join_from(waiting, posts, posts.c.id == waiting.c.post_id)
        .outerjoin(HOLDERS, HOLDERS.c.post_id == waiting.c.post_id)
        .order_by(waiting.c.waiting.desc(), waiting.c.post_id)
    )
    if "overdue" not in waiting.c:
        query = query.outerjoin(LATE, LATE.c.post_id == waiting.c.post_id)
        query = query.add_columns((waiting.c.late + func.coalesce(LATE.c.overdue, 0)).label("overdue"))
    if some:
        query = query.where(waiting.c.post_id.in_(bindparam("among", expanding=True)))
    if one_office:
        query = query.where(posts.c.office_id == bindparam("office"))
    return query


@lru_cache(maxsize=4096)
def _post(ref: str) -> dict[str, Any]:
    """A PostRef. Posts change seldom, and a thousand of them are not read anew with each table."""
    return PostRef.model_validate_json(ref).model_dump(mode="json")


def _desk(row: Row[Any]) -> dict[str, Any]:
    """A DeskPendencyView."""
    older = [row.waiting, *(getattr(row, name) for name in OVER), 0]
    holder = None
    if row.person_id is not None:
        holder = {"person_id": row.person_id, "name_hi": row.name_hi, "name_en": row.name_en}
    return {
        "post": _post(row.ref),
        "holder": holder,
        "total": row.waiting,
        "unopened": row.unopened,
        "buckets": {name: older[place] - older[place + 1] for place, name in enumerate(BUCKETS)},
        "oldest_since": row.oldest,
        "overdue": row.overdue,
    }
