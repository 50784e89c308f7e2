"""The dispatch register."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, tuple_
from sqlalchemy.orm import Session

from contracts.base import Source
from contracts.files import SignatureBlock
from services.files.domain.dispatch import Dispatch
from services.files.storage.letter_tables import dispatches
from services.files.storage.values import dump, load


def dispatch_of(row: Row[Any]) -> Dispatch:
    return Dispatch(
        id=row.id,
        office_id=row.office_id,
        year=row.year,
        serial=row.serial,
        letter_id=row.letter_id,
        letter_number=row.letter_number,
        addressee_index=row.addressee_index,
        addressee=row.addressee,
        mode=row.mode,
        tracking_number=row.tracking_number,
        remarks=row.remarks,
        dispatched_by=load(SignatureBlock, row.dispatched_by),
        dispatched_at=row.dispatched_at,
    )


class Dispatches:
    """The lines of all offices' registers, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, line: Dispatch, *, recorded_at: datetime, source: Source) -> None:
        self.session.execute(
            insert(dispatches).values(
                id=line.id,
                office_id=line.office_id,
                year=line.year,
                serial=line.serial,
                letter_id=line.letter_id,
                letter_number=line.letter_number,
                addressee_index=line.addressee_index,
                addressee=line.addressee,
                mode=line.mode,
                tracking_number=line.tracking_number,
                remarks=line.remarks,
                dispatched_by=dump(line.dispatched_by),
                dispatched_at=line.dispatched_at,
                recorded_at=recorded_at,
                source=source,
            )
        )

    def to_addressee(self, letter_id: UUID, index: int) -> Dispatch | None:
        """The line that served this addressee of the letter."""
        of = dispatches.c
        query = select(dispatches).where(of.letter_id == letter_id, of.addressee_index == index)
        row = self.session.execute(query).first()
        return dispatch_of(row) if row is not None else None

    def count(self, letter_id: UUID) -> int:
        """How many addressees of the letter are served."""
        query = select(func.count()).where(dispatches.c.letter_id == letter_id)
        return self.session.execute(query).scalar_one()

    def of_letter(self, letter_id: UUID) -> list[Dispatch]:
        """In the order in which they went out; at most 50, as a letter has addressees."""
        of = dispatches.c
        query = select(dispatches).where(of.letter_id == letter_id).order_by(of.year, of.serial)
        return [dispatch_of(row) for row in self.session.execute(query)]

    def of_office(self, office_id: UUID, *, below: tuple[int, int] | None, limit: int) -> list[Dispatch]:
        """Newest first, from the line before (year, serial) ``below``."""
        of = dispatches.c
        query = select(dispatches).where(of.office_id == office_id)
        if below is not None:
            query = query.where(tuple_(of.year, of.serial) < below)
        return [
            dispatch_of(row)
            for row in self.session.execute(query.order_by(of.year.desc(), of.serial.desc()).limit(limit))
        ]
