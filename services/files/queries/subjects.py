"""What stands where in the subject tree, of all that the actor may see."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files.classification import CountBySubject, SubjectCountsView, SubjectCountView
from services.files.domain.search import paper as entries
from services.files.handlers.desk import reading
from services.files.storage import FilesUnitOfWork
from services.files.storage.procedure import Procedure
from services.files.storage.subject_counts import counted


def count(_: CountBySubject, caller: Caller, uow: FilesUnitOfWork) -> SubjectCountsView:
    with reading(uow, caller) as (session, actor):
        rows = counted(session, actor)
    made = [SubjectCountView.model_construct(**row._mapping) for row in rows]
    return SubjectCountsView.model_construct(items=made)


def entries_of(session: Session, head: str, day: date) -> list[str]:
    """Under which the index files what stands under this head or below it.

    A head that the tree does not have any more has nothing below it: what was put there is still found there.
    """
    _, rules = Procedure(session).in_force(day)
    found, level = {head}, {head}
    while level:
        level = {rule["code"] for rule in rules.get("subjects", ()) if rule["parent"] in level} - found
        found |= level
    return [entries.subject(code) for code in sorted(found)]
