"""Receipts by the letter's own number and by sender as they are compared, so that what was diarised before is found.

The release before leaves the keys of what it diarises empty: such a letter is not found, and nothing else is missing.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEYS = """
ALTER TABLE receipts ADD COLUMN letter_key varchar(600), ADD COLUMN sender_key varchar(600);
COMMENT ON COLUMN receipts.letter_key IS 'the letter''s number as compared: NFKC, case folded, no blanks';
COMMENT ON COLUMN receipts.sender_key IS 'the sender''s name as compared';
UPDATE receipts SET
    letter_key = nullif(lower(regexp_replace(normalize(letter_number, NFKC), '[[:space:]]', '', 'g')), ''),
    sender_key = lower(regexp_replace(normalize(sender ->> 'name', NFKC), '[[:space:]]', '', 'g'));
CREATE INDEX ix_receipts_letter_key ON receipts (office_id, letter_key);
CREATE INDEX ix_receipts_sender_key ON receipts (office_id, sender_key);
"""


def upgrade() -> None:
    op.execute(KEYS)


def downgrade() -> None:
    op.execute("ALTER TABLE receipts DROP COLUMN sender_key, DROP COLUMN letter_key")
