"""Files as cases of a known type: what was laid out, which limit decides, and the marks of the checklist; all added.

The code of the release before works on: it gives no case types, and leaves the new column as it is.
"""

from alembic import op

from chassis.tables import append_only

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE files ADD COLUMN case_type jsonb;
COMMENT ON COLUMN files.case_type IS 'the CaseTypeView, of a file that is a case of a known type';
CREATE TABLE cases (
    file_id uuid NOT NULL,
    case_type jsonb NOT NULL,
    began_at timestamptz NOT NULL,
    given_deadline timestamptz,
    limits jsonb NOT NULL,
    checklist jsonb NOT NULL,
    set_by jsonb NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (file_id),
    CONSTRAINT fk_cases_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
COMMENT ON COLUMN cases.case_type IS 'the CaseTypeView';
COMMENT ON COLUMN cases.began_at IS 'when the matter came in';
COMMENT ON COLUMN cases.given_deadline IS 'set besides; the earlier one counts';
COMMENT ON COLUMN cases.limits IS 'CaseLimitViews, as they were counted';
COMMENT ON COLUMN cases.checklist IS 'ChecklistItemViews, as they were laid out';
COMMENT ON COLUMN cases.set_by IS 'the SignatureBlock';
CREATE TABLE case_choices (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    "limit" varchar(64),
    before timestamptz,
    deadline timestamptz,
    reason text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_case_choices PRIMARY KEY (file_id, serial),
    CONSTRAINT ck_case_choices_serial_positive CHECK (serial >= 1),
    CONSTRAINT fk_case_choices_file_id_cases FOREIGN KEY(file_id) REFERENCES cases (file_id)
);
COMMENT ON COLUMN case_choices.serial IS 'the last one holds';
COMMENT ON COLUMN case_choices."limit" IS 'code of the limit that decides';
COMMENT ON COLUMN case_choices.before IS 'the file''s deadline until then';
COMMENT ON COLUMN case_choices.deadline IS 'of the file from then on';
COMMENT ON COLUMN case_choices.by IS 'the SignatureBlock';
COMMENT ON COLUMN case_choices.salt IS 'of the choice''s hash in the ledger';
CREATE TABLE case_marks (
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    item varchar(64) NOT NULL,
    state varchar(20) NOT NULL,
    remarks text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_case_marks PRIMARY KEY (file_id, serial),
    CONSTRAINT ck_case_marks_state_known CHECK (state in ('open', 'done', 'not_applicable')),
    CONSTRAINT ck_case_marks_says_why CHECK (state = 'done' or remarks <> ''),
    CONSTRAINT fk_case_marks_file_id_cases FOREIGN KEY(file_id) REFERENCES cases (file_id)
);
COMMENT ON COLUMN case_marks.serial IS 'the last one of an item counts';
COMMENT ON COLUMN case_marks.item IS 'code in the checklist';
COMMENT ON COLUMN case_marks.by IS 'the SignatureBlock';
COMMENT ON COLUMN case_marks.salt IS 'of the mark''s hash in the ledger';
"""

TABLE_NAMES = ("cases", "case_choices", "case_marks")


def upgrade() -> None:
    op.execute(TABLES)
    for table in TABLE_NAMES:
        append_only(op, table)


def downgrade() -> None:
    for table in reversed(TABLE_NAMES):
        op.drop_table(table)
    op.drop_column("files", "case_type")
