"""The identity service: offices, units, posts, people, charges, sign-in, sessions and the key set."""

from contracts.identity import errors, events
from contracts.identity.events import (
    ChargeAssumed,
    ChargeRelinquished,
    OfficeChanged,
    PersonChanged,
    PostChanged,
    UnitChanged,
)
from contracts.identity.keeping import *  # noqa: F403 - the module's whole content is its public face
from contracts.identity.requests import *  # noqa: F403
from contracts.identity.views import *  # noqa: F403

__all__ = [
    "ChargeAssumed",
    "ChargeRelinquished",
    "OfficeChanged",
    "PersonChanged",
    "PostChanged",
    "UnitChanged",
    "errors",
    "events",
]
