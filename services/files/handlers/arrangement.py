"""Folders and saved filters, which a person has at a desk for no one else."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files.arrangement import (
    MOST_PLACED,
    ArrangementSavedView,
    ArrangementView,
    GetDeskArrangement,
    SaveDeskArrangement,
)
from contracts.files.errors import ArrangementStale, FoldersFull, FolderUnknown
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.arrangements import Arrangements


def save(request: SaveDeskArrangement, caller: Caller, uow: FilesUnitOfWork) -> ArrangementSavedView:
    """Raises ArrangementStale, FolderUnknown, FoldersFull."""
    with desk.acting(uow, caller) as actor:
        arrangements = Arrangements(uow.session)
        own = arrangements.locked(actor.person.person_id, actor.post_id)
        if request.expected_version is not None and request.expected_version != own.version:
            raise ArrangementStale(version=own.version)
        arranged = _arranged(own, request)
        arrangements.save(actor.person.person_id, actor.post_id, arranged)
        return uow.commit(ArrangementSavedView(placed=len(arranged.placed), version=arranged.version))


def get(request: GetDeskArrangement, caller: Caller, uow: FilesUnitOfWork) -> ArrangementView:
    """What the person saved at this desk."""
    with desk.reading(uow, caller) as (session, actor):
        return Arrangements(session).get(actor.person.person_id, actor.post_id)


def _arranged(own: ArrangementView, request: SaveDeskArrangement) -> ArrangementView:
    """A folder that is given up gives back what lay in it."""
    folders = own.folders if request.folders is None else request.folders
    filters = own.filters if request.filters is None else request.filters
    known = {folder.code for folder in folders}
    for folder in request.place.values():
        if folder not in known:
            raise FolderUnknown(folder=folder)
    out = set(request.take_out)
    placed = {item: folder for item, folder in own.placed.items() if folder in known and item not in out}
    placed |= request.place
    if len(placed) > MOST_PLACED:
        raise FoldersFull(limit=MOST_PLACED)
    return ArrangementView.model_validate(
        {"folders": folders, "filters": filters, "placed": placed, "version": own.version + 1}
    )
