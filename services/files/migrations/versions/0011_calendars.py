"""The calendars of State, district and offices, as identity tells them."""

from alembic import op

from chassis.tables import grant

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

CALENDARS = """
CREATE TABLE calendars (
    id uuid NOT NULL,
    scope varchar(10) NOT NULL,
    office_id uuid,
    patterns jsonb NOT NULL,
    days jsonb NOT NULL,
    deleted boolean NOT NULL,
    CONSTRAINT pk_calendars PRIMARY KEY (id)
);
COMMENT ON COLUMN calendars.scope IS 'state, district or office';
COMMENT ON COLUMN calendars.patterns IS '[{valid_from, opens, closes, days_off}], the earliest first';
COMMENT ON COLUMN calendars.days IS '[{day, kind, name_hi, name_en}], the earliest first';
"""


def upgrade() -> None:
    op.execute(CALENDARS)
    grant(op, "calendars")


def downgrade() -> None:
    op.drop_table("calendars")
