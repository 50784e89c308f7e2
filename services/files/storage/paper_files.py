"""Loading and saving paper files, the chain of their custody, and what is asked of the record room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.files.paper_files import PaperRulesView
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.barcode import barcode_of
from services.files.domain.numbering import comparable
from services.files.domain.paper_file import PaperFile, PaperMovement, Place
from services.files.domain.paper_loan import Loan, Requisition
from services.files.storage.paper_file_tables import (
    paper_barcodes,
    paper_files,
    paper_movements,
    paper_requisitions,
    paper_rules,
)
from services.files.storage.values import dump, load

Key = tuple[datetime, UUID]
ALIKE = (
    *("id", "barcode", "office_id", "number", "volume", "subject", "grading", "from_year", "to_year", "file_id"),
    *("is_legacy", "is_pending", "account_since", "way_since", "ended_as", "ended_at", "ended_on", "closed_at", "loss"),
    *("registered_at", "registered_on", "last_step_at", "movement_serial", "version"),
    *("salt", "ledger_serial", "ledger_hash"),
)
"""Columns that are stored as the domain has them."""
OF_REQUISITION = (
    "id",
    "paper_id",
    "asked_at",
    "reason",
    "state",
    "return_on",
    "issued_at",
    "ended_at",
    "remarks",
    "salt",
)
OF_STEP = ("paper_id", "serial", "kind", "remarks", "occurred_at", "recorded_at", "source", "salt")


class PaperFiles:
    def __init__(self, session: Session) -> None:
        self.session = session

    def next_barcode(self) -> str:
        """One that was never given out; numbers that a refused registration took stay unused."""
        return barcode_of(self.session.execute(select(paper_barcodes.next_value())).scalar_one())

    def get(self, paper_id: UUID, *, for_update: bool = False) -> PaperFile | None:
        """The paper file; ``for_update`` keeps others from changing it until the transaction ends."""
        wanted = select(paper_files).where(paper_files.c.id == paper_id)
        return self._one(wanted.with_for_update() if for_update else wanted)

    def with_barcode(self, barcode: str) -> PaperFile | None:
        return self._one(select(paper_files).where(paper_files.c.barcode == barcode))

    def numbered(self, office_id: UUID, number: str, volume: int) -> str | None:
        """The barcode of the office's paper file with this number and volume."""
        row = paper_files.c
        same = (row.office_id == office_id, row.number_key == comparable(number), row.volume == volume)
        return self.session.execute(select(row.barcode).where(*same)).scalar()

    def add(self, paper: PaperFile, link: PaperMovement) -> bool:
        """A new one with its first step; False where the office has one of this number and volume."""
        values = {**_values(paper), "number_key": comparable(paper.number)}
        values["registered_by"] = dump(paper.registered_by)
        new = upsert(paper_files).values(values)
        new = new.on_conflict_do_nothing(index_elements=["office_id", "number_key", "volume"])
        if self.session.execute(new.returning(paper_files.c.id)).first() is None:
            return False
        self._link(link)
        return True

    def save(self, paper: PaperFile, link: PaperMovement | None = None) -> None:
        """Write what an act may have changed, with the step that it was, if it was one."""
        changed = update(paper_files).where(paper_files.c.id == paper.id).values(_values(paper))
        self.session.execute(changed)
        if link is not None:
            self._link(link)

    def movements(self, paper_id: UUID, after: int, limit: int | None = None) -> list[PaperMovement]:
        """In their order."""
        row = paper_movements.c
        wanted = select(paper_movements).where(row.paper_id == paper_id, row.serial > after).order_by(row.serial)
        return [_movement(found) for found in self.session.execute(wanted.limit(limit))]

    def listed(self, of: Any, after: Key | None, limit: int) -> list[PaperFile]:
        """The newest first; ``of`` says which."""
        row = paper_files.c
        wanted = select(paper_files).where(of)
        if after is not None:
            wanted = wanted.where(tuple_(row.registered_at, row.id) < after)
        wanted = wanted.order_by(row.registered_at.desc(), row.id.desc()).limit(limit)
        return [_paper(found) for found in self.session.execute(wanted)]

    def _link(self, link: PaperMovement) -> None:
        own = {
            "before_post_id": link.before_id,
            "account_post_id": link.account.post_id,
            "account": dump(link.account),
            "way_post_id": link.way.post_id if link.way is not None else None,
            "way": dump(link.way),
            "by": dump(link.by),
            **_place(link.place),
        }
        self.session.execute(insert(paper_movements), {**{name: getattr(link, name) for name in OF_STEP}, **own})

    def _one(self, wanted: Select[Any]) -> PaperFile | None:
        row = self.session.execute(wanted).first()
        return None if row is None else _paper(row)


class Requisitions:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, requisition_id: UUID) -> Requisition | None:
        """As it is now. Who changes it has locked its paper file before."""
        wanted = select(paper_requisitions).where(paper_requisitions.c.id == requisition_id)
        row = self.session.execute(wanted).first()
        return None if row is None else _requisition(row)

    def add(self, one: Requisition) -> bool:
        """False where that desk has asked for it already."""
        values = {name: getattr(one, name) for name in OF_REQUISITION}
        values |= {"keeper_post_id": one.keeper.post_id, "keeper": dump(one.keeper)}
        values |= {"asked_post_id": one.asked_by.post.post_id, "asked_by": dump(one.asked_by)}
        new = upsert(paper_requisitions).values(values).on_conflict_do_nothing()
        return self.session.execute(new.returning(paper_requisitions.c.id)).first() is not None

    def save(self, one: Requisition) -> None:
        names = ("state", "return_on", "issued_at", "ended_at", "remarks")
        values = {name: getattr(one, name) for name in names}
        self.session.execute(update(paper_requisitions).where(paper_requisitions.c.id == one.id).values(values))

    def of_paper(self, paper_id: UUID) -> list[Requisition]:
        wanted = select(paper_requisitions).where(paper_requisitions.c.paper_id == paper_id)
        return [_requisition(row) for row in self.session.execute(wanted)]

    def listed(self, of: Any, after: Key | None, limit: int) -> list[tuple[Requisition, PaperFile]]:
        """The newest first, each with its paper file; ``of`` says which."""
        row = paper_requisitions.c
        wanted = select(paper_requisitions).where(of)
        if after is not None:
            wanted = wanted.where(tuple_(row.asked_at, row.id) < after)
        wanted = wanted.order_by(row.asked_at.desc(), row.id.desc()).limit(limit)
        found = [_requisition(one) for one in self.session.execute(wanted)]
        ids = {one.paper_id for one in found}
        papers = {
            row.id: _paper(row) for row in self.session.execute(select(paper_files).where(paper_files.c.id.in_(ids)))
        }
        return [(one, papers[one.paper_id]) for one in found]


class PaperRules:
    def __init__(self, session: Session) -> None:
        self.session = session

    def of_office(self, office_id: UUID) -> PaperRulesView | None:
        """What the office goes by now."""
        return self.of_offices([office_id]).get(office_id)

    def of_offices(self, ids: Collection[UUID]) -> dict[UUID, PaperRulesView]:
        """What each of these that has any goes by now."""
        row = paper_rules.c
        newest = select(row.office_id, func.max(row.serial)).where(row.office_id.in_(ids)).group_by(row.office_id)
        found = self.session.execute(select(paper_rules).where(tuple_(row.office_id, row.serial).in_(newest)))
        return {rules.office_id: rules for rules in map(_rules, found)}

    def add(self, rules: PaperRulesView) -> None:
        """The primary key lets nobody set two at once."""
        values = {name: getattr(rules, name) for name in ("office_id", "serial", "cutover_on", "reason", "at")}
        post = rules.record_room
        values |= {"record_room": dump(post), "record_room_post_id": post.post_id if post is not None else None}
        self.session.execute(insert(paper_rules), {**values, "by": dump(rules.by)})

    def listed(self, office_id: UUID, before: int | None, limit: int) -> list[PaperRulesView]:
        """The newest first."""
        row = paper_rules.c
        wanted = select(paper_rules).where(row.office_id == office_id)
        if before is not None:
            wanted = wanted.where(row.serial < before)
        return [_rules(found) for found in self.session.execute(wanted.order_by(row.serial.desc()).limit(limit))]


def _place(place: Place) -> Mapping[str, str]:
    return {"room": place.room, "almirah": place.almirah, "shelf": place.shelf}


def _values(paper: PaperFile) -> dict[str, Any]:
    """Who registered it and the compared number never change, and are written once."""
    loan = paper.loan
    values = {name: getattr(paper, name) for name in ALIKE}
    values |= {"account_post_id": paper.account.post_id, "account": dump(paper.account)}
    values |= {"way_post_id": paper.way.post_id if paper.way is not None else None, "way": dump(paper.way)}
    values |= {"loan_id": loan.requisition_id if loan else None, "lender": dump(loan.lender) if loan else None}
    values |= {"return_on": loan.return_on if loan else None, **_place(paper.place)}
    return values


def _paper(row: Row[Any]) -> PaperFile:
    stored = row._mapping
    loan = None
    if row.loan_id is not None:
        loan = Loan(row.loan_id, load(PostRef, row.lender), row.return_on)
    return PaperFile(
        account=load(PostRef, row.account),
        way=load(PostRef, row.way),
        place=Place(row.room, row.almirah, row.shelf),
        loan=loan,
        registered_by=load(SignatureBlock, row.registered_by),
        **{name: stored[name] for name in ALIKE},
    )


def _movement(row: Row[Any]) -> PaperMovement:
    stored = {name: row._mapping[name] for name in OF_STEP}
    return PaperMovement(
        before_id=row.before_post_id,
        account=load(PostRef, row.account),
        way=load(PostRef, row.way),
        place=Place(row.room, row.almirah, row.shelf),
        by=load(SignatureBlock, row.by),
        **{**stored, "salt": bytes(row.salt)},
    )


def _requisition(row: Row[Any]) -> Requisition:
    return Requisition(
        keeper=load(PostRef, row.keeper),
        asked_by=load(SignatureBlock, row.asked_by),
        **{name: row._mapping[name] for name in OF_REQUISITION},
    )


def _rules(row: Row[Any]) -> PaperRulesView:
    return PaperRulesView.model_construct(
        office_id=row.office_id,
        serial=row.serial,
        cutover_on=row.cutover_on,
        record_room=load(PostRef, row.record_room),
        reason=row.reason,
        by=load(SignatureBlock, row.by),
        at=row.at,
    )
