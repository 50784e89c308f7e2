"""Why a call could not be made or was not answered."""

from __future__ import annotations

from contracts.errors import Unavailable


class BusUnavailable(Unavailable):
    """The broker is away, or did not take the request. Nothing has happened."""


class UnknownService(Unavailable):
    """No process of this service is there to take requests. Field ``part`` names it."""


class BusBusy(Unavailable):
    """Too many calls are waiting for their answers."""

    code = "platform.busy"


class BadReply(Exception):
    """A reply that is not what the wire says. Its sender is at fault; the call goes on waiting."""
