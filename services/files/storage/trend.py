"""Files opened, closed and open, week by week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, cast, extract, func, select, true
from sqlalchemy.orm import Session

from contracts.files import WeekView
from services.files.storage.tables import files

WEEK = timedelta(days=7)


class Trend:
    """Counts of weeks that end now, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def weeks(self, now: datetime, count: int, office_id: UUID | None) -> list[WeekView]:
        """The last ``count`` weeks of one office, or of all, the oldest first.

        What was open at the end of a week is what is open now, less what was opened and more what was closed since:
        so the three columns agree with each other and with the pendency table.
        """
        within = true() if office_id is None else files.c.office_id == office_id
        opened = self._by_week(files.c.created_at, now, count, within)
        closed = self._by_week(files.c.closed_at, now, count, within)
        still_open = self.session.execute(
            select(func.count()).select_from(files).where(files.c.state == "open", within)
        ).scalar_one()
        weeks = []
        for ago in range(count):
            into, out_of = opened.get(ago, 0), closed.get(ago, 0)
            weeks.append(WeekView(ends_at=now - ago * WEEK, opened=into, closed=out_of, open=still_open))
            still_open += out_of - into
        return weeks[::-1]

    def _by_week(
        self, moment: ColumnElement[Any], now: datetime, count: int, within: ColumnElement[bool]
    ) -> dict[int, int]:
        """How many fall into each week, by how many weeks ago that is."""
        ago = cast(func.floor(extract("epoch", now - moment) / WEEK.total_seconds()), Integer)
        query = (
            select(ago.label("ago"), func.count())
            .where(within, moment > now - count * WEEK, moment <= now)
            .group_by(ago)
        )
        return {row[0]: row[1] for row in self.session.execute(query)}
