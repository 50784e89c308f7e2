"""What waited at the desks at a moment of the past, from the chains of movements.

A file that has not moved since then lies there still, and its own row tells. For the others the last movement by then
is looked up, one probe of the chain's key each: the cost is that of the files that moved since. A movement counts from
when the desk could see what it brought (``When.reached``), as in the file's ``held_since``; a deadline that was changed
afterwards, made later or with the limit of its case, is the one that it was then.
"""

# ruff: noqa: S608 - what is put together here are names of columns, all of them constants

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, TextualSelect, Uuid, column, func, select, text
from sqlalchemy.orm import Session

from contracts.files import DeskItemView
from services.files.domain.access import NARROW
from services.files.domain.numbering import office_day
from services.files.domain.pendency import Bucket, Span, span
from services.files.storage.desk import desk_item
from services.files.storage.pendency import Key, table
from services.files.storage.pendency_counts import OVER
from services.files.storage.tables import REACHED, Moment, files


@dataclass(frozen=True)
class Chain:
    """Where one kind of thing lay, by its table and its movements."""

    items: str
    item: str
    """How the movements name the thing."""
    prefix: str
    """Of the tables of its movements and openings."""
    made_at: str
    ends: str
    """Kinds of movements after which it waits nowhere, as a list of SQL."""
    deadline: str
    later: str = ""
    """Joins what ``deadline`` needs."""

    @property
    def stay(self) -> str:
        """The last movement that the desk could see by ``:at``, with its opening by then."""
        return f"""
CROSS JOIN LATERAL (
    SELECT serial, kind, to_post_id, to_post, from_post, remarks, {REACHED} AS since FROM {self.prefix}movements
    WHERE {self.item} = {self.items}.id AND {REACHED} <= :at ORDER BY serial DESC LIMIT 1
) stay
LEFT JOIN {self.prefix}openings openings
    ON openings.{self.item} = {self.items}.id AND openings.serial = stay.serial AND openings.at <= :at
"""

    @property
    def lay(self) -> str:
        """One row for each thing that waited at a desk at ``:at``."""
        return f"""
SELECT id, holder_post_id AS post_id, holder AS post, held_since AS since, movement_serial AS serial,
    opened_at IS NULL OR opened_at > :at AS unopened, {self.deadline} AS deadline
FROM {self.items} {self.later} WHERE state = 'open' AND held_since <= :at
UNION ALL
SELECT {self.items}.id, stay.to_post_id, stay.to_post, stay.since, stay.serial,
    stay.kind = 'forwarded' AND openings.at IS NULL, {self.deadline}
FROM {self.items} {self.later} {self.stay}
WHERE {self.items}.held_since > :at AND {self.items}.{self.made_at} <= :at AND stay.kind NOT IN ({self.ends})
"""

    @property
    def waited(self) -> TextualSelect:
        """One row for each desk at which something waited at ``:at``."""
        return text(f"""
SELECT post_id, count(*)::integer AS waiting, (count(*) FILTER (WHERE unopened))::integer AS unopened, {_OLDER},
    min(since) AS oldest, (count(*) FILTER (WHERE deadline < :at))::integer AS overdue
FROM ({self.lay}) lay GROUP BY post_id
""").columns(
            column("post_id", Uuid),
            *(column(name, BigInteger) for name in ("waiting", "unopened", *OVER)),
            column("oldest", Moment),
            column("overdue", BigInteger),
        )


_OLDER = ", ".join(f"(count(*) FILTER (WHERE since < :{name}))::integer AS {name}" for name in OVER)
# A deadline that was changed since was the one before the first of these changes.
_LATER = """
LEFT JOIN (
    SELECT DISTINCT ON (file_id) file_id, serial, before FROM (
        SELECT file_id, recorded_at, serial, before FROM deadline_changes WHERE recorded_at > :at
        UNION ALL SELECT file_id, recorded_at, serial, before FROM case_choices WHERE recorded_at > :at
    ) changes ORDER BY file_id, recorded_at, serial
) later ON later.file_id = files.id
"""
_DEADLINE = "CASE WHEN later.serial IS NULL THEN files.deadline ELSE later.before END"
FILES = Chain("files", "file_id", "", "created_at", "'closed'", _DEADLINE, _LATER)
RECEIPTS = Chain(
    "receipts", "receipt_id", "receipt_", "diarised_at", "'closed', 'put_in_file'", "CAST(NULL AS timestamptz)"
)
WAITED = FILES.waited

# Whatever ever came to the desk is looked at: its own history, by an index.
CELL = text(f"""
SELECT files.id, number, subject, grading, urgency, labels, stay.to_post AS holder, stay.from_post, stay.remarks,
    stay.since AS at, CASE WHEN stay.kind = 'forwarded' THEN openings.at ELSE stay.since END AS opened_at,
    CAST(NULL AS date) AS due_on, 'open' AS state, '' AS sender, stay.since AS held_since,
    stay.serial AS custody_number, CAST(NULL AS timestamptz) AS leased_until, CAST(NULL AS jsonb) AS parked, version,
    {_DEADLINE} AS deadline
FROM files {_LATER} {FILES.stay}
WHERE files.id IN (SELECT file_id FROM movements WHERE to_post_id = :post) AND files.created_at <= :at
    AND stay.to_post_id = :post AND stay.kind <> 'closed' AND (:narrow OR grading <> ALL (:narrow_gradings))
    AND (CAST(:since AS timestamptz) IS NULL OR stay.since >= :since)
    AND (CAST(:before AS timestamptz) IS NULL OR stay.since < :before)
    AND (CAST(:after_at AS timestamptz) IS NULL OR (stay.since, files.id) > (:after_at, CAST(:after_id AS uuid)))
ORDER BY stay.since, files.id LIMIT :limit
""")


class PastPendency:
    """What waited, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def desks(self, at: datetime, among: Sequence[UUID] | None, office_id: UUID | None) -> list[dict[str, Any]]:
        """As ``Pendency.desks``, with those who held the desks then."""
        return table(self.session, WAITED, at, among, office_id)

    def cell(
        self, post_id: UUID, bucket: Bucket | None, at: datetime, *, after: Key | None, limit: int, narrow: bool
    ) -> list[DeskItemView]:
        """As ``Pendency.cell``, each as it lay there then: by whom it was sent, since when, whether it was opened."""
        arrivals = span(bucket, office_day(at)) if bucket is not None else Span(None, None)
        after_at, after_id = after or (None, None)
        values = {
            "post": post_id,
            "at": at,
            "since": arrivals.since,
            "before": arrivals.before,
            "after_at": after_at,
            "after_id": after_id and str(after_id),
            "narrow": narrow,
            "narrow_gradings": list(NARROW),
            "limit": limit,
        }
        return [desk_item("file", row) for row in self.session.execute(CELL, values)]

    def started(self, at: datetime, among: Sequence[UUID] | None, office_id: UUID | None) -> int:
        """Files that had been opened by then at these desks, of one office if named."""
        query = select(func.count()).select_from(files).where(files.c.created_at <= at)
        if among is not None:
            query = query.where(files.c.created_post_id.in_(among))
        if office_id is not None:
            query = query.where(files.c.office_id == office_id)
        return int(self.session.execute(query).scalar_one())
