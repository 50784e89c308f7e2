"""Rules that name each other: the one that is named is there, and holds as long as the one that names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.files.procedure.complaints import Complaint, Found
from services.files.procedure.pack import Rule


@dataclass(frozen=True)
class Kind:
    """How what is named and what names it are called."""

    hi: str
    en: str
    missing_hi: str
    """That it is not given; the verb follows the noun's gender."""
    by_hi: str = "प्रकरण-प्रकार"
    by_en: str = "case type"


def named(where: tuple[str | int, ...], code: str, rules: Sequence[Rule], by: Rule, kind: Kind) -> Found:
    """A rule that another one names is there, and holds as long as it."""
    own = [rule for rule in rules if rule.code == code]
    if not own:
        yield where, Complaint(f"{kind.hi} {code} {kind.missing_hi}", f"no {kind.en} {code} is given")
    elif not covered(own, by.valid_from, by.last):
        yield (
            where,
            Complaint(
                f"{kind.hi} {code} {kind.by_hi} की पूरी अवधि में मान्य नहीं है",
                f"{kind.en} {code} does not hold as long as the {kind.by_en}",
            ),
        )


def covered(rules: Sequence[Rule], first: date, last: date) -> bool:
    """Whether some rule holds on each day from first to last."""
    for rule in sorted(rules, key=lambda rule: rule.valid_from):
        if rule.valid_from > first:
            return False
        if rule.last >= last:
            return True
        first = max(first, rule.last + timedelta(days=1))
    return False
