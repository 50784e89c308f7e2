"""The flags of a file's papers: one paper under consideration, and fresh receipts in a row (CSMOP, referencing)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.files.views import Flag, SignatureBlock


@dataclass(frozen=True, slots=True)
class PaperFlag:
    serial: int
    """Of the paper within its file."""
    flag: Flag
    number: int | None
    """Of a fresh receipt, from 1: FR-I, FR-II; it stays while the flag does, so that a note may cite it."""
    by: SignatureBlock
    at: datetime


def flagged(present: Sequence[PaperFlag], serial: int, flag: Flag, by: SignatureBlock, at: datetime) -> PaperFlag:
    """The flag as the paper gets it among the present ones of its file."""
    numbers = [one.number or 0 for one in present if one.flag == "fr" and one.serial != serial]
    return PaperFlag(serial, flag, max(numbers, default=0) + 1 if flag == "fr" else None, by, at)


def gives_way(present: Sequence[PaperFlag], to: PaperFlag) -> PaperFlag | None:
    """The other paper that was under consideration until now, if this one is from now on."""
    if to.flag != "puc":
        return None
    return next((one for one in present if one.flag == "puc" and one.serial != to.serial), None)
