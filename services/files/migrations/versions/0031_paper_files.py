"""Paper files, the chain of their custody, requisitions to the record room, and the cutover day of each office.

What the database itself guards: the chain has neither gap nor fork; the account changes by receiving only, and only to
the desk to which the step before handed it over; what ceased to be physically pending never is again; from an office's
cutover day on nothing is registered there without an electronic file; steps and rules are only added.
"""

from alembic import op

from chassis.tables import app_role, append_only, grant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

FILES = """
CREATE SEQUENCE paper_barcodes START WITH 100000001;
CREATE TABLE paper_files (
    id uuid NOT NULL,
    barcode varchar(10) NOT NULL,
    office_id uuid NOT NULL,
    number varchar(300) NOT NULL,
    number_key varchar(300) NOT NULL,
    volume integer NOT NULL,
    subject text NOT NULL,
    grading varchar(20) NOT NULL,
    from_year integer,
    to_year integer,
    file_id uuid,
    is_legacy boolean NOT NULL,
    is_pending boolean NOT NULL,
    account_post_id uuid NOT NULL,
    account jsonb NOT NULL,
    account_since timestamptz NOT NULL,
    way_post_id uuid,
    way jsonb,
    way_since timestamptz,
    room varchar(300) NOT NULL,
    almirah varchar(300) NOT NULL,
    shelf varchar(300) NOT NULL,
    ended_as varchar(20),
    ended_at timestamptz,
    ended_on date,
    closed_at timestamptz,
    loss varchar(20),
    loan_id uuid,
    lender jsonb,
    return_on date,
    registered_by jsonb NOT NULL,
    registered_at timestamptz NOT NULL,
    registered_on date NOT NULL,
    last_step_at timestamptz NOT NULL,
    movement_serial integer NOT NULL,
    version integer NOT NULL,
    salt bytea NOT NULL,
    ledger_serial integer NOT NULL,
    ledger_hash bytea NOT NULL,
    CONSTRAINT pk_paper_files PRIMARY KEY (id),
    CONSTRAINT uq_paper_files_barcode UNIQUE (barcode),
    CONSTRAINT uq_paper_files_office_id_number_key_volume UNIQUE (office_id, number_key, volume),
    CONSTRAINT ck_paper_files_pending_is_legacy CHECK (not is_pending or is_legacy),
    CONSTRAINT ck_paper_files_ended_somehow CHECK ((is_legacy and not is_pending) = (ended_as is not null)),
    CONSTRAINT ck_paper_files_ended_when CHECK ((ended_as is null) = (ended_on is null)),
    CONSTRAINT ck_paper_files_ended_in_a_file CHECK (ended_as not in ('digitised', 'lost') or file_id is not null),
    CONSTRAINT ck_paper_files_lost_on_an_account CHECK (loss is null or way_post_id is null),
    CONSTRAINT ck_paper_files_lent_until CHECK ((loan_id is null) = (return_on is null)),
    CONSTRAINT fk_paper_files_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_paper_files_office ON paper_files (office_id, registered_at, id);
CREATE INDEX ix_paper_files_account ON paper_files (account_post_id, registered_at, id);
CREATE INDEX ix_paper_files_way ON paper_files (way_post_id) WHERE way_post_id IS NOT NULL;
CREATE INDEX ix_paper_files_file ON paper_files (file_id) WHERE file_id IS NOT NULL;
COMMENT ON COLUMN paper_files.office_id IS 'which registered it';
COMMENT ON COLUMN paper_files.number_key IS 'the number as compared';
COMMENT ON COLUMN paper_files.file_id IS 'the electronic file to which it belongs';
COMMENT ON COLUMN paper_files.is_legacy IS 'registered without an electronic file';
COMMENT ON COLUMN paper_files.account_post_id IS 'the desk that answers for it';
COMMENT ON COLUMN paper_files.way_post_id IS 'handed over to this desk, which has not received it';
COMMENT ON COLUMN paper_files.ended_as IS 'how it ceased to be physically pending';
COMMENT ON COLUMN paper_files.ended_on IS 'the server''s day in India';
COMMENT ON COLUMN paper_files.closed_at IS 'closed on paper';
COMMENT ON COLUMN paper_files.loan_id IS 'the requisition on which it was issued';
COMMENT ON COLUMN paper_files.registered_on IS 'the server''s day in India';
COMMENT ON COLUMN paper_files.salt IS 'of the subject''s hash in the ledger';
"""

CHAIN = """
CREATE TABLE paper_movements (
    paper_id uuid NOT NULL,
    serial integer NOT NULL,
    previous integer GENERATED ALWAYS AS (serial - 1) STORED,
    kind varchar(20) NOT NULL,
    before_post_id uuid,
    account_post_id uuid NOT NULL,
    account jsonb NOT NULL,
    way_post_id uuid,
    way jsonb,
    given_in integer GENERATED ALWAYS AS (CASE WHEN kind = 'received' THEN serial - 1 END) STORED,
    room varchar(300) NOT NULL,
    almirah varchar(300) NOT NULL,
    shelf varchar(300) NOT NULL,
    remarks text NOT NULL,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_paper_movements PRIMARY KEY (paper_id, serial),
    CONSTRAINT uq_paper_movements_paper_id_serial_account_post_id UNIQUE (paper_id, serial, account_post_id),
    CONSTRAINT uq_paper_movements_paper_id_serial_way_post_id UNIQUE (paper_id, serial, way_post_id),
    CONSTRAINT ck_paper_movements_serial_positive CHECK (serial >= 1),
    CONSTRAINT ck_paper_movements_chain_begins_once CHECK ((serial = 1) = (before_post_id is null)),
    CONSTRAINT ck_paper_movements_registered_once CHECK ((kind = 'registered') = (serial = 1)),
    CONSTRAINT ck_paper_movements_account_stays
        CHECK (kind in ('registered', 'received') or before_post_id = account_post_id),
    CONSTRAINT fk_paper_movements_paper_id_paper_files FOREIGN KEY(paper_id) REFERENCES paper_files (id),
    CONSTRAINT fk_paper_movements_chain_paper_movements FOREIGN KEY(paper_id, previous, before_post_id)
        REFERENCES paper_movements (paper_id, serial, account_post_id),
    CONSTRAINT fk_paper_movements_given_paper_movements FOREIGN KEY(paper_id, given_in, account_post_id)
        REFERENCES paper_movements (paper_id, serial, way_post_id)
);
CREATE INDEX ix_paper_movements_account ON paper_movements (account_post_id, paper_id);
CREATE INDEX ix_paper_movements_way ON paper_movements (way_post_id, paper_id) WHERE way_post_id IS NOT NULL;
COMMENT ON COLUMN paper_movements.before_post_id IS 'who answered for it before; none of the first';
COMMENT ON COLUMN paper_movements.by IS 'the SignatureBlock';
COMMENT ON COLUMN paper_movements.salt IS 'of the step''s hash in the ledger';
ALTER TABLE paper_files ADD CONSTRAINT fk_paper_files_account_paper_movements
    FOREIGN KEY (id, movement_serial, account_post_id)
    REFERENCES paper_movements (paper_id, serial, account_post_id) DEFERRABLE INITIALLY DEFERRED;
"""

REQUISITIONS = """
CREATE TABLE paper_requisitions (
    id uuid NOT NULL,
    paper_id uuid NOT NULL,
    keeper_post_id uuid NOT NULL,
    keeper jsonb NOT NULL,
    asked_post_id uuid NOT NULL,
    asked_by jsonb NOT NULL,
    asked_at timestamptz NOT NULL,
    reason varchar(300) NOT NULL,
    state varchar(20) NOT NULL,
    return_on date,
    issued_at timestamptz,
    ended_at timestamptz,
    remarks text NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_paper_requisitions PRIMARY KEY (id),
    CONSTRAINT ck_paper_requisitions_state_known
        CHECK (state in ('asked', 'issued', 'returned', 'refused', 'withdrawn', 'lost')),
    CONSTRAINT ck_paper_requisitions_ended_when CHECK ((state in ('asked', 'issued')) = (ended_at is null)),
    CONSTRAINT fk_paper_requisitions_paper_id_paper_files FOREIGN KEY(paper_id) REFERENCES paper_files (id)
);
CREATE INDEX ix_paper_requisitions_keeper ON paper_requisitions (keeper_post_id, asked_at, id);
CREATE INDEX ix_paper_requisitions_asked ON paper_requisitions (asked_post_id, asked_at, id);
CREATE UNIQUE INDEX uq_paper_requisitions_asked ON paper_requisitions (paper_id, asked_post_id) WHERE state = 'asked';
CREATE UNIQUE INDEX uq_paper_requisitions_issued ON paper_requisitions (paper_id) WHERE state = 'issued';
COMMENT ON COLUMN paper_requisitions.keeper_post_id IS 'the desk of the record room';
COMMENT ON COLUMN paper_requisitions.salt IS 'of the reason''s hash in the ledger';
CREATE TABLE paper_rules (
    office_id uuid NOT NULL,
    serial integer NOT NULL,
    cutover_on date,
    record_room_post_id uuid,
    record_room jsonb,
    reason varchar(300) NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_paper_rules PRIMARY KEY (office_id, serial)
);
"""

GUARDS = """
CREATE TRIGGER paper_files_never_go_back BEFORE UPDATE ON paper_files FOR EACH ROW
    WHEN (NEW.movement_serial < OLD.movement_serial OR NEW.ledger_serial < OLD.ledger_serial
        OR (OLD.ended_as IS NOT NULL AND (NEW.ended_as, NEW.ended_at, NEW.ended_on)
            IS DISTINCT FROM (OLD.ended_as, OLD.ended_at, OLD.ended_on))
        OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)
        OR (NEW.id, NEW.barcode, NEW.office_id, NEW.number, NEW.volume, NEW.subject, NEW.grading, NEW.is_legacy,
            NEW.registered_by, NEW.registered_at, NEW.registered_on, NEW.salt)
            IS DISTINCT FROM
            (OLD.id, OLD.barcode, OLD.office_id, OLD.number, OLD.volume, OLD.subject, OLD.grading, OLD.is_legacy,
            OLD.registered_by, OLD.registered_at, OLD.registered_on, OLD.salt))
    EXECUTE FUNCTION refuse_change();
CREATE FUNCTION paper_movements_reach_their_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM paper_files WHERE id = NEW.paper_id AND movement_serial >= NEW.serial) THEN
        RAISE EXCEPTION 'step % of % moves nothing', NEW.serial, NEW.paper_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER paper_movements_reach_their_file AFTER INSERT ON paper_movements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION paper_movements_reach_their_file();
CREATE FUNCTION paper_files_before_cutover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.registered_on >= (
        SELECT cutover_on FROM paper_rules WHERE office_id = NEW.office_id ORDER BY serial DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'the office % registers no paper file without an electronic file', NEW.office_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paper_files_before_cutover BEFORE INSERT ON paper_files FOR EACH ROW
    WHEN (NEW.is_legacy) EXECUTE FUNCTION paper_files_before_cutover();
"""


def upgrade() -> None:
    for part in (FILES, CHAIN, REQUISITIONS, GUARDS):
        op.execute(part)
    op.execute(f'GRANT USAGE ON SEQUENCE paper_barcodes TO "{app_role(op)}"')
    grant(op, "paper_files", "SELECT, INSERT, UPDATE")
    grant(op, "paper_requisitions", "SELECT, INSERT, UPDATE")
    append_only(op, "paper_movements")
    append_only(op, "paper_rules")


def downgrade() -> None:
    op.execute("ALTER TABLE paper_files DROP CONSTRAINT fk_paper_files_account_paper_movements")
    for table in ("paper_rules", "paper_requisitions", "paper_movements", "paper_files"):
        op.drop_table(table)
    op.execute("DROP FUNCTION paper_movements_reach_their_file()")
    op.execute("DROP FUNCTION paper_files_before_cutover()")
    op.execute("DROP SEQUENCE paper_barcodes")
