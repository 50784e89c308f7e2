"""Districts' returns: read, held to their format, and put together, or refused with the reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from contracts.files import RETURN_FORMAT, AdoptionFigures, AdoptionReturnView, digest

MOST_BYTES = 64_000_000
FIGURES = tuple(AdoptionFigures.model_fields)


class ReturnRefused(Exception):
    """``path`` and the reason, in Hindi and English."""

    def __init__(self, path: Path, hindi: str, english: str) -> None:
        super().__init__(f"{path}: {hindi} / {english}")


@dataclass(frozen=True)
class Division:
    """Returns of one period, by the districts' English names."""

    returns: Sequence[AdoptionReturnView]

    @property
    def total(self) -> dict[str, int | None]:
        """The sum of each figure; none where one district's is not known."""
        return {name: _sum([getattr(one.total, name) for one in self.returns]) for name in FIGURES}

    def saved(self, code: str) -> tuple[Decimal | None, int]:
        """What the districts saved together, and how many of them have a result."""
        found = [
            Decimal(each.result) for one in self.returns for each in one.savings if each.code == code and each.result
        ]
        return (sum(found, Decimal(0)) if found else None), len(found)

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(each.code for one in self.returns for each in one.savings))


def put_together(paths: Sequence[Path]) -> Division:
    """Raises ReturnRefused for the first that cannot be taken: all are, or none is."""
    taken: dict[int, tuple[Path, AdoptionReturnView]] = {}
    for path in paths:
        one = read(path)
        code = one.district.lgd_code
        if code in taken:
            other = taken[code][0]
            raise ReturnRefused(
                path,
                f"इस जनपद (LGD {code}) की विवरणी पहले ही दी गई है: {other}",
                f"a return of this district was given already: {other}",
            )
        for before, earlier in taken.values():
            if (one.since, one.until) != (earlier.since, earlier.until):
                raise ReturnRefused(
                    path,
                    f"अवधि {one.since} से {one.until} {before} की अवधि से भिन्न है",
                    f"its period {one.since} to {one.until} is not that of {before}",
                )
        taken[code] = (path, one)
    returns = [one for _, one in taken.values()]
    return Division(sorted(returns, key=lambda one: (one.district.name_en, one.district.lgd_code)))


def read(path: Path) -> AdoptionReturnView:
    """Raises ReturnRefused."""
    said = _said(path)
    if said.get("format") != RETURN_FORMAT:
        raise ReturnRefused(
            path, f"प्रारूप {RETURN_FORMAT} नहीं है: {said.get('format')!r}", f"its format is not {RETURN_FORMAT}"
        )
    try:
        one = AdoptionReturnView.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ReturnRefused(path, f"{where} ठीक नहीं है", f"{where}: {first['msg']}") from None
    if digest(said) != one.sha256:
        raise ReturnRefused(path, "इसमें बनने के बाद परिवर्तन हुआ है (SHA-256)", "it was changed after it was made (SHA-256)")
    _must_add_up(path, one)
    return one


def _said(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReturnRefused(path, "बहुत बड़ी है", "it is too large")
        said = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_each_once)
    except OSError as error:
        raise ReturnRefused(path, "खुल नहीं सकी", f"it cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise ReturnRefused(path, "JSON नहीं है", f"it is no JSON ({error})") from None
    if not isinstance(said, dict):
        raise ReturnRefused(path, "विवरणी नहीं है", "it is no return")
    return said


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _must_add_up(path: Path, one: AdoptionReturnView) -> None:
    """The district's figures are those of its offices together, each of which stands once."""
    if len({office.office_id for office in one.offices}) != len(one.offices):
        raise ReturnRefused(path, "एक कार्यालय दो बार है", "an office stands twice")
    if one.until < one.since:
        raise ReturnRefused(path, "अवधि उलटी है", "its period ends before it begins")
    for name in FIGURES:
        together = _sum([getattr(office.figures, name) for office in one.offices])
        if together != getattr(one.total, name):
            raise ReturnRefused(
                path,
                f"{name}: कार्यालयों का योग {together} है, जनपद का {getattr(one.total, name)}",
                f"{name}: its offices make {together}, the district {getattr(one.total, name)}",
            )


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
