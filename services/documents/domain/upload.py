"""An upload under way, and what may be done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.documents import SizeMismatch, UploadClosed, UploadIncomplete, UploadNotFound
from services.documents.domain.blob import staging_key
from services.documents.domain.parts import part_count, size_of_part

UploadStatus = Literal["open", "completed", "aborted", "expired", "quarantined"]


@dataclass
class Upload:
    """Announced bytes that arrive in parts. ``owner`` is the caller's key; nobody else sees the upload."""

    id: UUID
    owner: str
    file_name: str
    title: str
    size: int
    """Bytes, as announced."""
    announced_sha256: str | None
    store_session: str
    object_key: str | None
    """Where its bytes arrive; none for an upload that was begun when all arrived under ``uploads/``."""
    target: UUID | None
    """The document that gets a new version; none for a new document."""
    status: UploadStatus
    created_at: datetime
    expires_at: datetime
    document_id: UUID | None = None
    """What it became, once completed."""

    @property
    def key(self) -> str:
        return self.object_key or staging_key(self.id)

    def must_belong_to(self, owner: str) -> None:
        if self.owner != owner:
            raise UploadNotFound

    def must_be_open(self, at: datetime) -> None:
        if self.status != "open":
            raise UploadClosed(status=self.status)
        if at >= self.expires_at:
            raise UploadClosed(status="expired")

    def must_be_whole(self, arrived: dict[int, int]) -> None:
        """``arrived``: bytes by part number. Raises UploadIncomplete or SizeMismatch."""
        for number in range(1, part_count(self.size) + 1):
            if number not in arrived and size_of_part(self.size, number) > 0:
                raise UploadIncomplete(missing=number)
        if sum(arrived.values()) != self.size:
            raise SizeMismatch(announced=self.size, arrived=sum(arrived.values()))
