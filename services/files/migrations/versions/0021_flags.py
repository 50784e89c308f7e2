"""Flags that papers bear now: they can be changed and taken off, and one paper of a file is under consideration.

What the release before put in with a flag keeps it; of several papers under consideration the last one does.
"""

from alembic import op

from chassis.tables import grant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FLAGS = """
CREATE TABLE paper_flags (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    flag varchar(5) NOT NULL,
    number integer,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_paper_flags PRIMARY KEY (file_id, serial),
    CONSTRAINT fk_paper_flags_file_id_serial_correspondence FOREIGN KEY(file_id, serial)
        REFERENCES correspondence (file_id, serial),
    CONSTRAINT uq_paper_flags_file_id_number UNIQUE (file_id, number),
    CONSTRAINT ck_paper_flags_flag_known CHECK (flag in ('puc', 'fr')),
    CONSTRAINT ck_paper_flags_fresh_receipts_numbered CHECK ((flag = 'fr') = (number is not null))
);
COMMENT ON COLUMN paper_flags.serial IS 'of the paper';
COMMENT ON COLUMN paper_flags.number IS 'of a fresh receipt: FR-I, FR-II';
COMMENT ON COLUMN paper_flags.by IS 'the SignatureBlock of who flagged it';
CREATE UNIQUE INDEX uq_paper_flags_puc ON paper_flags (file_id) WHERE flag = 'puc';
COMMENT ON COLUMN correspondence.flag IS 'with which it was put in; what it bears now is in paper_flags';
INSERT INTO paper_flags (file_id, serial, flag, number, by, at)
SELECT file_id, serial, flag,
    CASE WHEN flag = 'fr' THEN row_number() OVER (PARTITION BY file_id, flag ORDER BY serial) END, added_by, added_at
FROM correspondence WHERE flag = 'fr'
    OR (flag = 'puc' AND NOT EXISTS (
        SELECT FROM correspondence later
        WHERE later.file_id = correspondence.file_id AND later.flag = 'puc' AND later.serial > correspondence.serial
    ));
"""


def upgrade() -> None:
    op.execute(FLAGS)
    grant(op, "paper_flags")


def downgrade() -> None:
    op.drop_table("paper_flags")
    op.execute("COMMENT ON COLUMN correspondence.flag IS NULL")
