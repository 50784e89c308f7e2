"""How a person is told."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Person
from contracts.notifications import ChannelPreferenceView, GetPreferences, PersonUnknown, PreferencesView
from services.notifications.domain.message import Means, masked
from services.notifications.storage import Directory, NotificationsUnitOfWork, PreferencesTable


def get_preferences(
    query: GetPreferences, caller: Person, uow: NotificationsUnitOfWork, means: Means
) -> PreferencesView:
    """Raises PersonUnknown."""
    with uow.reading() as session:
        return view_of(session, caller.person_id, means)


def view_of(session: Session, person_id: UUID, means: Means) -> PreferencesView:
    person = Directory(session).person(person_id)
    if person is None:
        raise PersonUnknown
    chosen = PreferencesTable(session).get(person_id)
    return PreferencesView(
        person_id=person_id,
        language=chosen.language or person.language,
        channels=[
            ChannelPreferenceView(channel="in_app", on=True, fixed=True, available=True),
            ChannelPreferenceView(
                channel="email", on=chosen.email, fixed=False, available=means.email, address=masked(person.email)
            ),
            ChannelPreferenceView(
                channel="sms",
                on=chosen.sms,
                fixed=False,
                available=means.sms is not None,
                address=masked(person.mobile),
            ),
        ],
    )
