"""Work without the network: a desk leases the custody of a file, and its acts name the stay for which they were made.

An act that waited in a queue cannot know the version of the thing by then: one's own acts before it raised it. It names
the custody number instead, which changes only when the thing moves.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator

from contracts.base import Command, Version
from contracts.files.views import CustodyLeaseView

CustodyNumber = Annotated[int, Field(ge=1, le=2_000_000_000)]
LeaseSeconds = Annotated[int, Field(ge=60, le=7 * 24 * 3600)]


class InHand(Command):
    """Done at the desk that has the thing."""

    custody_number: CustodyNumber | None = Field(
        default=None, description="The stay for which the act was made; refused if the thing has moved since."
    )


class OnText(InHand):
    """Done to a text that lies at the desk, a yellow note or a draft."""

    base_version: Version | None = Field(
        default=None, description="The version last seen; refused if somebody else changed the text since."
    )


class Edits(OnText):
    """Changes a text that was seen: live by its version, from a queue by custody number and base version."""

    needs_version: ClassVar[bool] = True

    expected_version: Version | None = None

    @model_validator(mode="after")
    def _was_seen(self) -> Edits:
        if self.expected_version is None and (self.custody_number is None or self.base_version is None):
            raise ValueError("give expected_version, or custody_number and base_version")
        return self


class TakeCustodyLease(InHand, service="files", returns=CustodyLeaseView):
    """Keep the file in hand for a while, so that it can be worked on offline; taken again it lasts longer."""

    file_id: UUID
    seconds: LeaseSeconds | None = Field(default=None, description="As long as the office allows where absent.")


class ReturnCustodyLease(Command, service="files", returns=CustodyLeaseView):
    """Give the lease back before its time, with all that the person holds on the same stay of the file."""

    file_id: UUID
    lease_id: UUID
