"""Parked files, and when a row of a desk's list last changed, so that a desk can ask for the difference alone.

The time is that of the transaction's beginning by the database's clock, whichever process wrote; a trigger sets it, and
only where the row of a list looks otherwise afterwards: a note that was added leaves it.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE files ADD COLUMN parked jsonb, ADD COLUMN parked_until date,
    ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
    ADD CONSTRAINT ck_files_parked_until_a_day CHECK ((parked is null) = (parked_until is null));
ALTER TABLE receipts ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX ix_files_parked ON files (holder_post_id, held_since, id) WHERE parked_until IS NOT NULL;
CREATE INDEX ix_files_changed ON files (holder_post_id, changed_at, id) WHERE state = 'open';
CREATE INDEX ix_receipts_changed ON receipts (holder_post_id, changed_at, id) WHERE state = 'open';
"""

CHANGES = """
CREATE FUNCTION desk_row_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER files_desk_row BEFORE UPDATE ON files FOR EACH ROW
    WHEN (NEW.movement_serial <> OLD.movement_serial OR NEW.opened_at IS DISTINCT FROM OLD.opened_at
        OR NEW.parked IS DISTINCT FROM OLD.parked OR NEW.lease IS DISTINCT FROM OLD.lease)
    EXECUTE FUNCTION desk_row_changed();
CREATE TRIGGER receipts_desk_row BEFORE UPDATE ON receipts FOR EACH ROW
    WHEN (NEW.movement_serial <> OLD.movement_serial OR NEW.opened_at IS DISTINCT FROM OLD.opened_at)
    EXECUTE FUNCTION desk_row_changed();
"""


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(CHANGES)


def downgrade() -> None:
    op.execute("DROP TRIGGER files_desk_row ON files")
    op.execute("DROP TRIGGER receipts_desk_row ON receipts")
    op.execute("DROP FUNCTION desk_row_changed()")
    op.drop_column("receipts", "changed_at")
    op.execute("ALTER TABLE files DROP COLUMN changed_at, DROP COLUMN parked_until, DROP COLUMN parked")
