"""The tables behind the search: what each paper says, the words of all of them, the text of documents' pages.

All of it is made from the other tables and from what documents tells, and can be made again at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from services.files.storage.tables import Moment, metadata

search_items = Table(
    "search_items",
    metadata,
    Column("id", Uuid, primary_key=True, comment="of the file, the receipt or the letter"),
    Column("kind", String(10), nullable=False),
    Column("file_id", Uuid, comment="the file that it is or in which it lies"),
    Column("quarter", Integer, nullable=False, comment="of a day, counted from 2000; see domain.search.ladder"),
    Column("urgency", Integer, nullable=False, comment="0 routine to 3 top priority"),
    Column("made_at", Moment, nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Column("stamp", Integer, nullable=False, comment="serial of the ledger, or version, that it was made from"),
    CheckConstraint("kind in ('file', 'receipt', 'letter')", name="kind_known"),
    # Readers first: what waits in a pending list would be read through by every search.
    Index("ix_search_items_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    Index("ix_search_items_file", "file_id"),
)

search_words = Table(
    "search_words",
    metadata,
    Column("word", Text(collation="C"), primary_key=True),
    Column("papers", Integer, nullable=False, comment="in how many it stands, roughly"),
)

search_sounds = Table(
    "search_sounds",
    metadata,
    Column("sound", Text(collation="C"), primary_key=True, comment="a fine key after =, a coarse one after ~"),
    Column("word", Text(collation="C"), primary_key=True),
)

search_documents = Table(
    "search_documents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False, comment="of which the text is here; 0 for none yet"),
    Column("wanted_version", Integer, nullable=False, comment="of which the text is being fetched; 0 for the newest"),
    Column("complete", Boolean, nullable=False),
    Column("fetched_at", Moment),
)

search_pages = Table(
    "search_pages",
    metadata,
    Column("document_id", Uuid, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("words", ARRAY(Text), nullable=False),
)

search_changes = Table(
    "search_changes",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("item_id", Uuid, nullable=False),
)

search_compared = Table(
    "search_compared",
    metadata,
    Column("only_row", Boolean, primary_key=True, server_default="true"),
    Column("day", Date, comment="in India, of the last comparison"),
    Column("rebuilding", String(10), comment="kind of what is being made again; none while nothing is"),
    Column("rebuilt_to", Uuid, comment="what was made again last"),
    Column("sampled_to", Uuid, comment="what was compared word by word last"),
    CheckConstraint("only_row", name="only_row"),
)

SEARCH_TABLES = (
    search_items,
    search_words,
    search_sounds,
    search_documents,
    search_pages,
    search_changes,
    search_compared,
)
