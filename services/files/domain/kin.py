"""How a file belongs to others of its own: part files, and the volumes of one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.files.relation_errors import NoPartOfAPart, NotAPart, PartMerged, PartNotMerged, VolumeContinued

PART, VOLUME = "{file}/Part-{serial}", "{file}/Vol-{serial}"
"""How they are numbered where the State's procedure says nothing else."""


@dataclass(slots=True, kw_only=True)
class Kin:
    main_id: UUID | None = None
    """Of a part file: the file that it is a part of."""
    part_number: int | None = None
    part_count: int = 0
    """Part files that were ever opened; the next one gets the next number."""
    open_parts: int = 0
    merged_at: datetime | None = None
    """Of a part file: when its notes and papers were appended to the main file's."""
    volume_number: int = 1
    earlier_id: UUID | None = None
    """The volume before this one."""
    later_id: UUID | None = None
    """The volume in which this one is continued."""

    @property
    def is_of_several(self) -> bool:
        """Whether it is a part file, or one volume of several."""
        return any(each is not None for each in (self.main_id, self.earlier_id, self.later_id))

    def check_is_main(self) -> None:
        """Raises NoPartOfAPart."""
        if self.main_id is not None:
            raise NoPartOfAPart

    def check_is_part(self) -> UUID:
        """The main file. Raises NotAPart."""
        if self.main_id is None:
            raise NotAPart
        return self.main_id

    def check_closes(self) -> None:
        """A part file ends by merging only. Raises PartNotMerged."""
        if self.main_id is not None:
            raise PartNotMerged

    def check_reopens(self) -> None:
        """Raises PartMerged, VolumeContinued."""
        if self.merged_at is not None:
            raise PartMerged
        if self.later_id is not None:
            raise VolumeContinued

    def open_part(self) -> int:
        """The number of one more part file."""
        self.part_count += 1
        self.open_parts += 1
        return self.part_count

    def next_volume(self, own_id: UUID, later_id: UUID) -> Kin:
        """Of the volume that continues this one."""
        self.later_id = later_id
        return Kin(volume_number=self.volume_number + 1, earlier_id=own_id, part_count=self.part_count)


def numbered(pattern: str, number: str, serial: int) -> str:
    """The number of a part or a volume, after the file's."""
    return pattern.replace("{serial}", str(serial)).replace("{file}", number)
