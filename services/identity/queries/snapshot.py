"""The whole directory, part by part, for the other services' projections."""

from __future__ import annotations

from typing import Any

from contracts.identity import DirectorySnapshot, GetDirectorySnapshot
from services.identity.domain.calendars import Calendar
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Entry, Office, Person, Post, Unit
from services.identity.storage import Entries, IdentityUnitOfWork

KINDS: dict[str, type[Entry]] = {kind.entry: kind for kind in (Office, Unit, Post, Person, Charge, Calendar)}


def get_directory_snapshot(request: GetDirectorySnapshot, uow: IdentityUnitOfWork) -> DirectorySnapshot:
    with uow.reading() as database:
        entries: Entries[Any] = Entries(database, KINDS[request.kind])
        found = entries.after(request.after, request.limit + 1)
        part = found[: request.limit]
        return DirectorySnapshot(
            items=[entry.view().model_dump(mode="json") for entry in part],
            next=part[-1].id if len(found) > len(part) else None,
        )
