"""A file's deadline, the index behind the table of a past moment, and how far an event log is loaded."""

from alembic import op

from chassis.tables import append_only, grant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DEADLINES = """
ALTER TABLE files ADD COLUMN deadline timestamptz;
COMMENT ON COLUMN files.deadline IS 'when the matter has to be disposed of';
CREATE INDEX ix_files_deadline ON files (deadline, holder_post_id) WHERE state = 'open' AND deadline IS NOT NULL;
CREATE INDEX ix_files_held_since ON files (held_since);
"""

REPLAYS = """
CREATE TABLE replays (
    only_row boolean NOT NULL DEFAULT true,
    log_sha256 varchar(64) NOT NULL,
    acts integer NOT NULL,
    done integer NOT NULL,
    refused jsonb NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT pk_replays PRIMARY KEY (only_row),
    CONSTRAINT ck_replays_only_row CHECK (only_row),
    CONSTRAINT ck_replays_done_of_acts CHECK (done BETWEEN 0 AND acts)
);
COMMENT ON COLUMN replays.acts IS 'that the log consists of';
COMMENT ON COLUMN replays.done IS 'how many of them took effect or were refused';
COMMENT ON COLUMN replays.refused IS 'Findings';
CREATE TABLE replayed_cases (
    name text NOT NULL,
    file_id uuid NOT NULL,
    CONSTRAINT pk_replayed_cases PRIMARY KEY (name),
    CONSTRAINT uq_replayed_cases_file_id UNIQUE (file_id),
    CONSTRAINT fk_replayed_cases_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
COMMENT ON COLUMN replayed_cases.name IS 'as the log names it';
"""


def upgrade() -> None:
    op.execute(DEADLINES)
    op.execute(REPLAYS)
    grant(op, "replays", "SELECT, INSERT, UPDATE")
    append_only(op, "replayed_cases")


def downgrade() -> None:
    op.drop_table("replayed_cases")
    op.drop_table("replays")
    op.drop_index("ix_files_held_since", "files")
    op.drop_index("ix_files_deadline", "files")
    op.drop_column("files", "deadline")
