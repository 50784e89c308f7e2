"""Need to know: who may see a file or a receipt.

Custody and past custody always; the superiors of the desk that holds it always. A normal one also the superiors of
desks that had it, the section officer of a section that had it, and the head of its office. From confidential on
these wider circles are closed.

A desk that is asked for its opinion sees the file while it has the question. A normal one it goes on seeing when it
has answered, and so do the desks that passed the question on, and the posts above the one that has or had it; what was
returned or withdrawn leaves nothing behind.
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
    consulted: bool = False
    """Has an open question about it (files)."""
    gave_opinion: bool = False
    """Passed on an open question, or had one that was answered."""
    above_consulted: bool = False

    def may_see(self, grading: str) -> bool:
        near = self.holds or self.held_before or self.informed or self.above_holder or self.consulted
        if grading in NARROW:
            return near
        wide = self.above_past_holder or self.section_officer or self.office_head
        return near or wide or self.gave_opinion or self.above_consulted


HOLDS = Reach(holds=True)
