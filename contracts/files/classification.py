"""Under which head of the subject tree a file stands, and for how long it is kept."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from contracts.base import Code, Count, Line, OptionalLine, Query, Version, View
from contracts.files.custody import InHand
from contracts.files.procedure import RetentionCode
from contracts.files.views import FileView, ReceiptView


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


class ClassifyReceipt(InHand, service="files", returns=ReceiptView):
    """Put a receipt under a head of the subject tree, by the desk that has it; the file it goes into is offered it.

    Nothing hangs on a receipt's head but where it is found, so another one takes no reason.
    """

    receipt_id: UUID
    subject_head: Code
    expected_version: Version | None = None


class SubjectCountView(View):
    """What stands under a head itself, not counting the heads below it."""

    subject_head: Code
    name_hi: Line = Field(description="As it was called when something was last put under it.")
    name_en: Line
    files: Count
    receipts: Count


class SubjectCountsView(View):
    """Heads under which nothing stands are left out."""

    items: list[SubjectCountView] = Field(max_length=2000)


class CountBySubject(Query, service="files", returns=SubjectCountsView):
    """How many files and receipts stand under each head of the subject tree; counted is only what one may see."""
