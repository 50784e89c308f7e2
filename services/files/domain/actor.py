"""Who acts: a person in charge of a post, as the projected directory says at the moment of the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from contracts.base import ActorView, Capacity
from contracts.files.errors import RoleMissing
from contracts.files.views import PersonRef, PostRef, SignatureBlock

# CSMOP: a section officer, or above, is competent to close a file and to approve.
COMPETENT = frozenset({"section_officer", "adm", "dm"})
# Who deals with papers. Keepers of the directory (EMD manager, administrator) do not, unless the post has more roles.
OFFICE_WORK = COMPETENT | {"dealing_hand", "receipt", "dispatch"}

# Keeps its office's register of time-limit letters. Which posts are of it is said in the directory.
TL_SECTION = frozenset({"tl_section"})


@dataclass(frozen=True, slots=True)
class Actor:
    person: PersonRef
    charge_id: UUID
    capacity: Capacity
    """own, for (a PA acting for the officer) or link_officer."""
    post: PostRef
    roles: frozenset[str]
    office_id: UUID
    unit_id: UUID | None
    """None for posts above the sections."""
    superior_id: UUID | None

    @property
    def post_id(self) -> UUID:
        return self.post.post_id

    @property
    def signature(self) -> SignatureBlock:
        """Name, post and capacity as they go on the record and stay."""
        return SignatureBlock.model_construct(person=self.person, post=self.post, capacity=self.capacity)

    @property
    def view(self) -> ActorView:
        """As events name the actor."""
        return ActorView.model_construct(
            person_id=self.person.person_id,
            charge_id=self.charge_id,
            post_id=self.post_id,
            capacity=self.capacity,
            service=None,
        )

    @property
    def side(self) -> Literal["left", "right"]:
        """The dealing hand signs a note on the left, an officer on the right (CSMOP)."""
        return "right" if self.roles & COMPETENT else "left"

    def has(self, roles: frozenset[str]) -> bool:
        """Whether the post has one of these roles."""
        return not roles.isdisjoint(self.roles)

    def require(self, roles: frozenset[str], named: str) -> None:
        """Refuse unless the post has one of these roles; the refusal names the least of them.

        Raises RoleMissing.
        """
        if not self.has(roles):
            raise RoleMissing(role=named)
