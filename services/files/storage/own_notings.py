"""The standard notings that persons keep for themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.files.notings import OwnNotingsView
from services.files.storage.desk_tables import own_notings

NONE = OwnNotingsView(notings=[], version=0)


class OwnNotings:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, person_id: UUID, post_id: UUID) -> OwnNotingsView:
        """None of them before the first saving."""
        found = select(own_notings).filter_by(person_id=person_id, post_id=post_id)
        row = self.session.execute(found).first()
        return NONE if row is None else OwnNotingsView.model_validate(row)

    def locked(self, person_id: UUID, post_id: UUID) -> OwnNotingsView:
        """As ``get``; nobody else saves them until the transaction ends."""
        row = insert(own_notings).values(person_id=person_id, post_id=post_id, notings=[], version=0)
        self.session.execute(row.on_conflict_do_nothing())
        found = select(own_notings).filter_by(person_id=person_id, post_id=post_id).with_for_update()
        return OwnNotingsView.model_validate(self.session.execute(found).one())

    def save(self, person_id: UUID, post_id: UUID, notings: list[dict[str, Any]], version: int) -> None:
        own = update(own_notings).filter_by(person_id=person_id, post_id=post_id)
        self.session.execute(own.values(notings=notings, version=version))
