"""The adoption board of a period, the district's return, and the factors that were stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import log
from chassis.auth import Caller
from contracts.base import Page
from contracts.errors import CallTimeout, Unavailable
from contracts.files import (
    RETURN_FORMAT,
    AdoptionOfficeView,
    AdoptionReturnView,
    AdoptionView,
    GetAdoption,
    GetAdoptionReturn,
    ListSavingsFactors,
    PrintAdoption,
    ReturnDistrict,
    ReturnOffice,
    SavingsFactorView,
    digest,
)
from contracts.files.adoption_errors import DistrictUnknown
from contracts.files.errors import NotYet, OfficeUnknown
from contracts.identity import GetOfficeUse, OfficeUseView
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.adoption import Place, cuts, figures, in_force, rolled_up, savings, together, tree, under
from services.files.domain.numbering import dawn, office_day
from services.files.domain.outage import KEEPERS
from services.files.domain.periods import Period
from services.files.handlers.desk import reading
from services.files.handlers.letter_desk import Bus
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.adoption import Adoption, Asked, SavingsFactors
from services.files.storage.paper_file_sight import offices_seen

logger = log.get_logger(__name__)

WHOLE_DISTRICT = frozenset({"dm"}) | KEEPERS
REVIEWERS = COMPETENT | WHOLE_DISTRICT
Wanted = GetAdoption | PrintAdoption | GetAdoptionReturn
Use = dict[UUID, OfficeUseView]


@dataclass(frozen=True)
class Board:
    period: Period
    as_of: datetime

    @classmethod
    def of(cls, request: Wanted, now: datetime) -> Board:
        """Raises NotYet for a period that has not begun."""
        until = request.until or office_day(now)
        period = Period(request.since or until.replace(day=1), until)
        if period.begins >= now:
            raise NotYet(as_of=dawn(period.since).isoformat())
        return cls(period, period.ends(now))

    @property
    def last(self) -> date:
        return office_day(self.as_of)


def get_adoption(request: GetAdoption, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> AdoptionView:
    """Raises RoleMissing, OfficeUnknown, NotYet."""
    board = Board.of(request, uow.now())
    with reading(uow, caller) as (_, actor):
        actor.require(REVIEWERS, "section_officer")
    use = users(bus, board.as_of)
    with reading(uow, caller) as (session, actor):
        return adoption(session, actor, board, request.office_id, use)


def get_return(request: GetAdoptionReturn, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> AdoptionReturnView:
    """Raises RoleMissing, DistrictUnknown, NotYet, Unavailable."""
    board = Board.of(request, uow.now())
    with reading(uow, caller) as (_, actor):
        actor.require(WHOLE_DISTRICT, "dm")
    use = asked(bus, board.as_of)
    with reading(uow, caller) as (session, actor):
        actor.require(WHOLE_DISTRICT, "dm")
        view = adoption(session, actor, board, None, use)
    made = AdoptionReturnView(
        format=RETURN_FORMAT,
        district=_district(use),
        since=view.since,
        until=view.until,
        as_of=view.as_of,
        made_at=uow.now(),
        made_by=f"{actor.person.name_en}, {actor.post.designation_en}"[:300],
        total=view.total,
        offices=[
            ReturnOffice(
                office_id=each.office_id,
                name_hi=each.office_hi,
                name_en=each.office_en,
                parent_id=each.parent_id,
                lgd_code=use[each.office_id].lgd_code if each.office_id in use else None,
                figures=each.own,
            )
            for each in view.offices
        ],
        savings=view.savings,
        factors=view.factors,
        sha256="0" * 64,
    )
    return made.model_copy(update={"sha256": digest(made.model_dump(mode="json"))})


def _district(use: Use) -> ReturnDistrict:
    """The office of the district: the collectorate before others of its level."""
    found = [each for each in use.values() if each.lgd_level == "district" and each.lgd_code is not None]
    if not found:
        raise DistrictUnknown
    first = min(found, key=lambda each: (each.kind != "collectorate", each.lgd_code or 0, str(each.office_id)))
    return ReturnDistrict(lgd_code=first.lgd_code, name_hi=first.name_hi, name_en=first.name_en)


def asked(bus: Bus, at: datetime) -> Use:
    """Raises Unavailable, CallTimeout."""
    return {each.office_id: each for each in bus.call(GetOfficeUse(as_of=at)).offices}


def users(bus: Bus, at: datetime) -> Use | None:
    """None where identity does not answer: the board then has no users, and no tree."""
    try:
        return asked(bus, at)
    except (Unavailable, CallTimeout) as error:
        logger.warning("office_use_unknown", error=error.code)
        return None


def adoption(session: Session, actor: Actor, board: Board, office_id: UUID | None, use: Use | None) -> AdoptionView:
    """Raises RoleMissing, OfficeUnknown."""
    actor.require(REVIEWERS, "section_officer")
    kept = Adoption(session)
    places = _places(session, actor, kept, office_id, use or {})
    period = board.period
    factors = SavingsFactors(session).all()
    days = cuts(factors, period.since, board.last)
    counted, pieces = kept.counts(
        Asked([place.office_id for place in places], period.begins, board.as_of, board.last, days)
    )
    own = {
        place.office_id: figures(counted.get(place.office_id, {}), (use or {}).get(place.office_id)) for place in places
    }
    whole = rolled_up(places, own)
    cutovers = kept.cutovers(board.as_of)
    return AdoptionView(
        since=period.since,
        until=period.until,
        as_of=board.as_of,
        office_id=office_id,
        total=together(own.values()),
        offices=[
            AdoptionOfficeView(
                office_id=place.office_id,
                office_hi=place.hindi,
                office_en=place.english,
                parent_id=place.parent_id,
                depth=place.depth,
                cutover_on=cutovers.get(place.office_id),
                own=own[place.office_id],
                whole=whole[place.office_id],
            )
            for place in places
        ],
        savings=savings(pieces, factors, period.since, board.last),
        factors=_used(factors, [period.since, *days]),
        may_set_factors=actor.has(WHOLE_DISTRICT),
        may_make_return=actor.has(WHOLE_DISTRICT),
    )


def _places(session: Session, actor: Actor, kept: Adoption, office_id: UUID | None, use: Use) -> list[Place]:
    names = kept.offices()
    if not actor.has(WHOLE_DISTRICT):
        seen = set(offices_seen(session, actor))
        names = {office: both for office, both in names.items() if office in seen}
    parents = {office: (each.revenue_parent_id, each.development_parent_id) for office, each in use.items()}
    places = tree(names, parents)
    if office_id is None:
        return places
    if office_id not in names:
        raise OfficeUnknown(office=office_id)
    return under(places, office_id)


def _used(factors: list[SavingsFactorView], days: list[date]) -> list[SavingsFactorView]:
    """Whatever was in force on one of these days."""
    found = {one.id: one for day in days for one in in_force(factors, day).values()}
    return sorted(found.values(), key=lambda one: (one.code, one.valid_from))


def list_factors(request: ListSavingsFactors, caller: Caller, uow: FilesUnitOfWork) -> Page[SavingsFactorView]:
    """For who may see a board. Raises RoleMissing."""
    before = cursors.serial(request.cursor) or None
    with reading(uow, caller) as (session, actor):
        actor.require(REVIEWERS, "section_officer")
        found = SavingsFactors(session).listed(request.code, before, request.limit + 1)
    part = found[: request.limit]
    more = cursors.encode(part[-1][0]) if len(found) > len(part) else None
    return Page[SavingsFactorView].model_construct(items=[one for _, one in part], next=more)
