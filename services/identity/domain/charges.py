"""A charge: one person on one post for a time, in a certain way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from contracts.base import Capacity, View
from contracts.identity import ChargeView
from contracts.identity.errors import BadPeriod
from services.identity.domain.directory import Entry

CAPACITIES: dict[str, Capacity] = {
    "substantive": "own",
    "additional": "own",
    "link_officer": "link_officer",
    "leave_substitute": "link_officer",
    "acting_for": "for",
}


@dataclass(eq=False, kw_only=True)
class Charge(Entry):
    """Current while ``held_from <= now < held_until``; open without ``held_until``."""

    entry: ClassVar[str] = "charge"
    view_type: ClassVar[type[View]] = ChargeView

    person_id: UUID
    post_id: UUID
    kind: str
    held_from: datetime
    held_until: datetime | None = None

    @property
    def capacity(self) -> Capacity:
        """In which capacity its holder signs."""
        return CAPACITIES[self.kind]

    def is_current(self, at: datetime) -> bool:
        began = self.held_from <= at
        return began and not self.deleted and (self.held_until is None or at < self.held_until)

    def is_over(self, at: datetime) -> bool:
        return self.deleted or (self.held_until is not None and self.held_until <= at)

    def check(self) -> None:
        if self.held_until is not None and self.held_until <= self.held_from:
            raise BadPeriod

    def relinquish(self, at: datetime) -> bool:
        """End it; one that would not have begun by then is cancelled. False where it ended then or before."""
        if self.is_over(at):
            return False
        if at <= self.held_from:
            return self.revise({"deleted": True})
        return self.revise({"held_until": at})


def chosen_by_itself(charges: Iterable[Charge]) -> Charge | None:
    """The acting charge at sign-in: the only substantive one, or the only one; otherwise the person has to choose."""
    held = list(charges)
    substantive = [charge for charge in held if charge.kind == "substantive"]
    for only in (substantive, held):
        if len(only) == 1:
            return only[0]
    return None
