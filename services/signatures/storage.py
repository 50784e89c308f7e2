"""How signatures reaches its tables: one unit of work with a repository for each noun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from chassis.database import UnitOfWork
from services.signatures import tables
from services.signatures.domain.certificate import Certificate
from services.signatures.domain.session import SigningSession
from services.signatures.domain.signature import Signature


class Certificates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, certificate_id: UUID, *, for_update: bool = False) -> Certificate | None:
        wanted = select(tables.certificates).where(tables.certificates.c.id == certificate_id)
        return _certificate(self._session.execute(wanted.with_for_update() if for_update else wanted).first())

    def of_person(self, person_id: UUID) -> list[Certificate]:
        """Newest first."""
        column = tables.certificates.c
        wanted = select(tables.certificates).where(column.person_id == person_id)
        rows = self._session.execute(wanted.order_by(column.registered_at.desc(), column.id.desc()))
        return [Certificate(**row._mapping) for row in rows]

    def add_or_find(self, certificate: Certificate) -> Certificate:
        """The certificate as it is registered now: this one, or the one that was there before."""
        row = upsert(tables.certificates).values(**asdict(certificate)).on_conflict_do_nothing()
        self._session.execute(row)
        column = tables.certificates.c
        wanted = select(tables.certificates).where(
            column.sha256 == certificate.sha256, column.person_id == certificate.person_id
        )
        return Certificate(**self._session.execute(wanted).one()._mapping)

    def owner(self, sha256: str, *, for_update: bool = False) -> UUID | None:
        """Who signed with it first. ``for_update``: nobody else proves it in between."""
        column = tables.certificates.c
        wanted = select(column.person_id, column.proven_at).where(column.sha256 == sha256)
        rows = self._session.execute(wanted.with_for_update() if for_update else wanted).all()
        return next((row.person_id for row in rows if row.proven_at is not None), None)

    def prove(self, certificate: Certificate) -> None:
        """Write the proof alone: its person may deactivate it at the same time."""
        row = tables.certificates
        self._session.execute(update(row).where(row.c.id == certificate.id).values(proven_at=certificate.proven_at))

    def save(self, certificate: Certificate) -> None:
        """Write the deactivation."""
        self._session.execute(
            update(tables.certificates)
            .where(tables.certificates.c.id == certificate.id)
            .values(
                deactivated_at=certificate.deactivated_at,
                deactivation_reason=certificate.deactivation_reason,
            )
        )


class SigningSessions:
    """Sessions with the prepared bytes that belong to them while they are open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, session_id: UUID, *, for_update: bool = False) -> SigningSession | None:
        wanted = select(tables.signing_sessions).where(tables.signing_sessions.c.id == session_id)
        row = self._session.execute(wanted.with_for_update() if for_update else wanted).first()
        if row is None:
            return None
        return SigningSession(**{name: _plain(value) for name, value in row._mapping.items()})

    def add(self, signing: SigningSession, pdf: bytes) -> None:
        self._session.execute(insert(tables.signing_sessions).values(**asdict(signing)))
        self._session.execute(insert(tables.prepared_documents).values(session_id=signing.id, pdf=pdf))

    def pdf(self, session_id: UUID) -> bytes | None:
        column = tables.prepared_documents.c
        found = self._session.scalar(select(column.pdf).where(column.session_id == session_id))
        return bytes(found) if found is not None else None

    def save(self, signing: SigningSession) -> None:
        """Write the state. The prepared bytes go when nothing can come of them any more."""
        self._session.execute(
            update(tables.signing_sessions)
            .where(tables.signing_sessions.c.id == signing.id)
            .values(state=signing.state, signature_value=signing.signature_value, accepted_at=signing.accepted_at)
        )
        if signing.state in ("completed", "expired"):
            self._session.execute(
                delete(tables.prepared_documents).where(tables.prepared_documents.c.session_id == signing.id)
            )


class Signatures:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, signature: Signature) -> None:
        self._session.execute(insert(tables.signatures).values(**asdict(signature)))

    def on_version(self, document_id: UUID, version: int) -> Signature | None:
        """The signature that made this version."""
        column = tables.signatures.c
        row = self._session.execute(
            select(tables.signatures).where(column.document_id == document_id, column.version == version)
        ).first()
        return Signature(**row._mapping) if row is not None else None


class SignaturesUnitOfWork(UnitOfWork):
    certificates: Certificates
    sessions: SigningSessions
    signatures: Signatures

    def __enter__(self) -> Self:
        super().__enter__()
        self.certificates = Certificates(self.session)
        self.sessions = SigningSessions(self.session)
        self.signatures = Signatures(self.session)
        return self

    @contextmanager
    def alone_with(self, session_id: UUID) -> Iterator[None]:
        """Nobody else completes this session meanwhile. Waits for whoever does, as long as for any other lock."""
        key = int.from_bytes(session_id.bytes[8:], signed=True)
        with Session(self.engine) as session, session.begin():
            session.execute(select(func.pg_advisory_xact_lock(key)))
            yield


def _certificate(row: Row[Any] | None) -> Certificate | None:
    return Certificate(**row._mapping) if row is not None else None


def _plain(value: Any) -> Any:
    """psycopg2 hands bytea over as memoryview."""
    return bytes(value) if isinstance(value, memoryview) else value
