"""The heads under which a section numbers its files."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ListNumberingHeads
from contracts.files.views import NumberingHeadView
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory


def list_numbering_heads(request: ListNumberingHeads, caller: Caller, uow: FilesUnitOfWork) -> Page[NumberingHeadView]:
    """By code. A post above the sections has none and numbers its files freely."""
    after = cursors.word(request.cursor)
    with reading(uow, caller) as (session, actor):
        unit = Directory(session).unit(actor.unit_id) if actor.unit_id else None
    heads = sorted(unit.heads, key=lambda head: head["code"]) if unit is not None else []
    rest = [NumberingHeadView(**head) for head in heads if head["code"] > after]
    given = rest[: request.limit]
    more = cursors.encode(given[-1].code) if len(rest) > len(given) else None
    return Page[NumberingHeadView].model_construct(items=given, next=more)
