"""Contesting time that is charged to one's desk, and ruling on what a desk below contests."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import ContestTime, ContestView, RuleOnContest
from contracts.files.errors import FileNotFound
from contracts.files.events import ContestRuled, TimeContested
from contracts.files.fairness_errors import ContestNotFound
from services.files.domain.clock.charging import spans
from services.files.domain.contest import check_contest
from services.files.domain.contest import contest as contested
from services.files.domain.history import visits
from services.files.handlers import desk
from services.files.queries.contests import shown
from services.files.storage import FilesUnitOfWork
from services.files.storage.contests import of_contest, of_ruling
from services.files.storage.history import chain_of


def contest(request: ContestTime, caller: Caller, uow: FilesUnitOfWork) -> ContestView:
    """Raises FileNotFound, StayNotYours, ContestOpen, ContestOutside."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_locked(uow, actor, request.file_id)
        found = visits(chain_of(uow.session, file.id))
        stays = [visit.stay() for visit in found]
        at = next((place for place, stay in enumerate(stays) if stay.serial == request.serial), None)
        stay, post = (None, None) if at is None else (stays[at], found[at].movement.to_post.post_id)
        check_contest(stay, post, actor, uow.contests.of_file(file.id))
        assert at is not None, "no stay was refused"
        one = contested(new_id(), request, file, actor, uow.now(), spans(stays, uow.now())[at])
        uow.contests.add(one)
        facts = {"contest": one.id, "movement": one.serial, "charge_to": one.charge_to}
        facts |= {"since": one.since.isoformat(), "until": one.until.isoformat()}
        # The desk that has the file now goes on with it: its version stays.
        desk.record(uow, file, "time_contested", actor, facts, of_contest(one), bump=False)
        told = TimeContested(contest_id=one.id, file_id=file.id, number=file.number, post=one.post, serial=one.serial)
        uow.publish(told, actor.view)
        return uow.commit(shown(uow.session, actor, one, file))


def rule(request: RuleOnContest, caller: Caller, uow: FilesUnitOfWork) -> ContestView:
    """Raises ContestNotFound, NotAbove, ContestRuled."""
    with desk.acting(uow, caller) as actor:
        one = uow.contests.get(request.contest_id)
        if one is None:
            raise ContestNotFound
        try:
            file = desk.file_locked(uow, actor, one.file_id)
        except FileNotFound:
            raise ContestNotFound from None
        # Read again under the lock: another superior may have been faster.
        one = uow.contests.get(request.contest_id) or one
        above = uow.directory.is_above(actor.post_id, one.post.post_id)
        ruling = one.rule(request, actor, uow.now(), above)
        uow.contests.rule(one, ruling)
        facts = {"contest": one.id, "accepted": ruling.accepted, "charge_to": ruling.charge_to}
        desk.record(uow, file, "contest_ruled", actor, facts, of_ruling(one, ruling), bump=False)
        told = ContestRuled(
            contest_id=one.id, file_id=file.id, number=file.number, post=one.post, accepted=ruling.accepted
        )
        uow.publish(told, actor.view)
        return uow.commit(shown(uow.session, actor, uow.contests.get(one.id) or one, file))
