"""A requisition to the record room, and the loan that may come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from contracts.files.paper_file_errors import PaperOnAnothersAccount, PaperReturnInThePast, RequisitionSettled
from contracts.files.paper_files import PaperRequisitionView, RequisitionState
from contracts.files.views import PostRef, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import When, new_salt, permitted
from services.files.domain.numbering import office_day

if TYPE_CHECKING:
    from services.files.domain.paper_file import PaperFile


@dataclass(frozen=True, slots=True)
class Loan:
    """Out of the record room until a day; whoever has it by then brings it back."""

    requisition_id: UUID
    lender: PostRef
    return_on: date


@dataclass(slots=True, kw_only=True)
class Requisition:
    id: UUID
    paper_id: UUID
    keeper: PostRef
    """The desk of the record room."""
    asked_by: SignatureBlock
    asked_at: datetime
    reason: str
    state: RequisitionState = "asked"
    return_on: date | None = None
    issued_at: datetime | None = None
    ended_at: datetime | None = None
    remarks: str = ""
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the reason in the ledger."""

    def check_asked(self) -> None:
        """Raises RequisitionSettled."""
        if self.state != "asked":
            raise RequisitionSettled

    def check_decide(self, actor: Actor) -> None:
        """By the desk of the record room. Raises RequisitionSettled, PaperOnAnothersAccount."""
        self.check_asked()
        if self.keeper.post_id != actor.post_id:
            raise PaperOnAnothersAccount(account_hi=self.keeper.designation_hi, account_en=self.keeper.designation_en)

    def check_withdraw(self, actor: Actor) -> None:
        """By the desk that asked. Raises RequisitionSettled, PaperOnAnothersAccount."""
        self.check_asked()
        if self.asked_by.post.post_id != actor.post_id:
            post = self.asked_by.post
            raise PaperOnAnothersAccount(account_hi=post.designation_hi, account_en=post.designation_en)

    def issue(self, by: Actor, when: When, return_on: date) -> Loan:
        """Raises as ``check_decide``, PaperReturnInThePast."""
        self.check_decide(by)
        if return_on <= office_day(when.recorded_at):
            raise PaperReturnInThePast(return_on=return_on.isoformat())
        self.state, self.return_on, self.issued_at = "issued", return_on, when.not_before(self.asked_at)
        return Loan(self.id, self.keeper, return_on)

    def refuse(self, by: Actor, when: When, reason: str) -> None:
        """Raises as ``check_decide``."""
        self.check_decide(by)
        self.end("refused", when.not_before(self.asked_at), reason)

    def withdraw(self, by: Actor, when: When, reason: str) -> None:
        """Raises as ``check_withdraw``."""
        self.check_withdraw(by)
        self.end("withdrawn", when.not_before(self.asked_at), reason)

    def end(self, state: RequisitionState, at: datetime, remarks: str = "") -> None:
        """It asks for nothing more."""
        self.state, self.ended_at, self.remarks = state, at, remarks

    def view(self, actor: Actor, paper: PaperFile, today: date) -> PaperRequisitionView:
        allowed = permitted(
            {
                "issue_paper_file": lambda: self.check_decide(actor),
                "refuse_paper_requisition": lambda: self.check_decide(actor),
                "withdraw_paper_requisition": lambda: self.check_withdraw(actor),
            }
        )
        return PaperRequisitionView.model_construct(
            id=self.id,
            paper_id=self.paper_id,
            barcode=paper.barcode,
            number=paper.number,
            volume=paper.volume,
            subject=paper.subject,
            asked_by=self.asked_by,
            asked_at=self.asked_at,
            reason=self.reason,
            state=self.state,
            return_on=self.return_on,
            is_overdue=self.state == "issued" and self.return_on is not None and self.return_on < today,
            issued_at=self.issued_at,
            ended_at=self.ended_at,
            remarks=self.remarks,
            allowed_actions=allowed,
        )
