"""Stopping the clock of a file that waits for somebody else."""

from __future__ import annotations

from uuid import UUID

from contracts.base import Line, Version
from contracts.files.custody import InHand
from contracts.files.views import FileView, WaitingFor


class StopClock(InHand, service="files", returns=FileView):
    """From now on the time is charged to who is waited for, until the clock is resumed or the file leaves the desk."""

    file_id: UUID
    reason: WaitingFor
    remarks: Line
    expected_version: Version | None = None


class ResumeClock(InHand, service="files", returns=FileView):
    """The answer has come: the desk is charged again."""

    file_id: UUID
    expected_version: Version | None = None


__all__ = ["ResumeClock", "StopClock"]
