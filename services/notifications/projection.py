"""What notifications keeps of identity's directory: who sits where, above whom, and how people are reached."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis.projection import Kind, Projection
from contracts.identity import ChargeView, OfficeView, PersonView, PostView, UnitView
from services.notifications import tables


def _keep(session: Session, table: Table, view: Any, **values: Any) -> None:
    if view.deleted:
        session.execute(delete(table).where(table.c.id == view.id))
        return
    row = upsert(table).values(id=view.id, **values)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def keep_office(session: Session, view: OfficeView) -> None:
    _keep(session, tables.offices, view, name_hi=view.name_hi, name_en=view.name_en)


def keep_unit(session: Session, view: UnitView) -> None:
    _keep(session, tables.units, view, name_hi=view.name_hi, name_en=view.name_en)


def keep_post(session: Session, view: PostView) -> None:
    _keep(
        session,
        tables.posts,
        view,
        office_id=view.office_id,
        unit_id=view.unit_id,
        designation_hi=view.designation_hi,
        designation_en=view.designation_en,
        roles=list(view.roles),
        superior_post_id=view.superior_post_id,
    )


def keep_person(session: Session, view: PersonView) -> None:
    """A service account reads no messages, so it counts as inactive here."""
    _keep(
        session,
        tables.people,
        view,
        email=view.email or "",
        mobile=view.mobile or "",
        language=view.language,
        active=view.active and view.kind == "person",
    )


def keep_charge(session: Session, view: ChargeView) -> None:
    _keep(
        session,
        tables.charges,
        view,
        person_id=view.person_id,
        post_id=view.post_id,
        held_from=view.held_from,
        held_until=view.held_until,
    )


DIRECTORY = Projection(
    {
        "office": Kind(OfficeView, keep_office),
        "unit": Kind(UnitView, keep_unit),
        "post": Kind(PostView, keep_post),
        "person": Kind(PersonView, keep_person),
        "charge": Kind(ChargeView, keep_charge),
    }
)
