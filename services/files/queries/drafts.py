"""Drafts and their versions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import DraftVersionView, DraftView, GetDraft, ListDrafts, ListDraftVersions
from contracts.files.errors import DraftNotFound, FileNotFound
from services.files.domain import approval
from services.files.domain.actor import Actor
from services.files.domain.draft import Draft
from services.files.domain.file import File
from services.files.handlers.desk import file_to_read, reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.drafts import Drafts


def get(request: GetDraft, caller: Caller, uow: FilesUnitOfWork) -> DraftView:
    """A draft with its newest text. Raises DraftNotFound."""
    with reading(uow, caller) as (session, actor):
        draft, file = _to_read(session, actor, request.draft_id)
        return draft.view(draft.actions(actor, file, approval.rights(uow.settings.letter_approvers)))


def list_of_file(request: ListDrafts, caller: Caller, uow: FilesUnitOfWork) -> Page[DraftView]:
    """The drafts of a file in the order in which they were begun. Raises FileNotFound."""
    table = approval.rights(uow.settings.letter_approvers)
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        file = file_to_read(session, actor, request.file_id)
        drafts = Drafts(session).of_file(file.id, after=after, limit=request.limit + 1)
        given = drafts[: request.limit]
        views = [draft.view(draft.actions(actor, file, table)) for _, draft in given]
    more = cursors.encode(given[-1][0], given[-1][1].id) if len(drafts) > len(given) else None
    return Page[DraftView](items=views, next=more)


def list_versions(request: ListDraftVersions, caller: Caller, uow: FilesUnitOfWork) -> Page[DraftVersionView]:
    """Every text that the draft had, the newest first, with who wrote it. Raises DraftNotFound."""
    below = cursors.serial(request.cursor) or None
    with reading(uow, caller) as (session, actor):
        draft, _ = _to_read(session, actor, request.draft_id)
        versions = Drafts(session).versions(draft.id, below=below, limit=request.limit + 1)
    given = versions[: request.limit]
    more = cursors.encode(given[-1].number) if len(versions) > len(given) else None
    return Page[DraftVersionView](items=[version.view() for version in given], next=more)


def _to_read(session: Session, actor: Actor, draft_id: UUID) -> tuple[Draft, File]:
    """Raises DraftNotFound."""
    draft = Drafts(session).get(draft_id)
    if draft is None:
        raise DraftNotFound
    try:
        return draft, file_to_read(session, actor, draft.file_id)
    except FileNotFound:
        raise DraftNotFound from None
