"""What the actor's desk wants to be reminded of."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ListFollowUps
from contracts.files.follow_ups import FollowUpView
from services.files.domain.numbering import office_day
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.files import Files
from services.files.storage.follow_ups import FollowUps


def list_of_desk(request: ListFollowUps, caller: Caller, uow: FilesUnitOfWork) -> Page[FollowUpView]:
    """The earliest day first. A desk that had a file goes on seeing where it is."""
    after = cursors.day_id_and_number(request.cursor)
    today = office_day(uow.now())
    with reading(uow, caller) as (session, actor):
        found = FollowUps(session).open_at(actor.post_id, after, request.limit + 1, request.file_id)
        given = found[: request.limit]
        files = Files(session).of_ids({one.file_id for one in given})
    views = [one.view(files[one.file_id], today) for one in given]
    more = cursors.encode(given[-1].due_on, given[-1].id, 0) if len(found) > len(given) else None
    return Page[FollowUpView].model_construct(items=views, next=more)
