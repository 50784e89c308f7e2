"""Where a file may go next, and who can see it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import ListNextDesks, ListReaders, NextDesksView, NextDeskView, ReadersView, ReaderView
from contracts.files.around import NextReason
from contracts.files.views import PostRef
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.handlers.desk import file_to_read, reading
from services.files.storage import FilesUnitOfWork, around
from services.files.storage.directory import Directory

MOST_DESKS = 8
MOST_READERS = 200


def list_next_desks(request: ListNextDesks, caller: Caller, uow: FilesUnitOfWork) -> NextDesksView:
    """Desks at which somebody can act, other than that on which the file lies. Raises FileNotFound."""
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        chosen: dict[UUID, tuple[NextReason, PostRef]] = {}
        for post_id, reason in _likely(session, actor, file):
            if post_id in chosen or post_id in (file.holder.post_id, actor.post_id):
                continue
            desk = Directory(session).desk(post_id, now)
            if desk is not None and desk.reachable:
                chosen[post_id] = (reason, desk.ref)
            if len(chosen) == MOST_DESKS:
                break
        people = around.holders(session, chosen, now)
    return NextDesksView(
        items=[
            NextDeskView(post=ref, person=people.get(post_id), reason=reason)
            for post_id, (reason, ref) in chosen.items()
        ]
    )


def _likely(session: Session, actor: Actor, file: File) -> Iterator[tuple[UUID, NextReason]]:
    """The channel upwards and back, then what this desk is used to."""
    if actor.superior_id is not None:
        yield actor.superior_id, "superior"
    if file.last_kind == "forwarded" and file.from_post is not None:
        yield file.from_post.post_id, "came_from"
    for post_id in around.section_officers(session, actor.unit_id):
        yield post_id, "section_officer"
    for post_id in around.habit(session, actor.post_id, file):
        yield post_id, "habit"


def list_readers(request: ListReaders, caller: Caller, uow: FilesUnitOfWork) -> ReadersView:
    """Who can see the file, for anybody who can. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        found = around.readers(session, file, MOST_READERS + 1)
        given = found[:MOST_READERS]
        people = around.holders(session, [post.post_id for post, _ in given], uow.now())
    return ReadersView(
        items=[ReaderView(post=post, person=people.get(post.post_id), reason=reason) for post, reason in given],
        more=len(found) > len(given),
    )
