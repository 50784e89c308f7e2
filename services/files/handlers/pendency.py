"""The counts behind the pendency table and the trend beside it, kept up to date."""

from __future__ import annotations

from datetime import timedelta

from chassis import log
from services.files.domain.numbering import office_day
from services.files.storage import FilesUnitOfWork, pendency_counts, trend_counts

logger = log.get_logger(__name__)

KEEP = "keep_pendency"
EVERY = timedelta(seconds=10)
"""Until then the table adds up what has changed since; a district's busiest ten seconds are some hundred rows."""


def keep(uow: FilesUnitOfWork) -> None:
    """Take changes into the counts, on a new day count anew and report what was wrong, and order the next time."""
    with uow:
        today = office_day(uow.now())
        drifted = {
            "pendency_counted": pendency_counts.keep(uow.session, today),
            "trend_counted": trend_counts.keep(uow.session, today),
        }
        uow.due(uow.now() + EVERY, KEEP, key=KEEP)
        uow.commit()
    for counted, repaired in drifted.items():
        if repaired is not None:
            (logger.warning if repaired else logger.info)(counted, repaired=repaired)
