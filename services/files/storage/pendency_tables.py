"""The tables of what is counted: see ``pendency_counts`` and ``trend_counts``."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Integer,
    SmallInteger,
    Table,
    Uuid,
)

from services.files.domain.pendency import LAST_DAYS
from services.files.storage.tables import Moment, metadata

pendency = Table(
    "pendency",
    metadata,
    Column("post_id", Uuid, primary_key=True),
    Column("waiting", Integer, nullable=False),
    Column("unopened", Integer, nullable=False),
    *(Column(f"over_{last}", Integer, nullable=False, comment="older than so many days") for last in LAST_DAYS),
    Column("late", Integer, nullable=False, server_default="0", comment="their deadline lay before the day began"),
    Column("oldest", Moment),
)

pendency_changes = Table(
    "pendency_changes",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("post_id", Uuid, nullable=False),
    Column("since", Moment, nullable=False, comment="when that file came to this desk"),
    Column("waiting", SmallInteger, nullable=False, comment="1 for what came, -1 for what went"),
    Column("unopened", SmallInteger, nullable=False, comment="the same, 0 if it is opened"),
    Column("deadline", Moment, comment="of that file"),
)

pendency_counted = Table(
    "pendency_counted",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default="true"),
    Column("day", Date, comment="by whose ages the counts are; none before the first"),
    Column("trend_day", Date, comment="on which files_by_day was counted; none before the first"),
    CheckConstraint("only_row", name="only_row"),
)

files_by_day = Table(
    "files_by_day",
    metadata,
    Column("office_id", Uuid, primary_key=True),
    Column("day", Date, primary_key=True, comment="in India; the earliest stands for all before it too"),
    Column("opened", Integer, nullable=False),
    Column("closed", Integer, nullable=False, comment="and not reopened since"),
)

files_by_day_changes = Table(
    "files_by_day_changes",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("day", Date, nullable=False),
    Column("opened", SmallInteger, nullable=False),
    Column("closed", SmallInteger, nullable=False),
)
