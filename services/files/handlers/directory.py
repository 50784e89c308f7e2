"""What identity tells about offices, sections, posts, people, charges and calendars, kept here."""

from __future__ import annotations

from typing import Any

from contracts.base import Envelope
from services.files.storage import FilesUnitOfWork
from services.files.storage.projection import DIRECTORY


def apply(kind: str, event: Envelope[Any], uow: FilesUnitOfWork) -> None:
    """Take the aggregate if it is newer than what is here."""
    with uow:
        DIRECTORY.apply(uow.session, kind, event.data, uow.now())
        uow.commit()
