"""Drafts, letters, signing sessions, the dispatch register, printed notesheets.

What the database guards itself: a version of a draft, a line of the dispatch register, a signing session and a
printed notesheet are only added. An approved or discarded draft is frozen. A letter moves along its states and no
other way; each state lets only its own columns change, so a number never changes, a signature never changes, and of
an issued letter nothing changes but that it is dispatched.
"""

from alembic import op

from chassis.tables import append_only, grant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DRAFTS = """
CREATE TABLE drafts (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    form varchar(20) NOT NULL,
    language varchar(2) NOT NULL,
    state varchar(10) NOT NULL,
    number integer NOT NULL,
    letter_id uuid,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (id),
    CONSTRAINT ck_drafts_state_known CHECK (state in ('draft', 'approved', 'discarded')),
    CONSTRAINT ck_drafts_approved_into_letter CHECK ((state = 'approved') = (letter_id is not null)),
    CONSTRAINT fk_drafts_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_drafts_file ON drafts (file_id, created_at, id);
CREATE TABLE draft_versions (
    draft_id uuid NOT NULL,
    number integer NOT NULL,
    subject varchar(300) NOT NULL,
    reference varchar(300) NOT NULL,
    addressees jsonb NOT NULL,
    body jsonb NOT NULL,
    copy_to jsonb NOT NULL,
    revised_by jsonb NOT NULL,
    revised_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_draft_versions PRIMARY KEY (draft_id, number),
    CONSTRAINT ck_draft_versions_number_positive CHECK (number >= 1),
    CONSTRAINT fk_draft_versions_draft_id_drafts FOREIGN KEY(draft_id) REFERENCES drafts (id)
);
"""

LETTERS = """
CREATE TABLE letters (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    draft_id uuid NOT NULL,
    draft_number integer NOT NULL,
    office_id uuid NOT NULL,
    number varchar(300) NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    issue_date date NOT NULL,
    day_ordinal integer NOT NULL,
    form varchar(20) NOT NULL,
    language varchar(2) NOT NULL,
    state varchar(10) NOT NULL,
    subject varchar(300) NOT NULL,
    addressees jsonb NOT NULL,
    signer_post_id uuid NOT NULL,
    signer jsonb NOT NULL,
    approver_post_id uuid NOT NULL,
    approved_by jsonb NOT NULL,
    approved_at timestamptz NOT NULL,
    document_id uuid,
    document_version integer,
    pages integer,
    printed_signer jsonb,
    place jsonb,
    signed_session uuid,
    signed_version integer,
    signed_sha256 varchar(64),
    signed_by jsonb,
    signed_at timestamptz,
    issued_by jsonb,
    issued_at timestamptz,
    cancelled_by jsonb,
    cancelled_at timestamptz,
    cancel_reason varchar(300),
    version integer NOT NULL,
    CONSTRAINT pk_letters PRIMARY KEY (id),
    CONSTRAINT fk_letters_draft_id_draft_number_draft_versions FOREIGN KEY(draft_id, draft_number)
        REFERENCES draft_versions (draft_id, number),
    CONSTRAINT uq_letters_office_id_number UNIQUE (office_id, number),
    CONSTRAINT uq_letters_file_id_issue_date_day_ordinal UNIQUE (file_id, issue_date, day_ordinal),
    CONSTRAINT uq_letters_document_id UNIQUE (document_id),
    CONSTRAINT uq_letters_draft_id UNIQUE (draft_id),
    CONSTRAINT ck_letters_state_known
        CHECK (state in ('approved', 'rendered', 'signed', 'issued', 'dispatched', 'cancelled')),
    CONSTRAINT ck_letters_issued_only_signed
        CHECK (state not in ('signed', 'issued', 'dispatched')
            or (signed_sha256 is not null and signed_by is not null)),
    CONSTRAINT ck_letters_issued_when CHECK (state not in ('issued', 'dispatched') or issued_at is not null),
    CONSTRAINT ck_letters_cancelled_why CHECK ((state = 'cancelled') = (cancel_reason is not null)),
    CONSTRAINT fk_letters_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_letters_approver ON letters (approver_post_id, approved_at, id);
CREATE INDEX ix_letters_file ON letters (file_id, approved_at, id);
CREATE INDEX ix_letters_office ON letters (office_id, state, approved_at, id);
CREATE INDEX ix_letters_signer ON letters (signer_post_id, approved_at, id);
CREATE TABLE signing_sessions (
    id uuid NOT NULL,
    letter_id uuid NOT NULL,
    document_version integer NOT NULL,
    certificate_id uuid NOT NULL,
    signer jsonb NOT NULL,
    charge_id uuid NOT NULL,
    prepared_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_signing_sessions PRIMARY KEY (id),
    CONSTRAINT fk_signing_sessions_letter_id_letters FOREIGN KEY(letter_id) REFERENCES letters (id)
);
CREATE INDEX ix_signing_sessions_letter_id ON signing_sessions (letter_id);
CREATE TABLE dispatches (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    letter_id uuid NOT NULL,
    letter_number varchar(300) NOT NULL,
    addressee_index integer NOT NULL,
    addressee varchar(300) NOT NULL,
    mode varchar(20) NOT NULL,
    tracking_number varchar(300) NOT NULL,
    remarks text NOT NULL,
    dispatched_by jsonb NOT NULL,
    dispatched_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    CONSTRAINT pk_dispatches PRIMARY KEY (id),
    CONSTRAINT uq_dispatches_office_id_year_serial UNIQUE (office_id, year, serial),
    CONSTRAINT uq_dispatches_letter_id_addressee_index UNIQUE (letter_id, addressee_index),
    CONSTRAINT fk_dispatches_letter_id_letters FOREIGN KEY(letter_id) REFERENCES letters (id)
);
CREATE TABLE notesheets (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    document_id uuid NOT NULL,
    document_version integer NOT NULL,
    sha256 varchar(64) NOT NULL,
    notes integer NOT NULL,
    rendered_by jsonb NOT NULL,
    rendered_at timestamptz NOT NULL,
    CONSTRAINT pk_notesheets PRIMARY KEY (id),
    CONSTRAINT fk_notesheets_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_notesheets_file ON notesheets (file_id, rendered_at DESC);
CREATE INDEX ix_correspondence_document ON correspondence (document_id);
CREATE INDEX ix_receipts_document ON receipts (document_id);
"""

# A state is followed by another or stays, and lets its own columns change.
LETTERS_STAY = """
CREATE FUNCTION letters_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given_up text[] := ARRAY['cancelled_by', 'cancelled_at', 'cancel_reason'];
    print text[] := ARRAY['document_id', 'document_version', 'pages', 'printed_signer', 'place'];
    signature text[] := ARRAY['signed_session', 'signed_version', 'signed_sha256', 'signed_by', 'signed_at'];
    changing text[] := CASE OLD.state
        WHEN 'approved' THEN print || given_up
        WHEN 'rendered' THEN print || signature || given_up
        WHEN 'signed' THEN ARRAY['issued_by', 'issued_at'] || given_up
        ELSE ARRAY[]::text[]
    END || ARRAY['state', 'version'];
    followed_by text[] := CASE OLD.state
        WHEN 'approved' THEN ARRAY['rendered', 'cancelled']
        WHEN 'rendered' THEN ARRAY['rendered', 'signed', 'cancelled']
        WHEN 'signed' THEN ARRAY['issued', 'cancelled']
        WHEN 'issued' THEN ARRAY['issued', 'dispatched']
        ELSE ARRAY[]::text[]
    END;
BEGIN
    IF NEW.state = ANY(followed_by) AND to_jsonb(NEW) - changing = to_jsonb(OLD) - changing THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'letter % is %: this change is refused', OLD.number, OLD.state
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER letters_stay BEFORE UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION letters_stay();
CREATE TRIGGER drafts_stay BEFORE UPDATE ON drafts FOR EACH ROW
    WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change();
"""

NEVER_DELETED = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

ONLY_ADDED = ("draft_versions", "signing_sessions", "dispatches", "notesheets")


def upgrade() -> None:
    op.execute(DRAFTS)
    op.execute(LETTERS)
    op.execute(LETTERS_STAY)
    for table in ("drafts", "letters"):
        op.execute(NEVER_DELETED.format(table=table))
        grant(op, table, "SELECT, INSERT, UPDATE")
    for table in ONLY_ADDED:
        append_only(op, table)


def downgrade() -> None:
    op.drop_index("ix_receipts_document", "receipts")
    op.drop_index("ix_correspondence_document", "correspondence")
    for table in ("notesheets", "dispatches", "signing_sessions", "letters", "draft_versions", "drafts"):
        op.drop_table(table)
    op.execute("DROP FUNCTION letters_stay()")
