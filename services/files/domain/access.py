"""Need to know: who may see a file or a receipt.

Custody and past custody always; the superiors of the desk that holds it always. A normal one also the superiors of
desks that had it, the section officer of a section that had it, and the head of its office. From confidential on
these wider circles are closed.
"""

from __future__ import annotations

from dataclasses import dataclass

NARROW = frozenset({"confidential", "secret", "top_secret"})


@dataclass(frozen=True, slots=True)
class Reach:
    """How the actor's post stands to a thing."""

    holds: bool = False
    held_before: bool = False
    informed: bool = False
    """Got a copy for information (receipts)."""
    above_holder: bool = False
    above_past_holder: bool = False
    section_officer: bool = False
    """Section officer of a section in which it lies or lay."""
    office_head: bool = False
    """Highest post of the office that opened it."""

    def may_see(self, grading: str) -> bool:
        near = self.holds or self.held_before or self.informed or self.above_holder
        if grading in NARROW:
            return near
        return near or self.above_past_holder or self.section_officer or self.office_head


HOLDS = Reach(holds=True)
