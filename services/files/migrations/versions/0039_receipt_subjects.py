"""Under which head of the subject tree a receipt stands, and the index of the search by heads.

The code of the release before works on: it puts no receipt under a head, and leaves what stands there as it is.
"""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

# A letter stands where its file does.
SEARCH = """
CREATE FUNCTION search_note_subject_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_changes (kind, item_id)
    SELECT 'file', NEW.id UNION ALL SELECT 'letter', id FROM letters WHERE file_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER files_search_subject AFTER UPDATE ON files FOR EACH ROW
    WHEN (NEW.subject_head IS DISTINCT FROM OLD.subject_head) EXECUTE FUNCTION search_note_subject_of_file();
CREATE TRIGGER receipts_search_subject AFTER UPDATE ON receipts FOR EACH ROW
    WHEN (NEW.subject_head IS DISTINCT FROM OLD.subject_head) EXECUTE FUNCTION search_note_receipt();
INSERT INTO search_changes (kind, item_id)
SELECT 'file', id FROM files WHERE subject_head IS NOT NULL
UNION ALL
SELECT 'letter', letters.id FROM letters JOIN files ON files.id = letters.file_id WHERE files.subject_head IS NOT NULL;
"""


def upgrade() -> None:
    op.execute("ALTER TABLE receipts ADD COLUMN subject_head jsonb")
    op.execute("COMMENT ON COLUMN receipts.subject_head IS 'the SubjectHeadView'")
    op.execute(SEARCH)


def downgrade() -> None:
    op.execute("DROP TRIGGER receipts_search_subject ON receipts")
    op.execute("DROP TRIGGER files_search_subject ON files")
    op.execute("DROP FUNCTION search_note_subject_of_file()")
    op.drop_column("receipts", "subject_head")
