"""An order that was given by word of mouth: a note records it, and the officer himself says later whether he gave it.

CSMOP wants such orders followed by writing. Nobody can say yes in his place: neither who acts for him nor who holds
his post after him.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from contracts.files.notes import OfficerView, OralOrderRef, OralOrderState, OrderMeans
from contracts.files.oral_order_errors import NotTheOfficer, OralOrderAnswered, OrderTimeWrong
from contracts.files.views import PersonRef, SignatureBlock
from services.files.domain.actor import Actor
from services.files.domain.custody import Desk, When, new_salt, permitted

LONGEST_AGO = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Answer:
    """The officer's word. It never changes."""

    note_id: UUID
    kind: Literal["confirmed", "denied"]
    by: SignatureBlock
    at: datetime
    remarks: str
    salt: bytes = field(default_factory=new_salt)


@dataclass(frozen=True, slots=True)
class OralOrder:
    """What a note records. ``note_id`` names both."""

    note_id: UUID
    file_id: UUID
    ordered_by: OfficerView
    ordered_at: datetime
    means: OrderMeans
    recorded_post_id: UUID
    answer: Answer | None = None
    salt: bytes = field(default_factory=new_salt)

    @property
    def person_id(self) -> UUID:
        return self.ordered_by.person.person_id

    @property
    def post_id(self) -> UUID:
        return self.ordered_by.post.post_id

    @property
    def state(self) -> OralOrderState:
        return "unconfirmed" if self.answer is None else self.answer.kind

    @property
    def ref(self) -> OralOrderRef:
        """What stands at the note."""
        return OralOrderRef.model_construct(
            ordered_by=self.ordered_by,
            ordered_at=self.ordered_at,
            means=self.means,
            state=self.state,
            answered_at=self.answer.at if self.answer else None,
            remarks=self.answer.remarks if self.answer else "",
        )

    def check_answer(self, by: Actor) -> None:
        """Raises NotTheOfficer, OralOrderAnswered."""
        if by.person.person_id != self.person_id:
            officer = self.ordered_by.person
            raise NotTheOfficer(officer_hi=officer.name_hi, officer_en=officer.name_en)
        if self.answer is not None:
            raise OralOrderAnswered(state=self.state)

    def answered(self, kind: Literal["confirmed", "denied"], by: Actor, when: When, remarks: str) -> Answer:
        """The officer's word. Raises as ``check_answer``, ClaimedTimeWrong."""
        self.check_answer(by)
        return Answer(self.note_id, kind, by.signature, when.not_before(self.ordered_at), remarks)

    def allowed_actions(self, actor: Actor) -> list[str]:
        """What this actor may say to it now."""
        checks = dict.fromkeys(("confirm_oral_order", "deny_oral_order"), lambda: self.check_answer(actor))
        return permitted(checks)


def must_be_plausible(ordered_at: datetime, when: When) -> None:
    """Given before it is recorded, and not long ago. Raises OrderTimeWrong."""
    earliest = when.recorded_at - LONGEST_AGO
    if not earliest <= ordered_at <= when.occurred_at:
        raise OrderTimeWrong(earliest=earliest.isoformat(), latest=when.occurred_at.isoformat())


def officer(desk: Desk, person: PersonRef) -> OfficerView:
    """Who gave it, as he was named then."""
    return OfficerView.model_construct(person=person, post=desk.ref)
