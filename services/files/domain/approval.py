"""Which roles may approve which form of letter, and sign it. Procedure differs by State, so the table is a setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.files import DraftForm
from contracts.files.errors import RoleMissing

RANKS = ("section_officer", "adm", "dm")
OFFICERS = frozenset(RANKS)
SENIOR = frozenset({"adm", "dm"})

Rights = Mapping[str, frozenset[str]]

# Routine outward letters go out under a section officer's hand; a demi-official letter, an order and a public notice
# bind the office and need the ADM or the DM.
USUAL: Rights = {
    "letter": OFFICERS,
    "office_memorandum": OFFICERS,
    "endorsement": OFFICERS,
    "do_letter": SENIOR,
    "order": SENIOR,
    "notice": SENIOR,
}


def rights(setting: Mapping[DraftForm, Sequence[str]] | None = None) -> Rights:
    """The usual table with what the office's setting says instead."""
    return {**USUAL, **{form: frozenset(roles) for form, roles in (setting or {}).items()}}


def may_approve(table: Rights, form: DraftForm, roles: frozenset[str]) -> bool:
    return bool(table[form] & roles)


def check(table: Rights, form: DraftForm, roles: frozenset[str]) -> None:
    """Raises RoleMissing; field ``role`` names the least of the roles that would do."""
    if not may_approve(table, form, roles):
        raise RoleMissing(role=min(table[form], key=_rank, default="dm"), form=form)


def _rank(role: str) -> tuple[int, str]:
    return (RANKS.index(role) if role in RANKS else len(RANKS), role)
