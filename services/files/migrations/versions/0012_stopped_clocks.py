"""Clocks that a desk stops while it waits, and resumes: both only added; the file names the one that is stopped."""

from alembic import op

from chassis.tables import append_only

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None

STOPS = """
ALTER TABLE files ADD COLUMN stopped jsonb;
COMMENT ON COLUMN files.stopped IS 'the StoppedView, while its clock is stopped';
CREATE TABLE clock_stops (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    stopped jsonb NOT NULL,
    since timestamptz NOT NULL,
    CONSTRAINT pk_clock_stops PRIMARY KEY (id),
    CONSTRAINT fk_clock_stops_file_id_serial_movements FOREIGN KEY(file_id, serial)
        REFERENCES movements (file_id, serial)
);
COMMENT ON COLUMN clock_stops.serial IS 'the movement that brought it to the desk';
COMMENT ON COLUMN clock_stops.stopped IS 'the StoppedView';
CREATE INDEX ix_clock_stops_file ON clock_stops (file_id, serial);
CREATE TABLE clock_resumes (
    stop_id uuid NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_clock_resumes PRIMARY KEY (stop_id),
    CONSTRAINT fk_clock_resumes_stop_id_clock_stops FOREIGN KEY(stop_id) REFERENCES clock_stops (id)
);
COMMENT ON COLUMN clock_resumes.by IS 'the SignatureBlock of who resumed it';
"""


def upgrade() -> None:
    op.execute(STOPS)
    append_only(op, "clock_stops")
    append_only(op, "clock_resumes")


def downgrade() -> None:
    op.drop_table("clock_resumes")
    op.drop_table("clock_stops")
    op.drop_column("files", "stopped")
