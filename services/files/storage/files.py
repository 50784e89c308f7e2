"""Loading and saving files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy import insert as core_insert
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.files.events import FileWoke
from contracts.files.procedure import CaseTypeView, RetentionView, SubjectHeadView
from contracts.files.views import CustodyLeaseView, ParkedView, PersonRef, PostRef, SignatureBlock, StoppedView
from services.files.domain.custody import Movement
from services.files.domain.file import File
from services.files.domain.file_shown import woke
from services.files.domain.kin import Kin
from services.files.domain.numbering import comparable
from services.files.domain.submission import Submission
from services.files.storage.movements import custody, link_values
from services.files.storage.tables import files, ledger, movements
from services.files.storage.values import dump, load

CONVERTED = {"number_key", "holder_post_id", "holder", "from_post", "opened_by", "created_by", "created_post_id"}
CONVERTED |= {"lease", "parked", "parked_until", "stopped", "changed_at", "submission", "case_type"}
CONVERTED |= {"subject_head", "retention"}
KIN = tuple(each.name for each in fields(Kin))
"""Columns of how a file belongs to others; written by Relations.keep, and with a new file."""
ALIKE = [column.name for column in files.c if column.name not in CONVERTED | set(KIN)]
"""Columns that are stored as the domain has them."""

# What no act changes once the file is opened; deadline and case type by another way (Cases.keep_on_file),
# subject and retention by Classifications.add.
FIXED = {"id", "office_id", "unit_id", "number", "number_key", "head", "subject", "subject_en", "grading", "labels"}
# When the desk's list last changed is set by a trigger.
FIXED |= {"changed_at", "salt", "created_by", "created_post_id", "created_at", "case_type", "subject_head", "retention"}
CHANGING = [column.name for column in files.c if column.name not in FIXED | set(KIN)]

# File, ledger entry and link in one statement: forwarding is what everybody does all day.
_ENTRY: dict[str, Any] = {column.name: bindparam(f"entry_{column.name}") for column in ledger.c}
_LINK: dict[str, Any] = {
    column.name: bindparam(f"link_{column.name}") for column in movements.c if column.computed is None
}
SAVE = (
    update(files)
    .where(files.c.id == bindparam("file"))
    .values({name: bindparam(name) for name in CHANGING})
    .add_cte(core_insert(ledger).values(_ENTRY).cte("entry"))
)
MOVE = SAVE.add_cte(core_insert(movements).values(_LINK).cte("link"))
BY_ID = select(files).where(files.c.id == bindparam("file"))
LOCKED = BY_ID.with_for_update()


class Files:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, file_id: UUID, *, for_update: bool = False) -> File | None:
        """The file; ``for_update`` keeps others from changing it until the transaction ends."""
        row = self.session.execute(LOCKED if for_update else BY_ID, {"file": file_id}).first()
        return None if row is None else to_file(row)

    def of_ids(self, ids: Collection[UUID]) -> dict[UUID, File]:
        return {row.id: to_file(row) for row in self.session.execute(select(files).where(files.c.id.in_(ids)))}

    def add(self, file: File) -> bool:
        """A new one; False where another file of the office bears its number, which then stays as it is.

        Its first movement has to follow in the same transaction.
        """
        fixed = {
            "created_by": dump(file.created_by),
            "created_post_id": file.created_by.post.post_id,
            "number_key": comparable(file.number),
            "case_type": dump(file.case_type),
        }
        values = {name: getattr(file, name) for name in ALIKE}
        # Waits for another transaction that is just taking the same number.
        new = insert(files).on_conflict_do_nothing(index_elements=["office_id", "number_key"]).returning(files.c.id)
        values |= {name: getattr(file.kin, name) for name in KIN}
        return self.session.execute(new, {**values, **custody(file), **_kept(file), **fixed}).first() is not None

    def save(self, file: File, entry: Mapping[str, Any], link: Movement | None = None) -> None:
        """Write what an act may have changed, with its ledger entry and the movement that it was, if it was one."""
        values = {name: getattr(file, name) for name in CHANGING if name in ALIKE}
        values |= {f"entry_{name}": value for name, value in entry.items()}
        values |= {"file": file.id, **custody(file), **_kept(file)}
        if link is None:
            self.session.execute(SAVE, values)
        else:
            values |= {f"link_{name}": value for name, value in link_values(link).items()}
            self.session.execute(MOVE, values)

    def wake(self, file_id: UUID, today: date) -> FileWoke | None:
        """Take up what was put aside until today or before; none where nothing was.

        The entry of its parking said until when.
        """
        asleep = select(files).where(files.c.id == file_id, files.c.parked_until <= today).with_for_update()
        row = self.session.execute(asleep).first()
        if row is None:
            return None
        awake = {"parked": None, "parked_until": None, "version": files.c.version + 1}
        self.session.execute(update(files).where(files.c.id == file_id).values(awake))
        return woke(to_file(row))


def _kept(file: File) -> dict[str, Any]:
    """How the desk keeps it: leased, put aside, its clock stopped; and what it has to return through."""
    until = file.parked.until if file.parked is not None else None
    kept = {"lease": file.lease, "parked": file.parked, "stopped": file.stopped, "submission": file.submission}
    return {"parked_until": until, **{name: dump(view) for name, view in kept.items()}}


def to_file(row: Row[Any]) -> File:
    stored = row._mapping
    return File(
        holder=load(PostRef, stored["holder"]),
        from_post=load(PostRef, stored["from_post"]),
        opened_by=load(PersonRef, stored["opened_by"]),
        created_by=load(SignatureBlock, stored["created_by"]),
        lease=load(CustodyLeaseView, stored["lease"]),
        parked=load(ParkedView, stored["parked"]),
        stopped=load(StoppedView, stored["stopped"]),
        submission=load(Submission, stored["submission"]),
        case_type=load(CaseTypeView, stored["case_type"]),
        subject_head=load(SubjectHeadView, stored["subject_head"]),
        retention=load(RetentionView, stored["retention"]),
        kin=Kin(**{name: stored[name] for name in KIN}),
        **{name: stored[name] for name in ALIKE},
    )
