"""Contested time and what was ruled, as they are added and read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select, tuple_
from sqlalchemy.orm import Session

from chassis.ledger import content_hash
from contracts.files import RulingView
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.contest import Contest
from services.files.storage.fairness_tables import contest_rulings, contests
from services.files.storage.ledger import Contents
from services.files.storage.values import dump, load

Key = tuple[datetime, UUID]
_RULING = ("accepted", "charge_to", "reason", "by", "at", "salt")


def of_contest(contest: Contest) -> Contents:
    """What was contested, by whom and why."""
    said = {
        "serial": contest.serial,
        "charge_to": contest.charge_to,
        "since": contest.since.isoformat(),
        "until": contest.until.isoformat(),
        "reason": contest.reason,
        "by": str(contest.by.person.person_id),
        "post": str(contest.post.post_id),
    }
    return {f"contest:{contest.id}": content_hash(said, contest.salt)}


def of_ruling(contest: Contest, ruling: RulingView) -> Contents:
    """What was ruled, by whom and why."""
    said = {
        "accepted": ruling.accepted,
        "charge_to": ruling.charge_to,
        "reason": ruling.reason,
        "by": str(ruling.by.person.person_id),
        "post": str(ruling.by.post.post_id),
    }
    return {f"contest_ruling:{contest.id}": content_hash(said, contest.ruling_salt)}


class Contests:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, contest: Contest) -> None:
        row = {
            "id": contest.id,
            "file_id": contest.file_id,
            "serial": contest.serial,
            "post_id": contest.post.post_id,
            "post": dump(contest.post),
            "charge_to": contest.charge_to,
            "since": contest.since,
            "until": contest.until,
            "reason": contest.reason,
            "by": dump(contest.by),
            "at": contest.at,
            "salt": contest.salt,
        }
        self.session.execute(insert(contests), row)

    def rule(self, contest: Contest, ruling: RulingView) -> None:
        """The database refuses a second one."""
        row = {**ruling.model_dump(exclude={"by"}), "by": dump(ruling.by)}
        row |= {"contest_id": contest.id, "salt": contest.ruling_salt}
        self.session.execute(insert(contest_rulings), row)

    def get(self, contest_id: UUID) -> Contest | None:
        row = self.session.execute(_selected().where(contests.c.id == contest_id)).first()
        return None if row is None else _contest(row)

    def of_file(self, file_id: UUID) -> list[Contest]:
        """As they came."""
        return self.of_files([file_id]).get(file_id, [])

    def of_files(self, file_ids: Collection[UUID]) -> dict[UUID, list[Contest]]:
        """As they came, by file."""
        found: dict[UUID, list[Contest]] = defaultdict(list)
        query = _selected().where(contests.c.file_id.in_(file_ids)).order_by(contests.c.at, contests.c.id)
        for row in self.session.execute(query):
            found[row.file_id].append(_contest(row))
        return found

    def listed(self, posts: Sequence[UUID], *, open_only: bool, after: Key | None, limit: int) -> list[Contest]:
        """Of these desks, the newest first."""
        query = _selected().where(contests.c.post_id.in_(posts))
        if open_only:
            query = query.where(contest_rulings.c.contest_id.is_(None))
        if after is not None:
            query = query.where(tuple_(contests.c.at, contests.c.id) < after)
        query = query.order_by(contests.c.at.desc(), contests.c.id.desc()).limit(limit)
        return [_contest(row) for row in self.session.execute(query)]


def _selected() -> Select[Any]:
    ruled = [contest_rulings.c[name].label(f"ruling_{name}") for name in _RULING]
    return select(contests, *ruled).outerjoin(contest_rulings, contest_rulings.c.contest_id == contests.c.id)


def _contest(row: Row[Any]) -> Contest:
    ruling = None
    if row.ruling_at is not None:
        ruling = RulingView(
            accepted=row.ruling_accepted,
            charge_to=row.ruling_charge_to,
            reason=row.ruling_reason,
            by=load(SignatureBlock, row.ruling_by),
            at=row.ruling_at,
        )
    kept = {"ruling_salt": bytes(row.ruling_salt)} if row.ruling_salt is not None else {}
    return Contest(
        id=row.id,
        file_id=row.file_id,
        serial=row.serial,
        post=load(PostRef, row.post),
        charge_to=row.charge_to,
        since=row.since,
        until=row.until,
        reason=row.reason,
        by=load(SignatureBlock, row.by),
        at=row.at,
        ruling=ruling,
        salt=bytes(row.salt),
        **kept,
    )


def contents_of(session: Session, file_id: UUID) -> Contents:
    """The hashes of all contests of a file and their rulings, from the tables."""
    found: Contents = {}
    for contest in Contests(session).of_file(file_id):
        found |= of_contest(contest)
        if contest.ruling is not None:
            found |= of_ruling(contest, contest.ruling)
    return found
