"""Who had which file put together as one PDF, and when: only added."""

from alembic import op

from chassis.tables import append_only

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ORDERS = """
CREATE TABLE compilations (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    kind varchar(10) NOT NULL,
    person_id uuid NOT NULL,
    ordered_by jsonb NOT NULL,
    ordered_at timestamptz NOT NULL,
    CONSTRAINT pk_compilations PRIMARY KEY (id),
    CONSTRAINT fk_compilations_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
COMMENT ON COLUMN compilations.id IS 'of the compilation in documents';
CREATE INDEX ix_compilations_file ON compilations (file_id);
"""


def upgrade() -> None:
    op.execute(ORDERS)
    append_only(op, "compilations")


def downgrade() -> None:
    op.drop_table("compilations")
