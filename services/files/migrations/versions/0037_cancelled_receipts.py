"""Receipts that were diarised by mistake: who cancelled which, when and why. A number is never given up.

The code of the release before works on: it cancels nothing, and takes a cancelled receipt for a closed one.
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

COLUMN = """
ALTER TABLE receipts ADD COLUMN cancelled jsonb;
ALTER TABLE receipts ADD CONSTRAINT ck_receipts_closed_when_cancelled CHECK (cancelled IS NULL OR state = 'closed');
COMMENT ON COLUMN receipts.cancelled IS 'the CancelledView';
CREATE TRIGGER receipts_keep_their_number BEFORE UPDATE ON receipts FOR EACH ROW
    WHEN (NEW.office_id <> OLD.office_id OR NEW.diary_year <> OLD.diary_year OR NEW.diary_number <> OLD.diary_number
        OR (OLD.cancelled IS NOT NULL AND NEW.cancelled IS DISTINCT FROM OLD.cancelled))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_stay BEFORE DELETE ON receipts FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    op.execute(COLUMN)


def downgrade() -> None:
    op.execute("DROP TRIGGER receipts_stay ON receipts")
    op.execute("DROP TRIGGER receipts_keep_their_number ON receipts")
    op.drop_column("receipts", "cancelled")
