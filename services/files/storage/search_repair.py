"""The index made again, and compared with the papers: both only order that papers are filed anew."""

# ruff: noqa: S608 - what is put together here are names of tables and expressions, all of them constants

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text, update
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Session

from contracts.files.search import PaperKind
from services.files.storage.search_index import KINDS, OLD
from services.files.storage.search_papers import STAMPS, Papers
from services.files.storage.search_tables import search_compared

MOST_REPAIRED = 10_000
SAMPLE = 500
"""Papers of each kind that are compared word by word in a night."""
_FROM: dict[PaperKind, str] = {"file": "files f", "receipt": "receipts r", "letter": "letters l"}

STATE = text("SELECT rebuilding, rebuilt_to, sampled_to FROM search_compared FOR UPDATE")
LEFT = text("SELECT rebuilding FROM search_compared")
_NOBODY = UUID(int=0)


def _slice(kind: PaperKind) -> str:
    table, alias = _FROM[kind].split()
    return f"SELECT {alias}.id FROM {table} {alias} WHERE {alias}.id > :after ORDER BY {alias}.id LIMIT :most"


def _drifted(kind: PaperKind) -> str:
    """Papers that the index does not have, or has as they were, and of which it will not hear by itself."""
    table, alias = _FROM[kind].split()
    return f"""
INSERT INTO search_changes (kind, item_id)
SELECT '{kind}', {alias}.id FROM {table} {alias} LEFT JOIN search_items i ON i.id = {alias}.id
WHERE i.stamp IS DISTINCT FROM {STAMPS[kind]}
    AND NOT EXISTS (SELECT FROM search_changes c WHERE c.item_id = {alias}.id)
LIMIT :most RETURNING id
"""


ORDER = text("INSERT INTO search_changes (kind, item_id) SELECT :kind, unnest(CAST(:ids AS uuid[]))")
WAITING = text("SELECT item_id FROM search_changes")


class Repair:
    def __init__(self, session: Session) -> None:
        self.session = session

    def begin(self) -> None:
        """Make the whole index again, from the first paper on."""
        self._note(rebuilding=KINDS[0], rebuilt_to=None)

    def is_rebuilding(self) -> bool:
        return self.session.execute(LEFT).scalar_one() is not None

    def order_slice(self, most: int) -> None:
        """Order the next papers of what is being made again; nothing while nothing is."""
        # Asked without a lock: there is nothing to do on nearly every second of the year.
        if not self.is_rebuilding():
            return
        row = self.session.execute(STATE).one()
        kind: PaperKind = row.rebuilding
        ids = self._ids(kind, row.rebuilt_to, most)
        if ids:
            self._order(kind, ids)
            self._note(rebuilt_to=ids[-1])
        else:
            later = KINDS[KINDS.index(kind) + 1 :]
            self._note(rebuilding=later[0] if later else None, rebuilt_to=None)

    def compare(self, today: date) -> int:
        """Order what has drifted, and what of tonight's sample says other words; answers how many papers."""
        found = 0
        for kind in KINDS:
            found += len(self.session.execute(text(_drifted(kind)), {"most": MOST_REPAIRED}).all())
        found += self._compare_sample()
        self._note(day=today)
        return found

    def _compare_sample(self) -> int:
        after = self.session.execute(STATE).one().sampled_to
        found, last = 0, after
        waiting = set(self.session.execute(WAITING).scalars())
        for kind in KINDS:
            ids = self._ids(kind, after, SAMPLE)
            last = ids[-1] if kind == KINDS[0] and ids else None if kind == KINDS[0] else last
            stored = {row.id: set(row.entries) for row in self.session.execute(OLD, {"ids": ids})}
            papers = [paper for paper in Papers(self.session).read(kind, ids) if paper.id not in waiting]
            # Desks that have left the circle of a consultation stay until the paper is filed anew: they only help.
            wrong = [paper.id for paper in papers if not paper.entries() <= stored.get(paper.id, set())]
            self._order(kind, wrong)
            found += len(wrong)
        self._note(sampled_to=last)
        return found

    def _ids(self, kind: PaperKind, after: UUID | None, most: int) -> list[UUID]:
        statement = text(_slice(kind)).bindparams(bindparam("after", type_=Uuid(as_uuid=True)))
        return list(self.session.execute(statement, {"after": after or _NOBODY, "most": most}).scalars())

    def _order(self, kind: PaperKind, ids: list[UUID]) -> None:
        if ids:
            self.session.execute(ORDER, {"kind": kind, "ids": ids})

    def _note(self, **values: Any) -> None:
        self.session.execute(update(search_compared).values(values))
