"""How one desk lies to another by the State's channel, for who marks a file or asks about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.files.domain.actor import Actor
from services.files.domain.channel import jumped
from services.files.domain.custody import Desk
from services.files.domain.submission import BEGUN, Submission, Way
from services.files.storage import around
from services.files.storage.procedure import Procedure

FEWEST = 2
"""One desk above the first is never a level too many, whatever the channel says."""


@dataclass(frozen=True)
class Start:
    """The desk from which a file moves."""

    post_id: UUID
    roles: Collection[str]
    office_id: UUID
    superior_id: UUID | None

    @classmethod
    def of(cls, who: Actor | Desk) -> Start:
        post_id = who.post_id if isinstance(who, Actor) else who.ref.post_id
        return cls(post_id, who.roles, who.office_id, who.superior_id)


def way(
    session: Session,
    start: Start,
    to: Desk,
    submission: Submission | None,
    day: date,
    now: datetime,
    usual: str | None = None,
) -> Way:
    """By the channel of that day in India, the one with this code before others.

    All day files go one up: that is not looked up.
    """
    submission, post_id = submission or BEGUN, to.ref.post_id
    next_above = post_id == start.superior_id
    if next_above and submission.levels < FEWEST:
        return Way(post_id, upwards=True, same_office=start.office_id == to.office_id)
    above = [] if to.superior_id == start.post_id else around.above(session, start.post_id)
    if any(post.post_id == post_id for post in above):
        channel = Procedure(session).channel(day, usual)
        return Way(
            post_id,
            upwards=True,
            same_office=start.office_id == to.office_id,
            jumped=jumped(channel, start.roles, above, post_id),
            most=max(len(channel), FEWEST) if channel else None,
        )
    if not submission.through:
        return Way(post_id)
    return Way(
        post_id,
        above_to=[post.post_id for post in around.above(session, post_id)],
        live=frozenset(around.holders(session, [level.post.post_id for level in submission.through], now)),
    )
