"""Keeps the copy of identity's directory."""

from __future__ import annotations

from typing import Any

from contracts.base import Envelope
from services.notifications.projection import DIRECTORY
from services.notifications.storage import NotificationsUnitOfWork


def apply(kind: str, event: Envelope[Any], uow: NotificationsUnitOfWork) -> None:
    """Take over an office, unit, post, person or charge, if it is newer than what is here."""
    with uow:
        DIRECTORY.apply(uow.session, kind, event.data, uow.now())
        uow.commit()
