"""Files that belong together: parts and volumes by their own rows, links and references by rows that are only added."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.relations import LinkKind
from contracts.files.views import SignatureBlock
from services.files.domain.custody import new_salt
from services.files.domain.file import File
from services.files.domain.numbering import comparable
from services.files.storage.files import KIN, to_file
from services.files.storage.ledger import Contents
from services.files.storage.relation_tables import detachments, file_link_ends, file_links
from services.files.storage.tables import files
from services.files.storage.values import dump, load


@dataclass(frozen=True, slots=True)
class Link:
    """Of two files that are seen together, or of one that refers to another."""

    id: UUID
    kind: LinkKind
    file_id: UUID
    other_id: UUID
    remarks: str
    by: SignatureBlock
    at: datetime
    salt: bytes = field(default_factory=new_salt)

    def other(self, file_id: UUID) -> UUID:
        return self.other_id if file_id == self.file_id else self.file_id


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a link, or a receipt's being taken out of a file."""

    id: UUID
    """The link or the paper."""
    reason: str
    by: SignatureBlock
    at: datetime
    salt: bytes = field(default_factory=new_salt)


OPEN = and_(~select(file_link_ends.c.link_id).where(file_link_ends.c.link_id == file_links.c.id).exists())


class Relations:
    def __init__(self, session: Session) -> None:
        self.session = session

    def keep(self, file: File) -> None:
        """How the file belongs to parts and volumes; saving it otherwise leaves that as it is."""
        values = {name: getattr(file.kin, name) for name in KIN}
        self.session.execute(update(files).where(files.c.id == file.id).values(values))

    def parts_of(self, file_id: UUID) -> list[File]:
        """In the order of their numbers."""
        found = select(files).where(files.c.main_id == file_id).order_by(files.c.part_number)
        return [to_file(row) for row in self.session.execute(found)]

    def numbered(self, number: str, offices: set[UUID]) -> list[File]:
        """Files with this number, as compared, in these offices."""
        found = select(files).where(files.c.number_key == comparable(number), files.c.office_id.in_(offices))
        return [to_file(row) for row in self.session.execute(found)]

    def add(self, link: Link) -> None:
        own = ("id", "kind", "file_id", "other_id", "remarks", "at", "salt")
        row = {name: getattr(link, name) for name in own}
        self.session.execute(insert(file_links), {**row, "by": dump(link.by)})

    def end(self, ended: Ended) -> None:
        """The database refuses a second end of a link."""
        row = {"link_id": ended.id, "reason": ended.reason, "at": ended.at, "salt": ended.salt}
        self.session.execute(insert(file_link_ends), {**row, "by": dump(ended.by)})

    def links_of(self, file_id: UUID) -> list[Link]:
        """Those that have not ended: links from both sides, references from this one; the earliest first."""
        mine = or_(file_links.c.file_id == file_id, and_(file_links.c.kind == "link", file_links.c.other_id == file_id))
        found = select(file_links).where(mine, OPEN).order_by(file_links.c.at, file_links.c.id)
        return [_link(row._mapping) for row in self.session.execute(found)]

    def all_of(self, file_id: UUID) -> list[Link]:
        """Those that its ledger speaks of, ended ones too."""
        found = select(file_links).where(or_(file_links.c.file_id == file_id, file_links.c.other_id == file_id))
        return [_link(row._mapping) for row in self.session.execute(found)]

    def count(self, file_id: UUID) -> int:
        """Of links and references that were made from the file, or lead to it, and have not ended."""
        either = or_(file_links.c.file_id == file_id, file_links.c.other_id == file_id)
        return int(self.session.execute(select(func.count()).where(either, OPEN)).scalar_one())

    def detach(self, file_id: UUID, ended: Ended) -> None:
        """The database refuses a second one of the same paper."""
        row = {"paper_id": ended.id, "file_id": file_id, "reason": ended.reason, "at": ended.at, "salt": ended.salt}
        self.session.execute(insert(detachments), {**row, "by": dump(ended.by)})


def _link(stored: Any) -> Link:
    return Link(**{**stored, "by": load(SignatureBlock, stored["by"])})


def of_link(link: Link) -> Contents:
    """For the ledger: which files, and what was said."""
    said = {
        "kind": link.kind,
        "file": str(link.file_id),
        "other": str(link.other_id),
        "remarks": link.remarks,
        "by": str(link.by.person.person_id),
        "at": link.at.isoformat(),
    }
    return {f"file_link:{link.id}": content_hash(said, link.salt)}


def of_end(what: Literal["file_link_end", "detachment"], ended: Ended) -> Contents:
    """For the ledger: why a link ended, or why a receipt was taken out."""
    said = {"reason": ended.reason, "by": str(ended.by.person.person_id), "at": ended.at.isoformat()}
    return {f"{what}:{ended.id}": content_hash(said, ended.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All links of the file and their ends, and what was taken out of it, as it is stored now."""
    found: Contents = {}
    mine = or_(file_links.c.file_id == file_id, and_(file_links.c.kind == "link", file_links.c.other_id == file_id))
    for row in session.execute(select(file_links).where(mine)):
        found |= of_link(_link(row._mapping))
    ends = select(file_link_ends).join(file_links, file_links.c.id == file_link_ends.c.link_id).where(mine)
    for row in session.execute(ends):
        found |= of_end("file_link_end", _ended(row, row.link_id))
    for row in session.execute(select(detachments).where(detachments.c.file_id == file_id)):
        found |= of_end("detachment", _ended(row, row.paper_id))
    return found


def _ended(row: Any, ended_id: UUID) -> Ended:
    return Ended(ended_id, row.reason, load(SignatureBlock, row.by), row.at, row.salt)
