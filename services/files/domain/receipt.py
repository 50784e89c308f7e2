"""A receipt: a letter that came in (dak), from the diary until it is in a file or closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from contracts.base import Language
from contracts.errors import ClaimedTimeWrong, Conflict
from contracts.files import DiariseReceipt
from contracts.files.classification_errors import SubjectHeadUnchanged
from contracts.files.diary_errors import ReceiptWorkedOn
from contracts.files.errors import LetterDatedLater, ReceiptClosed, ReceiptHeldByAnother, ReceiptInFile, RoleMissing
from contracts.files.events import ReceiptMoved
from contracts.files.procedure import SubjectHeadView
from contracts.files.relation_errors import ReceiptNotInFile
from contracts.files.tl_errors import ReceiptUnderTimeLimit
from contracts.files.views import CancelledView, Label, Mode, ReceiptForm, ReceiptView, SenderView, SignatureBlock
from services.files.domain.actor import COMPETENT, Actor
from services.files.domain.citizen import status_code
from services.files.domain.custody import Carried, Movement, When, begin, permitted
from services.files.domain.file import File
from services.files.domain.numbering import office_day


@dataclass(slots=True, kw_only=True)
class Receipt(Carried):
    held_by_another: ClassVar[type[Conflict]] = ReceiptHeldByAnother
    closed_already: ClassVar[type[Conflict]] = ReceiptClosed

    office_id: UUID
    diary_number: str
    diary_year: int
    form: ReceiptForm
    subject: str
    sender: SenderView
    letter_number: str
    letter_date: date | None
    received_on: date
    mode: Mode
    language: Language
    labels: list[Label]
    document_id: UUID | None
    state: Literal["open", "in_file", "closed"]
    file_id: UUID | None
    file_number: str | None
    diarised_by: SignatureBlock
    diarised_at: datetime
    open_tl_letters: int = 0
    """TL letters about it that are not struck off."""
    cancelled: CancelledView | None = None
    """Closed, because it was diarised by mistake."""
    subject_head: SubjectHeadView | None = None
    """Where it stands in the subject tree; its own also once it lies in a file, which may stand elsewhere."""

    def must_be_open(self) -> None:
        """Raises ReceiptInFile, ReceiptClosed."""
        if self.state == "in_file":
            raise ReceiptInFile(file_number=self.file_number)
        Carried.must_be_open(self)

    def put_in(self, file: File, by: Actor, when: When) -> Movement:
        """Into a file on the same desk; from then on it goes where the file goes."""
        self.check_work(by)
        file.check_work(by)
        file.open_tl_letters += self.open_tl_letters
        movement = self.move("put_in_file", self.holder, by, when)
        self.mark_opened(by, movement.occurred_at)
        self.state, self.file_id, self.file_number = "in_file", file.id, file.number
        return movement

    def check_close(self, actor: Actor) -> None:
        """Raises as ``check_work``, and ReceiptUnderTimeLimit."""
        self.check_work(actor)
        if self.open_tl_letters:
            raise ReceiptUnderTimeLimit(count=self.open_tl_letters)

    def check_cancel(self, actor: Actor, above: bool, worked_on: Callable[[], bool]) -> None:
        """By the desk that diarised it, or an officer above that, while it lies there and nothing was done with it.

        Raises ReceiptInFile, ReceiptClosed, ReceiptHeldByAnother, RoleMissing, ReceiptWorkedOn.
        """
        self.must_be_open()
        if self.holder.post_id != self.diarised_by.post.post_id:
            raise ReceiptHeldByAnother(
                holder_hi=self.holder.designation_hi, holder_en=self.holder.designation_en, post=self.holder.post_id
            )
        if actor.post_id != self.holder.post_id and not above:
            raise RoleMissing(role="section_officer")
        if actor.post_id != self.holder.post_id:
            actor.require(COMPETENT, "section_officer")
        if worked_on():
            raise ReceiptWorkedOn

    def cancel(self, by: Actor, when: When, reason: str, above: bool, worked_on: Callable[[], bool]) -> Movement:
        """Closed as a mistake, at its desk; the number is never given again. Raises as ``check_cancel``."""
        self.check_cancel(by, above, worked_on)
        movement = self.move("closed", self.holder, by, when, reason)
        self.mark_opened(by, self.held_since)
        at = movement.occurred_at
        self.state, self.closed_at, self.closed_post_id = "closed", at, self.holder.post_id
        self.cancelled = CancelledView(by=by.signature, at=at, reason=reason)
        return movement

    def place(self, head: SubjectHeadView, by: Actor) -> None:
        """Put it under a head of the subject tree. Raises as ``check_work``, and SubjectHeadUnchanged."""
        self.check_work(by)
        now = self.subject_head
        if now is not None and now.code == head.code:
            raise SubjectHeadUnchanged(name_hi=now.name_hi, name_en=now.name_en)
        self.subject_head = head

    def take_out(self, file: File, by: Actor, when: When, reason: str) -> Movement:
        """Out of a file, onto the desk on which that lies; its TL letters count there no more.

        Raises ReceiptNotInFile and as the file's ``check_work``.
        """
        file.check_work(by)
        if self.state != "in_file" or self.file_id != file.id:
            raise ReceiptNotInFile
        file.open_tl_letters -= self.open_tl_letters
        movement = self.move("detached", by.post, by, when, reason)
        self.mark_opened(by, movement.occurred_at)
        self.state, self.file_id, self.file_number = "open", None, None
        return movement

    def allowed_actions(self, actor: Actor, above: bool, worked_on: Callable[[], bool]) -> list[str]:
        """Names of the commands that this actor may send about it now.

        ``above``: the actor's post stands above the desk on which it lies.
        """

        def work() -> None:
            self.check_work(actor)

        def pull_back() -> None:
            self.must_be_open()
            self.check_pull_back(actor)

        return permitted(
            {
                "open_receipt": work,
                "mark_receipt": work,
                "pull_back_receipt": pull_back,
                "put_receipt_in_file": work,
                "classify_receipt": work,
                "close_receipt": lambda: self.check_close(actor),
                "cancel_receipt": lambda: self.check_cancel(actor, above, worked_on),
                "enter_tl_letter": lambda: self.check_enter_tl(actor),
            }
        )

    def moved(self, movement: Movement, for_information: list[UUID] | None = None) -> ReceiptMoved:
        """What the world is told of a movement to another desk."""
        return ReceiptMoved.model_construct(
            receipt_id=self.id,
            diary_number=self.diary_number,
            subject=self.subject,
            grading=self.grading,
            from_post=movement.from_post,
            to_post=movement.to_post,
            for_information=for_information or [],
            pulled_back=movement.kind == "pulled_back",
            serial=movement.serial,
        )

    def view(self, allowed_actions: list[str]) -> ReceiptView:
        return ReceiptView.model_construct(
            id=self.id,
            diary_number=self.diary_number,
            diary_year=self.diary_year,
            office_id=self.office_id,
            form=self.form,
            subject=self.subject,
            sender=self.sender,
            letter_number=self.letter_number,
            letter_date=self.letter_date,
            received_on=self.received_on,
            mode=self.mode,
            language=self.language,
            grading=self.grading,
            labels=self.labels,
            document_id=self.document_id,
            state=self.state,
            holder=self.holder,
            file_id=self.file_id,
            file_number=self.file_number,
            diarised_by=self.diarised_by,
            diarised_at=self.diarised_at,
            open_tl_letters=self.open_tl_letters,
            custody_number=self.movement_serial,
            status_code=status_code(self.salt),
            cancelled=self.cancelled,
            subject_head=self.subject_head,
            version=self.version,
            allowed_actions=allowed_actions,
        )


def new_receipt(
    receipt_id: UUID, diary_number: str, said: DiariseReceipt, head: SubjectHeadView | None, by: Actor, when: When
) -> tuple[Receipt, Movement]:
    """A receipt begins on the desk that diarises it, opened there. Raises ClaimedTimeWrong, LetterDatedLater."""
    at = when.occurred_at
    if said.received_on > office_day(at):
        raise ClaimedTimeWrong("It cannot have been received after it was diarised.")
    if said.letter_date is not None and said.letter_date > said.received_on:
        raise LetterDatedLater(letter_date=said.letter_date.isoformat(), received_on=said.received_on.isoformat())
    receipt = Receipt(
        id=receipt_id,
        grading=said.grading,
        holder=by.post,
        held_since=at,
        opened_at=at,
        opened_by=by.person,
        from_post=None,
        remarks="",
        last_kind="created",
        movement_serial=1,
        version=1,
        office_id=by.office_id,
        diary_number=diary_number,
        diary_year=office_day(at).year,
        form=said.form,
        subject=said.subject,
        sender=SenderView.model_validate(said.sender.model_dump()),
        letter_number=said.letter_number,
        letter_date=said.letter_date,
        received_on=said.received_on,
        mode=said.mode,
        language=said.language,
        labels=said.labels,
        document_id=said.document_id,
        state="open",
        file_id=None,
        file_number=None,
        diarised_by=by.signature,
        diarised_at=at,
        subject_head=head,
    )
    return receipt, begin(receipt_id, by, when)
