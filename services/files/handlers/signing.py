"""Signing in three steps: prepare here, sign on the officer's own machine, complete here."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from contracts import signatures
from contracts.base import Envelope
from contracts.files import CompleteSignature, LetterView, PrepareSignature, SigningView
from contracts.files.events import LetterSigned
from contracts.signatures import DocumentSigned, SessionUnknown, SignatureView, SigningSessionView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.letter import Letter, Print, SigningSession
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork


def prepare(request: PrepareSignature, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> SigningView:
    """What the signer's own machine is to sign. Only the officer whose name the letter bears gets it."""
    with desk.acting(uow, caller) as actor:
        letter, _ = letter_desk.in_hand(uow, actor, request.letter_id)
        order = _order(letter, letter.check_signer(actor), actor, request.certificate_id)
    prepared = bus.call(order, command_id=letter_desk.step_id(uow, "prepare", order))
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id)
        letter.check_signer(actor)
        session = SigningSession(
            id=prepared.session_id,
            letter_id=letter.id,
            document_version=order.version,
            certificate_id=request.certificate_id,
            signer=actor.signature,
            charge_id=actor.charge_id,
            prepared_at=uow.now(),
            expires_at=prepared.expires_at,
        )
        uow.letters.open_session(session)
        facts = {"letter": letter.id, "session": session.id, "certificate": prepared.certificate_sha256}
        desk.record(uow, file, "signature_prepared", actor, facts)
        return uow.commit(_signing_view(letter.id, prepared))


def complete(request: CompleteSignature, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> LetterView:
    """Have the signature put into the document, and take the signed version as the letter."""
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id)
        session = _session(uow, letter, actor, request.session_id)
        if letter.signed_session == session.id:
            # The event came first, because an answer was lost: the officer repeats what has been done.
            return uow.commit(letter_desk.view(letter, file, actor))
        letter.check_signer(actor)
        letter.must_await(session)
        order = signatures.CompleteSignature(
            session_id=session.id, person_id=actor.person.person_id, signature=request.signature
        )
    signed = bus.call(order, command_id=letter_desk.step_id(uow, "complete", order))
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id)
        if letter.signed_session != session.id:
            letter.must_await(session)
            _sign(uow, letter, file, session, actor, signed)
        return uow.commit(letter_desk.view(letter, file, actor))


def document_signed(event: Envelope[DocumentSigned], uow: FilesUnitOfWork) -> None:
    """Signatures says that a document was signed. If it is a letter whose officer got no answer, it is signed now."""
    signed = event.data
    with uow:
        session = uow.letters.signing_session(signed.session_id)
        if session is not None:
            letter, file = letter_desk.both(uow.session, session.letter_id, for_update=True)
            if letter.awaits(session):
                _sign(uow, letter, file, session, session.actor, signed)
        uow.commit()


def _order(letter: Letter, printed: Print, actor: Actor, certificate_id: UUID) -> signatures.PrepareSignature:
    place = printed.place
    post = actor.post
    return signatures.PrepareSignature(
        document_id=printed.document_id,
        version=printed.version,
        certificate_id=certificate_id,
        signer=signatures.Signer(
            person_id=actor.person.person_id,
            name_hi=actor.person.name_hi,
            name_en=actor.person.name_en,
            designation_hi=post.designation_hi,
            designation_en=post.designation_en,
            capacity=actor.capacity,
        ),
        reason=letter.number,
        location=post.office_hi if letter.language == "hi" else post.office_en,
        box=signatures.SignatureBox(page=place.page, x1=place.left, y1=place.bottom, x2=place.right, y2=place.top),
    )


def _session(uow: FilesUnitOfWork, letter: Letter, actor: Actor, session_id: UUID) -> SigningSession:
    """Raises SessionUnknown where it was prepared for another letter or another person."""
    session = uow.letters.signing_session(session_id)
    if session is None or session.letter_id != letter.id or session.signer.person.person_id != actor.person.person_id:
        raise SessionUnknown(session=session_id)
    return session


def _sign(
    uow: FilesUnitOfWork,
    letter: Letter,
    file: File,
    session: SigningSession,
    actor: Actor,
    signed: SignatureView | DocumentSigned,
) -> None:
    """Enter the signature, in the transaction that is open."""
    letter.sign(
        session_id=session.id,
        version=signed.version,
        sha256=signed.sha256,
        by=session.signer,
        at=signed.signed_at,
    )
    uow.letters.save(letter)
    facts = {
        "letter": letter.id,
        "session": session.id,
        "document": signed.document_id,
        "version": signed.version,
        "sha256": signed.sha256,
    }
    desk.record(uow, file, "letter_signed", actor, facts)
    told = LetterSigned(
        file_id=file.id, letter_id=letter.id, letter_number=letter.number, document_id=signed.document_id
    )
    uow.publish(told, actor=actor.view)


def _signing_view(letter_id: UUID, prepared: SigningSessionView) -> SigningView:
    return SigningView(
        letter_id=letter_id,
        session_id=prepared.session_id,
        to_sign=prepared.to_sign,
        digest=prepared.digest,
        digest_algorithm=prepared.digest_algorithm,
        mechanism=prepared.mechanism,
        certificate_sha256=prepared.certificate_sha256,
        expires_at=prepared.expires_at,
    )
