"""How persons arrange their desks."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.files.arrangement import ArrangementView
from services.files.storage.desk_tables import desk_arrangements

NONE = ArrangementView(folders=[], filters=[], placed={}, version=0)


class Arrangements:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, person_id: UUID, post_id: UUID) -> ArrangementView:
        """An empty one before the first saving."""
        found = select(desk_arrangements).filter_by(person_id=person_id, post_id=post_id)
        row = self.session.execute(found).first()
        return NONE if row is None else ArrangementView.model_validate(row)

    def locked(self, person_id: UUID, post_id: UUID) -> ArrangementView:
        """As ``get``; nobody else saves it until the transaction ends."""
        empty = {"folders": [], "filters": [], "placed": {}, "version": 0}
        row = insert(desk_arrangements).values(person_id=person_id, post_id=post_id, **empty).on_conflict_do_nothing()
        self.session.execute(row)
        found = select(desk_arrangements).filter_by(person_id=person_id, post_id=post_id).with_for_update()
        return ArrangementView.model_validate(self.session.execute(found).one())

    def save(self, person_id: UUID, post_id: UUID, arrangement: ArrangementView) -> None:
        own = update(desk_arrangements).filter_by(person_id=person_id, post_id=post_id)
        self.session.execute(own.values(arrangement.model_dump(mode="json")))
