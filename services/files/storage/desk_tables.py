"""How a desk keeps what lies on it: leases of custody, what is put aside, and persons' own folders and notings."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.files.storage.tables import Moment, metadata

custody_leases = Table(
    "custody_leases",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("serial", Integer, nullable=False, comment="the movement that brought it to the desk"),
    Column("person_id", Uuid, nullable=False),
    Column("lease", JSONB, nullable=False, comment="the CustodyLeaseView as taken"),
    Column("expires_at", Moment, nullable=False),
    ForeignKeyConstraint(["file_id", "serial"], ["movements.file_id", "movements.serial"]),
    Index("ix_custody_leases_file", "file_id", "serial"),
)

custody_returns = Table(
    "custody_returns",
    metadata,
    Column("lease_id", Uuid, ForeignKey("custody_leases.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

parkings = Table(
    "parkings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("serial", Integer, nullable=False, comment="the movement that brought it to the desk"),
    Column("parked", JSONB, nullable=False, comment="the ParkedView"),
    Column("since", Moment, nullable=False),
    Column("until", Date, nullable=False),
    ForeignKeyConstraint(["file_id", "serial"], ["movements.file_id", "movements.serial"]),
    Index("ix_parkings_file", "file_id", "serial", "since"),
)

parking_ends = Table(
    "parking_ends",
    metadata,
    Column("parking_id", Uuid, ForeignKey("parkings.id"), primary_key=True),
    Column("at", Moment, nullable=False, comment="when it was taken up before its day"),
)

desk_arrangements = Table(
    "desk_arrangements",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("post_id", Uuid, primary_key=True),
    Column("folders", JSONB, nullable=False),
    Column("filters", JSONB, nullable=False),
    Column("placed", JSONB, nullable=False, comment="id of a file or receipt → code of a folder"),
    Column("version", Integer, nullable=False),
)

own_notings = Table(
    "own_notings",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("post_id", Uuid, primary_key=True),
    Column("notings", JSONB, nullable=False, comment="OwnNotingViews in the person's order"),
    Column("version", Integer, nullable=False),
)
