"""The running numbers of an office: without a gap, because a number is taken and given back with its transaction."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.files.storage.tables import number_series


class Numbering:
    def __init__(self, session: Session) -> None:
        self.session = session

    def next(self, office_id: UUID, kind: str, year: int, template: str) -> int:
        """The next serial of a series, from 1. Others who want one wait until this transaction ends."""
        series = insert(number_series).values(office_id=office_id, kind=kind, year=year, template=template, last=1)
        one_more = series.on_conflict_do_update(
            index_elements=["office_id", "kind", "year", "template"], set_={"last": number_series.c.last + 1}
        )
        return int(self.session.execute(one_more.returning(number_series.c.last)).scalar_one())
