"""Follow-ups: a desk is reminded of a file on a day.

What the database itself guards: a desk has one open follow-up of a file; what was set stays as it was, is told of once
and ends once.
"""

from alembic import op

from chassis.tables import grant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE follow_ups (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    post_id uuid NOT NULL,
    post jsonb NOT NULL,
    due_on date NOT NULL,
    word text NOT NULL,
    set_by jsonb NOT NULL,
    set_at timestamptz NOT NULL,
    alerted_at timestamptz,
    outcome varchar(10),
    ended_by jsonb,
    ended_at timestamptz,
    CONSTRAINT pk_follow_ups PRIMARY KEY (id),
    CONSTRAINT ck_follow_ups_outcome_known CHECK (outcome in ('done', 'cancelled', 'replaced')),
    CONSTRAINT ck_follow_ups_ended_when CHECK ((outcome is null) = (ended_at is null)),
    CONSTRAINT fk_follow_ups_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE UNIQUE INDEX uq_follow_ups_open ON follow_ups (post_id, file_id) WHERE outcome is null;
CREATE INDEX ix_follow_ups_open ON follow_ups (post_id, due_on, id) WHERE outcome is null;
CREATE INDEX ix_follow_ups_file_id ON follow_ups (file_id);
COMMENT ON COLUMN follow_ups.post_id IS 'whose desk is reminded, whoever sits there';
COMMENT ON COLUMN follow_ups.alerted_at IS 'told once';
"""

GUARD = """
CREATE TRIGGER follow_ups_stay_as_set BEFORE UPDATE ON follow_ups FOR EACH ROW
    WHEN (OLD.outcome IS NOT NULL
        OR (OLD.alerted_at IS NOT NULL AND NEW.alerted_at IS DISTINCT FROM OLD.alerted_at)
        OR (NEW.id, NEW.post_id, NEW.post, NEW.due_on, NEW.word, NEW.set_by, NEW.set_at)
            IS DISTINCT FROM (OLD.id, OLD.post_id, OLD.post, OLD.due_on, OLD.word, OLD.set_by, OLD.set_at))
    EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GUARD)
    grant(op, "follow_ups", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    op.drop_table("follow_ups")
