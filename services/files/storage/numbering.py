"""The running numbers of an office: without a gap, because a number is taken and given back with its transaction."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.files.storage.tables import number_series


class Numbering:
    def __init__(self, session: Session) -> None:
        self.session = session

    def next(self, office_id: UUID, kind: str, year: int, template: str, count: int = 1) -> int:
        """The next serial of a series, from 1; the last of ``count`` that follow each other.

        Others who want one wait until this transaction ends.
        """
        series = insert(number_series).values(office_id=office_id, kind=kind, year=year, template=template, last=count)
        more = series.on_conflict_do_update(
            index_elements=["office_id", "kind", "year", "template"], set_={"last": number_series.c.last + count}
        )
        return int(self.session.execute(more.returning(number_series.c.last)).scalar_one())
