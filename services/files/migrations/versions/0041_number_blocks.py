"""Blocks of diary numbers for desks without a line; all added.

The code of the release before works on: it takes the numbers that follow a block, whatever becomes of the block.
"""

from alembic import op

from chassis.tables import append_only

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE number_blocks (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    year integer NOT NULL,
    template varchar(300) NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    pc uuid NOT NULL,
    post_id uuid NOT NULL,
    by jsonb NOT NULL,
    taken_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_number_blocks PRIMARY KEY (id),
    CONSTRAINT uq_number_blocks_office_id_year_template_first UNIQUE (office_id, year, template, first),
    CONSTRAINT ck_number_blocks_of_some CHECK (first >= 1 and last >= first and last - first < 50),
    CONSTRAINT ck_number_blocks_for_some_time CHECK (expires_at > taken_at)
);
COMMENT ON COLUMN number_blocks.pc IS 'the browser that took it; it tells nobody else';
COMMENT ON COLUMN number_blocks.by IS 'the SignatureBlock of who took it';
CREATE INDEX ix_number_blocks_post ON number_blocks (post_id, taken_at);
CREATE TABLE number_block_ends (
    block_id uuid NOT NULL,
    reason varchar(300) NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_number_block_ends PRIMARY KEY (block_id),
    CONSTRAINT fk_number_block_ends_block_id_number_blocks FOREIGN KEY(block_id) REFERENCES number_blocks (id)
);
COMMENT ON COLUMN number_block_ends.by IS 'the SignatureBlock';
"""


def upgrade() -> None:
    op.execute(TABLES)
    append_only(op, "number_blocks")
    append_only(op, "number_block_ends")


def downgrade() -> None:
    op.drop_table("number_block_ends")
    op.drop_table("number_blocks")
