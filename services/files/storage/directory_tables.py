"""The tables of the directory, as identity tells it."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    String,
    Table,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

offices = Table(
    "offices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name_hi", String(300), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("abbreviation_en", String(60), nullable=False),
    Column("numbering", JSONB, nullable=False, comment="patterns: file, receipt, letter"),
    Column("deleted", Boolean, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("name_hi", String(300), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("abbreviation_en", String(60), nullable=False),
    Column("heads", JSONB, nullable=False, comment="[{code, title_hi, title_en}]"),
    Column("deleted", Boolean, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False, index=True),
    Column("unit_id", Uuid, index=True),
    Column("superior_post_id", Uuid, index=True),
    Column("roles", ARRAY(String(40)), nullable=False),
    Column("heads", ARRAY(String(20)), nullable=False),
    Column("designation_hi", String(300), nullable=False),
    Column("designation_en", String(300), nullable=False),
    Column("abbreviation_en", String(60), nullable=False),
    Column("ref", JSONB, nullable=False, comment="the PostRef as registers show it now"),
    Column("deleted", Boolean, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name_hi", String(300), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
)

charges = Table(
    "charges",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False, index=True),
    Column("post_id", Uuid, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("capacity", String(20), nullable=False),
    Column("held_from", Moment, nullable=False),
    Column("held_until", Moment, comment="the first moment after it"),
    Column("deleted", Boolean, nullable=False),
)

calendars = Table(
    "calendars",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("scope", String(10), nullable=False, comment="state, district or office"),
    Column("office_id", Uuid),
    Column("patterns", JSONB, nullable=False, comment="[{valid_from, opens, closes, days_off}], the earliest first"),
    Column("days", JSONB, nullable=False, comment="[{day, kind, name_hi, name_en}], the earliest first"),
    Column("deleted", Boolean, nullable=False),
)
