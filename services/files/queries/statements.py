"""The statements of the manuals as tables, of any period of the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import (
    ArrearDeskView,
    ArrearSectionView,
    CallBookLineView,
    CaseLineView,
    ConsultedDeskView,
    FlowView,
    GetStatement,
    HeldView,
    PaperLineView,
    PostRef,
    PrintStatement,
    StatementView,
    VipLineView,
)
from contracts.files.errors import NotYet
from services.files.domain.actor import Actor
from services.files.domain.flows import NOTHING
from services.files.domain.numbering import dawn, office_day
from services.files.domain.periods import Period, months_before, period_of
from services.files.domain.vip import Limits, answered
from services.files.handlers.desk import reading
from services.files.queries.holding import Holding
from services.files.queries.pendency import desks_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.around import holders
from services.files.storage.directory import Directory
from services.files.storage.flows import flows
from services.files.storage.past_pendency import FILES, RECEIPTS
from services.files.storage.procedure import Procedure, Rules
from services.files.storage.statement_lines import MOST, Asked, StatementLines
from services.files.storage.statement_scope import Seat, seats
from services.files.storage.values import load

LATE = ("acknowledge_late", "reply_late")
Wanted = GetStatement | PrintStatement


def get_statement(request: GetStatement, caller: Caller, uow: FilesUnitOfWork) -> StatementView:
    """Raises NotYet for a period that has not begun."""
    with reading(uow, caller) as (session, actor):
        return statement(session, actor, request, uow.now())


def statement(session: Session, actor: Actor, request: Wanted, now: datetime) -> StatementView:
    """Raises NotYet."""
    day = request.day or office_day(now)
    period = period_of(request.kind, day)
    if period.begins > now:
        raise NotYet(as_of=dawn(period.since).isoformat())
    context = _context(session, actor, request, period, now)
    found = MAKERS[request.kind](context)
    return StatementView.model_construct(
        kind=request.kind,
        since=period.since,
        until=period.until,
        as_of=context.at,
        office_id=request.office_id,
        unit_id=request.unit_id,
        **found,
    )


@dataclass(frozen=True)
class _Context:
    session: Session
    period: Period
    at: datetime
    today: date
    """The last day of what is shown."""
    seats: Mapping[UUID, Seat]
    lines: StatementLines
    rules: Rules

    def held(self, rows: Sequence[Row[Any]]) -> list[HeldView]:
        """Where each of these lay then."""
        return Holding(self.session, self.rules, self.seats, self.at).held(rows)


def _context(session: Session, actor: Actor, request: Wanted, period: Period, now: datetime) -> _Context:
    at = period.ends(now)
    today = office_day(at)
    found = seats(session, desks_of(session, actor), request.office_id, request.unit_id)
    below = [actor.post_id, *Directory(session).subordinates(actor.post_id)]
    lines = StatementLines(session, Asked(at, today, actor.post_id, below, list(found)))
    _, rules = Procedure(session).in_force(today)
    return _Context(session, period, at, today, found, lines, rules)


def _arrear(context: _Context) -> dict[str, Any]:
    """By section and desk; only those at which something waited, came or went."""
    both = {
        "files": flows(context.session, FILES, context.period.begins, context.at),
        "receipts": flows(context.session, RECEIPTS, context.period.begins, context.at),
    }
    busy = {post for one in both.values() for post in one.busy()} & set(context.seats)
    by_desk = {name: one.by({post: post for post in context.seats}) for name, one in both.items()}
    places = {post: (seat.office_id, seat.unit_id) for post, seat in context.seats.items()}
    by_section = {name: one.by(places) for name, one in both.items()}
    everything = {name: one.by(dict.fromkeys(context.seats, "all")).get("all", NOTHING) for name, one in both.items()}
    people = holders(context.session, busy, context.at)
    desks: dict[tuple[UUID, UUID | None], list[ArrearDeskView]] = defaultdict(list)
    for post in busy:
        desks[places[post]].append(
            ArrearDeskView.model_construct(
                post=context.seats[post].ref,
                holder=people.get(post),
                files=by_desk["files"].get(post, NOTHING),
                receipts=by_desk["receipts"].get(post, NOTHING),
            )
        )
    sections = [
        _section(place, of_section, {name: found.get(place, NOTHING) for name, found in by_section.items()})
        for place, of_section in desks.items()
    ]
    sections.sort(key=lambda one: (one.office_en, str(one.office_id), one.unit_id is not None, one.unit_en))
    return {**everything, "sections": sections, "total": len(busy)}


def _section(
    place: tuple[UUID, UUID | None], desks: list[ArrearDeskView], sums: Mapping[str, FlowView]
) -> ArrearSectionView:
    ref = desks[0].post
    desks.sort(key=lambda desk: (-desk.files.closing, desk.post.designation_en, str(desk.post.post_id)))
    return ArrearSectionView.model_construct(
        office_id=place[0],
        unit_id=place[1],
        office_hi=ref.office_hi,
        office_en=ref.office_en,
        unit_hi=ref.unit_hi,
        unit_en=ref.unit_en,
        desks=desks,
        files=sums["files"],
        receipts=sums["receipts"],
    )


def _monthly(context: _Context) -> dict[str, Any]:
    one, three = (dawn(months_before(context.today, months)) for months in (1, 3))
    rows = context.lines.cases(one, three)
    shown = _shown(rows)
    ids = [row.id for row in shown]
    consulted, stopped, parked = (
        getattr(context.lines, name)(ids) if ids else {} for name in ("consulted", "stopped", "parked")
    )
    cases = []
    for row, held in zip(shown, context.held(shown), strict=True):
        stop = stopped.get((row.id, row.serial))
        cases.append(
            CaseLineView.model_construct(
                file_id=row.id,
                number=row.number,
                subject=row.subject,
                opened_at=row.created_at,
                days=(context.today - office_day(row.created_at)).days,
                over_three_months=row.created_at < three,
                held=held,
                deadline=row.deadline,
                waiting_for=stop.reason if stop else None,
                waiting_since=stop.since if stop else None,
                consulted=[
                    ConsultedDeskView(post=load(PostRef, each.post), asked_at=each.asked_at, due_on=each.due_on)
                    for each in consulted.get(row.id, [])
                ],
                parked_until=parked.get((row.id, row.serial)),
            )
        )
    return {"cases": cases, "over_three_months": rows[0].over_three if rows else 0, **_counts(rows)}


def _puc(context: _Context) -> dict[str, Any]:
    rows = context.lines.papers()
    shown = _shown(rows)
    papers = [
        PaperLineView.model_construct(
            receipt_id=row.id,
            diary_number=row.diary_number,
            letter_number=row.letter_number,
            subject=row.subject,
            sender=row.sender["name"],
            received_on=row.received_on,
            days=max(0, (context.today - row.received_on).days),
            file_id=row.file_id,
            file_number=row.file_number,
            held=held,
        )
        for row, held in zip(shown, context.held(shown), strict=True)
    ]
    return {"papers": papers, **_counts(rows)}


def _call_book(context: _Context) -> dict[str, Any]:
    rows = context.lines.call_book()
    shown = _shown(rows)
    lines = [
        CallBookLineView.model_construct(
            file_id=row.id,
            number=row.number,
            subject=row.subject,
            held=held,
            parked_since=datetime.fromisoformat(row.parked["since"]),
            parked_until=date.fromisoformat(row.parked["until"]),
            reason=row.parked["reason"],
        )
        for row, held in zip(shown, context.held(shown), strict=True)
    ]
    return {"call_book": lines, **_counts(rows)}


def _vip(context: _Context) -> dict[str, Any]:
    """What was not answered when the period began, and what came in it."""
    rows = context.lines.vip()
    issued = context.lines.issued({row.file_id for row in rows if row.file_id is not None})
    limits = _limits(context.rules)
    kept = []
    for row in rows:
        letters = [one for at, one in issued.get(row.file_id, []) if row.entered_at is not None and at > row.entered_at]
        closed_on = office_day(row.closed_at) if row.closed_at is not None else None
        how = answered(row.received_on, row.sender["name"], letters, closed_on, context.today, limits)
        ended_on = how.replied.on if how.replied is not None else closed_on
        if ended_on is None or ended_on >= context.period.since:
            kept.append((row, how))
    shown = [(row, how) for row, how in kept if row.seen][:MOST]
    lines = []
    for (row, how), held in zip(shown, context.held([row for row, _ in shown]), strict=True):
        letter = how.replied or how.acknowledged
        lines.append(
            VipLineView.model_construct(
                receipt_id=row.id,
                diary_number=row.diary_number,
                letter_number=row.letter_number,
                subject=row.subject,
                sender=row.sender["name"],
                category=row.sender["category"],
                labels=row.labels,
                received_on=row.received_on,
                acknowledge_by=how.acknowledge_by,
                acknowledged_on=how.acknowledged.on if how.acknowledged else None,
                reply_by=how.reply_by,
                replied_on=how.replied.on if how.replied else None,
                reply_number=letter.number if letter else "",
                state=how.state,
                file_id=row.file_id,
                file_number=row.file_number,
                held=held,
            )
        )
    withheld = sum(not row.seen for row, _ in kept)
    return {
        "vip": lines,
        "total": len(kept),
        "withheld": withheld,
        "late": sum(how.state in LATE for _, how in kept),
    }


def _limits(rules: Rules) -> Limits:
    """Those of the State's procedure; the manual's fifteen and fifteen days where it has none."""
    named = {rule["code"]: rule["count"] for rule in rules.get("limits", ()) if rule["unit"] == "calendar_days"}
    usual = Limits()
    return Limits(named.get("vip_acknowledgement", usual.acknowledge), named.get("vip_reply", usual.reply))


def _shown(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.seen][:MOST]


def _counts(rows: Sequence[Row[Any]]) -> dict[str, int]:
    return {"total": rows[0].total, "withheld": rows[0].withheld} if rows else {}


MAKERS = {"arrear": _arrear, "monthly": _monthly, "vip": _vip, "puc": _puc, "call_book": _call_book}
