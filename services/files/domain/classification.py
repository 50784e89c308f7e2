"""Under which head of the subject tree a file stands and for how long it is kept: every change with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.files.classification_errors import (
    RetentionUnchanged,
    RetentionUnknown,
    SubjectHeadNeedsReason,
    SubjectHeadUnchanged,
    SubjectHeadUnknown,
)
from contracts.files.procedure import RetentionView, SubjectHeadView
from contracts.files.views import SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import When, new_salt
from services.files.domain.file import File

Rule = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The last one of a file holds. None of them ever changes."""

    file_id: UUID
    serial: int
    """Within the file, from 1."""
    subject_head: SubjectHeadView | None
    retention: RetentionView | None
    reason: str
    by: SignatureBlock
    occurred_at: datetime
    recorded_at: datetime
    salt: bytes = field(default_factory=new_salt)
    """Salts its hash in the ledger."""


@dataclass(frozen=True)
class Tree:
    """Heads and retention classes in force on a day, by the pack in use."""

    day: date
    pack: str
    pack_version: int
    heads: Sequence[Rule]
    classes: Sequence[Rule]

    def head(self, code: str) -> SubjectHeadView:
        """Raises SubjectHeadUnknown."""
        rule = _named(self.heads, code)
        if rule is None:
            raise SubjectHeadUnknown(subject_head=code, day=self.day.isoformat())
        return SubjectHeadView.model_construct(**self._said(rule))

    def retention_of(self, code: str) -> RetentionView | None:
        """What the head says, or the nearest one above it that says any."""
        seen: set[str] = set()
        rule = _named(self.heads, code)
        while rule is not None and rule["code"] not in seen:
            seen.add(rule["code"])
            if rule["retention"] is not None:
                return self.retention(rule["retention"], chosen=False)
            rule = _named(self.heads, rule["parent"])
        return None

    def retention(self, code: str, *, chosen: bool) -> RetentionView:
        """Raises RetentionUnknown."""
        rule = _named(self.classes, code)
        if rule is None:
            raise RetentionUnknown(retention=code, day=self.day.isoformat())
        years = int(code[2:]) if code.startswith("c_") else None
        return RetentionView.model_construct(**self._said(rule), years=years, chosen=chosen)

    def _said(self, rule: Rule) -> dict[str, Any]:
        name = rule["name"]
        named = {"code": rule["code"], "name_hi": name["hi"], "name_en": name["en"]}
        return {**named, "pack": self.pack, "pack_version": self.pack_version}


def _named(rules: Sequence[Rule], code: str | None) -> Rule | None:
    return next((rule for rule in rules if rule["code"] == code), None)


def first(file_id: UUID, head: str, tree: Tree, by: Actor, when: When) -> Classification:
    """With which a file is opened. Raises SubjectHeadUnknown."""
    return _made(file_id, 1, tree.head(head), tree.retention_of(head), "", by, when.occurred_at, when)


def placed(file: File, head: str, reason: str, tree: Tree, by: Actor, when: When) -> Classification:
    """Put a file under a head. A retention that was chosen stays, otherwise that of the head holds.

    Raises as ``File.check_classify``, SubjectHeadUnknown, SubjectHeadUnchanged, SubjectHeadNeedsReason.
    """
    file.check_classify(by)
    now = file.subject_head
    if now is not None and now.code == head:
        raise SubjectHeadUnchanged(name_hi=now.name_hi, name_en=now.name_en)
    if now is not None and not reason:
        raise SubjectHeadNeedsReason(name_hi=now.name_hi, name_en=now.name_en)
    chosen = file.retention if file.retention is not None and file.retention.chosen else None
    return _next(file, tree.head(head), chosen or tree.retention_of(head), reason, by, when)


def kept(file: File, code: str, reason: str, tree: Tree, by: Actor, when: When) -> Classification:
    """Keep a file for another time. Raises as ``File.check_change_retention``, RetentionUnknown, RetentionUnchanged."""
    file.check_change_retention(by)
    now = file.retention
    if now is not None and now.code == code:
        raise RetentionUnchanged(name_hi=now.name_hi, name_en=now.name_en)
    return _next(file, file.subject_head, tree.retention(code, chosen=True), reason, by, when)


def carried_over(file: File, by: Actor, when: When) -> Classification | None:
    """Of a part or a volume, which stands and is kept as the file of which it is one; none where that one is not."""
    if file.subject_head is None and file.retention is None:
        return None
    return _made(file.id, 1, file.subject_head, file.retention, "", by, when.occurred_at, when)


def numbered(one: Classification, serial: int) -> Classification:
    return replace(one, serial=serial)


def _next(
    file: File,
    head: SubjectHeadView | None,
    retention: RetentionView | None,
    reason: str,
    by: Actor,
    when: When,
) -> Classification:
    """From now on the file stands and is kept so. Its serial comes with storing it."""
    file.subject_head, file.retention = head, retention
    return _made(file.id, 0, head, retention, reason, by, when.not_before(file.held_since), when)


def _made(
    file_id: UUID,
    serial: int,
    head: SubjectHeadView | None,
    retention: RetentionView | None,
    reason: str,
    by: Actor,
    at: datetime,
    when: When,
) -> Classification:
    return Classification(
        file_id=file_id,
        serial=serial,
        subject_head=head,
        retention=retention,
        reason=reason,
        by=by.signature,
        occurred_at=at,
        recorded_at=when.recorded_at,
    )
