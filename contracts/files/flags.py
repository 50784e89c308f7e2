"""Flags on the correspondence side: the paper under consideration, and fresh receipts."""

from __future__ import annotations

from uuid import UUID

from contracts.base import Version
from contracts.files.custody import InHand
from contracts.files.views import CorrespondenceView, Flag


class FlagPaper(InHand, service="files", returns=CorrespondenceView):
    """Flag a paper, or take its flag off (CSMOP, referencing: "PUC" and "FR", and no other flag).

    One paper of a file is under consideration: the flag leaves the paper that had it. Fresh receipts are numbered.
    """

    file_id: UUID
    paper_id: UUID
    flag: Flag | None
    expected_version: Version | None = None


__all__ = ["FlagPaper"]
