"""What identity tells: the whole aggregate each time, so that a reader keeps the newest version and nothing else."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from contracts.base import Event
from contracts.identity.calendars import CalendarView
from contracts.identity.proposals import NamedPersonView, ProposalView
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

    person: NamedPersonView | None = Field(default=None, description="By name, for those who are told of it.")


class ChargeRelinquished(ChargeView, Event, service="identity"):
    """A charge got its end (``held_until``), or was cancelled before it began (``deleted``)."""


class CalendarChanged(CalendarView, Event, service="identity"):
    """A calendar was made, changed or removed; with all its patterns and days."""


class ProposalMade(ProposalView, Event, service="identity"):
    """Somebody wants to change who decides, or to help such a person sign in; it waits for a second person's word."""

    concerned: list[UUID] = Field(max_length=100, description="People whom it is about.")
    second: list[UUID] = Field(max_length=100, description="People who may confirm it.")


class ProposalSettled(ProposalView, Event, service="identity"):
    """It took effect, was refused or withdrawn, or lapsed."""

    concerned: list[UUID] = Field(max_length=100, description="People whom it is about, and who proposed it.")
