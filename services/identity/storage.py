"""Where identity keeps its things: one repository a noun, all in the running transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Generic, NoReturn, Self, TypeVar
from uuid import UUID

from sqlalchemy import delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Database

from chassis.database import Result, UnitOfWork
from contracts.errors import PatravaliError
from contracts.identity.errors import CalendarExists, ChargeOverlaps, NameTaken, NotInDirectory, PostAlreadyHeld
from services.identity import tables
from services.identity.domain.attempts import Attempts
from services.identity.domain.calendars import Calendar
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Entry, Office, Person, Post, Unit
from services.identity.domain.keys import SigningKey
from services.identity.domain.passwords import Credential
from services.identity.domain.sessions import RefreshToken, Session, office_day
from services.identity.settings import IdentitySettings

Kept = TypeVar("Kept", bound=Entry)
KEYS_LOCK = 5_001
DIRECTORY_LOCK = 5_002
TAKEN = {
    "uq_offices_abbreviation_en": "abbreviation_en",
    "uq_offices_lgd_code": "lgd_code",
    "uq_units_abbreviation_en": "abbreviation_en",
    "uq_posts_abbreviation_en": "abbreviation_en",
    "uq_posts_abbreviation_hi": "abbreviation_hi",
    "uq_people_user_name": "user_name",
}


def refuse(error: IntegrityError) -> NoReturn:
    """Say which rule of the database was broken. Raises the database's error where it is none of ours."""
    broken = str(getattr(getattr(error.orig, "diag", None), "constraint_name", "") or "")
    refusals: dict[str, PatravaliError] = {
        "ex_charges_one_substantive_holder": PostAlreadyHeld(),
        "ex_charges_person_and_post": ChargeOverlaps(),
        "uq_calendars_scope": CalendarExists(),
        "uq_calendars_office_id": CalendarExists(),
        **{name: NameTaken(field=field) for name, field in TAKEN.items()},
    }
    if broken in refusals:
        raise refusals[broken] from None
    raise error


class Entries(Generic[Kept]):
    """Aggregates of one kind."""

    def __init__(self, session: Database, kind: type[Kept]) -> None:
        self.session = session
        self.kind = kind

    def find(self, entry_id: UUID | None) -> Kept | None:
        """With a lock, so that two changes come one after the other; tombstones too."""
        return None if entry_id is None else self.session.get(self.kind, entry_id, with_for_update=True)

    def get(self, entry_id: UUID) -> Kept:
        """Raises NotInDirectory also for what was removed."""
        found = self.session.get(self.kind, entry_id)
        if found is None or found.deleted:
            raise NotInDirectory(entry=self.kind.entry, id=entry_id)
        return found

    def add(self, entry: Kept) -> None:
        self.session.add(entry)

    def after(self, entry_id: UUID | None, limit: int) -> Sequence[Kept]:
        """In the order of their ids, tombstones included."""
        column: Any = vars(self.kind)["id"]
        rows = select(self.kind).order_by(column).limit(limit)
        return self.session.scalars(rows if entry_id is None else rows.where(column > entry_id)).all()


class Charges(Entries[Charge]):
    def current_of(self, person_id: UUID, at: datetime) -> list[Charge]:
        """The charges that a person holds now, on posts that exist, oldest first."""
        charge, post = tables.charges.c, tables.posts.c
        rows = (
            select(Charge)
            .join(Post, post.id == charge.post_id)
            .where(charge.person_id == person_id, ~charge.deleted, ~post.deleted, charge.held_from <= at)
            .where(or_(charge.held_until.is_(None), charge.held_until > at))
            .order_by(charge.held_from, charge.id)
        )
        return list(self.session.scalars(rows))

    def held_by(self, person_id: UUID, post_id: UUID, at: datetime) -> bool:
        """Whether the person holds the post now or will."""
        return self.is_needed(at, person_id=person_id, post_id=post_id)

    def is_needed(self, at: datetime, **of: UUID) -> bool:
        """Whether a charge of this person_id or post_id is current or to come."""
        charge = tables.charges.c
        rows = select(charge.id).filter_by(**of).where(~charge.deleted)
        lasting = rows.where(or_(charge.held_until.is_(None), charge.held_until > at)).limit(1)
        return self.session.execute(lasting).first() is not None

    def has_programme(self, post_id: UUID, at: datetime) -> bool:
        """Whether a service account acts, or will act, from this post."""
        charge, person = tables.charges.c, tables.people.c
        rows = select(charge.id).join(tables.people, person.id == charge.person_id)
        rows = rows.where(charge.post_id == post_id, person.kind == "service", ~charge.deleted)
        lasting = rows.where(or_(charge.held_until.is_(None), charge.held_until > at)).limit(1)
        return self.session.execute(lasting).first() is not None


class People(Entries[Person]):
    def named(self, user_name: str, kind: str) -> Person | None:
        wanted = select(Person).filter_by(user_name=user_name, kind=kind, deleted=False)
        return self.session.scalars(wanted).one_or_none()


class Sessions:
    def __init__(self, session: Database) -> None:
        self.session = session

    def locked(self, session_id: UUID) -> Session | None:
        return self.session.get(Session, session_id, with_for_update=True, populate_existing=True)

    def find(self, session_id: UUID) -> Session | None:
        return self.session.get(Session, session_id)

    def add(self, entry: Session) -> None:
        self.session.add(entry)
        self.session.flush()

    def addresses_of(self, user_name: str, since: datetime) -> set[str]:
        """From where whoever bears this name signed in since then."""
        row, person = tables.sessions.c, tables.people.c
        rows = select(row.client_address).join(tables.people, person.id == row.person_id).distinct()
        rows = rows.where(person.user_name == user_name, ~person.deleted, row.started_at >= since)
        return {address for address in self.session.scalars(rows) if address is not None}

    def end_all(self, person_id: UUID, at: datetime, reason: str, *, but: UUID | None = None) -> None:
        row = tables.sessions
        ended = update(row).where(row.c.person_id == person_id, row.c.ended_at.is_(None), row.c.id != but)
        everything = update(row).where(row.c.person_id == person_id, row.c.ended_at.is_(None))
        self.session.execute((everything if but is None else ended).values(ended_at=at, end_reason=reason))

    def token(self, token_hash: bytes | None) -> RefreshToken | None:
        """As it is now, also if this transaction read it before it had the session's lock."""
        return None if token_hash is None else self.session.get(RefreshToken, token_hash, populate_existing=True)

    def add_token(self, token: RefreshToken) -> None:
        self.session.add(token)

    def used(self, person_id: UUID, day: date) -> None:
        """This person was signed in on this day: one row, however often it is said."""
        row = upsert(tables.days_of_use).values(day=day, person_id=person_id)
        self.session.execute(row.on_conflict_do_nothing())

    def forget(self, tokens_before: datetime, sessions_before: datetime) -> None:
        """Drop the tokens of sessions that are over, and sessions that nobody has to account for any more.

        The days on which people were signed in go with the sessions.
        """
        row = tables.sessions.c
        over = select(row.id).where(or_(row.ends_at < tokens_before, row.ended_at < tokens_before))
        self.session.execute(delete(tables.refresh_tokens).where(tables.refresh_tokens.c.session_id.in_(over)))
        self.session.execute(delete(tables.sessions).where(row.ends_at < sessions_before))
        day = tables.days_of_use.c.day
        self.session.execute(delete(tables.days_of_use).where(day < office_day(sessions_before)))


class SignInAttempts:
    def __init__(self, session: Database) -> None:
        self.session = session

    def locked(self, subject: bytes, at: datetime) -> Attempts:
        """The row of this subject, made if needed, locked until the end of the transaction."""
        empty = upsert(tables.attempts).values(subject=subject, failures=0, last_at=at)
        self.session.execute(empty.on_conflict_do_nothing())
        return self.session.scalars(
            select(Attempts).filter_by(subject=subject).with_for_update().execution_options(populate_existing=True)
        ).one()

    def forget(self, before: datetime) -> None:
        self.session.execute(delete(tables.attempts).where(tables.attempts.c.last_at < before))


class Keys:
    def __init__(self, session: Database) -> None:
        self.session = session

    def lock(self) -> None:
        """One process at a time makes keys."""
        self.session.execute(select(func.pg_advisory_xact_lock(KEYS_LOCK)))

    def published(self, at: datetime) -> list[SigningKey]:
        """Keys that verify tokens now, and the one that will sign next."""
        wanted = select(SigningKey).where(tables.signing_keys.c.verifies_until > at)
        return list(self.session.scalars(wanted.order_by(tables.signing_keys.c.signs_from)))

    def add(self, key: SigningKey) -> None:
        self.session.add(key)


class IdentityUnitOfWork(UnitOfWork):
    """The transaction with its repositories."""

    settings: IdentitySettings

    def __enter__(self) -> Self:
        super().__enter__()
        self.offices = Entries(self.session, Office)
        self.units = Entries(self.session, Unit)
        self.posts = Entries(self.session, Post)
        self.people = People(self.session, Person)
        self.charges = Charges(self.session, Charge)
        self.calendars = Entries(self.session, Calendar)
        self.sessions = Sessions(self.session)
        self.attempts = SignInAttempts(self.session)
        self.keys = Keys(self.session)
        return self

    def credential(self, person_id: UUID) -> Credential | None:
        return self.session.get(Credential, person_id, with_for_update=True)

    def add_credential(self, credential: Credential) -> None:
        self.session.add(credential)

    def commit(self, result: Result = None) -> Result:  # type: ignore[assignment]
        """Also turns a broken rule of the database into our own refusal."""
        try:
            return super().commit(result)
        except IntegrityError as error:
            refuse(error)

    @staticmethod
    def loaded(database: Database) -> dict[UUID, str]:
        """What district files said the last time: entry id → SHA-256."""
        return {row.id: row.sha256 for row in database.execute(select(tables.loaded.c.id, tables.loaded.c.sha256))}

    def remember_loaded(self, taken: dict[UUID, str]) -> None:
        if not taken:
            return
        rows = [{"id": key, "sha256": sha256, "loaded_at": self.now()} for key, sha256 in taken.items()]
        row = upsert(tables.loaded).values(rows)
        newer = {name: row.excluded[name] for name in ("sha256", "loaded_at")}
        self.session.execute(row.on_conflict_do_update(index_elements=["id"], set_=newer))

    @staticmethod
    def with_credentials(database: Database) -> set[UUID]:
        """Who has a password."""
        return set(database.scalars(select(tables.credentials.c.person_id)))

    def written(self) -> None:
        """Send what was added so far, so that later rows may refer to it."""
        try:
            self.session.flush()
        except IntegrityError as error:
            refuse(error)

    def lock_directory(self) -> None:
        """Until this transaction ends nobody else changes offices, units, posts, people or charges."""
        self.session.execute(select(func.pg_advisory_xact_lock(DIRECTORY_LOCK)))

    def exists(self, *conditions: Any) -> bool:
        """Whether a row meets the conditions."""
        return self.session.execute(select(literal(1)).where(*conditions).limit(1)).first() is not None
