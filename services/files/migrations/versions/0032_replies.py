"""Replies to letters that went to several addressees, and reminders of them.

What the database itself guards: a receipt is the reply of one addressee alone; what was entered, and which draft
reminds of which letter, is only added; a line belongs to its addressee for good.
"""

from alembic import op

from chassis.tables import append_only, grant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE reply_rows (
    letter_id uuid NOT NULL,
    addressee integer NOT NULL,
    file_id uuid NOT NULL,
    name varchar(300) NOT NULL,
    state varchar(20) NOT NULL,
    due_on date,
    waived_because text NOT NULL,
    alerted_for date,
    entry_count integer NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_reply_rows PRIMARY KEY (letter_id, addressee),
    CONSTRAINT ck_reply_rows_state_known
        CHECK (state in ('not_awaited', 'awaited', 'partial', 'received', 'not_needed')),
    CONSTRAINT fk_reply_rows_letter_id_letters FOREIGN KEY(letter_id) REFERENCES letters (id),
    CONSTRAINT fk_reply_rows_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_reply_rows_unanswered ON reply_rows (file_id, due_on, letter_id, addressee)
    WHERE state in ('awaited', 'partial');
COMMENT ON COLUMN reply_rows.addressee IS 'counted from 1';
COMMENT ON COLUMN reply_rows.file_id IS 'in which the replies come in now';
COMMENT ON COLUMN reply_rows.alerted_for IS 'the day of which the desk was told';
CREATE TABLE replies (
    id uuid NOT NULL,
    letter_id uuid NOT NULL,
    addressee integer NOT NULL,
    receipt_id uuid NOT NULL,
    diary_number varchar(300) NOT NULL,
    received_on date NOT NULL,
    is_partial boolean NOT NULL,
    is_withdrawn boolean NOT NULL,
    CONSTRAINT pk_replies PRIMARY KEY (id),
    CONSTRAINT fk_replies_letter_id_addressee_reply_rows FOREIGN KEY(letter_id, addressee)
        REFERENCES reply_rows (letter_id, addressee),
    CONSTRAINT fk_replies_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id)
);
CREATE UNIQUE INDEX uq_replies_receipt ON replies (receipt_id) WHERE not is_withdrawn;
CREATE INDEX ix_replies_letter ON replies (letter_id, addressee);
CREATE TABLE reply_entries (
    letter_id uuid NOT NULL,
    addressee integer NOT NULL,
    serial integer NOT NULL,
    file_id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    due_on date,
    receipt_id uuid,
    reason text NOT NULL,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_reply_entries PRIMARY KEY (letter_id, addressee, serial),
    CONSTRAINT ck_reply_entries_kind_known
        CHECK (kind in ('awaited', 'partial', 'received', 'withdrawn', 'not_needed')),
    CONSTRAINT fk_reply_entries_letter_id_addressee_reply_rows FOREIGN KEY(letter_id, addressee)
        REFERENCES reply_rows (letter_id, addressee),
    CONSTRAINT fk_reply_entries_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_reply_entries_file_id ON reply_entries (file_id);
COMMENT ON COLUMN reply_entries.file_id IS 'whose chain of the ledger speaks of it';
COMMENT ON COLUMN reply_entries.salt IS 'of its hash in the ledger';
CREATE TABLE reminders (
    draft_id uuid NOT NULL,
    letter_id uuid NOT NULL,
    number integer NOT NULL,
    addressees jsonb NOT NULL,
    CONSTRAINT pk_reminders PRIMARY KEY (draft_id),
    CONSTRAINT ck_reminders_number_positive CHECK (number >= 1),
    CONSTRAINT fk_reminders_draft_id_drafts FOREIGN KEY(draft_id) REFERENCES drafts (id),
    CONSTRAINT fk_reminders_letter_id_letters FOREIGN KEY(letter_id) REFERENCES letters (id)
);
CREATE INDEX ix_reminders_letter_id ON reminders (letter_id);
COMMENT ON COLUMN reminders.letter_id IS 'of which it reminds';
COMMENT ON COLUMN reminders.number IS '1 of R-1';
COMMENT ON COLUMN reminders.addressees IS 'of the first letter, counted from 1';
"""

GUARDS = """
CREATE TRIGGER replies_stay_as_named BEFORE UPDATE ON replies FOR EACH ROW
    WHEN (OLD.is_withdrawn
        OR (NEW.id, NEW.letter_id, NEW.addressee, NEW.receipt_id, NEW.diary_number, NEW.received_on, NEW.is_partial)
            IS DISTINCT FROM
            (OLD.id, OLD.letter_id, OLD.addressee, OLD.receipt_id, OLD.diary_number, OLD.received_on, OLD.is_partial))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reply_rows_stay_of_their_addressee BEFORE UPDATE ON reply_rows FOR EACH ROW
    WHEN ((NEW.letter_id, NEW.addressee, NEW.name) IS DISTINCT FROM (OLD.letter_id, OLD.addressee, OLD.name)
        OR NEW.entry_count < OLD.entry_count)
    EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GUARDS)
    grant(op, "reply_rows", "SELECT, INSERT, UPDATE")
    grant(op, "replies", "SELECT, INSERT, UPDATE")
    append_only(op, "reply_entries")
    append_only(op, "reminders")


def downgrade() -> None:
    for table in ("reminders", "reply_entries", "replies", "reply_rows"):
        op.drop_table(table)
