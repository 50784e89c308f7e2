"""Files whose deadline has passed, counted with what waits; their deadlines in the index that the counting reads.

The code of the release before works on: it leaves the new columns as they are, and the counts are taken anew.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE pendency ADD COLUMN late integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN pendency.late IS 'their deadline lay before the day began';
ALTER TABLE pendency_changes ADD COLUMN deadline timestamptz;
COMMENT ON COLUMN pendency_changes.deadline IS 'of that file';
UPDATE pendency_counted SET day = NULL;
"""

INDEX = """
DROP INDEX ix_files_desk;
CREATE INDEX ix_files_desk ON files (holder_post_id, held_since, id) INCLUDE (opened_at{more}) WHERE state = 'open';
"""

TRIGGER = """
CREATE OR REPLACE FUNCTION files_change_pendency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'open' THEN
        INSERT INTO pendency_changes (post_id, since, waiting, unopened{columns})
        VALUES (OLD.holder_post_id, OLD.held_since, -1, -(OLD.opened_at IS NULL)::integer{old});
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'open' THEN
        INSERT INTO pendency_changes (post_id, since, waiting, unopened{columns})
        VALUES (NEW.holder_post_id, NEW.held_since, 1, (NEW.opened_at IS NULL)::integer{new});
    END IF;
    RETURN NULL;
END $$;
"""


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(TRIGGER.format(columns=", deadline", old=", OLD.deadline", new=", NEW.deadline"))
    op.execute(INDEX.format(more=", deadline"))


def downgrade() -> None:
    op.execute(INDEX.format(more=""))
    op.execute(TRIGGER.format(columns="", old="", new=""))
    op.drop_column("pendency_changes", "deadline")
    op.drop_column("pendency", "late")
