"""Putting files under heads of the subject tree, and keeping one for another time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from contracts.files import (
    ChangeRetention,
    ClassifyFile,
    ClassifyReceipt,
    CreateFile,
    DiariseReceipt,
    FileView,
    ReceiptView,
)
from contracts.files.events import FileClassified, ReceiptClassified
from contracts.files.procedure import SubjectHeadView
from services.files.domain import classification as domain
from services.files.domain.actor import Actor
from services.files.domain.classification import Classification, Tree
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.classifications import of_classification
from services.files.storage.ledger import Contents


def classify(request: ClassifyFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Put it under a head. Raises as ``file_in_hand``, and as ``domain.placed``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        tree = _tree(uow, uow.when.not_before(file.held_since))
        one = domain.placed(file, request.subject_head, request.reason, tree, actor, uow.when)
        return _keep(uow, actor, file, one, "file_classified")


def change_retention(request: ChangeRetention, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Keep it for another time. Raises as ``file_in_hand``, and as ``domain.kept``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        tree = _tree(uow, uow.when.not_before(file.held_since))
        one = domain.kept(file, request.retention, request.reason, tree, actor, uow.when)
        return _keep(uow, actor, file, one, "retention_changed")


def classify_receipt(request: ClassifyReceipt, caller: Caller, uow: FilesUnitOfWork) -> ReceiptView:
    """Put it under a head. Raises as ``receipt_locked``, SubjectHeadUnknown, and as ``Receipt.place``."""
    with desk.acting(uow, caller) as actor:
        receipt = desk.receipt_locked(uow, actor, request.receipt_id, request.expected_version, request.custody_number)
        receipt.place(_tree(uow, uow.when.not_before(receipt.held_since)).head(request.subject_head), actor)
        desk.record(uow, receipt, "receipt_classified", actor, {"subject_head": request.subject_head})
        uow.publish(ReceiptClassified(receipt_id=receipt.id, subject_head=request.subject_head), actor.view)
        return uow.commit(desk.receipt_view(uow.session, actor, receipt))


def of_new_receipt(request: DiariseReceipt, uow: FilesUnitOfWork) -> SubjectHeadView | None:
    """The head that was chosen. Raises SubjectHeadUnknown."""
    head = request.subject_head
    return None if head is None else _tree(uow, uow.when.occurred_at).head(head)


def _keep(uow: FilesUnitOfWork, actor: Actor, file: File, one: Classification, act: str) -> FileView:
    facts, contents = kept(uow, actor, one)
    desk.record(uow, file, act, actor, facts, contents)
    return uow.commit(desk.file_view(uow.session, actor, file, uow.now()))


def of_new_file(request: CreateFile, actor: Actor, uow: FilesUnitOfWork, file_id: UUID) -> Classification | None:
    """The head that was chosen, otherwise that of the case type; none where there is neither.

    Raises SubjectHeadUnknown.
    """
    at = uow.when.occurred_at
    head = request.subject_head or _head_of_case_type(uow, request.case_type, at)
    return None if head is None else domain.first(file_id, head, _tree(uow, at), actor, uow.when)


def of_case_type(uow: FilesUnitOfWork, actor: Actor, file: File, case_type: str) -> Classification | None:
    """The head that comes with a case type, for a file that stands under none yet."""
    at = uow.when.not_before(file.held_since)
    head = _head_of_case_type(uow, case_type, at) if file.subject_head is None else None
    return None if head is None else domain.placed(file, head, "", _tree(uow, at), actor, uow.when)


def carry_over(uow: FilesUnitOfWork, actor: Actor, file: File) -> tuple[dict[str, Any], Contents]:
    """Of a new part or volume: facts and contents for the entry with which it begins."""
    one = domain.carried_over(file, actor, uow.when)
    return ({}, {}) if one is None else kept(uow, actor, one)


def kept(uow: FilesUnitOfWork, actor: Actor, one: Classification) -> tuple[dict[str, Any], Contents]:
    """Store it and tell; facts and contents for the ledger's entry. The file has to be there."""
    made = uow.classifications.add(one)
    head, retention = made.subject_head, made.retention
    event = FileClassified(
        file_id=made.file_id,
        subject_head=head.code if head is not None else None,
        retention=retention.code if retention is not None else None,
    )
    uow.publish(event, actor.view)
    facts = {"subject_head": event.subject_head, "retention": event.retention, "classification": made.serial}
    return facts, of_classification(made)


def _tree(uow: FilesUnitOfWork, at: datetime) -> Tree:
    """Without a pack it has no heads, so that each is unknown."""
    day = office_day(at)
    in_use, rules = uow.procedure.in_force(day)
    return Tree(
        day=day,
        pack=in_use.pack if in_use is not None else "",
        pack_version=in_use.version if in_use is not None else 0,
        heads=rules.get("subjects", ()),
        classes=rules.get("retention", ()),
    )


def _head_of_case_type(uow: FilesUnitOfWork, case_type: str | None, at: datetime) -> str | None:
    if case_type is None:
        return None
    _, rules = uow.procedure.in_force(office_day(at))
    rule = next((each for each in rules.get("case_types", ()) if each["code"] == case_type), None)
    # A pack that was loaded by an earlier release says nothing of subjects.
    return rule.get("subject") if rule is not None else None
