"""Putting a pack of rules into use, and what the pack in use says of closing a file."""

from __future__ import annotations

from typing import Any

from contracts.files.errors import DisposalMissing, DisposalUnknown
from contracts.files.procedure import DisposalView
from services.files.domain.custody import When
from services.files.domain.numbering import office_day
from services.files.procedure.pack import Pack
from services.files.storage import FilesUnitOfWork
from services.files.storage.procedure import Loaded, Procedure

MOST_NAMED = 20
MERGED = "merged"
"""Code of the category for what goes on in another file."""
Key = tuple[str, str, str]
"""Kind, code and first day of a rule."""


class PackRefused(Exception):
    """The pack is right in itself, but does not follow on what is in use. Says why in Hindi and English."""

    def __init__(self, hi: str, en: str) -> None:
        super().__init__(f"{hi} / {en}")


def load(pack: Pack, instead_of: str | None, uow: FilesUnitOfWork) -> bool:
    """Put a pack into use; False where it is already. Raises PackRefused."""
    with uow:
        in_use = uow.procedure.in_use()
        if in_use is not None and in_use.sha256 == pack.sha256:
            return False
        _must_be_of_this_state(pack, in_use, instead_of)
        _must_be_newer(pack, uow.procedure)
        uow.procedure.add(pack, uow.now())
        uow.commit()
    return True


def _must_be_of_this_state(pack: Pack, in_use: Loaded | None, instead_of: str | None) -> None:
    expected = in_use.pack if in_use is not None else None
    if instead_of is not None and instead_of != expected:
        raise PackRefused(f"{instead_of} प्रयोग में नहीं है", f"{instead_of} is not in use")
    if expected not in (None, pack.pack, instead_of):
        raise PackRefused(
            f"यहाँ {expected} प्रयोग में है; दूसरे राज्य के नियम केवल --instead-of {expected} के साथ लिए जाते हैं",
            f"{expected} is in use here; another State's rules are taken only with --instead-of {expected}",
        )


def _must_be_newer(pack: Pack, procedure: Procedure) -> None:
    before = procedure.newest_of(pack.pack)
    if before is None or pack.version > before.version:
        return
    changed = _changed(pack, procedure, before)
    named = ", ".join(" ".join(key) for key in changed[:MOST_NAMED]) or "-"
    raise PackRefused(
        f"संस्करण {before.version} लोड हो चुका है; बदले नियमों के लिए इससे बड़ा संस्करण दें। बदले: {named}",
        f"version {before.version} was loaded before; changed rules need a higher one. Changed: {named}",
    )


def _changed(pack: Pack, procedure: Procedure, before: Loaded) -> list[Key]:
    """The rules that were added, taken away or say something else than in the pack that was loaded before."""
    content = pack.model_dump(mode="json")
    now = {_key(kind, rule): rule for kind, place, _ in pack.rules() for rule in [content[kind][place]]}
    then = {_key(kind, rule): rule for kind, rule in procedure.all_rules(before.serial)}
    return sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))


def _key(kind: str, rule: dict[str, Any]) -> Key:
    return kind, rule["code"], rule["valid_from"]


def disposal_of_merging(when: When, procedure: Procedure) -> DisposalView | None:
    """The category under which a merged part file is closed, where the State's procedure has one for that."""
    in_use, rules = procedure.in_force(office_day(when.occurred_at))
    found = next((rule for rule in rules.get("disposals", ()) if rule["code"] == MERGED), None)
    return _disposal(found, in_use) if found is not None and in_use is not None else None


def _disposal(rule: dict[str, Any], in_use: Loaded) -> DisposalView:
    name = rule["name"]
    return DisposalView(
        code=rule["code"], name_hi=name["hi"], name_en=name["en"], pack=in_use.pack, pack_version=in_use.version
    )


def disposal_for(code: str | None, when: When, procedure: Procedure) -> DisposalView | None:
    """The category of disposal in force on the day of the act, or none where none is given and none is wanted.

    Another system's history knows no categories of ours, so none is wanted of it.
    Raises DisposalUnknown, DisposalMissing.
    """
    day = office_day(when.occurred_at)
    in_use, rules = procedure.in_force(day)
    if code is None:
        if when.source != "migrated" and any(rule["required"] for rule in rules.get("closing", ())):
            raise DisposalMissing
        return None
    found = next((rule for rule in rules.get("disposals", ()) if rule["code"] == code), None)
    if found is None or in_use is None:
        raise DisposalUnknown(disposal=code, day=day.isoformat())
    return _disposal(found, in_use)
