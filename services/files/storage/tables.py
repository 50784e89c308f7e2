"""The tables of the core: numbers, files, movements, notes, correspondence, the ledger.

SQLAlchemy Core without an ORM: a forwarded file costs a handful of statements, each of them visible in its storage
class. What the database itself guards (one holder, append only) is in the migrations.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.ledger import ledger_table
from chassis.tables import metadata as named_metadata

metadata = named_metadata()

Moment = DateTime(timezone=True)

REACHED = "reached(source, kind, occurred_at, recorded_at)"
"""From when a desk could see what a movement brought: ``When.reached``, as a function of the database."""

# --- The chains of movements --------------------------------------------------------------------------------------


def custody_of(items: str, item: str, prefix: str = "") -> tuple[Column[Any] | ForeignKeyConstraint, ...]:
    """Where each of a kind of things lies: columns of its own table, tied to the end of its chain of movements."""
    name = f"{prefix}movements"
    return (
        Column("holder_post_id", Uuid, nullable=False),
        Column("holder", JSONB, nullable=False),
        Column("held_since", Moment, nullable=False),
        Column("opened_at", Moment),
        Column("opened_by", JSONB),
        Column("from_post", JSONB),
        Column("remarks", Text, nullable=False),
        Column("last_kind", String(20), nullable=False, comment="kind of the last movement"),
        Column("movement_serial", Integer, nullable=False),
        ForeignKeyConstraint(
            ["id", "movement_serial", "holder_post_id"],
            [f"{name}.{item}", f"{name}.serial", f"{name}.to_post_id"],
            name=f"fk_{items}_holder_{name}",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
    )


def chain_of(items: str, item: str, prefix: str = "", *more: Column[Any]) -> tuple[Table, Table]:
    """The movements of a kind of thing, and the openings of what they brought.

    ``items`` is the table of the things, ``item`` the column that names one of them, ``more`` what else
    its movements say.
    """
    name = f"{prefix}movements"
    links = Table(
        name,
        metadata,
        Column(item, Uuid, ForeignKey(f"{items}.id"), primary_key=True),
        Column("serial", Integer, primary_key=True),
        Column("previous", Integer, Computed("serial - 1", persisted=True)),
        Column("kind", String(20), nullable=False),
        Column("from_post_id", Uuid),
        Column("to_post_id", Uuid, nullable=False),
        Column("from_post", JSONB),
        Column("to_post", JSONB, nullable=False),
        Column("by", JSONB, nullable=False, comment="the SignatureBlock of who moved it"),
        Column("remarks", Text, nullable=False),
        Column("occurred_at", Moment, nullable=False),
        Column("recorded_at", Moment, nullable=False),
        Column("source", String(10), nullable=False),
        Column("salt", LargeBinary, nullable=False, comment="of the remarks' hash in the ledger"),
        *more,
        UniqueConstraint(item, "serial", "to_post_id"),
        CheckConstraint("serial >= 1", name="serial_positive"),
        CheckConstraint("(serial = 1) = (from_post_id is null)", name="chain_begins_once"),
        # Each movement starts where the one before it ended: the chain has neither gap nor fork.
        ForeignKeyConstraint(
            [item, "previous", "from_post_id"],
            [f"{name}.{item}", f"{name}.serial", f"{name}.to_post_id"],
            name=f"fk_{name}_chain_{name}",
        ),
        Index(f"ix_{name}_sent", "from_post_id", "recorded_at", item, "serial"),
        Index(f"ix_{name}_custody", "to_post_id", item),
        # Rows come in the order of time, so ranges of them find a week, for next to nothing.
        Index(f"ix_{name}_reached", text(REACHED), postgresql_using="brin", postgresql_with={"autosummarize": "on"}),
    )
    opened = Table(
        f"{prefix}openings",
        metadata,
        Column(item, Uuid, primary_key=True),
        Column("serial", Integer, primary_key=True, comment="the movement that brought it to the desk"),
        Column("person", JSONB, nullable=False),
        Column("at", Moment, nullable=False),
        ForeignKeyConstraint([item, "serial"], [f"{name}.{item}", f"{name}.serial"]),
    )
    return links, opened


# --- Numbers ------------------------------------------------------------------------------------------------------

number_series = Table(
    "number_series",
    metadata,
    Column("office_id", Uuid, primary_key=True),
    Column("kind", String(20), primary_key=True, comment="file, receipt, letter, dispatch"),
    Column("year", Integer, primary_key=True, comment="calendar year in India"),
    Column("template", String(300), primary_key=True, comment="the pattern with everything but {serial} filled in"),
    Column("last", Integer, nullable=False),
    CheckConstraint("last >= 1", name="last_positive"),
)

number_blocks = Table(
    "number_blocks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("template", String(300), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("pc", Uuid, nullable=False, comment="the browser that took it; it tells nobody else"),
    Column("post_id", Uuid, nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock of who took it"),
    Column("taken_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    CheckConstraint("first >= 1 and last >= first and last - first < 50", name="of_some"),
    CheckConstraint("expires_at > taken_at", name="for_some_time"),
    UniqueConstraint("office_id", "year", "template", "first"),
    Index("ix_number_blocks_post", "post_id", "taken_at"),
)

number_block_ends = Table(
    "number_block_ends",
    metadata,
    Column("block_id", Uuid, ForeignKey("number_blocks.id"), primary_key=True),
    Column("reason", String(300), nullable=False),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock"),
    Column("at", Moment, nullable=False),
)

# --- Files and their movements ------------------------------------------------------------------------------------

files = Table(
    "files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("unit_id", Uuid),
    Column("number", String(300), nullable=False),
    Column("number_key", String(600), nullable=False, comment="the number as compared: NFKC, case folded, no blanks"),
    Column("head", String(40)),
    Column("subject", String(300), nullable=False),
    Column("subject_en", String(300), nullable=False),
    Column("grading", String(20), nullable=False),
    Column("urgency", String(20), nullable=False),
    Column("labels", ARRAY(String(20)), nullable=False),
    Column("state", String(10), nullable=False),
    *custody_of("files", "file_id"),
    Column("due_on", Date),
    Column("created_by", JSONB, nullable=False),
    Column("created_post_id", Uuid, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_post_id", Uuid),
    Column("note_count", Integer, nullable=False),
    Column("paragraph_count", Integer, nullable=False),
    Column("paper_count", Integer, nullable=False, comment="papers on the correspondence side"),
    Column("page_count", Integer, nullable=False),
    Column("consultation_count", Integer, nullable=False, server_default="0", comment="questions put to other desks"),
    Column("open_consultations", Integer, nullable=False, server_default="0", comment="those that wait for an answer"),
    Column("open_tl_letters", Integer, nullable=False, server_default="0", comment="not struck off the TL register"),
    Column(
        "lease",
        JSONB(none_as_null=True),
        comment="the CustodyLeaseView of the newest lease; it names the stay for which it counts",
    ),
    Column("parked", JSONB(none_as_null=True), comment="the ParkedView"),
    Column("parked_until", Date),
    Column("stopped", JSONB(none_as_null=True), comment="the StoppedView, while its clock is stopped"),
    Column("deadline", Moment, comment="when the matter has to be disposed of"),
    Column("submission", JSONB(none_as_null=True), comment="levels that dealt with it, and what it returns through"),
    Column("case_type", JSONB(none_as_null=True), comment="the CaseTypeView, of a file that is a case of a known type"),
    Column("subject_head", JSONB(none_as_null=True), comment="the SubjectHeadView"),
    Column("retention", JSONB(none_as_null=True), comment="the RetentionView"),
    Column("main_id", Uuid, ForeignKey("files.id"), comment="of a part file: the file it is a part of"),
    Column("part_number", Integer),
    Column("part_count", Integer, nullable=False, server_default="0", comment="part files that were ever opened"),
    Column("open_parts", Integer, nullable=False, server_default="0", comment="those that are not merged"),
    Column("merged_at", Moment, comment="of a part file: when it was merged into the main file"),
    Column("volume_number", Integer, nullable=False, server_default="1"),
    Column("earlier_id", Uuid, ForeignKey("files.id"), comment="the volume before this one"),
    Column("later_id", Uuid, ForeignKey("files.id"), comment="the volume in which it is continued"),
    Column("changed_at", Moment, nullable=False, server_default=func.now(), comment="when its row on a desk changed"),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the subject's hash in the ledger"),
    Column("ledger_serial", Integer, nullable=False, comment="the newest entry of its chain"),
    Column("ledger_hash", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "number_key"),
    CheckConstraint("state in ('open', 'closed')", name="state_known"),
    CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_when"),
    CheckConstraint("(parked is null) = (parked_until is null)", name="parked_until_a_day"),
    CheckConstraint("state = 'open' or open_consultations = 0", name="closed_when_answered"),
    CheckConstraint("state = 'open' or open_tl_letters = 0", name="closed_when_struck_off"),
    CheckConstraint("state = 'open' or open_parts = 0", name="closed_when_merged"),
    CheckConstraint("(main_id is null) = (part_number is null)", name="part_numbered"),
    UniqueConstraint("main_id", "part_number"),
    UniqueConstraint("earlier_id"),
    Index(
        "ix_files_desk",
        "holder_post_id",
        "held_since",
        "id",
        # The pendency table is answered from this index alone.
        postgresql_include=["opened_at", "deadline"],
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_files_closed", "closed_post_id", "closed_at", "id", postgresql_where=text("state = 'closed'")),
    Index("ix_files_created", "created_post_id", "created_at", "id"),
    Index("ix_files_parked", "holder_post_id", "held_since", "id", postgresql_where=text("parked_until IS NOT NULL")),
    Index("ix_files_consulting", "holder_post_id", postgresql_where=text("open_consultations > 0")),
    Index("ix_files_changed", "holder_post_id", "changed_at", "id", postgresql_where=text("state = 'open'")),
    Index(
        "ix_files_deadline",
        "deadline",
        "holder_post_id",
        postgresql_where=text("state = 'open' AND deadline IS NOT NULL"),
    ),
    # What has moved since a moment of the past.
    Index("ix_files_held_since", "held_since"),
    Index("ix_files_created_at", "created_at", postgresql_using="brin", postgresql_with={"autosummarize": "on"}),
)

movements, openings = chain_of(
    "files",
    "file_id",
    "",
    Column("passed", JSONB(none_as_null=True), comment="levels jumped, informed, or vacant on the way back"),
)

# --- What lies in a file ------------------------------------------------------------------------------------------

notes = Table(
    "notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("first_paragraph", Integer, nullable=False),
    Column("paragraphs", JSONB, nullable=False, comment="texts; numbered from first_paragraph on"),
    Column("corrects", ARRAY(Integer), nullable=False, server_default="{}", comment="earlier paragraphs"),
    Column("kind", String(10), nullable=False, comment="how it began: yellow or green"),
    Column("author", JSONB, nullable=False),
    Column("author_post_id", Uuid, nullable=False),
    Column("side", String(5), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the paragraphs' hash in the ledger"),
    Column("merged_from", JSONB(none_as_null=True), comment="the MergedFromView of a note that came with a part file"),
    UniqueConstraint("file_id", "serial"),
    UniqueConstraint("file_id", "first_paragraph"),
    CheckConstraint("first_paragraph > ALL (corrects)", name="corrects_what_came_before"),
    Index("ix_notes_corrections", "file_id", postgresql_where=text("corrects <> '{}'")),
    Index("ix_notes_confirmed_at", "confirmed_at", postgresql_using="brin", postgresql_with={"autosummarize": "on"}),
)

yellow_notes = Table(
    "yellow_notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("paragraphs", JSONB, nullable=False),
    Column("corrects", ARRAY(Integer), nullable=False, server_default="{}"),
    Column("author", JSONB, nullable=False),
    Column("author_post_id", Uuid, nullable=False),
    Column("side", String(5), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("alone_since", Integer, comment="version from which on nobody but the author changed it"),
    CheckConstraint("state in ('draft', 'confirmed', 'discarded')", name="state_known"),
    Index("uq_yellow_notes_open", "file_id", unique=True, postgresql_where=text("state = 'draft'")),
)

correspondence = Table(
    "correspondence",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("title", String(300), nullable=False),
    Column("document_id", Uuid),
    Column("document_version", Integer),
    Column("from_page", Integer),
    Column("to_page", Integer),
    Column("receipt_id", Uuid, ForeignKey("receipts.id")),
    Column("receipt_serial", Integer, comment="the receipt's movement that put it in"),
    Column("letter_id", Uuid),
    Column("flag", String(5), comment="with which it was put in; what it bears now is in paper_flags"),
    Column("added_by", JSONB, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("merged_from", JSONB(none_as_null=True), comment="the MergedFromView of a paper that came with a part file"),
    UniqueConstraint("file_id", "serial"),
    UniqueConstraint("file_id", "from_page"),
    # Once for each time that it was put in; a part file's papers stand in the main file again.
    Index(
        "uq_correspondence_receipt",
        "receipt_id",
        text("coalesce(receipt_serial, 0)"),
        unique=True,
        postgresql_where=text("receipt_id IS NOT NULL AND merged_from IS NULL"),
    ),
    Index(
        "uq_correspondence_letter",
        "letter_id",
        unique=True,
        postgresql_where=text("letter_id IS NOT NULL AND merged_from IS NULL"),
    ),
)

paper_flags = Table(
    "paper_flags",
    metadata,
    Column("file_id", Uuid, primary_key=True),
    Column("serial", Integer, primary_key=True, comment="of the paper"),
    Column("flag", String(5), nullable=False),
    Column("number", Integer, comment="of a fresh receipt: FR-I, FR-II"),
    Column("by", JSONB, nullable=False, comment="the SignatureBlock of who flagged it"),
    Column("at", Moment, nullable=False),
    ForeignKeyConstraint(["file_id", "serial"], ["correspondence.file_id", "correspondence.serial"]),
    UniqueConstraint("file_id", "number"),
    CheckConstraint("flag in ('puc', 'fr')", name="flag_known"),
    CheckConstraint("(flag = 'fr') = (number is not null)", name="fresh_receipts_numbered"),
    Index("uq_paper_flags_puc", "file_id", unique=True, postgresql_where=text("flag = 'puc'")),
)

# --- The tamper-evident log ---------------------------------------------------------------------------------------

ledger = ledger_table(metadata)
