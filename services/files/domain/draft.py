"""A draft for approval (DFA): its text in versions, who changed what, frozen once approved (feature row 23)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.base import Language
from contracts.files import AddresseeView, DraftForm, DraftVersionView, DraftView, PersonRef, SignatureBlock
from contracts.files.errors import DraftEditedByAnother, DraftFrozen, Stale
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.approval import Rights, check
from services.files.domain.custody import new_salt, permitted
from services.files.domain.file import File

DraftState = Literal["draft", "approved", "discarded"]


@dataclass(frozen=True)
class DraftText:
    """What a letter says, whole. ``body`` and ``copy_to`` hold one paragraph or line an item."""

    subject: str
    reference: str
    addressees: tuple[AddresseeView, ...]
    body: tuple[str, ...]
    copy_to: tuple[str, ...] = ()
    marked: bool = True
    """Its body may hold emphasis, lists and tables; what was typed before drafts could is printed as it was."""


@dataclass(frozen=True)
class DraftVersion:
    """One version of the text. It never changes."""

    number: int
    text: DraftText
    revised_by: SignatureBlock
    revised_at: datetime
    salt: bytes = field(default_factory=new_salt)
    """Salts the hash of the text in the ledger."""

    def view(self) -> DraftVersionView:
        text = self.text
        return DraftVersionView(
            number=self.number,
            subject=text.subject,
            reference=text.reference,
            addressees=list(text.addressees),
            body=list(text.body),
            marked=text.marked,
            copy_to=list(text.copy_to),
            revised_by=self.revised_by,
            revised_at=self.revised_at,
        )


@dataclass
class Draft:
    """A draft with its newest text. ``version`` counts every change of the draft, for If-Match."""

    id: UUID
    file_id: UUID
    form: DraftForm
    language: Language
    newest: DraftVersion
    state: DraftState = "draft"
    letter_id: UUID | None = None
    version: int = 1

    @property
    def text(self) -> DraftText:
        return self.newest.text

    def check_version(self, expected: int | None) -> None:
        """Raises Stale where the caller saw another version."""
        if expected is not None and expected != self.version:
            raise Stale(version=self.version)

    def check_base(self, base: int, other: PersonRef | None) -> None:
        """Nobody else has changed it since version ``base``; ``other`` is who did.

        Raises DraftEditedByAnother, Stale.
        """
        if other is not None:
            raise DraftEditedByAnother(version=self.version, person_hi=other.name_hi, person_en=other.name_en)
        if base > self.version:
            raise Stale(version=self.version)

    def revise(self, text: DraftText, by: SignatureBlock, at: datetime) -> DraftVersion:
        """Put a new version over the last one, which stays. Raises DraftFrozen."""
        self._changeable()
        self.newest = DraftVersion(number=self.newest.number + 1, text=text, revised_by=by, revised_at=at)
        self.version += 1
        return self.newest

    def discard(self) -> None:
        """Give it up; its versions stay readable. Raises DraftFrozen."""
        self._changeable()
        self.state = "discarded"
        self.version += 1

    def approve(self, letter_id: UUID) -> None:
        """Freeze it for the letter that it becomes. Raises DraftFrozen."""
        self._changeable()
        self.state = "approved"
        self.letter_id = letter_id
        self.version += 1

    def _changeable(self) -> None:
        if self.state != "draft":
            raise DraftFrozen(state=self.state)

    def actions(self, actor: Actor, file: File, table: Rights) -> list[str]:
        """What this actor can do with it now."""

        def revise() -> None:
            file.check_work(actor)
            self._changeable()
            actor.require(OFFICE_WORK, "dealing_hand")

        def approve() -> None:
            revise()
            check(table, self.form, actor.roles)

        return permitted({"revise_draft": revise, "discard_draft": revise, "approve_draft": approve})

    def view(self, allowed_actions: list[str] | None = None) -> DraftView:
        text = self.text
        return DraftView(
            id=self.id,
            file_id=self.file_id,
            state=self.state,
            form=self.form,
            language=self.language,
            subject=text.subject,
            reference=text.reference,
            addressees=list(text.addressees),
            body=list(text.body),
            marked=text.marked,
            copy_to=list(text.copy_to),
            number=self.newest.number,
            revised_by=self.newest.revised_by,
            revised_at=self.newest.revised_at,
            letter_id=self.letter_id,
            version=self.version,
            allowed_actions=allowed_actions or [],
        )
