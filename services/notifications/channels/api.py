"""What every channel is: it takes one delivery over, or says why not and whether trying again makes sense."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID

ChannelName = Literal["email", "sms"]


@dataclass(frozen=True)
class Outgoing:
    """One delivery, ready to go."""

    delivery_id: UUID
    """The same at each attempt, so that a repeated one can be recognised by the receiver."""
    to: str
    """Email address, or +91 and ten digits."""
    subject: str
    """Empty for SMS."""
    body: str
    template_id: str = ""
    """Of the registered text, for SMS."""
    headers: dict[str, str] = field(default_factory=dict)
    """Further headers, for email."""


@dataclass(frozen=True)
class Taken:
    """The channel took it over."""

    reference: str
    """What the channel calls it: Message-ID, or the provider's number."""


class ChannelError(Exception):
    """It was not taken over. ``str(error)`` is a reason without secrets or addresses."""


class ChannelDown(ChannelError):
    """The channel as a whole is away or refuses us: refused connection, time-out, 5xx, bad credentials, no credit."""


class TryLater(ChannelError):
    """This delivery was put off (greylisting, mailbox busy); others may pass."""


class Refused(ChannelError):
    """This delivery will never pass: no such mailbox, bad number, text not admitted."""


class Channel(Protocol):
    @property
    def name(self) -> ChannelName: ...

    def send(self, outgoing: Outgoing) -> Taken:
        """Hand over, within the channel's time-out. Raises ``ChannelError``."""

    def kept_open(self) -> AbstractContextManager[None]:
        """What is sent inside may share one connection."""
