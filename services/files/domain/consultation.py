"""Consultations: a question to one other desk about a file, which stays where it is.

A consultation is in the custody of exactly one desk, like a file, but of a custody of its own. It ends once: answered,
returned or withdrawn. Whatever happens to it is an entry in the ledger of its file, whose row is locked for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from contracts.errors import Conflict
from contracts.files.consultations import (
    ConsultationState,
    ConsultationStayView,
    ConsultationView,
    OpinionParagraphView,
    OpinionView,
    ReminderView,
)
from contracts.files.errors import (
    AsksItself,
    ConsultationDueInThePast,
    ConsultationEnded,
    ConsultationHeldByAnother,
    ConsultationMoved,
    ConsultationStale,
    DisclosureNotConfirmed,
    NotOfTheChain,
    NotTheAsker,
    RemindedToday,
)
from contracts.files.history import ConsultedView
from contracts.files.views import Grading, PostRef, SignatureBlock
from services.files.domain.access import NARROW
from services.files.domain.actor import Actor
from services.files.domain.custody import Carried, Desk, Movement, When, new_salt, permitted
from services.files.domain.file import File
from services.files.domain.history import Visit
from services.files.domain.numbering import office_day

Ending = Literal["answered", "returned", "withdrawn"]
MOST_OPEN = 50
"""Questions on one file that wait for an answer at once."""


@dataclass(frozen=True, slots=True)
class End:
    """How a consultation ended. An answer has paragraphs, everything else a reason."""

    consultation_id: UUID
    kind: Ending
    paragraphs: list[str]
    reason: str
    by: SignatureBlock
    side: Literal["left", "right"]
    after_paragraph: int
    """The last paragraph of the file's notes before it."""
    after_note: int
    """The last note before it: where it stands on the notesheet."""
    occurred_at: datetime
    recorded_at: datetime
    source: str
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of what was written, in the ledger."""

    @property
    def opinion(self) -> OpinionView | None:
        if self.kind != "answered":
            return None
        return OpinionView.model_construct(
            paragraphs=[
                OpinionParagraphView.model_construct(number=number, text=text)
                for number, text in enumerate(self.paragraphs, 1)
            ],
            author=self.by,
            side=self.side,
            given_at=self.occurred_at,
            after_paragraph=self.after_paragraph,
        )


@dataclass(frozen=True, slots=True)
class Reminder:
    consultation_id: UUID
    serial: int
    by: SignatureBlock
    remarks: str
    at: datetime
    salt: bytes = field(default_factory=new_salt)

    @property
    def view(self) -> ReminderView:
        return ReminderView.model_construct(by=self.by, at=self.at, remarks=self.remarks)


@dataclass(slots=True, kw_only=True)
class Consultation(Carried):
    """``grading`` is its file's; ``salt`` is that of the question."""

    held_by_another: ClassVar[type[Conflict]] = ConsultationHeldByAnother

    file_id: UUID
    file_number: str
    number: int
    question: str
    asked_by: SignatureBlock
    asked_at: datetime
    due_on: date
    state: ConsultationState
    end: End | None = None

    def must_be_open(self) -> None:
        """Raises ConsultationEnded."""
        if self.state != "open":
            person = self.end.by.person if self.end is not None else None
            raise ConsultationEnded(
                state=self.state,
                person_hi=person.name_hi if person else "",
                person_en=person.name_en if person else "",
            )

    def check_work(self, actor: Actor) -> None:
        """The desk that has it answers it. Raises ConsultationEnded, ConsultationHeldByAnother."""
        self.must_be_open()
        self.must_be_held_by(actor)

    def must_be_version(self, expected: int | None) -> None:
        """Raises ConsultationStale. None expects nothing."""
        if expected is not None and expected != self.version:
            raise ConsultationStale(version=self.version)

    def must_be_based_on(self, base: int | None) -> None:
        """What was asked never changes: any version that was ever seen will do. Raises ConsultationStale."""
        if base is not None and base > self.version:
            raise ConsultationStale(version=self.version)

    def must_be_custody(self, number: int | None) -> None:
        """Raises ConsultationMoved. None expects nothing."""
        if number is not None and number != self.movement_serial:
            raise ConsultationMoved(
                custody_number=self.movement_serial,
                holder_hi=self.holder.designation_hi,
                holder_en=self.holder.designation_en,
            )

    def check_asker(self, actor: Actor, file: File) -> None:
        """The desk that asked, and the one that has the file now. Raises ConsultationEnded, NotTheAsker."""
        self.must_be_open()
        if actor.post_id not in (self.asked_by.post.post_id, file.holder.post_id):
            raise NotTheAsker(holder_hi=file.holder.designation_hi, holder_en=file.holder.designation_en)

    def pass_on(self, to: Desk, by: Actor, when: When, remarks: str, *, in_chain: bool, disclose: bool) -> Movement:
        """To a desk of the own chain. Raises as ``send``, and NotOfTheChain, DisclosureNotConfirmed."""
        self.check_work(by)
        if not in_chain:
            raise NotOfTheChain(post_hi=to.ref.designation_hi, post_en=to.ref.designation_en)
        must_be_disclosed(self.grading, disclose)
        return self.send(to, by, when, remarks)

    def answer(self, paragraphs: list[str], by: Actor, when: When, file: File) -> End:
        """The opinion, at its place in the file's noting. Raises as ``check_work``."""
        self.check_work(by)
        return self._ended("answered", by, when, file, paragraphs=paragraphs)

    def give_back(self, reason: str, by: Actor, when: When, file: File) -> End:
        """Unanswered. Raises as ``check_work``."""
        self.check_work(by)
        return self._ended("returned", by, when, file, reason=reason)

    def withdraw(self, reason: str, by: Actor, when: When, file: File) -> End:
        """Raises as ``check_asker``."""
        self.check_asker(by, file)
        return self._ended("withdrawn", by, when, file, reason=reason)

    def _ended(
        self, kind: Ending, by: Actor, when: When, file: File, paragraphs: list[str] | None = None, reason: str = ""
    ) -> End:
        self.state = kind
        self.version += 1
        file.open_consultations -= 1
        self.end = End(
            consultation_id=self.id,
            kind=kind,
            paragraphs=paragraphs or [],
            reason=reason,
            by=by.signature,
            side=by.side,
            after_paragraph=file.paragraph_count,
            after_note=file.note_count,
            occurred_at=when.not_before(self.held_since),
            recorded_at=when.recorded_at,
            source=when.source,
        )
        return self.end

    def remind(self, by: Actor, when: When, remarks: str, file: File, before: Reminder | None) -> Reminder:
        """Raises as ``check_asker``, and RemindedToday."""
        self.check_asker(by, file)
        if before is not None and office_day(before.at) >= office_day(when.occurred_at):
            raise RemindedToday
        self.version += 1
        serial = before.serial + 1 if before is not None else 1
        return Reminder(self.id, serial, by.signature, remarks, when.not_before(self.asked_at))

    def allowed_actions(self, actor: Actor, file: File) -> list[str]:
        """Names of the commands that this actor may send about it now."""

        def work() -> None:
            self.check_work(actor)

        def ask() -> None:
            self.check_asker(actor, file)

        return permitted(
            {
                "open_consultation": work,
                "answer_consultation": work,
                "return_consultation": work,
                "pass_on_consultation": work,
                "withdraw_consultation": ask,
                "remind_consultation": ask,
            }
        )

    def view(self, stays: list[Visit], reminders: list[Reminder], allowed_actions: list[str]) -> ConsultationView:
        end = self.end
        return ConsultationView.model_construct(
            id=self.id,
            file_id=self.file_id,
            file_number=self.file_number,
            number=self.number,
            state=self.state,
            question=self.question,
            asked_by=self.asked_by,
            asked_at=self.asked_at,
            due_on=self.due_on,
            holder=self.holder,
            held_since=self.held_since,
            opened_at=self.opened_at,
            stays=[_stay(stay) for stay in stays],
            reminders=[reminder.view for reminder in reminders],
            opinion=end.opinion if end else None,
            ended_by=end.by if end else None,
            ended_at=end.occurred_at if end else None,
            reason=end.reason if end else "",
            custody_number=self.movement_serial,
            version=self.version,
            allowed_actions=allowed_actions,
        )

    @property
    def consulted(self) -> ConsultedView:
        """As the file's history has it."""
        return ConsultedView.model_construct(
            consultation_id=self.id,
            number=self.number,
            state=self.state,
            asked_by=self.asked_by.post,
            holder=self.holder,
            asked_at=self.asked_at,
            due_on=self.due_on,
            ended_at=self.end.occurred_at if self.end else None,
        )


def _stay(stay: Visit) -> ConsultationStayView:
    movement, opening = stay.movement, stay.opening
    return ConsultationStayView.model_construct(
        serial=movement.serial,
        from_post=movement.from_post,
        to_post=movement.to_post,
        by=movement.by,
        remarks=movement.remarks,
        occurred_at=movement.occurred_at,
        opened_at=opening.at if opening else None,
        opened_by=opening.person if opening else None,
    )


def must_be_disclosed(grading: Grading, disclose: bool) -> None:
    """Who shows a confidential file to a desk that could not see it says so. Raises DisclosureNotConfirmed."""
    if grading in NARROW and not disclose:
        raise DisclosureNotConfirmed(grading=grading)


def ask(
    consultation_id: UUID, file: File, to: Desk, by: Actor, when: When, question: str, due_on: date
) -> tuple[Consultation, Movement]:
    """A question to one desk, where it lies unopened; the file keeps its holder.

    Raises AsksItself, NobodyCanAct, ConsultationDueInThePast, and as ``File.check_work``.
    """
    file.check_work(by)
    if to.ref.post_id == by.post_id:
        raise AsksItself
    to.must_be_reachable()
    at = when.not_before(file.held_since)
    if due_on < office_day(at):
        raise ConsultationDueInThePast(due_on=due_on.isoformat())
    file.consultation_count += 1
    file.open_consultations += 1
    consultation = Consultation(
        id=consultation_id,
        grading=file.grading,
        holder=to.ref,
        held_since=when.reached(at),
        opened_at=None,
        opened_by=None,
        from_post=None,
        remarks="",
        last_kind="created",
        movement_serial=1,
        version=1,
        file_id=file.id,
        file_number=file.number,
        number=file.consultation_count,
        question=question,
        asked_by=by.signature,
        asked_at=at,
        due_on=due_on,
        state="open",
    )
    return consultation, _first(consultation, to.ref, by, at, when)


def _first(consultation: Consultation, to: PostRef, by: Actor, at: datetime, when: When) -> Movement:
    """The first link of its chain begins where the question arrives: before that there was none."""
    return Movement(consultation.id, 1, "created", None, to, by.signature, "", at, when.recorded_at, when.source)
