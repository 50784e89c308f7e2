"""An officer's sitting, as others may watch it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from chassis.auth import Caller
from contracts.files import MOST_SHOWN, BucketView, GetSitting, SittingFileView, SittingTooLong, SittingView
from services.files.domain.access import NARROW
from services.files.domain.numbering import office_day
from services.files.domain.pendency import BUCKETS, LAST_DAYS
from services.files.handlers.desk import reading
from services.files.storage import FilesUnitOfWork
from services.files.storage.sitting import Seen, Sittings

LONGEST = timedelta(days=1)


def get_sitting(request: GetSitting, caller: Caller, uow: FilesUnitOfWork) -> SittingView:
    """The actor's own desk. Raises SittingTooLong where it is said to have begun more than a day ago."""
    now = uow.now()
    if request.since < now - LONGEST:
        raise SittingTooLong(earliest=(now - LONGEST).isoformat())
    with reading(uow, caller) as (session, actor):
        kept, post = Sittings(session), actor.post_id
        waiting = kept.waiting(post)
        seen = sorted([*waiting, *kept.left(post, request.since)], key=lambda one: (one.arrived_at, one.id))
        approved = kept.approved(post, request.since)
        noted = kept.noted(post, [one.id for one in seen], request.since)
    shown = [_shown(one, approved.get(one.id), noted.get(one.id), now) for one in seen]
    ages = [_age(one, now) for one in waiting]
    return SittingView(
        as_of=now,
        since=request.since,
        post=actor.post,
        waiting=len(waiting),
        buckets=BucketView.model_validate(dict(zip(BUCKETS, _by_age(ages), strict=True))),
        approved=sum(one.id in approved or one.id in noted for one in seen),
        letters=sum(count for count, _ in approved.values()),
        sent=sum(one.left_as == "sent" for one in seen),
        closed=sum(one.left_as == "closed" for one in seen),
        files=shown[:MOST_SHOWN],
        more=len(shown) > MOST_SHOWN,
    )


def _shown(one: Seen, approved: tuple[int, datetime] | None, noted: datetime | None, now: datetime) -> SittingFileView:
    state, at = "waiting", None
    if noted is not None:
        state, at = "noted", noted
    if approved is not None:
        state, at = "approved", approved[1]
    if one.left_as is not None:
        state, at = one.left_as, one.left_at
    return SittingFileView.model_validate(
        {
            "key": _key(one.id),
            "number": None if one.grading in NARROW else one.number,
            "urgency": one.urgency,
            "arrived_at": one.arrived_at,
            "age_days": _age(one, now),
            "state": state,
            "done_at": at,
            "letters": approved[0] if approved is not None else 0,
            "to_post": None if one.grading in NARROW else one.to_post,
        }
    )


def _key(file_id: UUID) -> UUID:
    """Not the file's id: whoever photographs the screen shall have nothing to ask with."""
    return UUID(bytes=hashlib.sha256(b"sitting" + file_id.bytes).digest()[:16])


def _age(one: Seen, now: datetime) -> int:
    return max(0, (office_day(one.left_at or now) - office_day(one.arrived_at)).days)


def _by_age(ages: list[int]) -> list[int]:
    counts = [0] * len(BUCKETS)
    for age in ages:
        counts[sum(age > last for last in LAST_DAYS)] += 1
    return counts
