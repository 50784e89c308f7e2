"""Work without the network: a desk leases the custody of a file."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.base import Command
from contracts.files.views import CustodyLeaseView

CustodyNumber = Annotated[int, Field(ge=1, le=2_000_000_000)]
LeaseSeconds = Annotated[int, Field(ge=60, le=7 * 24 * 3600)]


class TakeCustodyLease(Command, service="files", returns=CustodyLeaseView):
    """Keep the file in hand for a while, so that it can be worked on offline; taken again it lasts longer."""

    file_id: UUID
    custody_number: CustodyNumber | None = None
    seconds: LeaseSeconds | None = Field(default=None, description="As long as the office allows where absent.")


class ReturnCustodyLease(Command, service="files", returns=CustodyLeaseView):
    """Give the lease back before its time, with all that the person holds on the same stay of the file."""

    file_id: UUID
    lease_id: UUID
