"""What a district states about savings, each factor from a day on; and indexes by time for the adoption board.

Rows of notes and letters come in the order of time, so indexes of ranges (BRIN) find a month for next to nothing.
"""

from alembic import op

from chassis.tables import append_only

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE savings_factors (
    serial bigint GENERATED ALWAYS AS IDENTITY,
    id uuid NOT NULL,
    code varchar(40) NOT NULL,
    value numeric(12, 3),
    valid_from date NOT NULL,
    basis varchar(300) NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_savings_factors PRIMARY KEY (serial),
    CONSTRAINT uq_savings_factors_id UNIQUE (id),
    CONSTRAINT ck_savings_factors_not_negative CHECK (value >= 0)
);
COMMENT ON COLUMN savings_factors.value IS 'none: from that day on there is no factor';
CREATE INDEX ix_notes_confirmed_at ON notes USING brin (confirmed_at) WITH (autosummarize = on);
CREATE INDEX ix_receipts_diarised_at ON receipts USING brin (diarised_at) WITH (autosummarize = on);
CREATE INDEX ix_files_created_at ON files USING brin (created_at) WITH (autosummarize = on);
"""


def upgrade() -> None:
    # What an earlier migration of the same upgrade changed is checked first: no index is made over pending checks.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute(TABLES)
    append_only(op, "savings_factors")


def downgrade() -> None:
    op.drop_index("ix_files_created_at")
    op.drop_index("ix_receipts_diarised_at")
    op.drop_index("ix_notes_confirmed_at")
    op.drop_table("savings_factors")
