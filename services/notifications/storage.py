"""How notifications reaches its tables: one unit of work with a repository for each noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, lazyload

from chassis.database import UnitOfWork
from services.notifications import tables
from services.notifications.domain.message import Delivery, Message, Recipient

# Built once: for each alert, building these cost more than running them.
_messages, _due, _posts, _people, _charges = (
    tables.messages.c,
    tables.deliveries.c,
    tables.posts.c,
    tables.people.c,
    tables.charges.c,
)
MESSAGE_COLUMNS = [name for name in _messages.keys() if name != "serial"]  # noqa: SIM118 - not a dict
DELIVERY_COLUMNS = _due.keys()
ADD_MESSAGE = (
    upsert(tables.messages)
    .values({name: bindparam(name) for name in MESSAGE_COLUMNS})
    .on_conflict_do_nothing()
    .returning(_messages.serial)
)
ADD_DELIVERIES = insert(tables.deliveries)
_WITH_MESSAGE = (
    select(Delivery, Message).join(Message, _messages.id == _due.message_id).options(lazyload(Message.deliveries))  # type: ignore[arg-type]
)
NEXT_DUE = (
    _WITH_MESSAGE.where(
        _due.channel == bindparam("channel"), _due.state == "pending", _due.next_attempt_at <= bindparam("now")
    )
    .order_by(_due.next_attempt_at)
    .limit(bindparam("most"))
    .with_for_update(of=Delivery, skip_locked=True)
)
BY_IDS = _WITH_MESSAGE.where(_due.id.in_(bindparam("ids", expanding=True))).with_for_update(of=Delivery)
DESK = (
    select(
        tables.posts,
        func.coalesce(tables.units.c.name_hi, tables.offices.c.name_hi, "").label("place_hi"),
        func.coalesce(tables.units.c.name_en, tables.offices.c.name_en, "").label("place_en"),
    )
    .outerjoin(tables.units, tables.units.c.id == _posts.unit_id)
    .outerjoin(tables.offices, tables.offices.c.id == _posts.office_id)
    .where(_posts.id == bindparam("post"))
)
_HELD = and_(
    _charges.person_id == _people.id,
    _charges.post_id == bindparam("post"),
    _charges.held_from <= bindparam("now"),
    or_(_charges.held_until.is_(None), _charges.held_until > bindparam("now")),
)
HOLDERS = (
    select(
        _people.id,
        _people.email,
        _people.mobile,
        func.coalesce(tables.preferences.c.language, _people.language).label("language"),
        tables.preferences.c.email.label("wants_email"),
        tables.preferences.c.sms.label("wants_sms"),
    )
    .outerjoin(tables.preferences, tables.preferences.c.person_id == _people.id)
    .where(_people.active, select(_charges.id).where(_HELD).exists())
    .order_by(_people.id)
)
_NEW_DESK = upsert(tables.file_desks)
NOTE_DESK = _NEW_DESK.on_conflict_do_update(
    index_elements=["file_id"],
    set_={name: _NEW_DESK.excluded[name] for name in ("post_id", "restricted", "serial")},
    where=tables.file_desks.c.serial < _NEW_DESK.excluded.serial,
)


class Messages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, message: Message) -> bool:
        """Store a message with its deliveries. False where this recipient was told of this event before."""
        values = {column: getattr(message, column) for column in MESSAGE_COLUMNS}
        message.serial = self._session.execute(ADD_MESSAGE, values).scalar()
        if message.serial is None:
            return False
        rows = [{column: getattr(delivery, column) for column in DELIVERY_COLUMNS} for delivery in message.deliveries]
        self._session.execute(ADD_DELIVERIES, rows)
        return True

    def remove_older(self, than: datetime, most: int) -> int:
        """Remove up to ``most`` messages, the oldest first, with their deliveries. What is still tried stays."""
        tried = select(_due.id).where(_due.message_id == _messages.id, _due.state == "pending")
        old = (
            select(_messages.id)
            .where(_messages.created_at < than, ~tried.exists())
            .order_by(_messages.created_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        removed = delete(tables.messages).where(_messages.id.in_(old)).returning(_messages.id)
        return len(self._session.execute(removed).all())

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

    def next_due(self, channel: str, now: datetime, most: int) -> list[tuple[Delivery, Message]]:
        """The deliveries of this channel that have waited longest, locked; rows that another sender holds are passed.

        What was tried before comes alone: if it kills its sender, it takes no other with it.
        """
        found = self._session.execute(NEXT_DUE, {"channel": channel, "now": now, "most": most}).all()
        if found and found[0][0].attempts:
            return [(found[0][0], found[0][1])]
        return [(delivery, message) for delivery, message in found if not delivery.attempts]

    def get(self, delivery_ids: Iterable[UUID]) -> dict[UUID, tuple[Delivery, Message]]:
        """These deliveries by their ids, locked."""
        found = self._session.execute(BY_IDS, {"ids": list(delivery_ids)})
        return {delivery.id: (delivery, message) for delivery, message in found}


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
        row = self._session.execute(DESK, {"post": post_id}).first()
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
        return [_recipient(row, post_id) for row in self._session.execute(HOLDERS, {"post": post_id, "now": now})]

    def people(self, person_ids: Iterable[UUID]) -> list[Recipient]:
        """Those of these people who are active, whatever they have switched off: for what nobody may miss."""
        wanted = (
            select(
                _people.id,
                _people.email,
                _people.mobile,
                func.coalesce(tables.preferences.c.language, _people.language).label("language"),
            )
            .outerjoin(tables.preferences, tables.preferences.c.person_id == _people.id)
            .where(_people.active, _people.id.in_(list(person_ids)))
            .order_by(_people.id)
        )
        return [
            Recipient(person_id=row.id, language=row.language, email=row.email, mobile=row.mobile)
            for row in self._session.execute(wanted)
        ]

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
        values = {"file_id": file_id, "post_id": post_id, "restricted": restricted, "serial": serial}
        self._session.execute(NOTE_DESK, values)

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
