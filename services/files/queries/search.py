"""The search over all that the actor may see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row

from chassis.auth import Caller
from contracts.base import Page
from contracts.files.errors import NothingToLookFor
from contracts.files.search import Search, SearchHitView
from contracts.files.views import PostRef
from services.files.domain.numbering import office_day
from services.files.domain.search import paper as entries
from services.files.domain.search.ladder import quarter_of
from services.files.domain.search.plan import ORDER, Plan, asked_of_vocabulary, looked_for
from services.files.handlers.desk import reading
from services.files.queries import cursors, subjects
from services.files.storage import FilesUnitOfWork
from services.files.storage.search_snippets import Snippets, sender_of
from services.files.storage.searching import Searching
from services.files.storage.values import load


def search(request: Search, caller: Caller, uow: FilesUnitOfWork) -> Page[SearchHitView]:
    """Raises NothingToLookFor where neither a letter or a digit was typed nor a head was chosen."""
    after = cursors.search_key(request.cursor)
    words = looked_for(request.text or "")
    if not words and (request.text or request.subject_head is None):
        raise NothingToLookFor
    # One state of the tables for all that is asked: what is shown of a paper is seen by the same right as the paper.
    with reading(uow, caller, one_state=True) as (session, actor):
        searching = Searching(session)
        known = searching.spellings(asked_of_vocabulary(words))
        filters = _filters(request)
        if request.subject_head is not None:
            filters.append(subjects.entries_of(session, request.subject_head, office_day(uow.now())))
        plan = Plan(request.text or "", known, filters, entries.desk(actor.post_id), searching.desks(actor))
        steps = list(plan.steps(quarter_of(uow.now()) + 1, (after.place, after.quarter) if after else None))
        found = searching.find(actor, steps, after, request.limit + 1)
        given = found[: request.limit]
        marked = {row.id: plan.spellings_by(ORDER[row.place]) for row in given}
        snippets = Snippets(session, actor.post_id).of(given, marked, len(words))
    items = [_hit(row, snippets[row.id]) for row in given]
    return Page[SearchHitView].model_construct(
        items=items, next=_cursor(given[-1]) if len(found) > len(given) else None
    )


def _filters(request: Search) -> list[list[str]]:
    wanted: list[str | None] = [
        entries.kind(request.kind) if request.kind else None,
        entries.office(request.office_id) if request.office_id else None,
        entries.section(request.unit_id) if request.unit_id else None,
        entries.year(request.year) if request.year else None,
        entries.state(request.state) if request.state else None,
        entries.label(request.label) if request.label else None,
    ]
    return [[entry] for entry in wanted if entry is not None]


def _cursor(row: Row[Any]) -> str:
    return cursors.encode(row.place, row.quarter, row.rank, row.made_at, row.id)


def _hit(row: Row[Any], snippet: Any) -> SearchHitView:
    lies_in: UUID | None = row.file_id
    return SearchHitView.model_construct(
        kind=row.kind,
        id=row.id,
        file_id=lies_in,
        number=row.number,
        subject=row.subject,
        sender=sender_of(row),
        grading=row.grading,
        urgency=row.urgency,
        labels=row.labels,
        state=row.state,
        holder=load(PostRef, row.holder),
        made_at=row.made_at,
        found_by=ORDER[row.place],
        snippet=snippet,
        cancelled=row.cancelled,
    )
