"""Letters and the signing sessions that are open for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from contracts.documents import SignaturePlace
from contracts.files import AddresseeView, PersonRef, PostRef, SignatureBlock
from services.files.domain.letter import Letter, Print, Reservation, SigningSession
from services.files.storage.letter_tables import letters, signing_sessions
from services.files.storage.tables import files
from services.files.storage.values import dump, load


def _print_of(row: Row[Any]) -> Print | None:
    if row.document_id is None:
        return None
    return Print(
        document_id=row.document_id,
        version=row.document_version,
        pages=row.pages,
        signer=load(PersonRef, row.printed_signer),
        place=load(SignaturePlace, row.place),
    )


def letter_of(row: Row[Any]) -> Letter:
    """A row of ``letters``."""
    return Letter(
        id=row.id,
        file_id=row.file_id,
        draft_id=row.draft_id,
        draft_number=row.draft_number,
        office_id=row.office_id,
        reservation=Reservation(row.number, row.year, row.serial, row.issue_date, row.day_ordinal),
        form=row.form,
        language=row.language,
        subject=row.subject,
        addressees=tuple(load(AddresseeView, one) for one in row.addressees),
        signer=load(PostRef, row.signer),
        approver_post_id=row.approver_post_id,
        approved_by=load(SignatureBlock, row.approved_by),
        approved_at=row.approved_at,
        state=row.state,
        printed=_print_of(row),
        signed_session=row.signed_session,
        signed_version=row.signed_version,
        signed_sha256=row.signed_sha256,
        signed_by=load(SignatureBlock, row.signed_by),
        signed_at=row.signed_at,
        issued_by=load(SignatureBlock, row.issued_by),
        issued_at=row.issued_at,
        cancelled_by=load(SignatureBlock, row.cancelled_by),
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
        version=row.version,
    )


def _approved(letter: Letter) -> dict[str, Any]:
    """The columns that approval settles for good."""
    reserved = letter.reservation
    return {
        "id": letter.id,
        "file_id": letter.file_id,
        "draft_id": letter.draft_id,
        "draft_number": letter.draft_number,
        "office_id": letter.office_id,
        "number": reserved.number,
        "year": reserved.year,
        "serial": reserved.serial,
        "issue_date": reserved.issue_date,
        "day_ordinal": reserved.day_ordinal,
        "form": letter.form,
        "language": letter.language,
        "subject": letter.subject,
        "addressees": [dump(one) for one in letter.addressees],
        "signer_post_id": letter.signer.post_id,
        "signer": dump(letter.signer),
        "approver_post_id": letter.approver_post_id,
        "approved_by": dump(letter.approved_by),
        "approved_at": letter.approved_at,
    }


def _progress(letter: Letter) -> dict[str, Any]:
    """The columns that change on the way out."""
    columns: dict[str, Any] = {
        "state": letter.state,
        "version": letter.version,
        "signed_session": letter.signed_session,
        "signed_version": letter.signed_version,
        "signed_sha256": letter.signed_sha256,
        "signed_by": dump(letter.signed_by),
        "signed_at": letter.signed_at,
        "issued_by": dump(letter.issued_by),
        "issued_at": letter.issued_at,
        "cancelled_by": dump(letter.cancelled_by),
        "cancelled_at": letter.cancelled_at,
        "cancel_reason": letter.cancel_reason,
    }
    if letter.printed is not None:
        columns |= {
            "document_id": letter.printed.document_id,
            "document_version": letter.printed.version,
            "pages": letter.printed.pages,
            "printed_signer": dump(letter.printed.signer),
            "place": dump(letter.printed.place),
        }
    return columns


class Letters:
    """The letters of all files, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, letter: Letter) -> None:
        self.session.execute(insert(letters).values(**_approved(letter), **_progress(letter)))

    def save(self, letter: Letter) -> None:
        self.session.execute(update(letters).where(letters.c.id == letter.id).values(**_progress(letter)))

    def get(self, letter_id: UUID, *, for_update: bool = False) -> Letter | None:
        query = select(letters).where(letters.c.id == letter_id)
        if for_update:
            query = query.with_for_update()
        row = self.session.execute(query).first()
        return letter_of(row) if row is not None else None

    def on_day(self, file_id: UUID, day: date) -> int:
        """How many numbers were reserved for this file on this day, cancelled ones included."""
        query = select(func.count()).where(letters.c.file_id == file_id, letters.c.issue_date == day)
        return self.session.execute(query).scalar_one()

    def of_file(self, file_id: UUID) -> list[Letter]:
        query = select(letters).where(letters.c.file_id == file_id).order_by(letters.c.approved_at, letters.c.id)
        return [letter_of(row) for row in self.session.execute(query)]

    def listed(
        self, condition: ColumnElement[bool], *, below: tuple[datetime, UUID] | None, limit: int
    ) -> list[tuple[Letter, UUID]]:
        """Letters for which the condition holds, newest first, each with the desk that has its file."""
        query = select(letters, files.c.holder_post_id.label("holder_post_id")).join(files).where(condition)
        if below is not None:
            query = query.where(tuple_(letters.c.approved_at, letters.c.id) < below)
        rows = self.session.execute(query.order_by(letters.c.approved_at.desc(), letters.c.id.desc()).limit(limit))
        return [(letter_of(row), row.holder_post_id) for row in rows]

    def open_session(self, session: SigningSession) -> None:
        self.session.execute(
            insert(signing_sessions).values(
                id=session.id,
                letter_id=session.letter_id,
                document_version=session.document_version,
                certificate_id=session.certificate_id,
                signer=dump(session.signer),
                charge_id=session.charge_id,
                prepared_at=session.prepared_at,
                expires_at=session.expires_at,
            )
        )

    def signing_session(self, session_id: UUID) -> SigningSession | None:
        row = self.session.execute(select(signing_sessions).where(signing_sessions.c.id == session_id)).first()
        return _session_of(row) if row is not None else None


def _session_of(row: Row[Any]) -> SigningSession:
    return SigningSession(
        id=row.id,
        letter_id=row.letter_id,
        document_version=row.document_version,
        certificate_id=row.certificate_id,
        signer=load(SignatureBlock, row.signer),
        charge_id=row.charge_id,
        prepared_at=row.prepared_at,
        expires_at=row.expires_at,
    )
