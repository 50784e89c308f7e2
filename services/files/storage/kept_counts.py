"""Counts that a trigger's rows of changes are added to from time to time, and that are counted anew on each new day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, TextClause, select, update
from sqlalchemy.orm import Session

from services.files.storage.pendency_tables import pendency_counted

Statement = tuple[TextClause, Mapping[str, Any]]
"""With what it wants to know."""


def keep(
    session: Session,
    counted: Column[date],
    today: date,
    *,
    fold: Statement,
    drifted: Callable[[date], Statement],
    anew: Statement,
) -> int | None:
    """Take in what has changed (``fold``), or count everything anew if that was not done today.

    ``counted`` is the column that names the day of the counts, which ``drifted`` is made for. Whoever keeps them keeps
    others from it until the session commits. Answers how many were found wrong; none where nothing was compared.
    """
    # A statement of its own: what comes after it sees all that the last one to hold the row has done.
    of_day = session.execute(select(counted).with_for_update()).scalar_one()
    if of_day == today:
        session.execute(*fold)
        return None
    found = None if of_day is None else int(session.execute(*drifted(of_day)).scalar_one())
    session.execute(*anew)
    session.execute(update(pendency_counted).values({counted: today}))
    return found
