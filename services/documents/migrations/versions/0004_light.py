"""Light pictures of pages, for reading over a thin line. Those of pages that are there already are made bit by bit.

Revision: 0004, after 0003
"""

from alembic import op
from sqlalchemy import BigInteger, Column, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MISSING = "light_size IS NULL AND failure IS NULL"


def upgrade() -> None:
    comment = "bytes; 0 where it cannot be made, none where it is still to be made"
    op.add_column("pages", Column("light_size", BigInteger, comment=comment))
    op.create_index("ix_pages_without_light", "pages", ["sha256", "number"], postgresql_where=text(MISSING))
    op.execute(
        "INSERT INTO due (id, name, key, at, payload, headers) "
        "VALUES (gen_random_uuid(), 'lighten_pages', 'lighten_pages', now(), '{}', '{}')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE name = 'lighten_pages'")
    op.drop_index("ix_pages_without_light", "pages")
    op.drop_column("pages", "light_size")
