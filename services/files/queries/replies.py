"""Reply matrices of letters, and what is awaited on the actor's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, or_, select

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import GetReplies, ListAwaitedReplies, ListReplies
from contracts.files.errors import LetterNotFound
from contracts.files.replies import AwaitedReplyView, ReplyMatrixView
from services.files.domain.numbering import office_day
from services.files.domain.reply import Reminder
from services.files.handlers import reply_desk
from services.files.handlers.desk import file_to_read, may_see, reading
from services.files.handlers.letter_desk import both
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.letter_tables import letters
from services.files.storage.letters import Letters
from services.files.storage.replies import Replies
from services.files.storage.reply_tables import reminders, reply_rows

OUT = letters.c.state.in_(("issued", "dispatched"))


def get(request: GetReplies, caller: Caller, uow: FilesUnitOfWork) -> ReplyMatrixView:
    """Of an issued letter in a file that the actor may see. Raises LetterNotFound, LetterNotReady."""
    with reading(uow, caller) as (session, actor):
        letter, begun = both(session, request.letter_id)
        file = reply_desk.goes_on_in(session, begun)
        if not may_see(session, actor, file):
            raise LetterNotFound
        letter.must_be("issued", "dispatched")
        return reply_desk.view(uow, actor, Replies(session).matrix(letter), file)


def list_of_file(request: ListReplies, caller: Caller, uow: FilesUnitOfWork) -> Page[ReplyMatrixView]:
    """Letters of the file, and of its earlier volumes and parts whose replies come in here. Raises FileNotFound."""
    below = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        of_earlier = letters.c.id.in_(select(reply_rows.c.letter_id).where(reply_rows.c.file_id == file.id))
        reminds = letters.c.draft_id.in_(select(reminders.c.draft_id))
        condition = or_(letters.c.file_id == file.id, of_earlier) & OUT & ~reminds
        found = Letters(session).listed(condition, below=below, limit=request.limit + 1)
        given = [letter for letter, _ in found[: request.limit]]
        now_in = reply_desk.goes_on_in(session, file)
        # A part was merged into a main file that the actor may not see: nothing is said of that one.
        now_in = now_in if may_see(session, actor, now_in) else file
        views = [reply_desk.view(uow, actor, one, now_in) for one in Replies(session).matrices(given)]
    more = cursors.encode(given[-1].approved_at, given[-1].id) if len(found) > len(given) else None
    return Page[ReplyMatrixView].model_construct(items=views, next=more)


def list_awaited(request: ListAwaitedReplies, caller: Caller, uow: FilesUnitOfWork) -> Page[AwaitedReplyView]:
    """In the files on the actor's desk, the longest due first."""
    after = cursors.day_id_and_number(request.cursor)
    today = office_day(uow.now())
    with reading(uow, caller) as (session, actor):
        stored = Replies(session)
        before = today if request.overdue else None
        found = stored.unanswered_at(actor.post_id, after, request.limit + 1, before)
        given = found[: request.limit]
        reminded = stored.reminders_of([row.letter_id for row in given])
    last = given[-1] if len(found) > len(given) else None
    more = cursors.encode(last.due_on, last.letter_id, last.addressee) if last is not None else None
    views = [_awaited(row, today, reminded.get(row.letter_id, [])) for row in given]
    return Page[AwaitedReplyView].model_construct(items=views, next=more)


def _awaited(row: Row[Any], today: date, reminded: list[Reminder]) -> AwaitedReplyView:
    said = row._mapping
    own = {name: said[name] for name in AwaitedReplyView.model_fields if name in said}
    sent = sum(one.went_to(row.addressee, row.name) for one in reminded)
    return AwaitedReplyView.model_construct(**own, is_overdue=row.due_on < today, reminders=sent)
