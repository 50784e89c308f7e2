"""The tables of the core: the directory as projected here, receipts, files, movements, notes, correspondence.

SQLAlchemy Core without an ORM: a forwarded file costs a handful of statements, each of them visible in its storage
class. What the database itself guards (one holder, append only) is in the migrations.
"""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    Boolean,
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

# --- The directory, as identity tells it -------------------------------------------------------------------------

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
    Column("holder_post_id", Uuid, nullable=False),
    Column("holder", JSONB, nullable=False),
    Column("held_since", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("opened_by", JSONB),
    Column("due_on", Date),
    Column("from_post", JSONB),
    Column("remarks", Text, nullable=False),
    Column("last_kind", String(20), nullable=False, comment="kind of the last movement"),
    Column("movement_serial", Integer, nullable=False),
    Column("created_by", JSONB, nullable=False),
    Column("created_post_id", Uuid, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_post_id", Uuid),
    Column("note_count", Integer, nullable=False),
    Column("paragraph_count", Integer, nullable=False),
    Column("paper_count", Integer, nullable=False, comment="papers on the correspondence side"),
    Column("page_count", Integer, nullable=False),
    Column(
        "lease",
        JSONB(none_as_null=True),
        comment="the CustodyLeaseView of the newest lease; it names the stay for which it counts",
    ),
    Column("parked", JSONB(none_as_null=True), comment="the ParkedView"),
    Column("parked_until", Date),
    Column("changed_at", Moment, nullable=False, server_default=func.now(), comment="when its row on a desk changed"),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the subject's hash in the ledger"),
    Column("ledger_serial", Integer, nullable=False, comment="the newest entry of its chain"),
    Column("ledger_hash", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "number_key"),
    CheckConstraint("state in ('open', 'closed')", name="state_known"),
    CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_when"),
    CheckConstraint("(parked is null) = (parked_until is null)", name="parked_until_a_day"),
    ForeignKeyConstraint(
        ["id", "movement_serial", "holder_post_id"],
        ["movements.file_id", "movements.serial", "movements.to_post_id"],
        name="fk_files_holder_movements",
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
    ),
    Index(
        "ix_files_desk",
        "holder_post_id",
        "held_since",
        "id",
        # The pendency table is answered from this index alone.
        postgresql_include=["opened_at"],
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_files_closed", "closed_post_id", "closed_at", "id", postgresql_where=text("state = 'closed'")),
    Index("ix_files_created", "created_post_id", "created_at", "id"),
    Index("ix_files_parked", "holder_post_id", "held_since", "id", postgresql_where=text("parked_until IS NOT NULL")),
    Index("ix_files_changed", "holder_post_id", "changed_at", "id", postgresql_where=text("state = 'open'")),
)

# --- Receipts -----------------------------------------------------------------------------------------------------

receipts = Table(
    "receipts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("office_id", Uuid, nullable=False),
    Column("diary_number", String(300), nullable=False),
    Column("diary_year", Integer, nullable=False),
    Column("form", String(20), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("sender", JSONB, nullable=False),
    Column("letter_number", String(300), nullable=False),
    Column("letter_date", Date),
    Column("received_on", Date, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("grading", String(20), nullable=False),
    Column("labels", ARRAY(String(20)), nullable=False),
    Column("document_id", Uuid),
    Column("state", String(10), nullable=False),
    Column("holder_post_id", Uuid, nullable=False),
    Column("holder", JSONB, nullable=False),
    Column("held_since", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("opened_by", JSONB),
    Column("from_post", JSONB),
    Column("remarks", Text, nullable=False),
    Column("last_kind", String(20), nullable=False),
    Column("movement_serial", Integer, nullable=False),
    Column("file_id", Uuid, ForeignKey("files.id"), index=True),
    Column("file_number", String(300)),
    Column("diarised_by", JSONB, nullable=False),
    Column("diarised_post_id", Uuid, nullable=False),
    Column("diarised_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_post_id", Uuid),
    Column("changed_at", Moment, nullable=False, server_default=func.now(), comment="when its row on a desk changed"),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the subject's hash in the ledger"),
    Column("ledger_serial", Integer, nullable=False, comment="the newest entry of its chain"),
    Column("ledger_hash", LargeBinary, nullable=False),
    UniqueConstraint("office_id", "diary_year", "diary_number"),
    CheckConstraint("state in ('open', 'in_file', 'closed')", name="state_known"),
    CheckConstraint("(state = 'in_file') = (file_id is not null)", name="in_file"),
    CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_when"),
    ForeignKeyConstraint(
        ["id", "movement_serial", "holder_post_id"],
        ["receipt_movements.receipt_id", "receipt_movements.serial", "receipt_movements.to_post_id"],
        name="fk_receipts_holder_receipt_movements",
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
    ),
    Index("ix_receipts_desk", "holder_post_id", "held_since", "id", postgresql_where=text("state = 'open'")),
    Index("ix_receipts_closed", "closed_post_id", "closed_at", "id", postgresql_where=text("state = 'closed'")),
    Index("ix_receipts_created", "diarised_post_id", "diarised_at", "id"),
    Index("ix_receipts_number", "diary_number"),
    Index("ix_receipts_changed", "holder_post_id", "changed_at", "id", postgresql_where=text("state = 'open'")),
)

receipt_copies = Table(
    "receipt_copies",
    metadata,
    Column("receipt_id", Uuid, ForeignKey("receipts.id"), primary_key=True),
    Column("post_id", Uuid, primary_key=True, comment="a desk that got a copy for information"),
    Column("at", Moment, nullable=False),
    Index("ix_receipt_copies_post", "post_id", "receipt_id"),
)

# --- The chains of movements --------------------------------------------------------------------------------------


def chain_of(items: str, item: str, prefix: str = "") -> tuple[Table, Table]:
    """The movements of a kind of thing, and the openings of what they brought.

    ``items`` is the table of the things, ``item`` the column that names one of them.
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


movements, openings = chain_of("files", "file_id")
receipt_movements, receipt_openings = chain_of("receipts", "receipt_id", prefix="receipt_")

# --- What lies in a file ------------------------------------------------------------------------------------------

notes = Table(
    "notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("first_paragraph", Integer, nullable=False),
    Column("paragraphs", JSONB, nullable=False, comment="texts; numbered from first_paragraph on"),
    Column("kind", String(10), nullable=False, comment="how it began: yellow or green"),
    Column("author", JSONB, nullable=False),
    Column("author_post_id", Uuid, nullable=False),
    Column("side", String(5), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("confirmed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False, comment="of the paragraphs' hash in the ledger"),
    UniqueConstraint("file_id", "serial"),
    UniqueConstraint("file_id", "first_paragraph"),
)

yellow_notes = Table(
    "yellow_notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("paragraphs", JSONB, nullable=False),
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
    Column("letter_id", Uuid),
    Column("flag", String(5)),
    Column("added_by", JSONB, nullable=False),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("file_id", "serial"),
    UniqueConstraint("file_id", "from_page"),
    Index("uq_correspondence_receipt", "receipt_id", unique=True, postgresql_where=text("receipt_id IS NOT NULL")),
    Index("uq_correspondence_letter", "letter_id", unique=True, postgresql_where=text("letter_id IS NOT NULL")),
)

# --- The tamper-evident log ---------------------------------------------------------------------------------------

ledger = ledger_table(metadata)
