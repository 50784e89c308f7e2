"""Under which head of the subject tree a file stands, and for how long it is kept."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from contracts.base import Code, Line, OptionalLine, Version
from contracts.files.custody import InHand
from contracts.files.procedure import RetentionCode
from contracts.files.views import FileView


class ClassifyFile(InHand, service="files", returns=FileView):
    """Put a file under a head of the State's subject tree; with it comes for how long the file is kept."""

    file_id: UUID
    subject_head: Code
    reason: OptionalLine = Field(default="", description="Needed where the file stands under another head already.")
    expected_version: Version | None = None


class ChangeRetention(InHand, service="files", returns=FileView):
    """Keep a file for another time than its subject says: section officer or above, with the reason."""

    file_id: UUID
    retention: RetentionCode
    reason: Line
    expected_version: Version | None = None
