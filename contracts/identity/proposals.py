"""The rule of two: who decides for the district, or says who does, is changed by one and confirmed by another.

What needs a second person is refused when it is sent by itself (``directory.second_person``). Sent as a proposal it
waits until somebody with authority confirms it, and is told at once to those whom it concerns.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from contracts.base import Command, Line, OptionalLine, Page, Paged, View
from contracts.bounds import ONE_LINE
from contracts.examples import ID
from contracts.identity.requests import (
    AssumeCharge,
    RelinquishCharge,
    SavePerson,
    SavePost,
    SetPassword,
    UnlockPerson,
)

ProposedAct = Literal["assume_charge", "relinquish_charge", "save_post", "save_person", "set_password", "unlock_person"]
ProposalState = Literal["pending", "confirmed", "refused", "withdrawn", "lapsed"]
ProposalAction = Literal["confirm_proposal", "refuse_proposal", "withdraw_proposal"]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=300), ONE_LINE]
PROPOSABLE: tuple[ProposedAct, ...] = (
    "assume_charge",
    "relinquish_charge",
    "save_post",
    "save_person",
    "set_password",
    "unlock_person",
)


class NamedPersonView(View):
    """A person by name."""

    person_id: UUID
    name_hi: Line
    name_en: Line


class NamedPostView(View):
    """A post by name."""

    post_id: UUID
    designation_hi: Line
    designation_en: Line


class ChangeView(View):
    """One value before and after; empty where there was or will be none."""

    field: str = Field(max_length=40, description="As in the command: roles, superior_post_id, mobile, held_from, …")
    before: str = Field(max_length=2000)
    after: str = Field(max_length=2000)


class ProposalView(View):
    """What somebody wants to do that needs a second person, and how it ended."""

    id: UUID
    number: Line = Field(description="Short enough to be said on the telephone.")
    act: ProposedAct
    state: ProposalState
    person: NamedPersonView | None = Field(default=None, description="Whom it concerns: who gets or loses a charge, …")
    post: NamedPostView | None = Field(default=None, description="Which post it concerns.")
    changes: list[ChangeView] = Field(default_factory=list, max_length=40)
    reason: Line
    proposed_by: NamedPersonView
    proposed_at: datetime
    lapses_at: datetime = Field(description="Unless somebody confirms it before, it comes to nothing then.")
    settled_by: NamedPersonView | None = Field(default=None, description="None where it lapsed.")
    settled_at: datetime | None = None
    remarks: OptionalLine = Field(default="", description="Why it was refused.")
    allowed_actions: list[ProposalAction] = Field(
        default_factory=list, max_length=3, description="What the caller may do with it now."
    )


class ConfirmedProposalView(View):
    """A proposal that took effect."""

    proposal: ProposalView
    one_time_password: str | None = Field(
        default=None, max_length=200, repr=False, description="For ``set_password``: it is shown here and nowhere else."
    )


class ProposeChange(Command, service="identity", returns=ProposalView):
    """Ask for a second person's word on exactly one of these acts."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "स्थानान्तरण आदेश", "unlock_person": {"person_id": ID}}]}
    )

    reason: Reason = Field(description="Read by those who confirm it and by those whom it concerns.")
    assume_charge: AssumeCharge | None = None
    relinquish_charge: RelinquishCharge | None = None
    save_post: SavePost | None = None
    save_person: SavePerson | None = None
    set_password: SetPassword | None = None
    unlock_person: UnlockPerson | None = None

    @model_validator(mode="after")
    def _proposes_one_thing(self) -> ProposeChange:
        if sum(getattr(self, name) is not None for name in PROPOSABLE) != 1:
            raise ValueError("give exactly one act")
        return self

    @property
    def act(self) -> ProposedAct:
        return next(name for name in PROPOSABLE if getattr(self, name) is not None)


class ConfirmProposal(Command, service="identity", returns=ConfirmedProposalView, idempotent=False):
    """Let it take effect, as the second person. Confirming again changes nothing.

    It may answer with a one-time password, so its answer is kept nowhere; while nobody has used that password, the
    same person gets another one by confirming again.
    """

    proposal_id: UUID


class RefuseProposal(Command, service="identity", returns=ProposalView):
    """Let it come to nothing. Whoever may confirm it may refuse it, and so may the person whom it concerns, unless he
    would keep the directory no longer by it."""

    proposal_id: UUID
    remarks: Reason


class WithdrawProposal(Command, service="identity", returns=ProposalView):
    """Take back what one has proposed oneself."""

    proposal_id: UUID


class ListProposals(Paged, service="identity", returns=Page[ProposalView]):
    """The latest first: for those who keep the directory all, for others those that they may settle or are about."""

    pending: bool = Field(default=False, description="Only those that wait for a second person.")


__all__ = [
    "ChangeView",
    "ConfirmProposal",
    "ConfirmedProposalView",
    "ListProposals",
    "NamedPersonView",
    "NamedPostView",
    "ProposalView",
    "ProposeChange",
    "RefuseProposal",
    "WithdrawProposal",
]
