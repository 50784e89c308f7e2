"""Consultations: ask, open, pass on, answer, return, withdraw, remind.

Each act locks the file first and then looks at the consultation, so that two acts on the same one follow each other.
The file's version stays: what a consulted desk writes must not make stale what the desk with the file has seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files.consultations import (
    MOST_DESKS_ASKED,
    AnswerConsultation,
    ConsultationsView,
    ConsultationView,
    ConsultDesks,
    OpenConsultation,
    PassOnConsultation,
    RemindConsultation,
    ReturnConsultation,
    WithdrawConsultation,
)
from contracts.files.errors import AskedAlready, ConsultationNotFound, ConsultationsFull
from contracts.files.events import (
    ConsultationAnswered,
    ConsultationAsked,
    ConsultationPassedOn,
    ConsultationReminded,
    ConsultationReturned,
    ConsultationWithdrawn,
)
from services.files.domain import consultation as domain
from services.files.domain.access import NARROW
from services.files.domain.actor import Actor
from services.files.domain.consultation import MOST_OPEN, Consultation, End
from services.files.domain.file import File
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.consultation_contents import of_end, of_question, of_reminder, of_stay
from services.files.storage.ledger import Contents


def ask(request: ConsultDesks, caller: Caller, uow: FilesUnitOfWork) -> ConsultationsView:
    """Put one question to each of these desks.

    Raises as ``file_in_hand``, PostNotFound, NobodyCanAct, AsksItself, AskedAlready, ConsultationsFull,
    ConsultationDueInThePast, DisclosureNotConfirmed.
    """
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        domain.must_be_disclosed(file.grading, request.disclose)
        if file.open_consultations + len(request.to_posts) > MOST_OPEN:
            raise ConsultationsFull(limit=MOST_OPEN)
        _must_not_be_asked(uow, file, request.to_posts)
        asked: list[Consultation] = []
        contents: Contents = {}
        for post_id in request.to_posts:
            to = desk.desk(uow.session, post_id, uow.now())
            one, first = domain.ask(new_id(), file, to, actor, uow.when, request.question, request.due_on)
            uow.consultations.add(one)
            uow.consultation_movements.add(first)
            contents |= of_question(one) | of_stay(first)
            asked.append(one)
        facts: dict[str, Any] = {
            "consultations": [
                {"id": str(one.id), "number": one.number, "to": str(one.holder.post_id)} for one in asked
            ],
            "due_on": request.due_on.isoformat(),
            **_disclosure(file, request.disclose),
        }
        desk.record(uow, file, "consultation_asked", actor, facts, contents, bump=False)
        for one in asked:
            event = ConsultationAsked(**_told(one, file), question=one.question, urgency=file.urgency)
            uow.publish(event, actor.view)
        return uow.commit(ConsultationsView(items=[view(uow, actor, file, one) for one in asked]))


def open_(request: OpenConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Open it at the asked desk; opening it again only shows it. Raises as ``_at_hand``."""
    with desk.acting(uow, caller) as actor:
        file, one = _at_hand(uow, actor, request.consultation_id, custody_number=request.custody_number)
        if one.open(actor, uow.when) and one.opened_at is not None:
            facts = {"consultation": one.id, "number": one.number, "movement": one.movement_serial}
            desk.record(uow, file, "consultation_opened", actor, facts, bump=False)
            uow.consultations.save(one)
            uow.consultation_movements.opened(one.id, one.movement_serial, actor.person, one.opened_at)
        return uow.commit(view(uow, actor, file, one))


def pass_on(request: PassOnConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Give it to another desk of the own chain.

    Raises as ``_at_hand``, PostNotFound, NotOfTheChain, AlreadyThere, NobodyCanAct, AskedAlready,
    DisclosureNotConfirmed.
    """
    with desk.acting(uow, caller) as actor:
        file, one = _at_hand(
            uow, actor, request.consultation_id, request.expected_version, custody_number=request.custody_number
        )
        to = desk.desk(uow.session, request.to_post, uow.now())
        if to.ref.post_id != one.holder.post_id:
            _must_not_be_asked(uow, file, [to.ref.post_id])
        in_chain = uow.directory.same_chain(actor, to)
        movement = one.pass_on(to, actor, uow.when, request.remarks, in_chain=in_chain, disclose=request.disclose)
        facts = {"consultation": one.id, "number": one.number, "movement": movement.serial}
        facts |= {"from": actor.post_id, "to": to.ref.post_id, **_disclosure(file, request.disclose)}
        desk.record(uow, file, "consultation_passed_on", actor, facts, of_stay(movement), bump=False)
        uow.consultations.save(one)
        uow.consultation_movements.add(movement)
        about: dict[str, Any] = {"from_post": movement.from_post, "remarks": movement.remarks}
        about |= {"serial": movement.serial, "question": one.question, "urgency": file.urgency}
        uow.publish(ConsultationPassedOn(**_told(one, file), **about), actor.view)
        return uow.commit(view(uow, actor, file, one))


def answer(request: AnswerConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Give the opinion. Raises as ``_at_hand``."""
    with desk.acting(uow, caller) as actor:
        file, one = _at_hand(
            uow, actor, request.consultation_id, request.expected_version, custody_number=request.custody_number
        )
        one.must_be_based_on(request.base_version)
        end = one.answer(request.paragraphs, actor, uow.when, file)
        facts = {"paragraphs": len(end.paragraphs), "after_paragraph": end.after_paragraph}
        _keep_end(uow, file, one, end, actor, "consultation_answered", facts)
        event = ConsultationAnswered(**_told(one, file), answered_at=end.occurred_at, paragraphs=len(end.paragraphs))
        uow.publish(event, actor.view)
        return uow.commit(view(uow, actor, file, one))


def give_back(request: ReturnConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Return it unanswered. Raises as ``_at_hand``."""
    with desk.acting(uow, caller) as actor:
        file, one = _at_hand(
            uow, actor, request.consultation_id, request.expected_version, custody_number=request.custody_number
        )
        end = one.give_back(request.reason, actor, uow.when, file)
        _keep_end(uow, file, one, end, actor, "consultation_returned", {})
        event = ConsultationReturned(**_told(one, file), returned_at=end.occurred_at, reason=end.reason)
        uow.publish(event, actor.view)
        return uow.commit(view(uow, actor, file, one))


def withdraw(request: WithdrawConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Take it back. Raises ConsultationNotFound, ConsultationStale, ConsultationEnded, NotTheAsker."""
    with desk.acting(uow, caller) as actor:
        file, one = _locked(uow, actor, request.consultation_id)
        one.check_asker(actor, file)
        one.must_be_version(request.expected_version)
        end = one.withdraw(request.reason, actor, uow.when, file)
        _keep_end(uow, file, one, end, actor, "consultation_withdrawn", {})
        event = ConsultationWithdrawn(**_told(one, file), withdrawn_at=end.occurred_at, reason=end.reason)
        uow.publish(event, actor.view)
        return uow.commit(view(uow, actor, file, one))


def remind(request: RemindConsultation, caller: Caller, uow: FilesUnitOfWork) -> ConsultationView:
    """Remind the desk that has to answer. Raises as ``withdraw``, and RemindedToday."""
    with desk.acting(uow, caller) as actor:
        file, one = _locked(uow, actor, request.consultation_id)
        before = uow.consultations.reminders([one.id]).get(one.id, [])
        reminder = one.remind(actor, uow.when, request.remarks, file, before[-1] if before else None)
        facts = {"consultation": one.id, "number": one.number, "reminder": reminder.serial, "to": one.holder.post_id}
        desk.record(uow, file, "consultation_reminded", actor, facts, of_reminder(reminder), bump=False)
        uow.consultations.remind(reminder)
        uow.consultations.save(one)
        uow.publish(ConsultationReminded(**_told(one, file), remarks=reminder.remarks), actor.view)
        return uow.commit(view(uow, actor, file, one))


def view(uow: FilesUnitOfWork, actor: Actor, file: File, one: Consultation) -> ConsultationView:
    """One consultation as this actor sees it."""
    stays = uow.consultations.stays([one.id]).get(one.id, [])
    reminders = uow.consultations.reminders([one.id]).get(one.id, [])
    return one.view(stays, reminders, one.allowed_actions(actor, file))


def _locked(uow: FilesUnitOfWork, actor: Actor, consultation_id: UUID) -> tuple[File, Consultation]:
    """The file, locked, and the consultation, for one who may see either.

    Who had the question is told how it ended, even where the file is out of reach again. Raises ConsultationNotFound.
    """
    found = uow.consultations.get(consultation_id)
    file = uow.files.get(found.file_id, for_update=True) if found is not None else None
    # Again: it may have changed while the file's lock was waited for.
    one = uow.consultations.get(consultation_id)
    if file is None or one is None:
        raise ConsultationNotFound
    near = reach(uow.session, actor, file).may_see(file.grading)
    if not near and not uow.consultations.had(one.id, actor.post_id):
        raise ConsultationNotFound
    return file, one


def _at_hand(
    uow: FilesUnitOfWork,
    actor: Actor,
    consultation_id: UUID,
    expected_version: int | None = None,
    *,
    custody_number: int | None = None,
) -> tuple[File, Consultation]:
    """An open question on the actor's desk.

    Raises ConsultationNotFound, ConsultationEnded, ConsultationHeldByAnother, ConsultationMoved, ConsultationStale.
    """
    file, one = _locked(uow, actor, consultation_id)
    one.check_work(actor)
    one.must_be_custody(custody_number)
    one.must_be_version(expected_version)
    return file, one


def _must_not_be_asked(uow: FilesUnitOfWork, file: File, posts: list[UUID]) -> None:
    """Raises AskedAlready."""
    already = uow.consultations.asked(file.id, posts[:MOST_DESKS_ASKED])
    if already is not None:
        raise AskedAlready(post_hi=already.designation_hi, post_en=already.designation_en)


def _keep_end(
    uow: FilesUnitOfWork,
    file: File,
    one: Consultation,
    end: End,
    actor: Actor,
    act: str,
    facts: Mapping[str, Any],
) -> None:
    """Ledger entry, file, consultation and its end, in one go."""
    said = {"consultation": one.id, "number": one.number, "holder": one.holder.post_id, **facts}
    desk.record(uow, file, act, actor, said, of_end(end), bump=False)
    uow.consultations.save(one)
    uow.consultations.end(end)


def _disclosure(file: File, disclose: bool) -> dict[str, Any]:
    """The ledger says who let another desk read a confidential file."""
    return {"grading": file.grading, "disclosed": disclose} if file.grading in NARROW else {}


def _told(one: Consultation, file: File) -> dict[str, Any]:
    """What every event of a consultation says."""
    return {
        "consultation_id": one.id,
        "number": one.number,
        "file_id": file.id,
        "file_number": file.number,
        "subject": file.subject,
        "grading": file.grading,
        "asked_by": one.asked_by.post,
        "holder": one.holder,
        "file_holder": file.holder,
        "due_on": one.due_on,
        "asked_at": one.asked_at,
    }
