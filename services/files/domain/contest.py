"""Time that an officer contests: a stay at his desk, or a part of it, that should be charged to somebody else.

It counts once a post above the desk has accepted it. Both say why; nothing of it is ever changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from contracts.files import ContestTime, ContestView, RuleOnContest, RulingView
from contracts.files.fairness_errors import ContestOpen, ContestOutside, ContestRuled, NotAbove, StayNotYours
from contracts.files.views import ChargedTo, PostRef, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.clock.charging import Stay, Stretch
from services.files.domain.custody import new_salt
from services.files.domain.file import File


@dataclass(frozen=True, slots=True)
class Contest:
    id: UUID
    file_id: UUID
    serial: int
    post: PostRef
    charge_to: ChargedTo
    since: datetime
    until: datetime
    reason: str
    by: SignatureBlock
    at: datetime
    ruling: RulingView | None = None
    salt: bytes = field(default_factory=new_salt)
    ruling_salt: bytes = field(default_factory=new_salt)

    def stretch(self) -> Stretch | None:
        """The time that the clocks charge elsewhere; none until it is accepted."""
        if self.ruling is None or self.ruling.charge_to is None:
            return None
        return Stretch(self.ruling.charge_to, self.since, self.until, self.serial)

    def check_rule(self, by: Actor, above: bool) -> None:
        """``above``: the actor's post is above the desk. Raises ContestRuled, NotAbove.

        The person counts and not the charge: who also holds the post above does not rule on his own word.
        """
        if not above or by.person.person_id == self.by.person.person_id:
            raise NotAbove
        if self.ruling is not None:
            raise ContestRuled

    def rule(self, said: RuleOnContest, by: Actor, at: datetime, above: bool) -> RulingView:
        """Raises as ``check_rule``."""
        self.check_rule(by, above)
        charge_to = (said.charge_to or self.charge_to) if said.accepted else None
        return RulingView(accepted=said.accepted, charge_to=charge_to, reason=said.reason, by=by.signature, at=at)

    def view(self, file: File, allowed_actions: list[str]) -> ContestView:
        return ContestView.model_construct(
            id=self.id,
            file_id=self.file_id,
            file_number=file.number,
            subject=file.subject,
            serial=self.serial,
            post=self.post,
            charge_to=self.charge_to,
            since=self.since,
            until=self.until,
            reason=self.reason,
            by=self.by,
            at=self.at,
            ruling=self.ruling,
            allowed_actions=allowed_actions,
        )


def check_contest(stay: Stay | None, desk: UUID | None, by: Actor, others: list[Contest]) -> Stay:
    """The stay, if it was at the actor's desk and no contest of it is open. Raises StayNotYours, ContestOpen."""
    if stay is None or stay.closed or desk != by.post_id:
        raise StayNotYours
    if any(one.serial == stay.serial and one.ruling is None for one in others):
        raise ContestOpen
    return stay


def contest(
    contest_id: UUID, said: ContestTime, file: File, by: Actor, at: datetime, span: tuple[datetime, datetime]
) -> Contest:
    """``span``: of the stay, until now where the file lies there. Raises ContestOutside."""
    since = (said.since or span[0]).replace(microsecond=0)
    until = (said.until or span[1]).replace(microsecond=0)
    if not span[0] <= since < until <= span[1]:
        raise ContestOutside(since=span[0].isoformat(), until=span[1].isoformat())
    return Contest(
        id=contest_id,
        file_id=file.id,
        serial=said.serial,
        post=by.post,
        charge_to=said.charge_to,
        since=since,
        until=until,
        reason=said.reason,
        by=by.signature,
        at=at,
    )
