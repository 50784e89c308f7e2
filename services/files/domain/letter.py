"""A letter on its way out: approved → rendered → signed → issued → dispatched, or cancelled before it is issued.

Its number is reserved at approval, so that the signed bytes carry it. What is issued never changes; a cancelled
letter keeps its number, and the reason explains the gap in the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from contracts.base import Language
from contracts.documents import SignaturePlace
from contracts.files import AddresseeView, DraftForm, LetterState, LetterView, PersonRef, PostRef, SignatureBlock
from contracts.files.errors import AddresseeUnknown, LetterNotReady, NotTheSigner, SignerChanged, Stale
from services.files.domain.actor import Actor

NOT_ISSUED: tuple[LetterState, ...] = ("approved", "rendered", "signed")
# A person who acts *for* an officer writes in the officer's name, but cannot sign in it.
SIGNING_CAPACITIES = frozenset({"own", "link_officer"})


@dataclass(frozen=True)
class Reservation:
    """The number of a letter and what makes it unique: a serial of the office and year, and the place in the day."""

    number: str
    year: int
    serial: int
    issue_date: date
    day_ordinal: int


@dataclass(frozen=True)
class Print:
    """The PDF of the letter: which version of which document, and whose signature it waits for, where."""

    document_id: UUID
    version: int
    pages: int
    signer: PersonRef
    place: SignaturePlace


@dataclass(frozen=True)
class SigningSession:
    """A signature under way: for which letter and version it was prepared, and for whom."""

    id: UUID
    letter_id: UUID
    document_version: int
    certificate_id: UUID
    signer: SignatureBlock
    charge_id: UUID
    prepared_at: datetime
    expires_at: datetime

    @property
    def actor(self) -> Actor:
        """The officer as the record names them when the signature arrives by itself. Carries no role."""
        post = self.signer.post
        return Actor(
            person=self.signer.person,
            charge_id=self.charge_id,
            capacity=self.signer.capacity,
            post=post,
            roles=frozenset(),
            office_id=post.office_id or UUID(int=0),
            unit_id=None,
            superior_id=None,
        )


@dataclass
class Letter:
    id: UUID
    file_id: UUID
    draft_id: UUID
    draft_number: int
    office_id: UUID
    reservation: Reservation
    form: DraftForm
    language: Language
    subject: str
    addressees: tuple[AddresseeView, ...]
    signer: PostRef
    approver_post_id: UUID
    approved_by: SignatureBlock
    approved_at: datetime
    state: LetterState = "approved"
    printed: Print | None = None
    signed_session: UUID | None = None
    signed_version: int | None = None
    signed_sha256: str | None = None
    signed_by: SignatureBlock | None = None
    signed_at: datetime | None = None
    issued_by: SignatureBlock | None = None
    issued_at: datetime | None = None
    cancelled_by: SignatureBlock | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None
    version: int = 1

    @property
    def number(self) -> str:
        return self.reservation.number

    @property
    def document_version(self) -> int | None:
        """The signed version where there is one, the printed one before."""
        return self.signed_version or (self.printed.version if self.printed else None)

    def check_version(self, expected: int | None) -> None:
        """Raises Stale where the caller saw another version."""
        if expected is not None and expected != self.version:
            raise Stale(version=self.version)

    def concerns(self, post_id: UUID, holder_post_id: UUID) -> bool:
        """Whether this desk may take the letter further: it holds the file, approved the draft, or signs."""
        return post_id in (holder_post_id, self.approver_post_id, self.signer.post_id)

    def may_dispatch(self, actor: Actor) -> bool:
        """Whether it has come to this actor's dispatch section, which needs not know the file."""
        return (
            self.state in ("issued", "dispatched") and "dispatch" in actor.roles and actor.office_id == self.office_id
        )

    def must_be(self, *states: LetterState) -> None:
        """Raises LetterNotReady; its field ``needed`` is the first of the states."""
        if self.state not in states:
            raise LetterNotReady(state=self.state, needed=states[0])

    def render(self, printed: Print) -> None:
        """Take the PDF. It may be made again until it is signed, for example because the charge changed hands."""
        self.must_be("approved", "rendered")
        self.printed = printed
        self._becomes("rendered")

    def check_signer(self, by: Actor) -> Print:
        """The print that this actor may sign. Raises LetterNotReady, NotTheSigner or SignerChanged."""
        self.must_be("rendered")
        if by.post_id != self.signer.post_id or by.capacity not in SIGNING_CAPACITIES:
            raise NotTheSigner(signer_hi=self.signer.designation_hi, signer_en=self.signer.designation_en)
        printed = self.printed
        assert printed is not None, "a rendered letter has a print"
        if printed.signer.person_id != by.person.person_id:
            raise SignerChanged(signer_hi=printed.signer.name_hi, signer_en=printed.signer.name_en)
        return printed

    def awaits(self, session: SigningSession) -> bool:
        """Whether a signature made in this session would be the letter's: for its newest print, and not yet there."""
        return (
            self.state == "rendered" and self.printed is not None and session.document_version == self.printed.version
        )

    def must_await(self, session: SigningSession) -> None:
        """Raises SignerChanged where the letter was printed again after the session was prepared."""
        self.must_be("rendered")
        if not self.awaits(session):
            raise SignerChanged("The letter was printed again; prepare the signature anew.")

    def sign(self, *, session_id: UUID, version: int, sha256: str, by: SignatureBlock, at: datetime) -> None:
        """Take the signed version of the document."""
        self.must_be("rendered")
        self.signed_session, self.signed_version, self.signed_sha256 = session_id, version, sha256
        self.signed_by, self.signed_at = by, at
        self._becomes("signed")

    def issue(self, by: SignatureBlock, at: datetime) -> None:
        self.must_be("signed")
        self.issued_by, self.issued_at = by, at
        self._becomes("issued")

    def cancel(self, reason: str, by: SignatureBlock, at: datetime) -> None:
        """Give it up. The number stays used; the reason explains it."""
        self.must_be(*NOT_ISSUED)
        self.cancelled_by, self.cancelled_at, self.cancel_reason = by, at, reason
        self._becomes("cancelled")

    def addressee(self, index: int) -> AddresseeView:
        """Counted from 1. Raises AddresseeUnknown."""
        if index > len(self.addressees):
            raise AddresseeUnknown(addressees=len(self.addressees))
        return self.addressees[index - 1]

    def serve(self, served: int) -> None:
        """Note that it went to ``served`` of its addressees; with the last of them it is dispatched."""
        self.must_be("issued")
        if served >= len(self.addressees):
            self._becomes("dispatched")

    def _becomes(self, state: LetterState) -> None:
        self.state = state
        self.version += 1

    def actions(self, actor: Actor, holder_post_id: UUID) -> list[str]:
        """What this actor can do with it now."""
        able: list[str] = []
        concerned = self.concerns(actor.post_id, holder_post_id)
        signs = actor.post_id == self.signer.post_id and actor.capacity in SIGNING_CAPACITIES
        if self.state in ("approved", "rendered") and concerned:
            able.append("render_letter")
        if self.state == "rendered" and signs:
            able += ["prepare_signature", "complete_signature"]
        if self.state == "signed" and concerned:
            able.append("issue_letter")
        if self.state in NOT_ISSUED and concerned:
            able.append("cancel_letter")
        if self.state == "issued" and self.may_dispatch(actor):
            able.append("dispatch_letter")
        if self.signed_sha256 is not None:
            able.append("verify_letter")
        return able

    def view(self, allowed_actions: list[str] | None = None) -> LetterView:
        return LetterView(
            id=self.id,
            file_id=self.file_id,
            draft_id=self.draft_id,
            number=self.number,
            issue_date=self.reservation.issue_date,
            state=self.state,
            subject=self.subject,
            addressees=list(self.addressees),
            signer=self.signer,
            approved_by=self.approved_by,
            approved_at=self.approved_at,
            document_id=self.printed.document_id if self.printed else None,
            document_version=self.document_version,
            signed_sha256=self.signed_sha256,
            signed_by=self.signed_by,
            signed_at=self.signed_at,
            issued_at=self.issued_at,
            cancelled_by=self.cancelled_by,
            cancelled_at=self.cancelled_at,
            cancel_reason=self.cancel_reason,
            version=self.version,
            allowed_actions=allowed_actions or [],
        )
