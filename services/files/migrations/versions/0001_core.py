"""Receipts, files, their movements and what lies in them; the directory as projected here; the ledger.

One holder always, guarded here as well: a file names its last movement and its holder, and both together must be a
movement's serial and desk (a foreign key, checked at commit). A movement must begin where the one before it ended
(a foreign key on its own table; the first has no beginning), so a chain has neither gap nor fork. A file's serial
never goes back, and a movement that no file has come to cannot be committed.
"""

from alembic import op

from chassis.tables import append_only, create_chassis_tables, drop_chassis_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DIRECTORY = """
CREATE TABLE offices (
    id uuid NOT NULL,
    name_hi varchar(300) NOT NULL,
    name_en varchar(300) NOT NULL,
    abbreviation_en varchar(60) NOT NULL,
    numbering jsonb NOT NULL,
    deleted boolean NOT NULL,
    CONSTRAINT pk_offices PRIMARY KEY (id)
);
CREATE TABLE units (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    name_hi varchar(300) NOT NULL,
    name_en varchar(300) NOT NULL,
    abbreviation_en varchar(60) NOT NULL,
    heads jsonb NOT NULL,
    deleted boolean NOT NULL,
    CONSTRAINT pk_units PRIMARY KEY (id)
);
CREATE TABLE posts (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    unit_id uuid,
    superior_post_id uuid,
    roles varchar(40)[] NOT NULL,
    heads varchar(20)[] NOT NULL,
    designation_hi varchar(300) NOT NULL,
    designation_en varchar(300) NOT NULL,
    abbreviation_en varchar(60) NOT NULL,
    ref jsonb NOT NULL,
    deleted boolean NOT NULL,
    CONSTRAINT pk_posts PRIMARY KEY (id)
);
CREATE INDEX ix_posts_office_id ON posts (office_id);
CREATE INDEX ix_posts_superior_post_id ON posts (superior_post_id);
CREATE INDEX ix_posts_unit_id ON posts (unit_id);
CREATE TABLE persons (
    id uuid NOT NULL,
    name_hi varchar(300) NOT NULL,
    name_en varchar(300) NOT NULL,
    active boolean NOT NULL,
    deleted boolean NOT NULL,
    CONSTRAINT pk_persons PRIMARY KEY (id)
);
CREATE TABLE charges (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    post_id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    capacity varchar(20) NOT NULL,
    held_from timestamptz NOT NULL,
    held_until timestamptz,
    deleted boolean NOT NULL,
    CONSTRAINT pk_charges PRIMARY KEY (id)
);
CREATE INDEX ix_charges_person_id ON charges (person_id);
CREATE INDEX ix_charges_post_id ON charges (post_id);
"""

FILES = """
CREATE TABLE number_series (
    office_id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    year integer NOT NULL,
    template varchar(300) NOT NULL,
    last integer NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (office_id, kind, year, template),
    CONSTRAINT ck_number_series_last_positive CHECK (last >= 1)
);
CREATE TABLE files (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    unit_id uuid,
    number varchar(300) NOT NULL,
    number_key varchar(600) NOT NULL,
    head varchar(40),
    subject varchar(300) NOT NULL,
    subject_en varchar(300) NOT NULL,
    grading varchar(20) NOT NULL,
    urgency varchar(20) NOT NULL,
    labels varchar(20)[] NOT NULL,
    state varchar(10) NOT NULL,
    holder_post_id uuid NOT NULL,
    holder jsonb NOT NULL,
    held_since timestamptz NOT NULL,
    opened_at timestamptz,
    opened_by jsonb,
    due_on date,
    from_post jsonb,
    remarks text NOT NULL,
    last_kind varchar(20) NOT NULL,
    movement_serial integer NOT NULL,
    created_by jsonb NOT NULL,
    created_post_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_post_id uuid,
    note_count integer NOT NULL,
    paragraph_count integer NOT NULL,
    paper_count integer NOT NULL,
    page_count integer NOT NULL,
    version integer NOT NULL,
    salt bytea NOT NULL,
    ledger_serial integer NOT NULL,
    ledger_hash bytea NOT NULL,
    CONSTRAINT pk_files PRIMARY KEY (id),
    CONSTRAINT uq_files_office_id_number_key UNIQUE (office_id, number_key),
    CONSTRAINT ck_files_state_known CHECK (state in ('open', 'closed')),
    CONSTRAINT ck_files_closed_when CHECK ((state = 'closed') = (closed_at is not null))
);
CREATE INDEX ix_files_closed ON files (closed_post_id, closed_at, id) WHERE state = 'closed';
CREATE INDEX ix_files_created ON files (created_post_id, created_at, id);
CREATE INDEX ix_files_desk ON files (holder_post_id, held_since, id) INCLUDE (opened_at) WHERE state = 'open';
CREATE TABLE movements (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    previous integer GENERATED ALWAYS AS (serial - 1) STORED,
    kind varchar(20) NOT NULL,
    from_post_id uuid,
    to_post_id uuid NOT NULL,
    from_post jsonb,
    to_post jsonb NOT NULL,
    by jsonb NOT NULL,
    remarks text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_movements PRIMARY KEY (file_id, serial),
    CONSTRAINT uq_movements_file_id_serial_to_post_id UNIQUE (file_id, serial, to_post_id),
    CONSTRAINT ck_movements_serial_positive CHECK (serial >= 1),
    CONSTRAINT ck_movements_chain_begins_once CHECK ((serial = 1) = (from_post_id is null)),
    CONSTRAINT fk_movements_chain_movements FOREIGN KEY(file_id, previous, from_post_id)
        REFERENCES movements (file_id, serial, to_post_id),
    CONSTRAINT fk_movements_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_movements_custody ON movements (to_post_id, file_id);
CREATE INDEX ix_movements_sent ON movements (from_post_id, recorded_at, file_id, serial);
CREATE TABLE openings (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    person jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_openings PRIMARY KEY (file_id, serial),
    CONSTRAINT fk_openings_file_id_serial_movements FOREIGN KEY(file_id, serial)
        REFERENCES movements (file_id, serial)
);
CREATE TABLE ledger (
    subject_id uuid NOT NULL,
    serial integer NOT NULL,
    type varchar(64) NOT NULL,
    recorded_at timestamptz NOT NULL,
    body bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_ledger PRIMARY KEY (subject_id, serial)
);
"""

RECEIPTS = """
CREATE TABLE receipts (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    diary_number varchar(300) NOT NULL,
    diary_year integer NOT NULL,
    form varchar(20) NOT NULL,
    subject varchar(300) NOT NULL,
    sender jsonb NOT NULL,
    letter_number varchar(300) NOT NULL,
    letter_date date,
    received_on date NOT NULL,
    mode varchar(20) NOT NULL,
    language varchar(2) NOT NULL,
    grading varchar(20) NOT NULL,
    labels varchar(20)[] NOT NULL,
    document_id uuid,
    state varchar(10) NOT NULL,
    holder_post_id uuid NOT NULL,
    holder jsonb NOT NULL,
    held_since timestamptz NOT NULL,
    opened_at timestamptz,
    opened_by jsonb,
    from_post jsonb,
    remarks text NOT NULL,
    last_kind varchar(20) NOT NULL,
    movement_serial integer NOT NULL,
    file_id uuid,
    file_number varchar(300),
    diarised_by jsonb NOT NULL,
    diarised_post_id uuid NOT NULL,
    diarised_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_post_id uuid,
    version integer NOT NULL,
    salt bytea NOT NULL,
    ledger_serial integer NOT NULL,
    ledger_hash bytea NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (id),
    CONSTRAINT uq_receipts_office_id_diary_year_diary_number UNIQUE (office_id, diary_year, diary_number),
    CONSTRAINT ck_receipts_state_known CHECK (state in ('open', 'in_file', 'closed')),
    CONSTRAINT ck_receipts_in_file CHECK ((state = 'in_file') = (file_id is not null)),
    CONSTRAINT ck_receipts_closed_when CHECK ((state = 'closed') = (closed_at is not null)),
    CONSTRAINT fk_receipts_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_receipts_closed ON receipts (closed_post_id, closed_at, id) WHERE state = 'closed';
CREATE INDEX ix_receipts_created ON receipts (diarised_post_id, diarised_at, id);
CREATE INDEX ix_receipts_desk ON receipts (holder_post_id, held_since, id) WHERE state = 'open';
CREATE INDEX ix_receipts_file_id ON receipts (file_id);
CREATE TABLE receipt_movements (
    receipt_id uuid NOT NULL,
    serial integer NOT NULL,
    previous integer GENERATED ALWAYS AS (serial - 1) STORED,
    kind varchar(20) NOT NULL,
    from_post_id uuid,
    to_post_id uuid NOT NULL,
    from_post jsonb,
    to_post jsonb NOT NULL,
    by jsonb NOT NULL,
    remarks text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_receipt_movements PRIMARY KEY (receipt_id, serial),
    CONSTRAINT uq_receipt_movements_receipt_id_serial_to_post_id UNIQUE (receipt_id, serial, to_post_id),
    CONSTRAINT ck_receipt_movements_serial_positive CHECK (serial >= 1),
    CONSTRAINT ck_receipt_movements_chain_begins_once CHECK ((serial = 1) = (from_post_id is null)),
    CONSTRAINT fk_receipt_movements_chain_receipt_movements FOREIGN KEY(receipt_id, previous, from_post_id)
        REFERENCES receipt_movements (receipt_id, serial, to_post_id),
    CONSTRAINT fk_receipt_movements_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id)
);
CREATE INDEX ix_receipt_movements_custody ON receipt_movements (to_post_id, receipt_id);
CREATE INDEX ix_receipt_movements_sent ON receipt_movements (from_post_id, recorded_at, receipt_id, serial);
CREATE TABLE receipt_openings (
    receipt_id uuid NOT NULL,
    serial integer NOT NULL,
    person jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_receipt_openings PRIMARY KEY (receipt_id, serial),
    CONSTRAINT fk_receipt_openings_receipt_id_serial_receipt_movements FOREIGN KEY(receipt_id, serial)
        REFERENCES receipt_movements (receipt_id, serial)
);
CREATE TABLE receipt_copies (
    receipt_id uuid NOT NULL,
    post_id uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_receipt_copies PRIMARY KEY (receipt_id, post_id),
    CONSTRAINT fk_receipt_copies_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id)
);
CREATE INDEX ix_receipt_copies_post ON receipt_copies (post_id, receipt_id);
"""

CONTENT = """
CREATE TABLE notes (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    first_paragraph integer NOT NULL,
    paragraphs jsonb NOT NULL,
    kind varchar(10) NOT NULL,
    author jsonb NOT NULL,
    author_post_id uuid NOT NULL,
    side varchar(5) NOT NULL,
    written_at timestamptz NOT NULL,
    confirmed_at timestamptz NOT NULL,
    version integer NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_notes PRIMARY KEY (id),
    CONSTRAINT uq_notes_file_id_serial UNIQUE (file_id, serial),
    CONSTRAINT uq_notes_file_id_first_paragraph UNIQUE (file_id, first_paragraph),
    CONSTRAINT fk_notes_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE TABLE yellow_notes (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    paragraphs jsonb NOT NULL,
    author jsonb NOT NULL,
    author_post_id uuid NOT NULL,
    side varchar(5) NOT NULL,
    written_at timestamptz NOT NULL,
    state varchar(10) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_yellow_notes PRIMARY KEY (id),
    CONSTRAINT ck_yellow_notes_state_known CHECK (state in ('draft', 'confirmed', 'discarded')),
    CONSTRAINT fk_yellow_notes_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE UNIQUE INDEX uq_yellow_notes_open ON yellow_notes (file_id) WHERE state = 'draft';
CREATE TABLE correspondence (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    kind varchar(20) NOT NULL,
    title varchar(300) NOT NULL,
    document_id uuid,
    document_version integer,
    from_page integer,
    to_page integer,
    receipt_id uuid,
    letter_id uuid,
    flag varchar(5),
    added_by jsonb NOT NULL,
    added_at timestamptz NOT NULL,
    CONSTRAINT pk_correspondence PRIMARY KEY (id),
    CONSTRAINT uq_correspondence_file_id_serial UNIQUE (file_id, serial),
    CONSTRAINT uq_correspondence_file_id_from_page UNIQUE (file_id, from_page),
    CONSTRAINT fk_correspondence_file_id_files FOREIGN KEY(file_id) REFERENCES files (id),
    CONSTRAINT fk_correspondence_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id)
);
CREATE UNIQUE INDEX uq_correspondence_letter ON correspondence (letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX uq_correspondence_receipt ON correspondence (receipt_id) WHERE receipt_id IS NOT NULL;
"""

# For files and for receipts: {item} the table, {links} its movements, {key} how they name the item.
CUSTODY = """
ALTER TABLE {item} ADD CONSTRAINT fk_{item}_holder_{links}
    FOREIGN KEY (id, movement_serial, holder_post_id) REFERENCES {links} ({key}, serial, to_post_id)
    DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER {item}_never_goes_back BEFORE UPDATE ON {item} FOR EACH ROW
    WHEN (NEW.movement_serial < OLD.movement_serial OR NEW.ledger_serial < OLD.ledger_serial)
    EXECUTE FUNCTION refuse_change();
CREATE FUNCTION {links}_reach_their_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM {item} WHERE id = NEW.{key} AND movement_serial >= NEW.serial) THEN
        RAISE EXCEPTION 'movement % of % moves nothing', NEW.serial, NEW.{key}
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {links}_reach_their_item AFTER INSERT ON {links}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {links}_reach_their_item();
"""

CHANGING = ("offices", "units", "posts", "persons", "charges", "number_series", "files", "receipts", "yellow_notes")
ONLY_ADDED = (
    "movements",
    "openings",
    "receipt_movements",
    "receipt_openings",
    "receipt_copies",
    "notes",
    "correspondence",
    "ledger",
)


def upgrade() -> None:
    create_chassis_tables(op)
    for part in (DIRECTORY, FILES, RECEIPTS, CONTENT):
        op.execute(part)
    op.execute(CUSTODY.format(item="files", links="movements", key="file_id"))
    op.execute(CUSTODY.format(item="receipts", links="receipt_movements", key="receipt_id"))
    for table in CHANGING:
        grant(op, table, "SELECT, INSERT, UPDATE")
    for table in ONLY_ADDED:
        append_only(op, table)


def downgrade() -> None:
    op.execute("ALTER TABLE files DROP CONSTRAINT fk_files_holder_movements")
    op.execute("ALTER TABLE receipts DROP CONSTRAINT fk_receipts_holder_receipt_movements")
    for table in (
        "correspondence",
        "yellow_notes",
        "notes",
        "receipt_copies",
        "receipt_openings",
        "receipt_movements",
        "receipts",
        "ledger",
        "openings",
        "movements",
        "files",
        "number_series",
        "charges",
        "persons",
        "posts",
        "units",
        "offices",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION movements_reach_their_item()")
    op.execute("DROP FUNCTION receipt_movements_reach_their_item()")
    drop_chassis_tables(op)
