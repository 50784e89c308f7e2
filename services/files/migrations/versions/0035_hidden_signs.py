"""Put right what earlier releases left: TL letters of receipts that were taken out, and numbers with hidden signs.

A file went on counting the TL letters of a receipt that was taken out of it, so that it could never be closed and they
could never be struck off. Numbers were compared with the signs in them that nobody sees; where two differ by nothing
else, the second keeps its key and both stay as they are. The code of the release before works on.
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

STAYS = """
DROP TRIGGER tl_letters_stay_as_entered ON tl_letters;
CREATE TRIGGER tl_letters_stay_as_entered BEFORE UPDATE ON tl_letters FOR EACH ROW
    WHEN (({moved}) OR NEW.version < OLD.version
        OR (NEW.id, NEW.office_id, NEW.year, NEW.serial, NEW.number, NEW.matter, NEW.receipt_id, NEW.entered_by,
            NEW.entered_at, NEW.entered_on, NEW.salt)
            IS DISTINCT FROM
            (OLD.id, OLD.office_id, OLD.year, OLD.serial, OLD.number, OLD.matter, OLD.receipt_id, OLD.entered_by,
            OLD.entered_at, OLD.entered_on, OLD.salt))
    EXECUTE FUNCTION refuse_change();
"""
# Where a receipt goes its letters go; nothing else of them changes with that.
WITH_THE_RECEIPT = """CASE WHEN NEW.file_id IS NOT DISTINCT FROM OLD.file_id THEN OLD.state <> 'open' ELSE
        OLD.receipt_id IS NULL OR (NEW.due_on, NEW.extensions, NEW.entry_count, NEW.state, NEW.struck_off_at,
            NEW.struck_off_by, NEW.version)
            IS DISTINCT FROM (OLD.due_on, OLD.extensions, OLD.entry_count, OLD.state, OLD.struck_off_at,
            OLD.struck_off_by, OLD.version) END"""
INTO_ONE_FILE = """(OLD.state <> 'open' AND NEW.file_id IS NOT DISTINCT FROM OLD.file_id)
        OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)"""
TL_LETTERS = """
UPDATE tl_letters SET file_id = receipts.file_id FROM receipts
WHERE receipts.id = tl_letters.receipt_id AND tl_letters.file_id IS DISTINCT FROM receipts.file_id;
UPDATE files SET open_tl_letters = counted.open FROM (
    SELECT files.id, (SELECT count(*) FROM tl_letters WHERE file_id = files.id AND state = 'open') AS open
    FROM files WHERE open_tl_letters <> 0
) counted WHERE counted.id = files.id AND counted.open <> files.open_tl_letters;
"""
# As services.files.domain.numbering has them.
HIDDEN = (
    "\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb"
)
KEYS = f"""
UPDATE files SET number_key = left(regexp_replace(number_key, '[{HIDDEN}]', '', 'g'), 300)
WHERE number_key ~ '[{HIDDEN}]' AND NOT EXISTS (
    SELECT FROM files other WHERE other.office_id = files.office_id AND other.id <> files.id
    AND regexp_replace(other.number_key, '[{HIDDEN}]', '', 'g')
        = regexp_replace(files.number_key, '[{HIDDEN}]', '', 'g')
);
UPDATE paper_files SET number_key = regexp_replace(number_key, '[{HIDDEN}]', '', 'g')
WHERE number_key ~ '[{HIDDEN}]' AND NOT EXISTS (
    SELECT FROM paper_files other WHERE other.office_id = paper_files.office_id AND other.id <> paper_files.id
    AND other.volume = paper_files.volume
    AND regexp_replace(other.number_key, '[{HIDDEN}]', '', 'g')
        = regexp_replace(paper_files.number_key, '[{HIDDEN}]', '', 'g')
);
UPDATE receipts SET letter_key = nullif(left(regexp_replace(letter_key, '[{HIDDEN}]', '', 'g'), 300), ''),
    sender_key = left(regexp_replace(sender_key, '[{HIDDEN}]', '', 'g'), 300)
WHERE letter_key ~ '[{HIDDEN}]' OR sender_key ~ '[{HIDDEN}]';
"""


def upgrade() -> None:
    op.execute(STAYS.format(moved=WITH_THE_RECEIPT))
    op.execute(TL_LETTERS)
    op.execute(KEYS)


def downgrade() -> None:
    op.execute(STAYS.format(moved=INTO_ONE_FILE))
