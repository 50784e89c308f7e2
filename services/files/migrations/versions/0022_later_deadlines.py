"""Deadlines that are made later: the trail of it, and the triggers that see a deadline change."""

from alembic import op

from chassis.tables import append_only

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

CHANGES = """
CREATE TABLE deadline_changes (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    before timestamptz,
    deadline timestamptz NOT NULL,
    reason varchar(300) NOT NULL,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_deadline_changes PRIMARY KEY (file_id, serial),
    CONSTRAINT fk_deadline_changes_file_id_files FOREIGN KEY(file_id) REFERENCES files (id),
    CONSTRAINT ck_deadline_changes_only_later CHECK (before IS NULL OR deadline > before)
);
COMMENT ON COLUMN deadline_changes.before IS 'the deadline that it had; none where this is its first';
COMMENT ON COLUMN deadline_changes.by IS 'the SignatureBlock of who gave it';
COMMENT ON COLUMN deadline_changes.salt IS 'of the reason''s hash in the ledger';
"""

TRIGGERS = """
DROP TRIGGER files_desk_row ON files;
CREATE TRIGGER files_desk_row BEFORE UPDATE ON files FOR EACH ROW
    WHEN (NEW.movement_serial <> OLD.movement_serial OR NEW.opened_at IS DISTINCT FROM OLD.opened_at
        OR NEW.parked IS DISTINCT FROM OLD.parked OR NEW.lease IS DISTINCT FROM OLD.lease{deadline})
    EXECUTE FUNCTION desk_row_changed();
DROP TRIGGER files_change_pendency ON files;
CREATE TRIGGER files_change_pendency AFTER UPDATE ON files FOR EACH ROW
    WHEN (NEW.holder_post_id <> OLD.holder_post_id OR NEW.held_since <> OLD.held_since OR NEW.state <> OLD.state
        OR (NEW.opened_at IS NULL) <> (OLD.opened_at IS NULL){deadline})
    EXECUTE FUNCTION files_change_pendency();
"""


def upgrade() -> None:
    op.execute(CHANGES)
    append_only(op, "deadline_changes")
    op.execute(TRIGGERS.format(deadline="\n        OR NEW.deadline IS DISTINCT FROM OLD.deadline"))


def downgrade() -> None:
    op.execute(TRIGGERS.format(deadline=""))
    op.drop_table("deadline_changes")
