"""Telling desks and people: shared by everything that arrives from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from chassis import log
from contracts.base import Envelope
from contracts.files.views import PostRef
from contracts.identity.proposals import NamedPersonView
from contracts.notifications import MessageDelivered, Told
from services.notifications.domain.message import About, Delivery, Means, Message, Recipient
from services.notifications.domain.telling import compose
from services.notifications.domain.wording import LANGUAGES, Catalogue
from services.notifications.storage import Desk, NotificationsUnitOfWork, label

logger = log.get_logger(__name__)


class DeskUnknown(LookupError):
    """The post of an event is not in the copy of the directory yet. The event comes again later."""


@dataclass(frozen=True)
class Office:
    """What this office says, and the channels that it has."""

    catalogue: Catalogue
    means: Means
    outsider_language: str


@dataclass(frozen=True)
class Teller:
    """Tells of one event, inside the open unit of work."""

    event: Envelope[Any]
    uow: NotificationsUnitOfWork
    office: Office

    def tell(self, about: About, recipients: Iterable[Recipient]) -> None:
        """One message for each recipient who was not told of this event before; screens hear of it at once.

        Nobody is told of a history that was loaded from another system.
        """
        if self.event.source == "migrated":
            return
        for recipient in recipients:
            message = compose(
                self.event.event_id,
                about,
                recipient,
                catalogue=self.office.catalogue,
                means=self.office.means,
                now=self.uow.now(),
            )
            message.request_id = self.uow.request_id
            if not self.uow.messages.add(message):
                continue
            for delivery in message.deliveries:
                if delivery.state == "delivered":
                    self.uow.publish(delivered(message, delivery))
            logger.info("told", kind=message.kind, message_id=str(message.id), post_id=str(message.post_id))

    def tell_desk(self, about: About, post_id: UUID, *, waits: str) -> None:
        """Tell everybody who holds the post now; where it is vacant, the holder of the nearest superior post.

        ``waits`` is the kind of message for the superior. Raises DeskUnknown.
        """
        desk = self._desk(post_id)
        if self._tell_holders(_at_desk(about, desk), desk):
            return
        for superior in self._superiors(desk):
            if self._tell_holders(_at_desk(about, superior, vacant=desk).of_kind(waits), superior):
                return
        logger.warning("nobody_to_tell", post_id=str(post_id), event_id=str(self.event.event_id))

    def tell_holders(self, about: About, post_id: UUID) -> None:
        """Tell those who hold the post now, and nobody in their stead. Raises DeskUnknown."""
        desk = self._desk(post_id)
        self._tell_holders(_at_desk(about, desk), desk)

    def tell_above(self, about: About, post_id: UUID) -> None:
        """Tell the holders of the nearest superior post that has any. Raises DeskUnknown."""
        for superior in self._superiors(self._desk(post_id)):
            if self._tell_holders(_at_desk(about, superior), superior):
                return
        logger.warning("nobody_to_tell", post_id=str(post_id), event_id=str(self.event.event_id))

    def tell_those_beside(self, about: About, post_id: UUID, newcomer: UUID, *, above: bool) -> None:
        """Tell who else holds the post now and, with ``above``, the holders of the nearest superior post that has any.

        Raises DeskUnknown.
        """
        desk = self._desk(post_id)
        told = self._others(desk, newcomer)
        if above:
            told += next((some for superior in self._superiors(desk) if (some := self._others(superior, newcomer))), [])
        self.tell(_at_desk(about, desk), {one.person_id: one for one in told}.values())

    def _others(self, desk: Desk, newcomer: UUID) -> list[Recipient]:
        holders = self.uow.directory.holders(desk.post_id, self.uow.now())
        return [one for one in holders if one.person_id != newcomer]

    def _tell_holders(self, about: About, desk: Desk) -> bool:
        holders = self.uow.directory.holders(desk.post_id, self.uow.now())
        self.tell(about, holders)
        return bool(holders)

    def _desk(self, post_id: UUID) -> Desk:
        desk = self.uow.directory.desk(post_id)
        if desk is None:
            raise DeskUnknown(f"post {post_id} is not in the directory yet")
        return desk

    def _superiors(self, desk: Desk) -> Iterator[Desk]:
        """The posts above, nearest first. A ring in the directory ends the walk."""
        seen = {desk.post_id}
        above = desk.superior_post_id
        while above is not None and above not in seen:
            seen.add(above)
            superior = self.uow.directory.desk(above)
            if superior is None:
                return
            yield superior
            above = superior.superior_post_id


def tell_one_desk(
    event: Envelope[Any], about: About, post_id: UUID, uow: NotificationsUnitOfWork, office: Office, *, waits: str
) -> None:
    """All that there is to do about many an event, in a transaction of its own. Raises DeskUnknown."""
    with uow:
        Teller(event, uow, office).tell_desk(about, post_id, waits=waits)
        uow.commit()


def in_both(values: Callable[[str], Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """The values of a message by language."""
    return {language: values(language) for language in LANGUAGES}


def post_label(post: PostRef, language: str) -> str:
    """Designation and section (or office), as an event names a post."""
    if language == "hi":
        return label(post.designation_hi, post.unit_hi or post.office_hi)
    return label(post.designation_en, post.unit_en or post.office_en)


def person_name(person: NamedPersonView | None, language: str) -> str:
    """As an event of the directory names a person; empty for nobody."""
    if person is None:
        return ""
    return person.name_hi if language == "hi" else person.name_en


def delivered(message: Message, delivery: Delivery) -> MessageDelivered:
    """The event that screens are fed from. The title names the number only, so it may travel."""
    return MessageDelivered.model_validate(
        {
            "message_id": message.id,
            "delivery_id": delivery.id,
            "person_id": message.person_id,
            "channel": delivery.channel,
            "attempts": delivery.attempts,
            "told": Told.model_validate(message),
        }
    )


def _at_desk(about: About, desk: Desk, vacant: Desk | None = None) -> About:
    def values(language: str) -> Mapping[str, str]:
        known = {**about.values[language], "told_post": desk.label[language]}
        return {**known, "vacant_post": vacant.label[language]} if vacant is not None else known

    return replace(about, values=in_both(values))
