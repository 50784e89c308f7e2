"""How a file is cut into parts. S3 wants 5 MiB at least for each part but the last, and 10,000 parts at most."""

from contracts.documents import PartUnknown

MEBIBYTE = 2**20
MOST = 10_000
# 8 MiB: on a line of 2 Mbit/s half a minute a part, which is what a broken line loses.
USUAL = 8 * MEBIBYTE


def part_size(file_size: int) -> int:
    """Bytes of each part but the last."""
    needed = -(-file_size // MOST)
    return max(USUAL, -(-needed // MEBIBYTE) * MEBIBYTE)


def part_count(file_size: int) -> int:
    """How many parts; a file without bytes still has one, which is empty."""
    return max(1, -(-file_size // part_size(file_size)))


def size_of_part(file_size: int, number: int) -> int:
    """Bytes of this part, numbered from 1. Raises PartUnknown."""
    parts = part_count(file_size)
    if not 1 <= number <= parts:
        raise PartUnknown(parts=parts)
    usual = part_size(file_size)
    return usual if number < parts else file_size - (parts - 1) * usual
