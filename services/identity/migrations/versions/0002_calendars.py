"""Calendars: one of the State, one of the district, one at most of each office."""

from alembic import op

from chassis.tables import grant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CALENDARS = """
CREATE TABLE calendars (
    id uuid NOT NULL,
    version integer NOT NULL,
    deleted boolean NOT NULL,
    scope varchar(10) NOT NULL,
    office_id uuid,
    name_hi varchar(300) NOT NULL,
    name_en varchar(300) NOT NULL,
    patterns jsonb NOT NULL,
    days jsonb NOT NULL,
    CONSTRAINT pk_calendars PRIMARY KEY (id),
    CONSTRAINT fk_calendars_office_id_offices FOREIGN KEY(office_id) REFERENCES offices (id)
);
COMMENT ON COLUMN calendars.scope IS 'state, district or office';
COMMENT ON COLUMN calendars.patterns IS '[{valid_from, opens, closes, days_off}], the earliest first';
COMMENT ON COLUMN calendars.days IS '[{day, kind, name_hi, name_en}], the earliest first';
CREATE UNIQUE INDEX uq_calendars_scope ON calendars (scope) WHERE NOT deleted AND office_id IS NULL;
CREATE UNIQUE INDEX uq_calendars_office_id ON calendars (office_id) WHERE NOT deleted;
"""


def upgrade() -> None:
    op.execute(CALENDARS)
    grant(op, "calendars")


def downgrade() -> None:
    op.drop_table("calendars")
