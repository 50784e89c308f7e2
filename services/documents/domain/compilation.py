"""Where a compilation lies while it is made and until it is thrown away."""

from uuid import UUID

MEDIA_TYPES = {"print": "application/pdf", "package": "application/zip"}
PART = "application/pdf"


def part_key(compilation_id: UUID, number: int) -> str:
    """What was made of one item. No row of ``blobs`` ever names a key below ``compilations/``."""
    return f"compilations/{compilation_id}/parts/{number:06d}"


def final_key(compilation_id: UUID) -> str:
    """The whole."""
    return f"compilations/{compilation_id}/whole"
