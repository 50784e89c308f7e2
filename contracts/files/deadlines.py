"""The deadline of a matter, made later by who may."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from contracts.base import Line, Version
from contracts.bounds import Moment
from contracts.files.custody import InHand
from contracts.files.views import FileView


class ExtendDeadline(InHand, service="files", returns=FileView):
    """Give a file a later deadline, or its first, with the reason (section officer and above)."""

    file_id: UUID
    deadline: Moment = Field(description="Later than the present one, and than now.")
    reason: Line
    expected_version: Version | None = None


__all__ = ["ExtendDeadline"]
