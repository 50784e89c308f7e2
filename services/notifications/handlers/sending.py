"""Sending: claim deliveries, hand them to their channel, record the outcomes. Two short transactions, calls between.

Deliveries are claimed with SKIP LOCKED and left alone for the length of a lease, so several senders share the work. A
sender that dies between the channel's yes and the second transaction has what it held sent again when the lease ends:
the email then carries the same Message-ID, and the SMS is the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from chassis import log
from contracts.notifications import MessageFailed
from services.notifications.channels.api import Channel, ChannelDown, ChannelError, Outgoing, Refused, Taken
from services.notifications.domain.message import Delivery, Message, Patience
from services.notifications.handlers.telling import delivered
from services.notifications.storage import NotificationsUnitOfWork

logger = log.get_logger(__name__)

MOST_AT_ONCE = 50

NewUnitOfWork = Callable[[str | None], NotificationsUnitOfWork]
"""Makes a unit of work that carries the request id given."""


@dataclass(frozen=True)
class Claimed:
    """A delivery in a sender's hands."""

    outgoing: Outgoing
    request_id: str | None


@dataclass(frozen=True)
class Outcome:
    """What the channel said."""

    delivery_id: UUID
    request_id: str | None
    taken: Taken | None = None
    error: ChannelError | None = None

    @property
    def channel_is_down(self) -> bool:
        return isinstance(self.error, ChannelDown)


def claim(channel: str, new_uow: NewUnitOfWork, patience: Patience, most: int = MOST_AT_ONCE) -> list[Claimed]:
    """The next deliveries of this channel, if any are due. Those too old or spent are given up on the way."""
    while True:
        with new_uow(None) as uow:
            found = uow.deliveries.next_due(channel, uow.now(), most)
            claimed = []
            for delivery, message in found:
                if delivery.is_too_old(uow.now(), patience) or delivery.is_spent(patience):
                    verdict = "no outcome" if delivery.is_spent(patience) else "too old"
                    delivery.give_up(f"{verdict}; before: {delivery.reason}" if delivery.reason else verdict)
                    uow.publish(failed(message, delivery))
                    continue
                delivery.claim(uow.now(), patience)
                claimed.append(Claimed(_outgoing(delivery), message.request_id))
            uow.commit()
        if claimed or not found:
            return claimed


def hand_over(channel: Channel, claimed: Claimed) -> Outcome:
    """Give it to the channel and hear what it says."""
    log.bind(request_id=claimed.request_id, delivery_id=str(claimed.outgoing.delivery_id), channel=channel.name)
    try:
        taken = channel.send(claimed.outgoing)
    except ChannelError as error:
        return Outcome(claimed.outgoing.delivery_id, claimed.request_id, error=error)
    return Outcome(claimed.outgoing.delivery_id, claimed.request_id, taken=taken)


def record(outcomes: Iterable[Outcome], untried: Iterable[Claimed], new_uow: NewUnitOfWork, patience: Patience) -> None:
    """Write down how it went, tell, and hand back what was not tried.

    A delivery that another sender settled meanwhile stays as it is.
    """
    said = {outcome.delivery_id: outcome for outcome in outcomes}
    left = {claimed.outgoing.delivery_id for claimed in untried}
    settled = []
    with new_uow(None) as uow:
        for delivery_id, (delivery, message) in uow.deliveries.get([*said, *left]).items():
            if delivery.state != "pending":
                continue
            if delivery_id in left:
                delivery.hand_back(uow.now())
                continue
            uow.request_id = said[delivery_id].request_id
            _settle(uow, delivery, message, said[delivery_id], patience)
            settled.append((uow.request_id, delivery.id, delivery.state, delivery.attempts, delivery.reason))
        uow.commit()
    for request_id, delivery_id, state, attempts, reason in settled:
        log.bind(request_id=request_id, delivery_id=str(delivery_id))
        level = logger.info if state == "delivered" else logger.warning
        level("delivery_tried", state=state, attempts=attempts, reason=reason)


def _settle(
    uow: NotificationsUnitOfWork, delivery: Delivery, message: Message, outcome: Outcome, patience: Patience
) -> None:
    if outcome.taken is not None:
        delivery.deliver(uow.now(), outcome.taken.reference)
        uow.publish(delivered(message, delivery))
    elif isinstance(outcome.error, Refused):
        delivery.give_up(str(outcome.error))
    else:
        delivery.put_off(uow.now(), str(outcome.error), patience)
    if delivery.state == "failed":
        uow.publish(failed(message, delivery))


def failed(message: Message, delivery: Delivery) -> MessageFailed:
    return MessageFailed.model_validate(
        {
            "message_id": message.id,
            "delivery_id": delivery.id,
            "person_id": message.person_id,
            "channel": delivery.channel,
            "kind": message.kind,
            "reason": delivery.reason,
            "attempts": delivery.attempts,
        }
    )


def _outgoing(delivery: Delivery) -> Outgoing:
    return Outgoing(
        delivery_id=delivery.id,
        to=delivery.address,
        subject=delivery.subject,
        body=delivery.body,
        template_id=delivery.template_id,
    )
