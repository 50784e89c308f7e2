"""How a person wants to be told."""

from __future__ import annotations

from dataclasses import replace

from chassis.auth import Person
from contracts.notifications import PersonUnknown, PreferencesView, SetPreferences
from services.notifications.domain.message import Means
from services.notifications.queries.preferences import view_of
from services.notifications.storage import NotificationsUnitOfWork


def set_preferences(
    command: SetPreferences, caller: Person, uow: NotificationsUnitOfWork, means: Means
) -> PreferencesView:
    """Change what the command names and leave the rest. Raises PersonUnknown."""
    with uow:
        if uow.directory.person(caller.person_id) is None:
            raise PersonUnknown
        changes = command.model_dump(include={"email", "sms", "language"}, exclude_none=True)
        uow.preferences.save(caller.person_id, replace(uow.preferences.get(caller.person_id), **changes))
        return uow.commit(view_of(uow.session, caller.person_id, means))
