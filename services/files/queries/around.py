"""Where a file or a receipt may go next, and who can see a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import (
    JumpedLevelsView,
    ListJumpedLevels,
    ListNextDesks,
    ListNextDesksForReceipt,
    ListReaders,
    NextDesksView,
    NextDeskView,
    ReadersView,
    ReaderView,
)
from contracts.files.around import NextReason, ReaderReason
from contracts.files.views import PostRef
from services.files.domain.actor import Actor
from services.files.domain.custody import Carried, Desk
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.domain.submission import BEGUN
from services.files.handlers.desk import desk, file_to_read, reading, receipt_to_read, volumes
from services.files.handlers.way import Start, way
from services.files.storage import FilesUnitOfWork, around
from services.files.storage.directory import Directory
from services.files.storage.files import Files

MOST_DESKS = 8
MOST_READERS = 200


def list_next_desks(request: ListNextDesks, caller: Caller, uow: FilesUnitOfWork) -> NextDesksView:
    """Desks at which somebody can act and to which the channel lets it go. Raises FileNotFound."""
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)

        def lets_go(to: Desk) -> bool:
            return _lets_go(session, actor, file, to, now)

        likely = _likely(session, actor, file, lambda: around.habit(session, actor.post_id, file))
        except_for = {file.holder.post_id, actor.post_id}
        return _reachable(session, chain(_to_return(file), likely), except_for, now, lets_go)


def list_next_desks_for_receipt(
    request: ListNextDesksForReceipt, caller: Caller, uow: FilesUnitOfWork
) -> NextDesksView:
    """Desks at which somebody can act; the habit weighs letters of the same kind of sender more.

    Raises ReceiptNotFound.
    """
    with reading(uow, caller) as (session, actor):
        receipt = receipt_to_read(session, actor, request.receipt_id) if request.receipt_id is not None else None
        category = receipt.sender.category if receipt is not None else request.category
        likely = _likely(session, actor, receipt, lambda: around.receipt_habit(session, actor.post_id, category))
        except_for = {actor.post_id} | ({receipt.holder.post_id} if receipt is not None else set())
        return _reachable(session, likely, except_for, uow.now(), lambda to: True)


def _reachable(
    session: Session,
    likely: Iterable[tuple[UUID, NextReason]],
    except_for: set[UUID],
    now: datetime,
    lets_go: Callable[[Desk], bool],
) -> NextDesksView:
    """The first of them at which somebody can act, each with its first reason."""
    chosen: dict[UUID, tuple[NextReason, PostRef]] = {}
    for post_id, reason in likely:
        if post_id in chosen or post_id in except_for:
            continue
        found = Directory(session).desk(post_id, now)
        if found is not None and found.reachable and lets_go(found):
            chosen[post_id] = (reason, found.ref)
        if len(chosen) == MOST_DESKS:
            break
    people = around.holders(session, chosen, now)
    return NextDesksView(
        items=[
            NextDeskView(post=ref, person=people.get(post_id), reason=reason)
            for post_id, (reason, ref) in chosen.items()
        ]
    )


def _to_return(file: File) -> Iterator[tuple[UUID, NextReason]]:
    """The levels through which it has to come back, the next one first."""
    for level in file.submission.through[::-1] if file.submission is not None else ():
        yield level.post.post_id, "returns_through"


def _likely(
    session: Session, actor: Actor, item: Carried | None, habit: Callable[[], list[UUID]]
) -> Iterator[tuple[UUID, NextReason]]:
    """The channel upwards and back, then what this desk is used to, which is asked for only when it is reached."""
    if actor.superior_id is not None:
        yield actor.superior_id, "superior"
    if item is not None and item.last_kind == "forwarded" and item.from_post is not None:
        yield item.from_post.post_id, "came_from"
    for post_id in around.section_officers(session, actor.unit_id):
        yield post_id, "section_officer"
    for post_id in habit():
        yield post_id, "habit"


def _lets_go(session: Session, actor: Actor, file: File, to: Desk, now: datetime) -> bool:
    if file.submission is None:
        return True
    found = file.submission.outlook(
        way(session, Start.of(actor), to, file.submission, office_day(now), now, file.usual_channel)
    )
    return not found.too_many and not found.blocked_by


def list_jumped_levels(request: ListJumpedLevels, caller: Caller, uow: FilesUnitOfWork) -> JumpedLevelsView:
    """By the channel of the file's case type, otherwise the first that the State's procedure has today.

    Raises FileNotFound, PostNotFound.
    """
    now = uow.now()
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        to = desk(session, request.to_post, now)
        by_channel = way(session, Start.of(actor), to, file.submission, office_day(now), now, file.usual_channel)
    found = (file.submission or BEGUN).outlook(by_channel)
    return JumpedLevelsView(
        items=found.jumped,
        first=found.blocked_by[0] if found.blocked_by else None,
        informed=found.blocked_by,
        vacant=found.vacant,
        most_levels=by_channel.most if found.too_many else None,
    )


def _readers(session: Session, file: File) -> list[tuple[PostRef, ReaderReason]]:
    """Those of the file itself, then those who see it because they see one that it belongs with (``desk.may_see``)."""
    found = around.readers(session, file, MOST_READERS + 1)
    more: list[tuple[PostRef, ReaderReason]] = []
    for volume in volumes(session, file):
        if volume.id != file.id:
            more += [(post, "other_volume") for post, _ in around.readers(session, volume, MOST_READERS + 1)]
    main = Files(session).get(file.kin.main_id) if file.kin.main_id is not None else None
    if main is not None:
        more.append((main.holder, "has_main"))
    if main is not None and file.kin.merged_at is not None:
        for volume in volumes(session, main):
            more += [(post, "reads_main") for post, _ in around.readers(session, volume, MOST_READERS + 1)]
    named = {post.post_id for post, _ in found}
    for post, reason in more:
        if post.post_id not in named:
            named.add(post.post_id)
            found.append((post, reason))
    return found


def list_readers(request: ListReaders, caller: Caller, uow: FilesUnitOfWork) -> ReadersView:
    """Who can see the file, for anybody who can. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        found = _readers(session, file)
        given = found[:MOST_READERS]
        people = around.holders(session, [post.post_id for post, _ in given], uow.now())
    return ReadersView(
        items=[ReaderView(post=post, person=people.get(post.post_id), reason=reason) for post, reason in given],
        more=len(found) > len(given),
    )
