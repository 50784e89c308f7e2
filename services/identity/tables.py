"""The tables of identity, and how the classes of the domain lie in them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    case,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import registry
from sqlalchemy.schema import SchemaItem

from chassis.tables import metadata
from services.identity.domain.attempts import Attempts
from services.identity.domain.calendars import Calendar
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Office, Person, Post, Unit
from services.identity.domain.keys import SigningKey
from services.identity.domain.passwords import Credential
from services.identity.domain.proposals import Proposal
from services.identity.domain.sessions import RefreshToken, Session

identity_metadata = metadata()
Moment = DateTime(timezone=True)


def _entry(name: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        identity_metadata,
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("deleted", Boolean, nullable=False),
        *columns,
    )


def _one_alive(name: str, *columns: str) -> Index:
    """Unique among what is not deleted."""
    return Index(name, *columns, unique=True, postgresql_where=text("NOT deleted"))


def _names() -> list[Column]:
    return [
        Column("name_hi", String(300), nullable=False),
        Column("name_en", String(300), nullable=False),
        Column("abbreviation_hi", String(60), nullable=False),
        Column("abbreviation_en", String(60), nullable=False),
    ]


offices = _entry(
    "offices",
    Column("kind", String(20), nullable=False),
    *_names(),
    Column("lgd_level", String(20)),
    Column("lgd_code", Integer),
    Column("revenue_parent_id", Uuid, ForeignKey("offices.id")),
    Column("development_parent_id", Uuid, ForeignKey("offices.id")),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("numbering", JSONB, nullable=False),
    _one_alive("uq_offices_abbreviation_en", "abbreviation_en"),
    _one_alive("uq_offices_lgd_code", "kind", "lgd_level", "lgd_code"),
)

units = _entry(
    "units",
    Column("office_id", Uuid, ForeignKey("offices.id"), nullable=False),
    *_names(),
    Column("heads", JSONB, nullable=False),
    _one_alive("uq_units_abbreviation_en", "office_id", "abbreviation_en"),
)

posts = _entry(
    "posts",
    Column("office_id", Uuid, ForeignKey("offices.id"), nullable=False),
    Column("unit_id", Uuid, ForeignKey("units.id")),
    Column("designation_hi", String(300), nullable=False),
    Column("designation_en", String(300), nullable=False),
    Column("abbreviation_hi", String(60), nullable=False),
    Column("abbreviation_en", String(60), nullable=False),
    Column("roles", ARRAY(String(20)), nullable=False),
    Column("superior_post_id", Uuid, ForeignKey("posts.id"), index=True),
    Column("heads", ARRAY(String(20)), nullable=False),
    _one_alive("uq_posts_abbreviation_en", "office_id", "abbreviation_en"),
    _one_alive("uq_posts_abbreviation_hi", "office_id", "abbreviation_hi"),
)

people = _entry(
    "people",
    Column("kind", String(10), nullable=False),
    Column("user_name", String(64), nullable=False),
    Column("name_hi", String(300), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("email", String(254)),
    Column("mobile", String(20)),
    Column("language", String(2), nullable=False),
    Column("active", Boolean, nullable=False),
    _one_alive("uq_people_user_name", "user_name"),
)

charges = _entry(
    "charges",
    Column("person_id", Uuid, ForeignKey("people.id"), nullable=False, index=True),
    Column("post_id", Uuid, ForeignKey("posts.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("held_from", Moment, nullable=False),
    Column("held_until", Moment),
)

calendars = _entry(
    "calendars",
    Column("scope", String(10), nullable=False, comment="state, district or office"),
    Column("office_id", Uuid, ForeignKey("offices.id")),
    Column("name_hi", String(300), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("patterns", JSONB, nullable=False, comment="[{valid_from, opens, closes, days_off}], the earliest first"),
    Column("days", JSONB, nullable=False, comment="[{day, kind, name_hi, name_en}], the earliest first"),
    Index("uq_calendars_scope", "scope", unique=True, postgresql_where=text("NOT deleted AND office_id IS NULL")),
    _one_alive("uq_calendars_office_id", "office_id"),
)

CALENDAR_LEVEL = case({"state": "1", "district": "2"}, value=calendars.c.scope, else_="3")
"""In which order calendars are listed."""

credentials = Table(
    "credentials",
    identity_metadata,
    Column("person_id", Uuid, ForeignKey("people.id"), primary_key=True),
    Column("encoded", Text, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

attempts = Table(
    "attempts",
    identity_metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
    Column("locked_until", Moment),
)

sessions = Table(
    "sessions",
    identity_metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("people.id"), nullable=False, index=True),
    Column("charge_id", Uuid, ForeignKey("charges.id")),
    Column("started_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False, index=True),
    Column("client_address", String(64)),
    Column("ended_at", Moment),
    Column("end_reason", String(40)),
)

refresh_tokens = Table(
    "refresh_tokens",
    identity_metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("session_id", Uuid, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("successor_hash", LargeBinary),
    Column("successor_sealed", LargeBinary),
)

days_of_use = Table(
    "days_of_use",
    identity_metadata,
    Column("day", Date, primary_key=True, comment="in India"),
    Column("person_id", Uuid, ForeignKey("people.id"), primary_key=True, comment="was signed in on it"),
)

proposals = Table(
    "proposals",
    identity_metadata,
    Column("id", Uuid, primary_key=True),
    Column("act", String(40), nullable=False),
    Column("body", JSONB, nullable=False),
    Column("subject", String(200), nullable=False),
    Column("shown", JSONB, nullable=False),
    Column("concerned", ARRAY(Uuid), nullable=False),
    Column("second", ARRAY(Uuid), nullable=False),
    Column("reason", String(300), nullable=False),
    Column("proposed_by", Uuid, ForeignKey("people.id"), nullable=False),
    Column("proposed_charge_id", Uuid, ForeignKey("charges.id"), nullable=False),
    Column("proposed_at", Moment, nullable=False, index=True),
    Column("lapses_at", Moment, nullable=False),
    Column("post_id", Uuid),
    Column("state", String(20), nullable=False),
    Column("settled_by", Uuid, ForeignKey("people.id")),
    Column("settled_at", Moment),
    Column("remarks", String(300), nullable=False),
    Column("password_at", Moment),
    Index("uq_proposals_pending", "subject", unique=True, postgresql_where=text("state = 'pending'")),
)

signing_keys = Table(
    "signing_keys",
    identity_metadata,
    Column("kid", String(64), primary_key=True),
    Column("public_x", String(64), nullable=False),
    Column("sealed_private", LargeBinary, nullable=False),
    Column("signs_from", Moment, nullable=False),
    Column("signs_until", Moment, nullable=False),
    Column("verifies_until", Moment, nullable=False),
)

loaded = Table(
    "loaded",
    identity_metadata,
    Column("id", Uuid, primary_key=True, comment="id of the entry that a district file made"),
    Column("sha256", String(64), nullable=False, comment="of what the file said the last time"),
    Column("loaded_at", Moment, nullable=False),
)

mapper = registry(metadata=identity_metadata)
for mapped, table in (
    (Office, offices),
    (Unit, units),
    (Post, posts),
    (Person, people),
    (Charge, charges),
    (Calendar, calendars),
    (Credential, credentials),
    (Attempts, attempts),
    (Session, sessions),
    (RefreshToken, refresh_tokens),
    (Proposal, proposals),
    (SigningKey, signing_keys),
):
    mapper.map_imperatively(mapped, table)
