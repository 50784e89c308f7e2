"""Loading and saving cases; all of it is only added. The file's row keeps the deadline that holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files.cases import CaseLimitView, ChecklistItemView
from contracts.files.procedure import CaseTypeView
from contracts.files.views import SignatureBlock
from services.files.domain.case import Case, Choice, Mark
from services.files.storage.case_tables import case_choices, case_marks, cases
from services.files.storage.ledger import Contents
from services.files.storage.tables import files
from services.files.storage.values import dump, load


class Cases:
    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, file_id: UUID) -> Case | None:
        """The case of a file as it is now. Who changes it has locked the file before."""
        row = self.session.execute(select(cases).where(cases.c.file_id == file_id)).first()
        if row is None:
            return None
        stored = row._mapping
        return Case(
            **{
                **stored,
                "case_type": load(CaseTypeView, stored["case_type"]),
                "limits": [load(CaseLimitView, each) for each in stored["limits"]],
                "checklist": [load(ChecklistItemView, each) for each in stored["checklist"]],
                "set_by": load(SignatureBlock, stored["set_by"]),
            },
            choices=[_choice(each) for each in self._of(case_choices, file_id)],
            marks=[_mark(each) for each in self._of(case_marks, file_id)],
        )

    def _of(self, table: Any, file_id: UUID) -> list[Any]:
        found = select(table).where(table.c.file_id == file_id).order_by(table.c.serial)
        return [row._mapping for row in self.session.execute(found)]

    def add(self, case: Case) -> None:
        """A new one with its first choice; the file has to be there."""
        self._lay_out(case)
        self.add_choice(case.file_id, case.choices[-1])

    def copy(self, case: Case) -> None:
        """As another file's, with all that was chosen and marked by then."""
        self._lay_out(case)
        for choice in case.choices:
            self.add_choice(case.file_id, choice)
        for mark in case.marks:
            self.add_mark(case.file_id, mark)

    def _lay_out(self, case: Case) -> None:
        row = {
            "file_id": case.file_id,
            "case_type": dump(case.case_type),
            "began_at": case.began_at,
            "given_deadline": case.given_deadline,
            "limits": [dump(each) for each in case.limits],
            "checklist": [dump(each) for each in case.checklist],
            "set_by": dump(case.set_by),
            "set_at": case.set_at,
        }
        self.session.execute(insert(cases), row)

    def add_choice(self, file_id: UUID, choice: Choice) -> None:
        own = {
            name: getattr(choice, name)
            for name in ("serial", "limit", "before", "deadline", "reason", "at", "recorded_at", "salt")
        }
        self.session.execute(insert(case_choices), {**own, "file_id": file_id, "by": dump(choice.by)})

    def add_mark(self, file_id: UUID, mark: Mark) -> None:
        own = {name: getattr(mark, name) for name in ("item", "serial", "state", "remarks", "at", "salt")}
        self.session.execute(insert(case_marks), {**own, "file_id": file_id, "by": dump(mark.by)})

    def keep_on_file(self, case: Case) -> None:
        """What lists read of it; the deadline is saved with the file."""
        held = update(files).where(files.c.id == case.file_id).values(case_type=dump(case.case_type))
        self.session.execute(held)


def _choice(stored: Any) -> Choice:
    own = {name: value for name, value in stored.items() if name not in ("file_id", "by")}
    return Choice(**own, by=load(SignatureBlock, stored["by"]))


def _mark(stored: Any) -> Mark:
    own = {name: value for name, value in stored.items() if name not in ("file_id", "by")}
    return Mark(**own, by=load(SignatureBlock, stored["by"]))


def of_choice(choice: Choice) -> Contents:
    """For the ledger: which limit decides, until when, and why."""
    said = {
        "limit": choice.limit,
        "deadline": choice.deadline and choice.deadline.isoformat(),
        "reason": choice.reason,
        "by": str(choice.by.person.person_id),
        "at": choice.at.isoformat(),
    }
    return {f"case_choice:{choice.serial}": content_hash(said, choice.salt)}


def of_mark(mark: Mark) -> Contents:
    """For the ledger: what was said of a paper or a step."""
    said = {
        "item": mark.item,
        "state": mark.state,
        "remarks": mark.remarks,
        "by": str(mark.by.person.person_id),
        "at": mark.at.isoformat(),
    }
    return {f"case_mark:{mark.serial}": content_hash(said, mark.salt)}


def contents_of(session: Session, file_id: UUID) -> Contents:
    """All choices and marks of a file's case, as they are stored now."""
    case = Cases(session).get(file_id)
    found: Contents = {}
    for choice in case.choices if case is not None else ():
        found |= of_choice(choice)
    for mark in case.marks if case is not None else ():
        found |= of_mark(mark)
    return found
