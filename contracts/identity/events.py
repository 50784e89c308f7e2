"""What identity tells: the whole aggregate each time, so that a reader keeps the newest version and nothing else."""

from __future__ import annotations

from contracts.base import Event
from contracts.identity.views import ChargeView, OfficeView, PersonView, PostView, UnitView


class OfficeChanged(OfficeView, Event, service="identity"):
    """An office was made, changed or removed (``deleted``)."""


class UnitChanged(UnitView, Event, service="identity"):
    """A section was made, changed or removed."""


class PostChanged(PostView, Event, service="identity"):
    """A post was made, changed or removed."""


class PersonChanged(PersonView, Event, service="identity"):
    """A person was entered, changed, put out of action or removed."""


class ChargeAssumed(ChargeView, Event, service="identity"):
    """A person took, or will take at ``held_from``, charge of a post."""


class ChargeRelinquished(ChargeView, Event, service="identity"):
    """A charge got its end (``held_until``), or was cancelled before it began (``deleted``)."""
