"""Under which head of the subject tree files stand and for how long they are kept; all added.

The code of the release before works on: it classifies nothing, and leaves the new columns as they are.
"""

from alembic import op

from chassis.tables import append_only

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE files ADD COLUMN subject_head jsonb;
ALTER TABLE files ADD COLUMN retention jsonb;
COMMENT ON COLUMN files.subject_head IS 'the SubjectHeadView';
COMMENT ON COLUMN files.retention IS 'the RetentionView';
CREATE TABLE classifications (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    subject_head jsonb,
    retention jsonb,
    reason varchar(300) NOT NULL,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_classifications PRIMARY KEY (file_id, serial),
    CONSTRAINT fk_classifications_file_id_files FOREIGN KEY(file_id) REFERENCES files (id),
    CONSTRAINT ck_classifications_serial_positive CHECK (serial >= 1),
    CONSTRAINT ck_classifications_says_something CHECK (subject_head IS NOT NULL OR retention IS NOT NULL)
);
COMMENT ON COLUMN classifications.serial IS 'the last one holds';
COMMENT ON COLUMN classifications.subject_head IS 'the SubjectHeadView';
COMMENT ON COLUMN classifications.retention IS 'the RetentionView';
COMMENT ON COLUMN classifications.by IS 'the SignatureBlock';
COMMENT ON COLUMN classifications.salt IS 'of its hash in the ledger';
"""


def upgrade() -> None:
    op.execute(TABLES)
    append_only(op, "classifications")


def downgrade() -> None:
    op.drop_table("classifications")
    op.drop_column("files", "retention")
    op.drop_column("files", "subject_head")
