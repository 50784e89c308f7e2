"""The breach forecast: what will miss its time, soonest first, each with the figures that say so."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row

from chassis.auth import Caller
from contracts.files import ForecastLineView, ForecastView, GetForecast
from services.files.domain.forecast import DAY, Experience, Judged, Stay
from services.files.domain.numbering import dawn, office_day
from services.files.handlers.desk import reading
from services.files.queries.holding import Holding
from services.files.queries.pendency import desks_of
from services.files.storage import FilesUnitOfWork
from services.files.storage import forecast as stored
from services.files.storage.directory import Directory
from services.files.storage.procedure import Procedure
from services.files.storage.statement_lines import MOST
from services.files.storage.statement_scope import Seat, seats

SHOWN = ("missed", "will_miss", "at_risk")


def get_forecast(request: GetForecast, caller: Caller, uow: FilesUnitOfWork) -> ForecastView:
    """Of open files with a deadline, or a day set for the desk on which they lie."""
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        everywhere = seats(session, None, None, None)
        wanted = seats(session, desks_of(session, actor), request.office_id, request.unit_id)
        below = [actor.post_id, *Directory(session).subordinates(actor.post_id)]
        rows = stored.due(session, list(wanted), below, actor.post_id)
        _, rules = Procedure(session).in_force(office_day(now))
        holding = Holding(session, rules, everywhere, now)
        known = Experience(
            Stay(seat.office_id, holding.rank(seat), float(row.until_left), float(row.until_closed))
            for row in stored.stays(session, now)
            if (seat := everywhere.get(row.post_id)) is not None
        )
        judged = [(row, _judged(row, known, everywhere[row.post_id], holding, now)) for row in rows if row.seen]
        counted = Counter(how.outlook for _, how in judged)
        listed = sorted((one for one in judged if one[1].outlook in SHOWN), key=lambda one: (_due(one[0]), one[0].id))
        listed = listed[:MOST]
        held = holding.held([row for row, _ in listed])
    lines = [
        ForecastLineView.model_construct(
            file_id=row.id,
            number=row.number,
            subject=row.subject,
            held=place,
            basis="deadline" if row.deadline is not None else "due_on",
            due_at=_due(row),
            days_left=round((_due(row) - now).total_seconds() / DAY, 1),
            days_here=round(_here(row, now) / DAY, 1),
            outlook=how.outlook,
            usual_days=how.usual_days,
            slow_days=how.slow_days,
            sample=how.sample,
            sample_of=how.sample_of,
            waiting_for=row.stopped,
            consulted=row.open_consultations,
        )
        for (row, how), place in zip(listed, held, strict=True)
    ]
    return ForecastView.model_construct(
        as_of=now,
        lines=lines,
        missed=counted["missed"],
        will_miss=counted["will_miss"],
        at_risk=counted["at_risk"],
        in_time=counted["in_time"],
        unknown=counted["unknown"],
        withheld=sum(not row.seen for row in rows),
    )


def _judged(row: Row[Any], known: Experience, seat: Seat, holding: Holding, now: datetime) -> Judged:
    left = (_due(row) - now).total_seconds()
    of: Literal["left", "closed"] = "closed" if row.deadline is not None else "left"
    return known.judge(of, seat.office_id, holding.rank(seat), _here(row, now), left)


def _due(row: Row[Any]) -> datetime:
    """The deadline; else the end of the day that was set for the desk."""
    at: datetime = row.deadline if row.deadline is not None else dawn(row.due_on + timedelta(days=1))
    return at


def _here(row: Row[Any], now: datetime) -> float:
    return max(0.0, (now - row.since).total_seconds())
