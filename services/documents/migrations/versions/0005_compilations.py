"""Whole files as one PDF or as a package: what goes into them, and how far they are.

Revision: 0005, after 0004
"""

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, String, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.tables import grant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "compilations",
        Column("id", Uuid, primary_key=True),
        Column("kind", String(10), nullable=False),
        Column("order", JSONB, nullable=False, comment="the BeginCompilation"),
        Column("state", String(10), nullable=False),
        Column("items", Integer, nullable=False, comment="as many as were announced"),
        Column("pages", Integer, nullable=False, server_default="0"),
        Column("size", BigInteger, nullable=False, server_default="0"),
        Column("sha256", String(64)),
        Column("failure", String(100)),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "compilation_items",
        Column("compilation_id", Uuid, ForeignKey("compilations.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("item", JSONB, nullable=False, comment="the CompilationItem"),
        Column("made", JSONB, comment="what the worker made of it, once it is in the store"),
    )
    grant(op, "compilations", "SELECT, INSERT, UPDATE")
    grant(op, "compilation_items")


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE name IN ('compile_file', 'tidy_compilation')")
    op.drop_table("compilation_items")
    op.drop_table("compilations")
