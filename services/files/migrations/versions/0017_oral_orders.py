"""Notes name the paragraphs that they correct; oral orders and the officers' words on them are only added."""

from alembic import op

from chassis.tables import append_only

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ORDERS = """
ALTER TABLE notes ADD COLUMN corrects integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN notes.corrects IS 'earlier paragraphs';
ALTER TABLE notes ADD CONSTRAINT ck_notes_corrects_what_came_before CHECK (first_paragraph > ALL (corrects));
CREATE INDEX ix_notes_corrections ON notes (file_id) WHERE corrects <> '{}';
ALTER TABLE yellow_notes ADD COLUMN corrects integer[] NOT NULL DEFAULT '{}';
CREATE TABLE oral_orders (
    note_id uuid NOT NULL,
    file_id uuid NOT NULL,
    ordered_by jsonb NOT NULL,
    person_id uuid NOT NULL,
    ordered_at timestamptz NOT NULL,
    means varchar(20) NOT NULL,
    recorded_post_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_oral_orders PRIMARY KEY (note_id),
    CONSTRAINT fk_oral_orders_note_id_notes FOREIGN KEY(note_id) REFERENCES notes (id),
    CONSTRAINT fk_oral_orders_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
COMMENT ON COLUMN oral_orders.note_id IS 'the green note that records it';
COMMENT ON COLUMN oral_orders.ordered_by IS 'the OfficerView';
COMMENT ON COLUMN oral_orders.person_id IS 'the officer, whose word is awaited';
COMMENT ON COLUMN oral_orders.salt IS 'of its hash in the ledger';
CREATE INDEX ix_oral_orders_officer ON oral_orders (person_id, recorded_at, note_id);
CREATE INDEX ix_oral_orders_recorded ON oral_orders (recorded_post_id, recorded_at, note_id);
CREATE INDEX ix_oral_orders_file ON oral_orders (file_id);
CREATE TABLE oral_order_answers (
    note_id uuid NOT NULL,
    kind varchar(10) NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    remarks text NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_oral_order_answers PRIMARY KEY (note_id),
    CONSTRAINT fk_oral_order_answers_note_id_oral_orders FOREIGN KEY(note_id) REFERENCES oral_orders (note_id),
    CONSTRAINT ck_oral_order_answers_kind_known CHECK (kind in ('confirmed', 'denied'))
);
COMMENT ON COLUMN oral_order_answers.by IS 'the SignatureBlock of the officer';
COMMENT ON COLUMN oral_order_answers.salt IS 'of its hash in the ledger';
"""


def upgrade() -> None:
    op.execute(ORDERS)
    append_only(op, "oral_orders")
    append_only(op, "oral_order_answers")


def downgrade() -> None:
    op.drop_table("oral_order_answers")
    op.drop_table("oral_orders")
    op.drop_column("yellow_notes", "corrects")
    op.drop_column("notes", "corrects")
