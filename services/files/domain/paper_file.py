"""A paper file: one desk answers for it, always.

Who hands it over answers for it until the other desk has received it, whatever is said in between; who lost it answers
for it until it is found. Its custody is a chain of its own and touches no electronic file's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from contracts.base import Source
from contracts.files.paper_file_errors import (
    NotAboveAccount,
    NotInRecordRoom,
    PaperClosedAlready,
    PaperFileStale,
    PaperMissing,
    PaperNotForYou,
    PaperNotMissing,
    PaperNotOnTheWay,
    PaperNotPending,
    PaperOnAnothersAccount,
    PaperOnTheWay,
)
from contracts.files.paper_files import PaperEnd, PaperLoss, PaperMovementView, PaperStep
from contracts.files.views import Grading, PostRef, SignatureBlock
from services.files.domain.actor import COMPETENT, OFFICE_WORK, Actor
from services.files.domain.custody import Desk, When, new_salt, permitted
from services.files.domain.numbering import office_day
from services.files.domain.paper_loan import Loan


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is put; on the desk itself where nothing is said."""

    room: str = ""
    almirah: str = ""
    shelf: str = ""


ON_THE_DESK = Place()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a paper file, by the directory at this moment."""

    is_above: bool = False
    """Above the desk that answers for it; or that desk itself, where nobody is above it."""
    record_room_id: UUID | None = None
    """The post that keeps the record room of the paper file's office."""


@dataclass(frozen=True, slots=True)
class PaperMovement:
    """A link of the chain. ``before_id`` is none for the first one only."""

    paper_id: UUID
    serial: int
    kind: PaperStep
    before_id: UUID | None
    account: PostRef
    way: PostRef | None
    place: Place
    remarks: str
    by: SignatureBlock
    occurred_at: datetime
    recorded_at: datetime
    source: Source
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the remarks in the ledger."""

    @property
    def view(self) -> PaperMovementView:
        return PaperMovementView.model_construct(
            serial=self.serial,
            kind=self.kind,
            account=self.account,
            on_way_to=self.way,
            room=self.place.room,
            almirah=self.place.almirah,
            shelf=self.place.shelf,
            remarks=self.remarks,
            by=self.by,
            at=self.occurred_at,
        )


@dataclass(slots=True, kw_only=True)
class PaperFile:
    id: UUID
    barcode: str
    office_id: UUID
    """Which registered it."""
    number: str
    volume: int
    subject: str
    grading: Grading
    from_year: int | None
    to_year: int | None
    file_id: UUID | None
    is_legacy: bool
    """Registered without an electronic file."""
    is_pending: bool
    account: PostRef
    account_since: datetime
    registered_by: SignatureBlock
    registered_at: datetime
    last_step_at: datetime
    registered_on: date
    """The server's day in India: no claimed time comes before a cutover."""
    way: PostRef | None = None
    way_since: datetime | None = None
    place: Place = ON_THE_DESK
    ended_as: PaperEnd | None = None
    ended_at: datetime | None = None
    ended_on: date | None = None
    """The server's day in India, by which the trend counts."""
    closed_at: datetime | None = None
    loss: PaperLoss | None = None
    loan: Loan | None = None
    movement_serial: int = 0
    version: int = 1
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the subject in the ledger."""
    ledger_serial: int = 0
    ledger_hash: bytes = b""

    # ---- what is refused

    def must_be_version(self, expected: int | None) -> None:
        """Raises PaperFileStale. None expects nothing."""
        if expected is not None and expected != self.version:
            raise PaperFileStale(version=self.version)

    def check_at_hand(self, actor: Actor) -> None:
        """On the actor's account, neither lost nor on the way.

        Raises PaperOnAnothersAccount, PaperMissing, PaperOnTheWay.
        """
        if self.account.post_id != actor.post_id:
            raise PaperOnAnothersAccount(**self._account_names)
        self.must_be_there()

    def must_be_there(self) -> None:
        """Raises PaperMissing, PaperOnTheWay."""
        if self.loss is not None:
            raise PaperMissing
        if self.way is not None:
            raise PaperOnTheWay(to_hi=self.way.designation_hi, to_en=self.way.designation_en)

    def check_take_back(self, actor: Actor) -> None:
        """Raises PaperOnAnothersAccount, PaperNotOnTheWay."""
        if self.account.post_id != actor.post_id:
            raise PaperOnAnothersAccount(**self._account_names)
        if self.way is None:
            raise PaperNotOnTheWay

    def check_receive(self, actor: Actor) -> None:
        """Raises PaperNotForYou."""
        if self.way is None or self.way.post_id != actor.post_id:
            raise PaperNotForYou(**self._account_names)

    def check_request(self, actor: Actor, standing: Standing) -> None:
        """Raises RoleMissing, NotInRecordRoom, PaperMissing."""
        actor.require(OFFICE_WORK, "dealing_hand")
        if self.account.post_id != standing.record_room_id or self.account.post_id == actor.post_id:
            raise NotInRecordRoom
        if self.loss is not None:
            raise PaperMissing

    def check_report_lost(self, actor: Actor, standing: Standing) -> None:
        """By the desk that answers for it, or one above. Raises NotAboveAccount, PaperMissing."""
        self._must_answer(actor, standing)
        if self.loss is not None:
            raise PaperMissing

    def check_order(self, actor: Actor, standing: Standing) -> None:
        """Never by the desk that lost it, unless nobody is above.

        Raises PaperNotMissing, RoleMissing, NotAboveAccount.
        """
        if self.loss != "reported":
            raise PaperNotMissing
        actor.require(COMPETENT, "section_officer")
        if not standing.is_above:
            raise NotAboveAccount(**self._account_names)

    def check_find(self) -> None:
        """Raises PaperNotMissing."""
        if self.loss is None:
            raise PaperNotMissing

    def check_reconstruct(self, actor: Actor, standing: Standing) -> None:
        """After the order. Raises NotAboveAccount, PaperNotMissing."""
        self._must_answer(actor, standing)
        if self.loss != "ordered":
            raise PaperNotMissing

    def check_digitise(self, actor: Actor) -> None:
        """Raises as ``check_at_hand``, PaperNotPending."""
        self.check_at_hand(actor)
        self._must_be_pending()

    def check_close(self, actor: Actor, standing: Standing) -> None:
        """By a section officer or above, who has it or is above who has it (CSMOP).

        Raises NotAboveAccount, RoleMissing, as ``must_be_there``, PaperNotPending, PaperClosedAlready.
        """
        self._must_answer(actor, standing)
        actor.require(COMPETENT, "section_officer")
        self.must_be_there()
        self._must_be_pending()
        if self.closed_at is not None:
            raise PaperClosedAlready

    def _must_answer(self, actor: Actor, standing: Standing) -> None:
        if self.account.post_id != actor.post_id and not standing.is_above:
            raise NotAboveAccount(**self._account_names)

    def _must_be_pending(self) -> None:
        if not self.is_pending:
            raise PaperNotPending

    @property
    def _account_names(self) -> dict[str, str]:
        return {"account_hi": self.account.designation_hi, "account_en": self.account.designation_en}

    # ---- what is done

    def register(self, by: Actor, when: When, place: Place, remarks: str) -> PaperMovement:
        """The first link of its chain."""
        self.place = place
        return self._step("registered", by, when, remarks)

    def hand_over(self, to: Desk, by: Actor, when: When, remarks: str) -> PaperMovement:
        """Raises as ``check_at_hand``, NobodyCanAct, PaperNotForYou where it is the own desk."""
        self.check_at_hand(by)
        if to.ref.post_id == by.post_id:
            raise PaperNotForYou(**self._account_names)
        to.must_be_reachable()
        return self._step("handed_over", by, when, remarks, way=to.ref)

    def issue(self, loan: Loan, to: Desk, by: Actor, when: When, remarks: str) -> PaperMovement:
        """Out of the record room until a day. Raises as ``hand_over``."""
        self.check_at_hand(by)
        to.must_be_reachable()
        self.loan = loan
        return self._step("issued", by, when, remarks, way=to.ref)

    def take_back(self, by: Actor, when: When, remarks: str) -> PaperMovement:
        """What was issued and not received was not lent. Raises as ``check_take_back``."""
        self.check_take_back(by)
        self._end_loan_at(by.post_id)
        return self._step("taken_back", by, when, remarks)

    def receive(self, by: Actor, when: When, place: Place, standing: Standing) -> PaperMovement:
        """The one way in which its account changes. Raises as ``check_receive``."""
        self.check_receive(by)
        self.place = place
        self._end_loan_at(by.post_id, standing.record_room_id)
        link = self._step("received", by, when, "", account=by.post)
        self._settle(standing, link)
        return link

    def put(self, place: Place, by: Actor, when: When) -> PaperMovement:
        """Raises as ``check_at_hand``."""
        self.check_at_hand(by)
        self.place = place
        return self._step("placed", by, when, "")

    def report_lost(self, by: Actor, when: When, last_seen: str, standing: Standing) -> PaperMovement:
        """What was on the way is lost on the giver's account. Raises as ``check_report_lost``."""
        self.check_report_lost(by, standing)
        self.loss = "reported"
        return self._step("lost_reported", by, when, last_seen)

    def order_search(self, by: Actor, when: When, order: str, standing: Standing) -> PaperMovement:
        """Raises as ``check_order``."""
        self.check_order(by, standing)
        self.loss = "ordered"
        return self._step("search_ordered", by, when, order)

    def find(self, by: Actor, when: When, where: str) -> PaperMovement:
        """One that was reconstructed is found too; it is not pending again. Raises as ``check_find``.

        What was issued and lost before it was received is with its lender, and no longer lent.
        """
        self.check_find()
        self.loss = None
        self._end_loan_at(self.account.post_id)
        self.place = ON_THE_DESK
        return self._step("found", by, when, where)

    def reconstruct(self, file_id: UUID, by: Actor, when: When, remarks: str, standing: Standing) -> PaperMovement:
        """Raises as ``check_reconstruct``."""
        self.check_reconstruct(by, standing)
        self.loss = "reconstructed"
        self.loan = None
        self.file_id = self.file_id or file_id
        link = self._step("reconstructed", by, when, remarks)
        self._end("lost", link)
        return link

    def digitise(self, file_id: UUID, by: Actor, when: When, remarks: str) -> PaperMovement:
        """Raises as ``check_digitise``."""
        self.check_digitise(by)
        self.file_id = file_id
        link = self._step("digitised", by, when, remarks)
        self._end("digitised", link)
        return link

    def close(self, by: Actor, when: When, reason: str, standing: Standing) -> PaperMovement:
        """Raises as ``check_close``."""
        self.check_close(by, standing)
        link = self._step("closed", by, when, reason)
        self.closed_at = link.occurred_at
        self._settle(standing, link)
        return link

    def _settle(self, standing: Standing, link: PaperMovement) -> None:
        """What is closed on paper and has come to the record room waits no more."""
        if self.closed_at is not None and self.account.post_id == standing.record_room_id:
            self._end("record_room", link)

    def _end(self, how: PaperEnd, link: PaperMovement) -> None:
        if self.is_pending:
            self.is_pending, self.ended_as, self.ended_at = False, how, link.occurred_at
            self.ended_on = office_day(link.recorded_at)

    def _end_loan_at(self, post_id: UUID, record_room_id: UUID | None = None) -> None:
        if self.loan is not None and post_id in (self.loan.lender.post_id, record_room_id):
            self.loan = None

    def _step(
        self,
        kind: PaperStep,
        by: Actor,
        when: When,
        remarks: str,
        *,
        way: PostRef | None = None,
        account: PostRef | None = None,
    ) -> PaperMovement:
        """The next link: it is on the way to ``way``, or no longer on the way; ``account`` where that changes."""
        before = self.account.post_id if self.movement_serial else None
        at = when.not_before(self.last_step_at)
        self.last_step_at = at
        self.movement_serial += 1
        self.version += 1
        self.way, self.way_since = way, at if way is not None else None
        if account is not None:
            self.account, self.account_since = account, at
        return PaperMovement(
            paper_id=self.id,
            serial=self.movement_serial,
            kind=kind,
            before_id=before,
            account=self.account,
            way=way,
            place=self.place,
            remarks=remarks,
            by=by.signature,
            occurred_at=at,
            recorded_at=when.recorded_at,
            source=when.source,
        )

    # ---- what is shown

    def allowed_actions(self, actor: Actor, standing: Standing) -> list[str]:
        """Names of the commands that this actor may send about it now."""
        at_hand = lambda: self.check_at_hand(actor)  # noqa: E731 - one rule for two commands
        return permitted(
            {
                "receive_paper_file": lambda: self.check_receive(actor),
                "hand_over_paper_file": at_hand,
                "take_back_paper_file": lambda: self.check_take_back(actor),
                "place_paper_file": at_hand,
                "request_paper_file": lambda: self.check_request(actor, standing),
                "report_paper_file_lost": lambda: self.check_report_lost(actor, standing),
                "order_paper_file_search": lambda: self.check_order(actor, standing),
                "find_paper_file": self.check_find,
                "reconstruct_paper_file": lambda: self.check_reconstruct(actor, standing),
                "digitise_paper_file": lambda: self.check_digitise(actor),
                "close_paper_file": lambda: self.check_close(actor, standing),
            }
        )

    def is_overdue(self, today: date) -> bool:
        return self.loan is not None and self.loan.return_on < today
