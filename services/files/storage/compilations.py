"""What was ordered to be put together of files: the orders, while documents keeps what comes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, String, Table, Uuid, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from contracts.files import SignatureBlock
from services.files.storage.tables import Moment, metadata
from services.files.storage.values import dump, load

compilations = Table(
    "compilations",
    metadata,
    Column("id", Uuid, primary_key=True, comment="of the compilation in documents"),
    Column("file_id", Uuid, ForeignKey("files.id"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("ordered_by", JSONB, nullable=False),
    Column("ordered_at", Moment, nullable=False),
    Index("ix_compilations_file", "file_id"),
    Index("ix_compilations_person", "person_id", "ordered_at"),
)


@dataclass(frozen=True)
class FileCompilation:
    id: UUID
    file_id: UUID
    kind: Literal["print", "package"]
    person_id: UUID
    ordered_by: SignatureBlock
    ordered_at: datetime


class Compilations:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, one: FileCompilation) -> None:
        self.session.execute(insert(compilations), {**vars(one), "ordered_by": dump(one.ordered_by)})

    def ordered_since(self, person_id: UUID, since: datetime) -> list[datetime]:
        """When this person ordered any, the last first."""
        own = (compilations.c.person_id == person_id, compilations.c.ordered_at > since)
        found = select(compilations.c.ordered_at).where(*own).order_by(compilations.c.ordered_at.desc())
        return list(self.session.execute(found).scalars())

    def get(self, compilation_id: UUID) -> FileCompilation | None:
        row = self.session.execute(select(compilations).where(compilations.c.id == compilation_id)).first()
        if row is None:
            return None
        return FileCompilation(**{**row._mapping, "ordered_by": load(SignatureBlock, row.ordered_by)})
