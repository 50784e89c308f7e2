"""What files refuses of part files, volumes and links, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Invalid, NotFound


class NoPartOfAPart(Conflict):
    """A part file has neither parts nor volumes of its own."""

    code = "file.no_part_of_a_part"


class NotAPart(Conflict):
    """Only a part file is merged into a main file."""

    code = "file.not_a_part"


class PartNotMerged(Conflict):
    """A part file is closed by merging it into its main file."""

    code = "file.part_not_merged"


class PartMerged(Conflict):
    """The part file was merged and is not opened again: the matter goes on in the main file."""

    code = "file.part_merged"


class VolumeContinued(Conflict):
    """The file is continued in its next volume and is not opened again."""

    code = "file.volume_continued"


class LinkedAlready(Conflict):
    """The two files are linked so already."""

    code = "file.linked_already"


class LinkedToItself(Invalid):
    """A file is linked neither to itself nor to another volume or part of itself."""

    code = "file.linked_to_itself"


class TooManyLinks(Conflict):
    """The file has as many links and references as one can take in. Field ``limit``."""

    code = "file.too_many_links"


class LinkNotFound(NotFound):
    """No such link of this file, or not for this actor."""

    code = "file.link_not_found"


class ReceiptNotInFile(Conflict):
    """The receipt does not lie in this file."""

    code = "receipt.not_in_file"
