"""Who sees which paper files: one condition, for lists and for a single one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.storage.directory import Directory
from services.files.storage.directory_tables import posts
from services.files.storage.paper_file_tables import paper_files, paper_movements, paper_requisitions

ROW = paper_files.c


def offices_seen(session: Session, actor: Actor) -> list[UUID]:
    """The own office, and those in which posts below the actor's are."""
    below = Directory(session).subordinates(actor.post_id)
    found = session.execute(select(posts.c.office_id).distinct().where(posts.c.id.in_(below))).scalars()
    return [actor.office_id, *(each for each in found if each != actor.office_id)]


def seen_by(session: Session, actor: Actor) -> Any:
    """As a condition: paper files of which the actor may know.

    Who has, had or is sent it, who asked for it, and the posts above who answers for it. A normal one also whoever
    works in the office that registered it, or above a post there.
    """
    step, asked = paper_movements.c, paper_requisitions.c
    me = actor.post_id
    near = [
        ROW.account_post_id == me,
        ROW.way_post_id == me,
        ROW.account_post_id.in_(Directory(session).subordinates(me)),
        exists().where(step.paper_id == ROW.id, or_(step.account_post_id == me, step.way_post_id == me)),
        exists().where(asked.paper_id == ROW.id, asked.asked_post_id == me),
    ]
    if actor.has(OFFICE_WORK):
        near.append(and_(ROW.grading == "normal", ROW.office_id.in_(offices_seen(session, actor))))
    return or_(*near)


def may_see(session: Session, actor: Actor, paper_id: UUID) -> bool:
    wanted = select(ROW.id).where(ROW.id == paper_id, seen_by(session, actor))
    return session.execute(wanted).first() is not None


def lost_below(posts_below: Sequence[UUID]) -> Any:
    """Reported lost on the account of one of these desks, and nobody has ordered the search."""
    return and_(ROW.loss == "reported", ROW.account_post_id.in_(posts_below))
