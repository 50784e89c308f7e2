"""Consultations: a question to another desk has one holder of its own, and ends once.

What the database itself guards: a consultation is where its last movement ended, its chain has neither gap nor fork,
what was asked never changes, an ended one never changes at all, each end is one row that never changes, and the file
counts its open ones, so that none is closed over an open question.
"""

from alembic import op

from chassis.tables import append_only, grant

revision = "0009"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE files ADD COLUMN consultation_count integer NOT NULL DEFAULT 0,
    ADD COLUMN open_consultations integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_files_closed_when_answered CHECK (state = 'open' or open_consultations = 0);
CREATE INDEX ix_files_consulting ON files (holder_post_id) WHERE open_consultations > 0;
CREATE TABLE consultations (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    number integer NOT NULL,
    question text NOT NULL,
    salt bytea NOT NULL,
    asked_by jsonb NOT NULL,
    asked_post_id uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    due_on date NOT NULL,
    holder_post_id uuid NOT NULL,
    holder jsonb NOT NULL,
    held_since timestamptz NOT NULL,
    opened_at timestamptz,
    opened_by jsonb,
    from_post jsonb,
    remarks text NOT NULL,
    last_kind varchar(20) NOT NULL,
    movement_serial integer NOT NULL,
    state varchar(10) NOT NULL,
    ended_as varchar(10) GENERATED ALWAYS AS (nullif(state, 'open')) STORED,
    version integer NOT NULL,
    CONSTRAINT pk_consultations PRIMARY KEY (id),
    CONSTRAINT uq_consultations_file_id_number UNIQUE (file_id, number),
    CONSTRAINT ck_consultations_state_known CHECK (state in ('open', 'answered', 'returned', 'withdrawn')),
    CONSTRAINT fk_consultations_file_id_files FOREIGN KEY(file_id) REFERENCES files (id)
);
CREATE INDEX ix_consultations_desk ON consultations (holder_post_id, held_since, id) WHERE state = 'open';
CREATE INDEX ix_consultations_asked ON consultations (asked_post_id, asked_at, id);
CREATE INDEX ix_consultations_waited ON consultations (asked_post_id) WHERE state = 'open';
CREATE UNIQUE INDEX uq_consultations_open_at_desk ON consultations (file_id, holder_post_id) WHERE state = 'open';
CREATE TABLE consultation_movements (
    consultation_id uuid NOT NULL,
    serial integer NOT NULL,
    previous integer GENERATED ALWAYS AS (serial - 1) STORED,
    kind varchar(20) NOT NULL,
    from_post_id uuid,
    to_post_id uuid NOT NULL,
    from_post jsonb,
    to_post jsonb NOT NULL,
    by jsonb NOT NULL,
    remarks text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_consultation_movements PRIMARY KEY (consultation_id, serial),
    CONSTRAINT uq_consultation_movements_consultation_id_serial_to_post_id UNIQUE (consultation_id, serial, to_post_id),
    CONSTRAINT ck_consultation_movements_serial_positive CHECK (serial >= 1),
    CONSTRAINT ck_consultation_movements_chain_begins_once CHECK ((serial = 1) = (from_post_id is null)),
    CONSTRAINT fk_consultation_movements_chain_consultation_movements
        FOREIGN KEY(consultation_id, previous, from_post_id)
        REFERENCES consultation_movements (consultation_id, serial, to_post_id),
    CONSTRAINT fk_consultation_movements_consultation_id_consultations FOREIGN KEY(consultation_id)
        REFERENCES consultations (id)
);
CREATE INDEX ix_consultation_movements_custody ON consultation_movements (to_post_id, consultation_id);
CREATE INDEX ix_consultation_movements_sent ON consultation_movements
    (from_post_id, recorded_at, consultation_id, serial);
CREATE TABLE consultation_openings (
    consultation_id uuid NOT NULL,
    serial integer NOT NULL,
    person jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_consultation_openings PRIMARY KEY (consultation_id, serial),
    CONSTRAINT fk_consultation_openings_consultation_id_serial_consult_72a5 FOREIGN KEY(consultation_id, serial)
        REFERENCES consultation_movements (consultation_id, serial)
);
CREATE TABLE consultation_ends (
    consultation_id uuid NOT NULL,
    kind varchar(10) NOT NULL,
    paragraphs jsonb NOT NULL,
    reason text NOT NULL,
    by jsonb NOT NULL,
    post_id uuid NOT NULL,
    side varchar(5) NOT NULL,
    after_paragraph integer NOT NULL,
    after_note integer NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    source varchar(10) NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_consultation_ends PRIMARY KEY (consultation_id),
    CONSTRAINT uq_consultation_ends_consultation_id_kind UNIQUE (consultation_id, kind),
    CONSTRAINT ck_consultation_ends_kind_known CHECK (kind in ('answered', 'returned', 'withdrawn')),
    CONSTRAINT ck_consultation_ends_an_answer_says_something CHECK ((kind = 'answered') = (paragraphs <> '[]')),
    CONSTRAINT fk_consultation_ends_consultation_id_consultations FOREIGN KEY(consultation_id)
        REFERENCES consultations (id)
);
CREATE INDEX ix_consultation_ends_answered ON consultation_ends (post_id, recorded_at, consultation_id);
CREATE TABLE consultation_reminders (
    consultation_id uuid NOT NULL,
    serial integer NOT NULL,
    by jsonb NOT NULL,
    remarks text NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_consultation_reminders PRIMARY KEY (consultation_id, serial),
    CONSTRAINT fk_consultation_reminders_consultation_id_consultations FOREIGN KEY(consultation_id)
        REFERENCES consultations (id)
);
"""

GUARDS = """
ALTER TABLE consultations ADD CONSTRAINT fk_consultations_holder_consultation_movements
    FOREIGN KEY (id, movement_serial, holder_post_id)
    REFERENCES consultation_movements (consultation_id, serial, to_post_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE consultations ADD CONSTRAINT fk_consultations_end_consultation_ends
    FOREIGN KEY (id, ended_as) REFERENCES consultation_ends (consultation_id, kind) DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER consultations_stay_as_asked BEFORE UPDATE ON consultations FOR EACH ROW
    WHEN (OLD.state <> 'open' OR NEW.movement_serial < OLD.movement_serial OR NEW.version <= OLD.version
        OR (NEW.id, NEW.file_id, NEW.number, NEW.question, NEW.salt, NEW.asked_by, NEW.asked_at, NEW.due_on)
            IS DISTINCT FROM
            (OLD.id, OLD.file_id, OLD.number, OLD.question, OLD.salt, OLD.asked_by, OLD.asked_at, OLD.due_on))
    EXECUTE FUNCTION refuse_change();
CREATE FUNCTION consultation_movements_reach_their_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM consultations WHERE id = NEW.consultation_id AND movement_serial >= NEW.serial) THEN
        RAISE EXCEPTION 'movement % of % moves nothing', NEW.serial, NEW.consultation_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER consultation_movements_reach_their_item AFTER INSERT ON consultation_movements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION consultation_movements_reach_their_item();
CREATE FUNCTION consultation_ends_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM consultations WHERE id = NEW.consultation_id AND state = NEW.kind) THEN
        RAISE EXCEPTION 'the consultation % did not end so', NEW.consultation_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER consultation_ends_end AFTER INSERT ON consultation_ends
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION consultation_ends_end();
CREATE FUNCTION consultations_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT open_consultations FROM files WHERE id = NEW.file_id)
        <> (SELECT count(*) FROM consultations WHERE file_id = NEW.file_id AND state = 'open') THEN
        RAISE EXCEPTION 'the file % counts other consultations than are open', NEW.file_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER consultations_are_counted AFTER INSERT OR UPDATE ON consultations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION consultations_are_counted();
"""

ONLY_ADDED = ("consultation_movements", "consultation_openings", "consultation_ends", "consultation_reminders")


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GUARDS)
    grant(op, "consultations", "SELECT, INSERT, UPDATE")
    for table in ONLY_ADDED:
        append_only(op, table)


def downgrade() -> None:
    op.execute("ALTER TABLE consultations DROP CONSTRAINT fk_consultations_holder_consultation_movements")
    op.execute("ALTER TABLE consultations DROP CONSTRAINT fk_consultations_end_consultation_ends")
    for table in (*reversed(ONLY_ADDED), "consultations"):
        op.drop_table(table)
    for function in ("consultation_movements_reach_their_item", "consultation_ends_end", "consultations_are_counted"):
        op.execute(f"DROP FUNCTION {function}()")
    # The index goes with its column.
    op.execute(
        "ALTER TABLE files DROP CONSTRAINT ck_files_closed_when_answered, DROP COLUMN open_consultations,"
        " DROP COLUMN consultation_count"
    )
