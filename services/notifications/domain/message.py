"""Messages and their deliveries.

A message is one event for one recipient. Each of its deliveries is one channel; it is pending until the channel takes
it over, or it is given up. The database holds both facts to one: (event, recipient) and (message, channel) are unique.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.domain.circuit import back_off
from services.notifications.domain.sms import Registry

OUTSIDER = "outsider"
"""Recipient of a message to somebody outside: a letter has one sender."""


@dataclass(frozen=True)
class Patience:
    """How long a delivery is tried."""

    most_attempts: int = 12
    longest_age: timedelta = timedelta(hours=24)
    """An alert older than this helps nobody."""
    first_pause: float = 15.0
    """Seconds."""
    longest_pause: float = 3600.0
    """Seconds."""
    lease: timedelta = timedelta(seconds=90)
    """A claimed delivery is left alone this long; then its sender is taken for dead and it is tried again."""


@dataclass(eq=False)
class Delivery:
    """One message over one channel. State: pending → delivered or failed; skipped from the start."""

    id: UUID
    channel: str
    state: str
    address: str = ""
    subject: str = ""
    body: str = ""
    template_id: str = ""
    attempts: int = 0
    next_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
    reason: str = ""
    reference: str = ""
    created_at: datetime | None = None
    message_id: UUID | None = None

    def claim(self, now: datetime, patience: Patience) -> None:
        """Take it for one attempt. The attempt counts from here on, so that one which kills its sender ends too."""
        self.attempts += 1
        self.next_attempt_at = now + patience.lease

    def hand_back(self, now: datetime) -> None:
        """Claimed with others and not attempted: it is due at once, and the attempt does not count."""
        self.attempts -= 1
        self.next_attempt_at = now

    def is_too_old(self, now: datetime, patience: Patience) -> bool:
        return self.created_at is not None and now - self.created_at > patience.longest_age

    def is_spent(self, patience: Patience) -> bool:
        """Its last attempt ended without an outcome: the sender died, or tripped over it."""
        return self.attempts >= patience.most_attempts

    def deliver(self, now: datetime, reference: str) -> None:
        self.state = "delivered"
        self.delivered_at = now
        self.next_attempt_at = None
        self.reference = reference[:300]
        self.reason = ""

    def put_off(self, now: datetime, reason: str, patience: Patience) -> None:
        """It may pass later: wait longer each time, give up after the last attempt."""
        if self.attempts >= patience.most_attempts:
            self.give_up(reason)
            return
        self.reason = reason[:300]
        self.next_attempt_at = now + back_off(self.attempts, patience.first_pause, patience.longest_pause)

    def give_up(self, reason: str) -> None:
        self.state = "failed"
        self.reason = reason[:300]
        self.next_attempt_at = None


@dataclass(eq=False)
class Message:
    """What one recipient was told about one event."""

    id: UUID
    event_id: UUID
    recipient: str
    """The person's id, or ``outsider``."""
    kind: str
    language: str
    title: str
    text: str
    number: str
    created_at: datetime
    person_id: UUID | None = None
    post_id: UUID | None = None
    file_id: UUID | None = None
    receipt_id: UUID | None = None
    letter_id: UUID | None = None
    request_id: str | None = None
    read_at: datetime | None = None
    serial: int | None = None
    deliveries: list[Delivery] = field(default_factory=list)

    def read(self, now: datetime) -> bool:
        """Mark it read. True where it was unread."""
        if self.read_at is not None:
            return False
        self.read_at = now
        return True


@dataclass(frozen=True)
class Recipient:
    """Who is told, and how they can be reached."""

    language: str
    email: str = ""
    mobile: str = ""
    person_id: UUID | None = None
    post_id: UUID | None = None
    """The desk because of which the person is told."""
    switched_off: frozenset[str] = frozenset()
    """Channels that the person does not want."""

    @property
    def key(self) -> str:
        return str(self.person_id) if self.person_id is not None else OUTSIDER


@dataclass(frozen=True)
class Means:
    """Which channels the office has set up."""

    email: bool = False
    sms: Registry | None = None
    """The registered texts; none where SMS is off."""


@dataclass(frozen=True)
class About:
    """What a message is about, apart from its recipient."""

    kind: str
    number: str
    values: Mapping[str, Mapping[str, str]]
    """By language: what the lines of the text name."""
    file_id: UUID | None = None
    receipt_id: UUID | None = None
    letter_id: UUID | None = None
    wording: str = ""
    """A template of its own, where the kind is one that clients know already but the words are others."""

    @property
    def template(self) -> str:
        return self.wording or self.kind

    def of_kind(self, kind: str) -> About:
        """The same, told in other words."""
        return replace(self, kind=kind, wording="")


def masked(address: str) -> str:
    """Enough to recognise, not enough to use: ``a…t@collectorate.example``, ``…3210``."""
    if not address:
        return ""
    name, at, domain = address.partition("@")
    if at:
        return f"{name[:1]}…{name[-1:] if len(name) > 2 else ''}@{domain}"
    return f"…{address[-4:]}"
