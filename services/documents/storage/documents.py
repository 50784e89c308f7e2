"""Blobs, documents and their versions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.documents import DocumentNotFound
from services.documents.domain.blob import Blob, blob_key
from services.documents.domain.document import Document, Version
from services.documents.storage import tables

_VERSION_COLUMNS = (
    tables.versions.c.number,
    tables.versions.c.sha256,
    tables.versions.c.file_name,
    tables.versions.c.created_at,
    tables.blobs.c.size,
    tables.blobs.c.media_type,
    tables.blobs.c.status,
    tables.blobs.c.text,
    tables.blobs.c.pages,
    tables.blobs.c.failure,
    tables.blobs.c.object_key,
)


class Blobs:
    """Bytes that are stored, by their SHA-256."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, blob: Blob, key: str, at: datetime) -> bool:
        """These bytes lie under this key from now on; no if the same bytes are there, which then stay where they are.

        Waits for who is just adding the same bytes.
        """
        row = {"sha256": blob.sha256, "size": blob.size, "media_type": blob.media_type, "stored_at": at}
        added = (
            upsert(tables.blobs).values({**row, "object_key": key}).on_conflict_do_nothing(index_elements=["sha256"])
        )
        return self._session.execute(added.returning(tables.blobs.c.sha256)).first() is not None

    def key(self, sha256: str, *, for_update: bool = False) -> str:
        """Where these bytes lie, or have to be put if they never were."""
        wanted = select(tables.blobs.c.object_key).where(tables.blobs.c.sha256 == sha256)
        if for_update:
            wanted = wanted.with_for_update()
        return self._session.execute(wanted).scalar_one_or_none() or blob_key(sha256)

    def is_kept(self, key: str) -> bool:
        """Whether somebody's bytes lie under this key."""
        wanted = select(tables.blobs.c.sha256).where(tables.blobs.c.object_key == key)
        return self._session.execute(wanted).first() is not None

    def status(self, sha256: str) -> str:
        """stored, ready or failed. Raises NoResultFound for bytes that were never taken in."""
        wanted = select(tables.blobs.c.status).where(tables.blobs.c.sha256 == sha256)
        return str(self._session.execute(wanted).scalar_one())

    def set(self, sha256: str, **values: object) -> None:
        """Status, failure, pages or text, as the worker finds them; or another place where the bytes lie."""
        self._session.execute(update(tables.blobs).where(tables.blobs.c.sha256 == sha256).values(values))


class Documents:
    """Documents with all their versions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, document: Document) -> None:
        self._session.execute(
            insert(tables.documents).values(
                id=document.id, title=document.title, owner=document.owner, created_at=document.created_at
            )
        )

    def get(self, document_id: UUID, *, for_update: bool = False) -> Document:
        """Raises DocumentNotFound."""
        wanted = select(tables.documents).where(tables.documents.c.id == document_id)
        if for_update:
            wanted = wanted.with_for_update()
        row = self._session.execute(wanted).first()
        if row is None:
            raise DocumentNotFound
        return Document(**row._mapping, versions=self._versions([document_id])[document_id])

    def of(self, document_ids: Iterable[UUID]) -> list[Document]:
        """Those that exist, in the order asked for."""
        wanted = list(dict.fromkeys(document_ids))
        rows = self._session.execute(select(tables.documents).where(tables.documents.c.id.in_(wanted))).all()
        versions = self._versions(wanted)
        found = {row.id: Document(**row._mapping, versions=versions[row.id]) for row in rows}
        return [found[document_id] for document_id in wanted if document_id in found]

    def existing(self, document_ids: Iterable[UUID]) -> set[UUID]:
        wanted = select(tables.documents.c.id).where(tables.documents.c.id.in_(list(document_ids)))
        return set(self._session.execute(wanted).scalars())

    def refer(self, document_ids: Iterable[UUID], at: datetime) -> None:
        """From now on they are read under grants only."""
        row = tables.documents.c
        fresh = update(tables.documents).where(row.id.in_(list(document_ids)), row.referred_at.is_(None))
        self._session.execute(fresh.values(referred_at=at))

    def add_version(self, document_id: UUID, blob: Blob, file_name: str, owner: str, at: datetime) -> int:
        """The caller holds the document's row. Answers the version's number."""
        last = select(func.coalesce(func.max(tables.versions.c.number), 0))
        number = int(self._session.execute(last.where(tables.versions.c.document_id == document_id)).scalar_one()) + 1
        row = {"sha256": blob.sha256, "file_name": file_name, "created_by": owner, "created_at": at}
        self._session.execute(insert(tables.versions).values(document_id=document_id, number=number, **row))
        return number

    def _versions(self, document_ids: list[UUID]) -> dict[UUID, list[Version]]:
        rows = self._session.execute(
            select(tables.versions.c.document_id, *_VERSION_COLUMNS)
            .join(tables.blobs, tables.blobs.c.sha256 == tables.versions.c.sha256)
            .where(tables.versions.c.document_id.in_(document_ids))
            .order_by(tables.versions.c.number)
        )
        found: dict[UUID, list[Version]] = {document_id: [] for document_id in document_ids}
        for row in rows:
            values = dict(row._mapping)
            found[values.pop("document_id")].append(Version(**values))
        return found
