"""Files as cases: the type with its limits, another limit, the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from contracts.files import ChooseCaseLimit, CreateFile, MarkChecklistItem, SetCaseType
from contracts.files.case_errors import CaseTypeUnknown
from contracts.files.cases import ChecklistItemView, FileCaseView
from contracts.files.procedure import CaseTypeView
from services.files.domain.actor import Actor
from services.files.domain.case import Case, Rules, limits_of, of_a_file
from services.files.domain.file import File
from services.files.domain.numbering import office_day
from services.files.handlers import classification, desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.calendars import working_hours
from services.files.storage.cases import of_choice, of_mark
from services.files.storage.ledger import Contents


def set_type(request: SetCaseType, caller: Caller, uow: FilesUnitOfWork) -> FileCaseView:
    """Make a file a case. Raises as ``file_in_hand``, CaseTypeSet, and as ``begun``."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        file.check_set_case_type(actor)
        at = uow.when.not_before(file.held_since)
        case = begun(
            uow,
            actor,
            file.id,
            request.case_type,
            request.case_limit,
            request.case_began_at,
            file.deadline,
            at,
            file.office_id,
        )
        uow.cases.add(case)
        keep(uow, file, case)
        facts, contents = said_of(case)
        classified = classification.of_case_type(uow, actor, file, request.case_type)
        if classified is not None:
            said, why = classification.kept(uow, actor, classified)
            facts, contents = {**facts, **said}, {**contents, **why}
        desk.record(uow, file, "case_type_set", actor, facts, contents)
        return uow.commit(FileCaseView(file_id=file.id, case=case.view))


def choose_limit(request: ChooseCaseLimit, caller: Caller, uow: FilesUnitOfWork) -> FileCaseView:
    """Another limit decides. Raises as ``file_in_hand``, NoCaseType, CaseLimitUnknown, CaseLimitChosen."""
    with desk.acting(uow, caller) as actor:
        file, case = _case_in_hand(request, actor, uow)
        choice = case.choose(
            request.case_limit,
            file.deadline,
            request.reason,
            actor.signature,
            uow.when.not_before(case.choices[-1].at),
            uow.when.recorded_at,
        )
        uow.cases.add_choice(file.id, choice)
        keep(uow, file, case)
        facts = {"limit": choice.limit, "deadline": choice.deadline and choice.deadline.isoformat()}
        desk.record(uow, file, "case_limit_chosen", actor, {**facts, "choice": choice.serial}, of_choice(choice))
        return uow.commit(FileCaseView(file_id=file.id, case=case.view))


def mark_item(request: MarkChecklistItem, caller: Caller, uow: FilesUnitOfWork) -> FileCaseView:
    """Mark a paper or a step. Raises as ``file_in_hand``, NoCaseType, ChecklistItemNotFound, ChecklistItemUnchanged."""
    with desk.acting(uow, caller) as actor:
        file, case = _case_in_hand(request, actor, uow)
        at = uow.when.not_before(file.held_since)
        mark = case.mark(request.item, request.state, request.remarks, actor.signature, at)
        uow.cases.add_mark(file.id, mark)
        facts = {"item": mark.item, "state": mark.state, "mark": mark.serial}
        desk.record(uow, file, "checklist_item_marked", actor, facts, of_mark(mark))
        return uow.commit(FileCaseView(file_id=file.id, case=case.view))


def _case_in_hand(
    request: ChooseCaseLimit | MarkChecklistItem, actor: Actor, uow: FilesUnitOfWork
) -> tuple[File, Case]:
    file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
    return file, of_a_file(uow.cases.get(file.id))


def keep(uow: FilesUnitOfWork, file: File, case: Case) -> None:
    """The file as its case has it from now on."""
    file.case_type, file.deadline = case.case_type, case.deadline
    uow.cases.keep_on_file(case)


def of_new_file(request: CreateFile, actor: Actor, uow: FilesUnitOfWork, file_id: UUID) -> Case | None:
    """The case that a file is opened as, if it is one. Raises as ``begun``."""
    if request.case_type is None:
        return None
    at = uow.when.occurred_at
    return begun(
        uow,
        actor,
        file_id,
        request.case_type,
        request.case_limit,
        request.case_began_at,
        request.deadline,
        at,
        actor.office_id,
    )


def begun(
    uow: FilesUnitOfWork,
    actor: Actor,
    file_id: UUID,
    code: str,
    limit: str | None,
    began_at: datetime | None,
    given_deadline: datetime | None,
    at: datetime,
    office_id: UUID,
) -> Case:
    """A case by the rules of the day of the act, its limits counted by the calendar of the office.

    Raises CaseTypeUnknown, CaseLimitUnknown, CaseBeginsLater.
    """
    day = office_day(at)
    in_use, rules = uow.procedure.in_force(day)
    rule = next((each for each in rules.get("case_types", ()) if each["code"] == code), None)
    if rule is None or in_use is None:
        raise CaseTypeUnknown(case_type=code, day=day.isoformat())
    since = began_at or at
    limits = Rules({each["code"]: each for each in rules.get("limits", ())}, in_use.citations)
    case = Case(
        file_id=file_id,
        case_type=CaseTypeView(
            code=code,
            name_hi=rule["name"]["hi"],
            name_en=rule["name"]["en"],
            channel=rule["channel"],
            pack=in_use.pack,
            pack_version=in_use.version,
        ),
        began_at=since,
        given_deadline=given_deadline,
        limits=limits_of(rule, limits, since, at, working_hours(uow.session)(office_id)),
        checklist=[_item(each) for each in rule["checklist"]],
        set_by=actor.signature,
        set_at=at,
    )
    case.begin(limit, uow.when.recorded_at)
    return case


def carried_over(uow: FilesUnitOfWork, file: File) -> Case | None:
    """The case of the volume before, with all its choices and marks, on the next volume; none where it was no case."""
    earlier = file.kin.earlier_id
    case = uow.cases.get(earlier) if earlier is not None and file.case_type is not None else None
    if case is None:
        return None
    same = replace(case, file_id=file.id)
    uow.cases.copy(same)
    return same


def said_of(case: Case) -> tuple[dict[str, Any], Contents]:
    """Facts and contents of the entry in which a case begins."""
    choice = case.choices[-1]
    facts = {
        "case_type": case.case_type.code,
        "procedure": f"{case.case_type.pack}/{case.case_type.pack_version}",
        "began_at": case.began_at.isoformat(),
        "limit": choice.limit,
        "deadline": choice.deadline and choice.deadline.isoformat(),
    }
    return facts, of_choice(choice)


def _item(rule: Mapping[str, Any]) -> ChecklistItemView:
    name = rule["name"]
    return ChecklistItemView(
        code=rule["code"], kind=rule["kind"], name_hi=name["hi"], name_en=name["en"], mandatory=rule["mandatory"]
    )
