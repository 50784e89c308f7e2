"""How notifications reaches its tables: one unit of work with a repository for each noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis.database import UnitOfWork
from services.notifications import tables
from services.notifications.domain.message import Delivery, Message, Recipient


class Messages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, message: Message) -> bool:
        """Store a message with its deliveries. False where this recipient was told of this event before."""
        values = {
            column.key: getattr(message, column.key) for column in tables.messages.columns if column.key != "serial"
        }
        row = upsert(tables.messages).values(**values).on_conflict_do_nothing().returning(tables.messages.c.serial)
        message.serial = self._session.execute(row).scalar()
        if message.serial is None:
            return False
        columns = tables.deliveries.columns.keys()
        for delivery in message.deliveries:
            values = {column: getattr(delivery, column) for column in columns}
            self._session.execute(upsert(tables.deliveries).values(**values))
        return True

    def of_person(self, person_id: UUID, message_ids: Iterable[UUID]) -> list[Message]:
        """The person's own among these, locked."""
        wanted = (
            select(Message)
            .where(tables.messages.c.id.in_(list(message_ids)), tables.messages.c.person_id == person_id)
            .order_by(tables.messages.c.id)
            .with_for_update()
        )
        return list(self._session.scalars(wanted))


class Deliveries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def next_due(self, channel: str, now: datetime) -> tuple[Delivery, Message] | None:
        """The delivery of this channel that has waited longest, locked; rows that another sender holds are passed."""
        row = tables.deliveries.c
        wanted = (
            select(Delivery, Message)
            .join(Message, tables.messages.c.id == row.message_id)
            .where(row.channel == channel, row.state == "pending", row.next_attempt_at <= now)
            .order_by(row.next_attempt_at)
            .limit(1)
            .with_for_update(of=Delivery, skip_locked=True)
        )
        found = self._session.execute(wanted).first()
        return (found[0], found[1]) if found is not None else None

    def get(self, delivery_id: UUID) -> tuple[Delivery, Message]:
        wanted = (
            select(Delivery, Message)
            .join(Message, tables.messages.c.id == tables.deliveries.c.message_id)
            .where(tables.deliveries.c.id == delivery_id)
            .with_for_update(of=Delivery)
        )
        found = self._session.execute(wanted).one()
        return found[0], found[1]


@dataclass(frozen=True)
class Desk:
    """A post as texts name it."""

    post_id: UUID
    label: dict[str, str]
    """By language: designation and section or office."""
    superior_post_id: UUID | None


class Directory:
    """Reads of the copy of the directory."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def desk(self, post_id: UUID) -> Desk | None:
        posts, units, offices = tables.posts, tables.units, tables.offices
        wanted = (
            select(
                posts,
                func.coalesce(units.c.name_hi, offices.c.name_hi, "").label("place_hi"),
                func.coalesce(units.c.name_en, offices.c.name_en, "").label("place_en"),
            )
            .outerjoin(units, units.c.id == posts.c.unit_id)
            .outerjoin(offices, offices.c.id == posts.c.office_id)
            .where(posts.c.id == post_id)
        )
        row = self._session.execute(wanted).first()
        if row is None:
            return None
        return Desk(
            post_id=row.id,
            label={
                "hi": label(row.designation_hi, row.place_hi),
                "en": label(row.designation_en, row.place_en),
            },
            superior_post_id=row.superior_post_id,
        )

    def holders(self, post_id: UUID, now: datetime) -> list[Recipient]:
        """Everybody active with a current charge of the post, each once, with their choices."""
        people, charges, chosen = tables.people, tables.charges, tables.preferences
        held = and_(
            charges.c.person_id == people.c.id,
            charges.c.post_id == post_id,
            charges.c.held_from <= now,
            or_(charges.c.held_until.is_(None), charges.c.held_until > now),
        )
        wanted = (
            select(
                people.c.id,
                people.c.email,
                people.c.mobile,
                func.coalesce(chosen.c.language, people.c.language).label("language"),
                chosen.c.email.label("wants_email"),
                chosen.c.sms.label("wants_sms"),
            )
            .outerjoin(chosen, chosen.c.person_id == people.c.id)
            .where(people.c.active, select(charges.c.id).where(held).exists())
            .order_by(people.c.id)
        )
        return [_recipient(row, post_id) for row in self._session.execute(wanted)]

    def posts_with_role(self, office_id: UUID, role: str) -> list[UUID]:
        posts = tables.posts
        wanted = (
            select(posts.c.id)
            .where(posts.c.office_id == office_id, posts.c.roles.contains([role]))
            .order_by(posts.c.id)
        )
        return list(self._session.scalars(wanted))

    def office_names(self, office_id: UUID) -> dict[str, str]:
        """By language; empty where the office is unknown."""
        offices = tables.offices
        row = self._session.execute(select(offices).where(offices.c.id == office_id)).first()
        return {"hi": row.name_hi, "en": row.name_en} if row is not None else {"hi": "", "en": ""}

    def person(self, person_id: UUID) -> Any | None:
        """Row with email, mobile and language."""
        return self._session.execute(select(tables.people).where(tables.people.c.id == person_id)).first()

    def holds_role(self, person_id: UUID, charge_id: UUID | None, role: str, now: datetime) -> bool:
        """Whether this charge of the person is current and its post has the role."""
        posts, charges = tables.posts, tables.charges
        held = and_(
            charges.c.id == charge_id,
            charges.c.person_id == person_id,
            charges.c.held_from <= now,
            or_(charges.c.held_until.is_(None), charges.c.held_until > now),
        )
        wanted = (
            select(posts.c.id)
            .join(charges, charges.c.post_id == posts.c.id)
            .where(held, posts.c.roles.contains([role]))
        )
        return self._session.execute(wanted).first() is not None


def label(designation: str, place: str) -> str:
    return f"{designation}, {place}" if place else designation


def _recipient(row: Any, post_id: UUID) -> Recipient:
    off = {channel for channel, wanted in (("email", row.wants_email), ("sms", row.wants_sms)) if wanted is False}
    return Recipient(
        person_id=row.id,
        post_id=post_id,
        language=row.language,
        email=row.email,
        mobile=row.mobile,
        switched_off=frozenset(off),
    )


@dataclass(frozen=True)
class Preferences:
    email: bool = True
    sms: bool = True
    language: str | None = None


class PreferencesTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person_id: UUID) -> Preferences:
        chosen = tables.preferences
        row = self._session.execute(select(chosen).where(chosen.c.person_id == person_id)).first()
        return Preferences(row.email, row.sms, row.language) if row is not None else Preferences()

    def save(self, person_id: UUID, wanted: Preferences) -> None:
        values = {"email": wanted.email, "sms": wanted.sms, "language": wanted.language}
        row = upsert(tables.preferences).values(person_id=person_id, **values)
        self._session.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=values))


@dataclass(frozen=True)
class FileDesk:
    post_id: UUID
    restricted: bool


class FileDesks:
    """Which desk has which file: a letter's dispatch is told to it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, file_id: UUID, post_id: UUID, *, restricted: bool, serial: int) -> None:
        """An older movement than the one known changes nothing."""
        desks = tables.file_desks
        values = {"post_id": post_id, "restricted": restricted, "serial": serial}
        row = upsert(desks).values(file_id=file_id, **values)
        self._session.execute(
            row.on_conflict_do_update(index_elements=["file_id"], set_=values, where=desks.c.serial < serial)
        )

    def get(self, file_id: UUID) -> FileDesk | None:
        desks = tables.file_desks
        row = self._session.execute(select(desks).where(desks.c.file_id == file_id)).first()
        return FileDesk(row.post_id, row.restricted) if row is not None else None


class NotificationsUnitOfWork(UnitOfWork):
    """One transaction of notifications."""

    @property
    def messages(self) -> Messages:
        return Messages(self.session)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.session)

    @property
    def directory(self) -> Directory:
        return Directory(self.session)

    @property
    def preferences(self) -> PreferencesTable:
        return PreferencesTable(self.session)

    @property
    def file_desks(self) -> FileDesks:
        return FileDesks(self.session)
