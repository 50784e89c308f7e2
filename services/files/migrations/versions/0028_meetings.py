"""Meetings: an agenda, decisions that stand in files and in the TL register, minutes that the chair confirms.

What the database itself guards: agenda and decisions are only added, a meeting keeps its number, day and chair, is
confirmed once, and gets no decision after that.
"""

from alembic import op

from chassis.tables import append_only, grant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE meetings (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number varchar(60) NOT NULL,
    held_on date NOT NULL,
    chair_post_id uuid NOT NULL,
    chair jsonb NOT NULL,
    prepared_by jsonb NOT NULL,
    prepared_at timestamptz NOT NULL,
    state varchar(10) NOT NULL,
    confirmed_by jsonb,
    confirmed_at timestamptz,
    decision_count integer NOT NULL,
    version integer NOT NULL,
    ledger_serial integer NOT NULL,
    ledger_hash bytea NOT NULL,
    CONSTRAINT pk_meetings PRIMARY KEY (id),
    CONSTRAINT uq_meetings_office_id_year_serial UNIQUE (office_id, year, serial),
    CONSTRAINT ck_meetings_state_known CHECK (state in ('open', 'confirmed')),
    CONSTRAINT ck_meetings_confirmed_when CHECK ((state = 'confirmed') = (confirmed_at is not null))
);
CREATE INDEX ix_meetings_chair_post_id ON meetings (chair_post_id);
COMMENT ON COLUMN meetings.ledger_serial IS 'the newest entry of its chain';
CREATE TABLE meeting_items (
    meeting_id uuid NOT NULL,
    number integer NOT NULL,
    tl_id uuid,
    file_id uuid,
    CONSTRAINT pk_meeting_items PRIMARY KEY (meeting_id, number),
    CONSTRAINT ck_meeting_items_one_matter CHECK ((tl_id is null) <> (file_id is null)),
    CONSTRAINT fk_meeting_items_meeting_id_meetings FOREIGN KEY(meeting_id) REFERENCES meetings (id),
    CONSTRAINT fk_meeting_items_tl_id_tl_letters FOREIGN KEY(tl_id) REFERENCES tl_letters (id),
    CONSTRAINT fk_meeting_items_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE TABLE meeting_decisions (
    meeting_id uuid NOT NULL,
    number integer NOT NULL,
    item integer NOT NULL,
    text text NOT NULL,
    file_id uuid,
    after_paragraph integer NOT NULL,
    after_note integer NOT NULL,
    by jsonb NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_meeting_decisions PRIMARY KEY (meeting_id, number),
    CONSTRAINT fk_meeting_decisions_meeting_id_item_meeting_items FOREIGN KEY(meeting_id, item)
        REFERENCES meeting_items (meeting_id, number),
    CONSTRAINT fk_meeting_decisions_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_meeting_decisions_file_id ON meeting_decisions (file_id, recorded_at);
COMMENT ON COLUMN meeting_decisions.file_id IS 'in whose noting it stands';
COMMENT ON COLUMN meeting_decisions.after_paragraph IS 'of the file''s notes';
COMMENT ON COLUMN meeting_decisions.by IS 'who wrote it down';
COMMENT ON COLUMN meeting_decisions.salt IS 'of the text''s hash in the ledger';
ALTER TABLE tl_entries DROP CONSTRAINT ck_tl_entries_kind_known, ADD CONSTRAINT ck_tl_entries_kind_known
    CHECK (kind in ('report', 'full_report', 'sent_back', 'extended', 'struck_off', 'decided'));
"""

GUARDS = """
CREATE TRIGGER meetings_stay_as_prepared BEFORE UPDATE ON meetings FOR EACH ROW
    WHEN (OLD.state <> 'open' OR NEW.version <= OLD.version
        OR (NEW.id, NEW.office_id, NEW.year, NEW.serial, NEW.number, NEW.held_on, NEW.chair_post_id, NEW.chair,
            NEW.prepared_by, NEW.prepared_at)
            IS DISTINCT FROM
            (OLD.id, OLD.office_id, OLD.year, OLD.serial, OLD.number, OLD.held_on, OLD.chair_post_id, OLD.chair,
            OLD.prepared_by, OLD.prepared_at))
    EXECUTE FUNCTION refuse_change();
CREATE FUNCTION meeting_decisions_before_the_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM meetings WHERE id = NEW.meeting_id AND state = 'open') THEN
        RAISE EXCEPTION 'the minutes of % are confirmed', NEW.meeting_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_decisions_before_the_minutes BEFORE INSERT ON meeting_decisions
    FOR EACH ROW EXECUTE FUNCTION meeting_decisions_before_the_minutes();
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GUARDS)
    grant(op, "meetings", "SELECT, INSERT, UPDATE")
    append_only(op, "meeting_items")
    append_only(op, "meeting_decisions")


def downgrade() -> None:
    for table in ("meeting_decisions", "meeting_items", "meetings"):
        op.drop_table(table)
    op.execute("DROP FUNCTION meeting_decisions_before_the_minutes()")
    # What was decided in meetings is in no table any more: its lines in the register would be of an unknown kind.
    op.execute(
        "ALTER TABLE tl_entries DROP CONSTRAINT ck_tl_entries_kind_known, ADD CONSTRAINT ck_tl_entries_kind_known"
        " CHECK (kind in ('report', 'full_report', 'sent_back', 'extended', 'struck_off')) NOT VALID"
    )
