"""Where a file was, and for how long."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import GetHistory, HistoryView
from services.files.domain.actor import Actor
from services.files.domain.contest import Contest, check_contest
from services.files.domain.custody import permitted
from services.files.domain.history import Told, Visit, history, visits
from services.files.handlers.desk import file_to_read, reading
from services.files.queries.contests import shown
from services.files.storage import FilesUnitOfWork
from services.files.storage.calendars import working_hours
from services.files.storage.clock import Clock
from services.files.storage.consultations import Consultations
from services.files.storage.contests import Contests
from services.files.storage.deadlines import Deadlines
from services.files.storage.history import chain_of
from services.files.storage.outages import MOST_SHOWN, Outages, stretch_of


def get_history(request: GetHistory, caller: Caller, uow: FilesUnitOfWork) -> HistoryView:
    """Every stay at every desk, the desks added up, and the desks that were asked. Raises FileNotFound."""
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        chain = chain_of(session, file.id)
        hours_of = working_hours(session)
        asked = Consultations(session).of_file(file.id) if file.consultation_count else []
        stops = Clock(session).stops_of(file.id)
        deadlines = [change.view for change in Deadlines(session).of_file(file.id)]
        contests = Contests(session).of_file(file.id)
        found = visits(chain)
        offices = {office for visit in found if (office := visit.movement.to_post.office_id) is not None}
        outages = Outages(session).between(found[0].stay().since, now, offices)
        contested = [shown(session, actor, one, file) for one in contests]
    told = Told(
        stops=stops,
        consultations=[one.consulted for one in asked],
        contests=contested,
        outages=outages[:MOST_SHOWN],
        deadlines=deadlines,
        stretches=[
            *(stretch_of(outage) for outage in outages),
            *(stretch for one in contests if (stretch := one.stretch()) is not None),
        ],
        actions={visit.movement.serial: _allowed(visit, actor, contests) for visit in found},
    )
    return history(found, now, hours_of, told)


def _allowed(visit: Visit, actor: Actor, contests: list[Contest]) -> list[str]:
    """What the actor may do about this stay."""

    def contest() -> None:
        check_contest(visit.stay(), visit.movement.to_post.post_id, actor, contests)

    return permitted({"contest_time": contest})
