"""Contests of the desks below that wait for a ruling, of one's own desk, and of a file."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ContestView, ListContests
from services.files.domain.actor import Actor
from services.files.domain.contest import Contest
from services.files.domain.custody import permitted
from services.files.domain.file import File
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.contests import Contests
from services.files.storage.directory import Directory
from services.files.storage.files import Files


def list_contests(request: ListContests, caller: Caller, uow: FilesUnitOfWork) -> Page[ContestView]:
    """Only of files that the actor may see: a superior of the desk of then may have no business with one now."""
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        own = request.box == "own"
        posts = [actor.post_id] if own else Directory(session).subordinates(actor.post_id)
        found = Contests(session).listed(posts, open_only=not own, after=after, limit=request.limit + 1)
        given = found[: request.limit]
        files = Files(session).of_ids({one.file_id for one in given})
        items = [
            shown(session, actor, one, file)
            for one in given
            if reach(session, actor, file := files[one.file_id]).may_see(file.grading)
        ]
    more = cursors.encode(given[-1].at, given[-1].id) if len(found) > len(given) else None
    return Page[ContestView].model_construct(items=items, next=more)


def shown(session: Session, actor: Actor, one: Contest, file: File) -> ContestView:
    """A contest as this actor sees it, with what the actor may do about it."""

    def rule() -> None:
        one.check_rule(actor, Directory(session).is_above(actor.post_id, one.post.post_id))

    return one.view(file, permitted({"rule_on_contest": rule}))
