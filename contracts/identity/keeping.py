"""What those who keep the directory look up: sections, people and who held what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from contracts.base import OptionalLine, Page, Paged, View
from contracts.identity.views import ChargeView, PersonView, PostView, UnitView


class PersonEntryView(View):
    """A person with the charges held now or later, the posts of these, and how it stands with signing in."""

    person: PersonView
    charges: list[ChargeView] = Field(max_length=100, description="Current and to come, oldest first.")
    posts: list[PostView] = Field(max_length=100)
    has_password: bool = Field(description="False: nobody has given one; such a person cannot sign in.")
    must_change_password: bool = Field(description="The password is a one-time password.")
    locked_until: datetime | None = Field(default=None, description="After failed sign-ins; none where nobody waits.")
    last_signed_in_at: datetime | None = Field(default=None, description="In the last year.")


class ChargeEntryView(View):
    """A charge with its person and its post."""

    charge: ChargeView
    person: PersonView
    post: PostView


class ListUnits(Paged, service="identity", returns=Page[UnitView]):
    """Sections of one office, or of all, by their English name."""

    office_id: UUID | None = None


class ListPeople(Paged, service="identity", returns=Page[PersonEntryView]):
    """People and service accounts by their English name, for those who keep the directory."""

    text: OptionalLine = Field(default="", description="Pieces of the name, the user name or the post held.")
    active: bool | None = None
    without_charge: bool = Field(default=False, description="Only those who hold no post now.")


class ListCharges(Paged, service="identity", returns=Page[ChargeEntryView]):
    """Charges of a person or of a post, the latest first, for those who keep the directory."""

    person_id: UUID | None = None
    post_id: UUID | None = None
    ended: bool = Field(default=False, description="Also those that are over.")


__all__ = ["ChargeEntryView", "ListCharges", "ListPeople", "ListUnits", "PersonEntryView"]
