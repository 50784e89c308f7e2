"""The adoption board: counts of single offices, summed up the tree of offices; and counts times stated factors.

A factor counts from a day on. A period in which one changes is cut there (``cuts``), so that each count is valued by
what was in force on its day; what had no factor then is named as not valued, and is in no sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from contracts.files import AdoptionFigures, SavingsFactorView, SavingView
from contracts.identity import OfficeUseView

FIGURES = tuple(AdoptionFigures.model_fields)
USERS = ("users", "active_7", "active_30")
WORK = ("files_created", "files_moved", "files_disposed", "notes", "receipts")
"""What makes an office one that uses the system."""
THOUSANDTH = Decimal("0.001")

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An office in the tree."""

    office_id: UUID
    hindi: str
    english: str
    parent_id: UUID | None
    depth: int


def figures(counts: Counts, use: OfficeUseView | None) -> AdoptionFigures:
    """Of one office."""
    people = dict.fromkeys(USERS) if use is None else {name: getattr(use, name) for name in USERS}
    counted = {name: counts.get(name, 0) for name in FIGURES if name not in USERS}
    in_use = int(any(counted[name] for name in WORK))
    return AdoptionFigures(**{**counted, **people, "offices": 1, "in_use": in_use})


def together(several: Iterable[AdoptionFigures]) -> AdoptionFigures:
    """The sum of each figure; none where it is not known of one of them."""
    sums: dict[str, int | None] = dict.fromkeys(FIGURES, 0)
    for one in several:
        for name in FIGURES:
            more, so_far = getattr(one, name), sums[name]
            sums[name] = None if more is None or so_far is None else so_far + more
    return AdoptionFigures(**sums)


def tree(names: Mapping[UUID, tuple[str, str]], parents: Mapping[UUID, Sequence[UUID | None]]) -> list[Place]:
    """Each office after the one above it, by English name. The first parent that is among them counts.

    A ring of offices, which the directory does not refuse, is opened at the one whose name comes first.
    """
    above = {
        office: next((each for each in parents.get(office, ()) if each in names and each != office), None)
        for office in names
    }
    below: dict[UUID | None, list[UUID]] = defaultdict(list)
    order = sorted(names, key=lambda office: (names[office][1], str(office)))
    for office in order:
        below[above[office]].append(office)
    found: dict[UUID, Place] = {}

    def put(first: UUID, parent: UUID | None) -> None:
        waiting = [(first, parent, 0)]
        while waiting:
            office, upper, depth = waiting.pop()
            if office in found:
                continue
            found[office] = Place(office, *names[office], upper, depth)
            waiting.extend((each, office, depth + 1) for each in reversed(below[office]))

    for office in below[None]:
        put(office, None)
    for office in order:
        put(office, None)
    return list(found.values())


def under(places: Sequence[Place], top: UUID) -> list[Place]:
    """This office and those below it, as a tree of their own."""
    start = next(at for at, place in enumerate(places) if place.office_id == top)
    depth = places[start].depth
    found = [Place(top, places[start].hindi, places[start].english, None, 0)]
    for place in places[start + 1 :]:
        if place.depth <= depth:
            break
        found.append(Place(place.office_id, place.hindi, place.english, place.parent_id, place.depth - depth))
    return found


def rolled_up(places: Sequence[Place], own: Mapping[UUID, AdoptionFigures]) -> dict[UUID, AdoptionFigures]:
    """Each office with all below it; ``places`` in the order of ``tree``."""
    parts: dict[UUID, list[AdoptionFigures]] = {place.office_id: [own[place.office_id]] for place in places}
    whole: dict[UUID, AdoptionFigures] = {}
    for place in reversed(places):
        whole[place.office_id] = together(parts[place.office_id])
        if place.parent_id is not None:
            parts[place.parent_id].append(whole[place.office_id])
    return whole


# --- Savings ------------------------------------------------------------------------------------------------------


def cuts(factors: Iterable[SavingsFactorView], since: date, until: date) -> list[date]:
    """Days inside the period from which a factor counts, in order."""
    return sorted({one.valid_from for one in factors if since < one.valid_from <= until})


def in_force(factors: Iterable[SavingsFactorView], day: date) -> dict[str, SavingsFactorView]:
    """By code: of the statements for the latest day until then, the one that was made last.

    ``factors`` in the order in which they were stated.
    """
    found: dict[str, SavingsFactorView] = {}
    for one in factors:
        if one.valid_from <= day and (one.code not in found or one.valid_from >= found[one.code].valid_from):
            found[one.code] = one
    return {code: one for code, one in found.items() if one.value is not None}


class _Line:
    """One saving over all pieces of the period."""

    def __init__(self) -> None:
        self.base = Decimal(0)
        self.unvalued = Decimal(0)
        self.result: Decimal | None = None

    def add(self, base: Decimal, factor: SavingsFactorView | None) -> Decimal:
        """What this piece saves."""
        self.base += base
        if factor is None or factor.value is None:
            self.unvalued += base
            return Decimal(0)
        saved = base * Decimal(factor.value)
        self.result = saved + (self.result or 0)
        return saved

    def view(self, code: str, taken: Decimal | None = None) -> SavingView:
        return SavingView(
            code=code,
            base=quantity(self.base),
            unvalued=quantity(self.unvalued),
            taken=None if taken is None else quantity(taken),
            result=None if self.result is None else quantity(self.result),
        )


# Saving, what is counted, the factor.
SHEETS = (
    ("sheets_notes", "notes", "sheets_per_note"),
    ("sheets_copies", "copied_pages", "sheets_per_copied_page"),
    ("sheets_mailed", "mailed_pages", "sheets_per_mailed_page"),
    ("sheets_receipt_copies", "receipt_copies", "sheets_per_receipt_copy"),
)
RUPEES = ("rupees_paper", "rupees_journeys", "rupees_postage")
SUMS = {"sheets": tuple(code for code, _, _ in SHEETS), "rupees": RUPEES}
ORDER = (*(code for code, _, _ in SHEETS), "sheets", "rupees_paper", "journeys", *RUPEES[1:], "rupees", "days")


def savings(
    pieces: Sequence[Counts], factors: Sequence[SavingsFactorView], since: date, until: date
) -> list[SavingView]:
    """``pieces``: what was counted between the cuts, all offices together."""
    lines: dict[str, _Line] = defaultdict(_Line)
    taken = Decimal(0)
    for counts, begins in zip(pieces, [since, *cuts(factors, since, until)], strict=True):
        valid = in_force(factors, begins)
        sheets = sum(
            (lines[code].add(Decimal(counts.get(base, 0)), valid.get(factor)) for code, base, factor in SHEETS),
            Decimal(0),
        )
        lines["rupees_paper"].add(sheets, valid.get("rupees_per_sheet"))
        journeys = lines["journeys"].add(Decimal(counts.get("transfers", 0)), valid.get("journeys_per_transfer"))
        lines["rupees_journeys"].add(journeys, valid.get("rupees_per_journey"))
        lines["rupees_postage"].add(Decimal(counts.get("mailed", 0)), valid.get("rupees_per_mailed_letter"))
        lines["days"].add(Decimal(counts.get("files_disposed", 0)), valid.get("days_per_file"))
        if "days_per_file" in valid:
            taken += Decimal(counts.get("hours_taken", 0)) / 24
    if lines["days"].result is not None:
        lines["days"].result -= taken
    for code, parts in SUMS.items():
        known = [saved for part in parts if (saved := lines[part].result) is not None]
        lines[code].result = sum(known, Decimal(0)) if known else None
    return [lines[code].view(code, taken if code == "days" else None) for code in ORDER]


def quantity(number: Decimal) -> str:
    """To three places, without zeros at the end."""
    written = format(number.quantize(THOUSANDTH, ROUND_HALF_UP), "f")
    shorter = written.rstrip("0").rstrip(".")
    return "0" if shorter == "-0" else shorter
