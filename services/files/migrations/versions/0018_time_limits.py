"""The TL register.

What the database itself guards: a line stays as it was entered but for its day, its file and how it ended; it is struck
off once, only when all offices concerned have reported in full, and then never changes again; what was done about it is
only added; files and receipts count their open ones, so that none is closed over one.
"""

from alembic import op

from chassis.tables import append_only, grant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE files ADD COLUMN open_tl_letters integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_files_closed_when_struck_off CHECK (state = 'open' or open_tl_letters = 0);
COMMENT ON COLUMN files.open_tl_letters IS 'not struck off the TL register';
ALTER TABLE receipts ADD COLUMN open_tl_letters integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_receipts_closed_when_struck_off CHECK (state <> 'closed' or open_tl_letters = 0);
COMMENT ON COLUMN receipts.open_tl_letters IS 'not struck off the TL register';
CREATE TABLE tl_letters (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number varchar(60) NOT NULL,
    matter text NOT NULL,
    receipt_id uuid,
    file_id uuid,
    entered_by jsonb NOT NULL,
    entered_at timestamptz NOT NULL,
    entered_on date NOT NULL,
    due_on date NOT NULL,
    extensions integer NOT NULL,
    entry_count integer NOT NULL,
    state varchar(10) NOT NULL,
    struck_off_at timestamptz,
    struck_off_by jsonb,
    version integer NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_tl_letters PRIMARY KEY (id),
    CONSTRAINT uq_tl_letters_office_id_year_serial UNIQUE (office_id, year, serial),
    CONSTRAINT ck_tl_letters_state_known CHECK (state in ('open', 'struck_off')),
    CONSTRAINT ck_tl_letters_struck_off_when CHECK ((state = 'struck_off') = (struck_off_at is not null)),
    CONSTRAINT ck_tl_letters_about_something CHECK (receipt_id is not null or file_id is not null),
    CONSTRAINT fk_tl_letters_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id),
    CONSTRAINT fk_tl_letters_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_tl_letters_register ON tl_letters (office_id, entered_at, id);
CREATE INDEX ix_tl_letters_open ON tl_letters (office_id, entered_at, id) WHERE state = 'open';
CREATE INDEX ix_tl_letters_receipt_id ON tl_letters (receipt_id);
CREATE INDEX ix_tl_letters_file_id ON tl_letters (file_id);
COMMENT ON COLUMN tl_letters.office_id IS 'whose TL section keeps it';
COMMENT ON COLUMN tl_letters.receipt_id IS 'none where it is about a file';
COMMENT ON COLUMN tl_letters.file_id IS 'that it is about, or in which the receipt lies';
COMMENT ON COLUMN tl_letters.entered_on IS 'the day in India';
COMMENT ON COLUMN tl_letters.salt IS 'of the matter''s hash in the ledger';
CREATE TABLE tl_concerns (
    tl_id uuid NOT NULL,
    post_id uuid NOT NULL,
    place integer NOT NULL,
    post jsonb NOT NULL,
    office_id uuid NOT NULL,
    is_complete boolean NOT NULL,
    reports integer NOT NULL,
    last_report_on date,
    covered_until date,
    weeks_covered integer NOT NULL,
    CONSTRAINT pk_tl_concerns PRIMARY KEY (tl_id, post_id),
    CONSTRAINT fk_tl_concerns_tl_id_tl_letters FOREIGN KEY(tl_id) REFERENCES tl_letters (id)
);
CREATE INDEX ix_tl_concerns_post_id ON tl_concerns (post_id);
COMMENT ON COLUMN tl_concerns.post_id IS 'the reporting desk';
COMMENT ON COLUMN tl_concerns.place IS 'in the list as it was entered';
COMMENT ON COLUMN tl_concerns.covered_until IS 'the last day of the last week that is reported on';
CREATE TABLE tl_entries (
    tl_id uuid NOT NULL,
    serial integer NOT NULL,
    kind varchar(20) NOT NULL,
    post jsonb,
    text text NOT NULL,
    reference varchar(300) NOT NULL,
    due_on date,
    week_ends_on date,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_tl_entries PRIMARY KEY (tl_id, serial),
    CONSTRAINT ck_tl_entries_kind_known
        CHECK (kind in ('report', 'full_report', 'sent_back', 'extended', 'struck_off')),
    CONSTRAINT fk_tl_entries_tl_id_tl_letters FOREIGN KEY(tl_id) REFERENCES tl_letters (id)
);
CREATE UNIQUE INDEX uq_tl_entries_struck_off ON tl_entries (tl_id) WHERE kind = 'struck_off';
COMMENT ON COLUMN tl_entries.post IS 'the reporting desk that it concerns; none where it concerns all';
COMMENT ON COLUMN tl_entries.salt IS 'of the text''s hash in the ledger';
"""

GUARDS = """
CREATE TRIGGER tl_letters_stay_as_entered BEFORE UPDATE ON tl_letters FOR EACH ROW
    WHEN ((OLD.state <> 'open' AND NEW.file_id IS NOT DISTINCT FROM OLD.file_id) OR NEW.version < OLD.version
        OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)
        OR (NEW.id, NEW.office_id, NEW.year, NEW.serial, NEW.number, NEW.matter, NEW.receipt_id, NEW.entered_by,
            NEW.entered_at, NEW.entered_on, NEW.salt)
            IS DISTINCT FROM
            (OLD.id, OLD.office_id, OLD.year, OLD.serial, OLD.number, OLD.matter, OLD.receipt_id, OLD.entered_by,
            OLD.entered_at, OLD.entered_on, OLD.salt))
    EXECUTE FUNCTION refuse_change();
CREATE FUNCTION tl_struck_off_after_full_reports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'struck_off' AND (
        EXISTS (SELECT FROM tl_concerns WHERE tl_id = NEW.id AND NOT is_complete)
        OR NOT EXISTS (SELECT FROM tl_entries WHERE tl_id = NEW.id AND kind = 'struck_off')
    ) THEN
        RAISE EXCEPTION 'the TL letter % is struck off before its full reports', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.receipt_id IS NOT NULL AND (SELECT open_tl_letters FROM receipts WHERE id = NEW.receipt_id)
        <> (SELECT count(*) FROM tl_letters WHERE receipt_id = NEW.receipt_id AND state = 'open') THEN
        RAISE EXCEPTION 'the receipt % counts other TL letters than are open', NEW.receipt_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.file_id IS NOT NULL AND (SELECT open_tl_letters FROM files WHERE id = NEW.file_id)
        <> (SELECT count(*) FROM tl_letters WHERE file_id = NEW.file_id AND state = 'open') THEN
        RAISE EXCEPTION 'the file % counts other TL letters than are open', NEW.file_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tl_struck_off_after_full_reports AFTER INSERT OR UPDATE ON tl_letters
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tl_struck_off_after_full_reports();
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GUARDS)
    grant(op, "tl_letters", "SELECT, INSERT, UPDATE")
    grant(op, "tl_concerns", "SELECT, INSERT, UPDATE")
    append_only(op, "tl_entries")


def downgrade() -> None:
    for table in ("tl_entries", "tl_concerns", "tl_letters"):
        op.drop_table(table)
    op.execute("DROP FUNCTION tl_struck_off_after_full_reports()")
    for table in ("receipts", "files"):
        op.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_closed_when_struck_off, DROP COLUMN open_tl_letters"
        )
