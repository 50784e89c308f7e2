"""The identity service: offices, units, posts, people, charges, calendars, sign-in, sessions and the key set."""

from contracts.identity import errors, events
from contracts.identity.calendars import *  # noqa: F403
from contracts.identity.events import (
    CalendarChanged,
    ChargeAssumed,
    ChargeRelinquished,
    OfficeChanged,
    PersonChanged,
    PostChanged,
    ProposalMade,
    ProposalSettled,
    UnitChanged,
)
from contracts.identity.keeping import *  # noqa: F403 - the module's whole content is its public face
from contracts.identity.office_use import *  # noqa: F403
from contracts.identity.proposals import *  # noqa: F403
from contracts.identity.requests import *  # noqa: F403
from contracts.identity.views import *  # noqa: F403

__all__ = [
    "CalendarChanged",
    "ChargeAssumed",
    "ChargeRelinquished",
    "OfficeChanged",
    "PersonChanged",
    "PostChanged",
    "ProposalMade",
    "ProposalSettled",
    "UnitChanged",
    "errors",
    "events",
]
