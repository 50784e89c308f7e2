"""Letters from members of the legislatures: acknowledged in so many days, replied in so many days after that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.files.statements import VipState
from services.files.domain.numbering import comparable


@dataclass(frozen=True, slots=True)
class Limits:
    """Calendar days, by the State's procedure."""

    acknowledge: int = 15
    reply: int = 15


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that went out from the file after the paper came into it."""

    number: str
    on: date
    addressees: tuple[str, ...]

    def is_to(self, sender: str) -> bool:
        """Whether it is addressed to who wrote: one of the two names stands in the other."""
        wrote = comparable(sender)
        return any(name and (name in wrote or wrote in name) for name in map(comparable, self.addressees))


@dataclass(frozen=True, slots=True)
class Answered:
    """How far the answer is on a day."""

    acknowledge_by: date
    acknowledged: Issued | None
    reply_by: date
    replied: Issued | None
    state: VipState


def answered(
    received_on: date, sender: str, letters: Sequence[Issued], closed_on: date | None, today: date, limits: Limits
) -> Answered:
    """``letters`` in the order of their issue. The first to the sender acknowledges, the second replies; of a matter
    that is closed the last one replied, if there is one."""
    own = [letter for letter in letters if letter.is_to(sender)]
    first = own[0] if own else None
    acknowledge_by = received_on + timedelta(days=limits.acknowledge)
    reply_by = (first.on if first else acknowledge_by) + timedelta(days=limits.reply)
    replies = own if closed_on is not None else own[1:2]
    reply = replies[-1] if replies else None
    state: VipState
    if reply is not None:
        state = "replied"
    elif closed_on is not None:
        state = "closed"
    elif first is None:
        state = "to_acknowledge" if today <= acknowledge_by else "acknowledge_late"
    else:
        state = "to_reply" if today <= reply_by else "reply_late"
    return Answered(acknowledge_by, first, reply_by, reply, state)
