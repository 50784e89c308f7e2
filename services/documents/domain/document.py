"""A document and its versions. Versions are added, never changed and never removed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from contracts.documents import (
    DocumentNotFound,
    DocumentView,
    TextKind,
    VersionStatus,
    VersionView,
)
from services.documents.domain.blob import blob_key


@dataclass
class Version:
    """One version: whose bytes, under which name. Status, pages and text are those of the bytes."""

    number: int
    sha256: str
    file_name: str
    created_at: datetime
    size: int
    media_type: str
    status: VersionStatus
    text: TextKind
    pages: int | None
    failure: str | None
    object_key: str | None
    """Where the bytes lie; none for their address by hash."""

    @property
    def key(self) -> str:
        return self.object_key or blob_key(self.sha256)


@dataclass
class Document:
    """``owner``: key of who uploaded it (a person's id or ``service:<name>``). ``referred_at``: since when files
    refers to it; from then on it is read under grants only."""

    id: UUID
    title: str
    owner: str
    created_at: datetime
    referred_at: datetime | None
    versions: list[Version] = field(default_factory=list)

    def is_fresh_of(self, owner: str, at: datetime, fresh_for: timedelta) -> bool:
        """Uploaded by this caller a short while ago, and not referred to yet."""
        return self.owner == owner and self.referred_at is None and at < self.created_at + fresh_for

    def version(self, number: int | None) -> Version:
        """This version, or the newest. Raises DocumentNotFound."""
        if number is None:
            return self.versions[-1]
        found = [version for version in self.versions if version.number == number]
        if not found:
            raise DocumentNotFound
        return found[0]

    def view(self) -> DocumentView:
        return DocumentView(
            id=self.id,
            title=self.title,
            versions=[VersionView.model_validate(version) for version in self.versions],
        )
