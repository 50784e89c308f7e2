"""Builders for what lies on the way of a letter: drafts, approved, printed, signed and issued letters."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from chassis.database import InboxGuard
from contracts.base import Envelope
from contracts.files import (
    Addressee,
    ApproveDraft,
    CompleteSignature,
    CreateDraft,
    DraftView,
    FileView,
    IssueLetter,
    LetterView,
    PrepareSignature,
    RenderLetter,
    SigningView,
)
from contracts.signatures import DocumentSigned
from services.files.handlers import signing
from services.files.storage import FilesUnitOfWork
from tests.files.neighbours import CERTIFICATE, Neighbours
from tests.files.office import Office

RAM = Addressee(name="श्री राम सिंह", address="ग्राम कालसी\nजनपद देहरादून", email="ram@example.org")
BDO = Addressee(name="खण्ड विकास अधिकारी, कालसी")
SIGNATURE = base64.b64encode(b"made elsewhere").decode()


def a_draft(office: Office, file: FileView, by: str = "clerk", **given: Any) -> DraftView:
    values = {"subject": "सीमांकन की सूचना", "addressees": [RAM], "body": ["पहला प्रस्तर।", "दूसरा प्रस्तर।"], **given}
    return office.ask(CreateDraft(file_id=file.id, **values), by=by)


def an_approved_letter(office: Office, by: str = "so-lra", **given: Any) -> LetterView:
    """Drafted and approved at one desk."""
    signer = given.pop("signer", None)
    file = given.pop("file", None) or office.a_file(by)
    draft = a_draft(office, file, by, **given)
    approve = ApproveDraft(
        draft_id=draft.id, expected_version=draft.version, signer_post=office.post(signer) if signer else None
    )
    return office.ask(approve, by=by)


def a_printed_letter(office: Office, by: str = "so-lra", **given: Any) -> LetterView:
    letter = an_approved_letter(office, by, **given)
    return office.ask(RenderLetter(letter_id=letter.id), by=by)


def prepare(office: Office, letter: LetterView, by: str = "so-lra") -> SigningView:
    return office.ask(PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE), by=by)


def completion(letter: LetterView, session_id: uuid.UUID) -> CompleteSignature:
    return CompleteSignature(letter_id=letter.id, session_id=session_id, signature=SIGNATURE)


def a_signed_letter(office: Office, by: str = "so-lra", **given: Any) -> LetterView:
    letter = a_printed_letter(office, by, **given)
    return office.ask(completion(letter, prepare(office, letter, by).session_id), by=by)


def an_issued_letter(office: Office, by: str = "so-lra", **given: Any) -> LetterView:
    letter = a_signed_letter(office, by, **given)
    return office.ask(IssueLetter(letter_id=letter.id), by=by)


def tell_signed(
    office: Office, neighbours: Neighbours, session_id: uuid.UUID, event_id: uuid.UUID | None = None
) -> None:
    """Deliver the event that signatures publishes, as the bus does. Raises AlreadyDone where it came before."""
    event = neighbours.event_of(session_id)
    envelope = Envelope[DocumentSigned](
        event_id=event_id or uuid.uuid4(),
        type="document_signed",
        version=1,
        occurred_at=event.signed_at,
        recorded_at=event.signed_at,
        source="live",
        actor=None,
        data=event,
    )
    guard = InboxGuard("files.on_document_signed", envelope.event_id)
    signing.document_signed(envelope, FilesUnitOfWork(office.engine, settings=office.settings, guard=guard))
