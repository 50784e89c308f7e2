"""Part files, volumes, links and references, and receipts that are taken out of a file.

What the database itself guards: a main file counts its open parts, so that none is closed over one; a part is merged
once; a volume is continued once; links, their ends and detachments are only added. The code of the release before works
on: it opens neither parts nor volumes, and leaves the new columns as they are.
"""

from alembic import op

from chassis.tables import append_only

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE files ADD COLUMN main_id uuid, ADD COLUMN part_number integer,
    ADD COLUMN part_count integer NOT NULL DEFAULT 0, ADD COLUMN open_parts integer NOT NULL DEFAULT 0,
    ADD COLUMN merged_at timestamptz, ADD COLUMN volume_number integer NOT NULL DEFAULT 1,
    ADD COLUMN earlier_id uuid, ADD COLUMN later_id uuid,
    ADD CONSTRAINT fk_files_main_id_files FOREIGN KEY(main_id) REFERENCES files (id),
    ADD CONSTRAINT fk_files_earlier_id_files FOREIGN KEY(earlier_id) REFERENCES files (id),
    ADD CONSTRAINT fk_files_later_id_files FOREIGN KEY(later_id) REFERENCES files (id),
    ADD CONSTRAINT uq_files_main_id_part_number UNIQUE (main_id, part_number),
    ADD CONSTRAINT uq_files_earlier_id UNIQUE (earlier_id),
    ADD CONSTRAINT ck_files_closed_when_merged CHECK (state = 'open' or open_parts = 0),
    ADD CONSTRAINT ck_files_part_numbered CHECK ((main_id is null) = (part_number is null));
COMMENT ON COLUMN files.main_id IS 'of a part file: the file it is a part of';
COMMENT ON COLUMN files.part_count IS 'part files that were ever opened';
COMMENT ON COLUMN files.open_parts IS 'those that are not merged';
COMMENT ON COLUMN files.merged_at IS 'of a part file: when it was merged into the main file';
COMMENT ON COLUMN files.earlier_id IS 'the volume before this one';
COMMENT ON COLUMN files.later_id IS 'the volume in which it is continued';
ALTER TABLE notes ADD COLUMN merged_from jsonb;
COMMENT ON COLUMN notes.merged_from IS 'the MergedFromView of a note that came with a part file';
ALTER TABLE correspondence ADD COLUMN receipt_serial integer, ADD COLUMN merged_from jsonb;
COMMENT ON COLUMN correspondence.receipt_serial IS 'the receipt''s movement that put it in';
COMMENT ON COLUMN correspondence.merged_from IS 'the MergedFromView of a paper that came with a part file';
"""

ONCE = """
DROP INDEX uq_correspondence_receipt;
DROP INDEX uq_correspondence_letter;
CREATE UNIQUE INDEX uq_correspondence_receipt ON correspondence (receipt_id, coalesce(receipt_serial, 0))
    WHERE receipt_id IS NOT NULL AND merged_from IS NULL;
CREATE UNIQUE INDEX uq_correspondence_letter ON correspondence (letter_id)
    WHERE letter_id IS NOT NULL AND merged_from IS NULL;
"""
ONCE_BEFORE = """
DROP INDEX uq_correspondence_receipt;
DROP INDEX uq_correspondence_letter;
CREATE UNIQUE INDEX uq_correspondence_letter ON correspondence (letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX uq_correspondence_receipt ON correspondence (receipt_id) WHERE receipt_id IS NOT NULL;
"""

TABLES = """
CREATE TABLE file_links (
    id uuid NOT NULL,
    kind varchar(10) NOT NULL,
    file_id uuid NOT NULL,
    other_id uuid NOT NULL,
    remarks text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_file_links PRIMARY KEY (id),
    CONSTRAINT ck_file_links_kind_known CHECK (kind in ('link', 'reference')),
    CONSTRAINT ck_file_links_to_another CHECK (file_id <> other_id),
    CONSTRAINT fk_file_links_file_id_files FOREIGN KEY(file_id) REFERENCES files (id),
    CONSTRAINT fk_file_links_other_id_files FOREIGN KEY(other_id) REFERENCES files (id)
);
CREATE INDEX ix_file_links_file ON file_links (file_id);
CREATE INDEX ix_file_links_other ON file_links (other_id);
COMMENT ON COLUMN file_links.file_id IS 'from which it was made';
COMMENT ON COLUMN file_links.by IS 'the SignatureBlock';
COMMENT ON COLUMN file_links.salt IS 'of the link''s hash in the ledger';
CREATE TABLE file_link_ends (
    link_id uuid NOT NULL,
    reason text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_file_link_ends PRIMARY KEY (link_id),
    CONSTRAINT fk_file_link_ends_link_id_file_links FOREIGN KEY(link_id) REFERENCES file_links (id)
);
COMMENT ON COLUMN file_link_ends.by IS 'the SignatureBlock';
COMMENT ON COLUMN file_link_ends.salt IS 'of the end''s hash in the ledger';
CREATE TABLE detachments (
    paper_id uuid NOT NULL,
    file_id uuid NOT NULL,
    reason text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_detachments PRIMARY KEY (paper_id),
    CONSTRAINT fk_detachments_paper_id_correspondence FOREIGN KEY(paper_id) REFERENCES correspondence (id),
    CONSTRAINT fk_detachments_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_detachments_file ON detachments (file_id);
COMMENT ON COLUMN detachments.by IS 'the SignatureBlock';
COMMENT ON COLUMN detachments.salt IS 'of the detachment''s hash in the ledger';
"""

GUARDS = """
CREATE FUNCTION parts_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT open_parts FROM files WHERE id = NEW.main_id)
        <> (SELECT count(*) FROM files WHERE main_id = NEW.main_id AND merged_at IS NULL) THEN
        RAISE EXCEPTION 'the file % counts other parts than are open', NEW.main_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER parts_are_counted AFTER INSERT OR UPDATE ON files DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.main_id IS NOT NULL) EXECUTE FUNCTION parts_are_counted();
CREATE TRIGGER files_stay_kin BEFORE UPDATE ON files FOR EACH ROW
    WHEN ((OLD.main_id, OLD.part_number, OLD.volume_number, OLD.earlier_id) IS DISTINCT FROM
        (NEW.main_id, NEW.part_number, NEW.volume_number, NEW.earlier_id)
        OR (OLD.merged_at IS NOT NULL AND (NEW.merged_at IS DISTINCT FROM OLD.merged_at OR NEW.state <> 'closed'))
        OR (OLD.later_id IS NOT NULL AND (NEW.later_id IS DISTINCT FROM OLD.later_id OR NEW.state <> 'closed')))
    EXECUTE FUNCTION refuse_change();
"""
# The words of a paper that was taken out are looked for in its file no more.
SEARCH = """
CREATE TRIGGER detachments_search AFTER INSERT ON detachments FOR EACH ROW EXECUTE FUNCTION search_note_of_file();
"""
TABLE_NAMES = ("file_links", "file_link_ends", "detachments")
KIN = ("main_id", "part_number", "part_count", "open_parts", "merged_at", "volume_number", "earlier_id", "later_id")


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(ONCE)
    op.execute(TABLES)
    op.execute(GUARDS)
    op.execute(SEARCH)
    for table in TABLE_NAMES:
        append_only(op, table)


def downgrade() -> None:
    op.execute("DROP TRIGGER parts_are_counted ON files")
    op.execute("DROP TRIGGER files_stay_kin ON files")
    op.execute("DROP FUNCTION parts_are_counted()")
    for table in reversed(TABLE_NAMES):
        op.drop_table(table)
    op.execute(ONCE_BEFORE)
    op.drop_column("correspondence", "merged_from")
    op.drop_column("correspondence", "receipt_serial")
    op.drop_column("notes", "merged_from")
    # Constraints go with their columns.
    for column in KIN:
        op.drop_column("files", column)
