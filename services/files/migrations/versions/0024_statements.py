"""Parkings as they were, for the call book of a past day; indexes behind what came and went in a week."""

from alembic import op

from chassis.tables import append_only

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PARKINGS = """
CREATE TABLE parkings (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    serial integer NOT NULL,
    parked jsonb NOT NULL,
    since timestamptz NOT NULL,
    until date NOT NULL,
    CONSTRAINT pk_parkings PRIMARY KEY (id),
    CONSTRAINT fk_parkings_file_id_serial_movements FOREIGN KEY(file_id, serial)
        REFERENCES movements (file_id, serial)
);
COMMENT ON COLUMN parkings.serial IS 'the movement that brought it to the desk';
COMMENT ON COLUMN parkings.parked IS 'the ParkedView';
CREATE INDEX ix_parkings_file ON parkings (file_id, serial, since);
CREATE TABLE parking_ends (
    parking_id uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_parking_ends PRIMARY KEY (parking_id),
    CONSTRAINT fk_parking_ends_parking_id_parkings FOREIGN KEY(parking_id) REFERENCES parkings (id)
);
COMMENT ON COLUMN parking_ends.at IS 'when it was taken up before its day';
INSERT INTO parkings (id, file_id, serial, parked, since, until)
SELECT gen_random_uuid(), id, movement_serial, parked, (parked->>'since')::timestamptz, parked_until
FROM files WHERE parked_until IS NOT NULL;
"""

# Movements come in the order of time, so an index of ranges finds a week in them and costs next to nothing to keep.
REACHED = "reached(source, kind, occurred_at, recorded_at)"
FUNCTION = """
CREATE FUNCTION reached(source varchar, kind varchar, occurred_at timestamptz, recorded_at timestamptz)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN source = 'migrated' OR kind = 'created' THEN occurred_at
        ELSE greatest(occurred_at, recorded_at)
    END
$$;
"""
INDEXES = f"""
CREATE INDEX ix_movements_reached ON movements USING brin ({REACHED}) WITH (autosummarize = on);
CREATE INDEX ix_receipt_movements_reached ON receipt_movements USING brin ({REACHED}) WITH (autosummarize = on);
CREATE INDEX ix_consultation_movements_reached ON consultation_movements
    USING brin ({REACHED}) WITH (autosummarize = on);
CREATE INDEX ix_receipts_held_since ON receipts (held_since);
CREATE INDEX ix_receipts_vip ON receipts (diarised_at)
    WHERE sender->>'category' IN ('mp', 'mla', 'vip') OR labels && CAST('{{lok_sabha,rajya_sabha,vip}}' AS varchar[]);
"""


def upgrade() -> None:
    op.execute(PARKINGS)
    for table in ("parkings", "parking_ends"):
        append_only(op, table)
    op.execute(FUNCTION)
    op.execute(INDEXES)


def downgrade() -> None:
    for index in ("ix_receipts_vip", "ix_receipts_held_since"):
        op.drop_index(index, "receipts")
    for chain in ("consultation_movements", "receipt_movements", "movements"):
        op.drop_index(f"ix_{chain}_reached", chain)
    op.execute("DROP FUNCTION reached")
    op.drop_table("parking_ends")
    op.drop_table("parkings")
