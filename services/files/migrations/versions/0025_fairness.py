"""Outages, measured and declared, and time that officers contest: only added; the heartbeat is one row."""

from alembic import op

from chassis.tables import append_only, grant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OUTAGES = """
CREATE TABLE outages (
    id uuid NOT NULL,
    kind varchar(10) NOT NULL,
    office_id uuid,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,
    reason text NOT NULL,
    by jsonb,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT pk_outages PRIMARY KEY (id),
    CONSTRAINT ck_outages_ends_after_it_begins CHECK (since < until),
    CONSTRAINT ck_outages_declared_by_somebody CHECK ((kind = 'declared') = (by IS NOT NULL))
);
CREATE INDEX ix_outages_since ON outages (since, id);
CREATE TABLE outage_withdrawals (
    outage_id uuid NOT NULL,
    by jsonb NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_outage_withdrawals PRIMARY KEY (outage_id),
    CONSTRAINT fk_outage_withdrawals_outage_id_outages FOREIGN KEY(outage_id) REFERENCES outages (id)
);
CREATE TABLE heartbeats (
    only_row boolean NOT NULL DEFAULT true,
    at timestamptz NOT NULL,
    CONSTRAINT pk_heartbeats PRIMARY KEY (only_row),
    CONSTRAINT ck_heartbeats_only_row CHECK (only_row)
);
INSERT INTO due (id, name, key, at, payload, headers)
VALUES (gen_random_uuid(), 'beat', 'beat', now(), '{}', '{}');
"""
CONTESTS = """
CREATE TABLE contests (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    post_id uuid NOT NULL,
    post jsonb NOT NULL,
    charge_to varchar(20) NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,
    reason text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_contests PRIMARY KEY (id),
    CONSTRAINT fk_contests_file_id_serial_movements FOREIGN KEY(file_id, serial)
        REFERENCES movements (file_id, serial),
    CONSTRAINT ck_contests_ends_after_it_begins CHECK (since < until)
);
CREATE INDEX ix_contests_file ON contests (file_id, serial);
CREATE INDEX ix_contests_desk ON contests (post_id, at, id);
CREATE TABLE contest_rulings (
    contest_id uuid NOT NULL,
    accepted boolean NOT NULL,
    charge_to varchar(20),
    reason text NOT NULL,
    by jsonb NOT NULL,
    at timestamptz NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT pk_contest_rulings PRIMARY KEY (contest_id),
    CONSTRAINT fk_contest_rulings_contest_id_contests FOREIGN KEY(contest_id) REFERENCES contests (id),
    CONSTRAINT ck_contest_rulings_accepted_to_somebody CHECK (accepted = (charge_to IS NOT NULL))
);
"""
ADDED = ("outages", "outage_withdrawals", "contests", "contest_rulings")


def upgrade() -> None:
    op.execute(OUTAGES)
    op.execute(CONTESTS)
    for table in ADDED:
        append_only(op, table)
    grant(op, "heartbeats", "SELECT, INSERT, UPDATE")


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE name = 'beat'")
    op.drop_table("heartbeats")
    for table in reversed(ADDED):
        op.drop_table(table)
