"""What is still open in a file, and keeps it from being closed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from contracts.errors import Forbidden
from contracts.files.errors import UnfinishedBusiness, YellowNoteOpen


@dataclass(frozen=True, slots=True)
class Business:
    """What is still open in a file, counted."""

    notes: int = 0
    drafts: int = 0
    letters: int = 0
    consultations: int = 0
    parts: int = 0
    """Part files that are not merged yet."""
    checklist: int = 0
    """Papers and steps of its case that have to be marked first."""
    papers: int = 0
    """Its paper files that are lost, on the way, or not back in the record room."""

    def must_be_finished(self) -> None:
        """Raises UnfinishedBusiness."""
        counts = asdict(self)
        if any(counts.values()):
            raise UnfinishedBusiness(**counts)

    def must_let_go_on(self) -> None:
        """A next volume begins: the checklist goes with it, paper can still come back. Raises UnfinishedBusiness."""
        replace(self, checklist=0, papers=0).must_be_finished()

    def must_have_no_yellow_note(self) -> None:
        """Raises YellowNoteOpen: its paragraphs would get numbers that the next note takes too."""
        if self.notes:
            raise YellowNoteOpen

    def must_have_a_yellow_note(self) -> None:
        """For the list of allowed acts only: without one there is nothing to confirm."""
        if not self.notes:
            raise Forbidden("There is no yellow note.")
