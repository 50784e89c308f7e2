"""Files opened, closed and open, week by week."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from contracts.files import WeekView
from services.files.domain.numbering import dawn, office_day
from services.files.storage.trend_counts import COUNTED, KEPT, on

WEEK = timedelta(days=7)
TICK = timedelta(microseconds=1)


class Trend:
    """Counts of weeks that end with a day in India, the last with today, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def weeks(self, now: datetime, count: int, office_id: UUID | None) -> list[WeekView]:
        """The last ``count`` weeks of one office, or of all, the oldest first.

        What was open at the end of a week is what is open now, less what was opened and more what was closed since:
        so the three columns agree with each other and with the pendency table.
        """
        values = on(office_day(now), count, office_id)
        # Nothing kept: nothing is counted yet, or there is nothing to count.
        rows = self.session.execute(KEPT, values).all() or self.session.execute(COUNTED, values).all()
        counts = {row.ago: (row.opened, row.closed) for row in rows}
        still_open = sum(opened - closed for opened, closed in counts.values())
        weeks = []
        for ago in range(count):
            opened, closed = counts.get(ago, (0, 0))
            weeks.append(WeekView(ends_at=_end(now, ago), opened=opened, closed=closed, open=still_open))
            still_open += closed - opened
        return weeks[::-1]


def _end(now: datetime, ago: int) -> datetime:
    """This week is under way; the others ended with the last moment of a day in India."""
    return now if ago == 0 else dawn(office_day(now) - ago * WEEK + timedelta(days=1)) - TICK
