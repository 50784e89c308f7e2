"""What identity tells about offices, sections, posts, people and charges, kept here."""

from __future__ import annotations

from typing import Any

from chassis.projection import Projection
from contracts.base import Envelope
from services.files.storage import FilesUnitOfWork


def apply(kind: str, event: Envelope[Any], uow: FilesUnitOfWork, projection: Projection) -> None:
    """Take the aggregate if it is newer than what is here."""
    with uow:
        projection.apply(uow.session, kind, event.data, uow.now())
        uow.commit()
