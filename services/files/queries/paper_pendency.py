"""Physically pending files down to zero: numbers only, by office and week by week."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import GetPaperPendency
from contracts.files.errors import OfficeUnknown
from contracts.files.paper_files import PaperOfficeView, PaperPendencyView, PaperWeekView
from services.files.domain.actor import Actor
from services.files.domain.numbering import office_day
from services.files.domain.outage import KEEPERS
from services.files.handlers.desk import reading
from services.files.storage import FilesUnitOfWork
from services.files.storage import paper_file_counts as counts
from services.files.storage.paper_file_sight import offices_seen


def pendency(request: GetPaperPendency, caller: Caller, uow: FilesUnitOfWork) -> PaperPendencyView:
    """Of the own office and those below; of all for a keeper of the directory, who sets their days.

    Raises OfficeUnknown for another office.
    """
    today = office_day(uow.now())
    with reading(uow, caller, one_state=True) as (session, actor):
        seen = _seen(session, actor)
        offices = counts.by_office(session, seen, today)
        shown = [row.office_id for row in offices]
        if request.office_id is not None:
            if request.office_id not in shown:
                raise OfficeUnknown(office=request.office_id)
            shown = [request.office_id]
        weeks = counts.weekly(session, shown, today)
    return PaperPendencyView.model_construct(
        offices=[PaperOfficeView.model_construct(**row._mapping) for row in offices],
        weeks=[
            PaperWeekView.model_construct(ends_on=ends_on, pending=pending, registered=registered, ended=ended)
            for ends_on, pending, registered, ended in weeks
        ],
        may_set_rules=actor.has(KEEPERS),
    )


def _seen(session: Session, actor: Actor) -> list[UUID] | None:
    """None: all."""
    return None if actor.has(KEEPERS) else offices_seen(session, actor)
