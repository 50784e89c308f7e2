"""Which papers of a file are flagged now. What was flagged before stands in the ledger of the file."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.files.views import SignatureBlock
from services.files.domain.flags import PaperFlag
from services.files.storage.tables import paper_flags
from services.files.storage.values import dump, load


class Flags:
    def __init__(self, session: Session) -> None:
        self.session = session

    def of_file(self, file_id: UUID) -> list[PaperFlag]:
        """In the order of the papers."""
        rows = self.session.execute(select(paper_flags).filter_by(file_id=file_id).order_by(paper_flags.c.serial))
        return [PaperFlag(row.serial, row.flag, row.number, load(SignatureBlock, row.by), row.at) for row in rows]

    def put(self, file_id: UUID, flag: PaperFlag) -> None:
        """In place of the flag that the paper had."""
        values = {"flag": flag.flag, "number": flag.number, "by": dump(flag.by), "at": flag.at}
        row = insert(paper_flags).values(file_id=file_id, serial=flag.serial, **values)
        self.session.execute(row.on_conflict_do_update(index_elements=["file_id", "serial"], set_=values))

    def take_off(self, file_id: UUID, serial: int) -> None:
        self.session.execute(delete(paper_flags).filter_by(file_id=file_id, serial=serial))
