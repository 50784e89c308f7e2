"""A person's own standard notings at a desk, for no one else."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files.errors import NotingsStale
from contracts.files.notings import GetOwnNotings, OwnNotingsSavedView, OwnNotingsView, SaveOwnNotings
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.own_notings import OwnNotings


def save(request: SaveOwnNotings, caller: Caller, uow: FilesUnitOfWork) -> OwnNotingsSavedView:
    """Raises NotingsStale."""
    with desk.acting(uow, caller) as actor:
        notings = OwnNotings(uow.session)
        own = notings.locked(actor.person.person_id, actor.post_id)
        if request.expected_version is not None and request.expected_version != own.version:
            raise NotingsStale(version=own.version)
        said = [noting.model_dump(mode="json") for noting in request.notings]
        notings.save(actor.person.person_id, actor.post_id, said, own.version + 1)
        return uow.commit(OwnNotingsSavedView(version=own.version + 1))


def get(request: GetOwnNotings, caller: Caller, uow: FilesUnitOfWork) -> OwnNotingsView:
    """What the person saved at this desk."""
    with desk.reading(uow, caller) as (session, actor):
        return OwnNotings(session).get(actor.person.person_id, actor.post_id)
