"""The three steps: prepare here, sign elsewhere, complete here."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth import Caller, Service
from chassis.ids import new_id
from contracts.base import ActorView
from contracts.signatures import (
    CertificateUnknown,
    CertificateUntrusted,
    CompleteSignature,
    DocumentNotSignable,
    DocumentTooLargeToSign,
    PrepareSignature,
    SessionExpired,
    SessionUnknown,
    SignatureDoesNotMatch,
    SignatureView,
    SigningSessionView,
)
from services.signatures.domain.certificate import Certificate
from services.signatures.domain.session import LIFETIME, SigningSession
from services.signatures.domain.signature import Signature
from services.signatures.executor import Executor
from services.signatures.library.api import Edition, Library
from services.signatures.pades import certificates as reading
from services.signatures.pades import signing
from services.signatures.pades.stamp import Mark, drawn
from services.signatures.pades.trust import TrustStore
from services.signatures.storage import Certificates, SignaturesUnitOfWork, SigningSessions

EXPIRE = "expire_session"


def prepare(
    request: PrepareSignature,
    caller: Caller,
    uow: SignaturesUnitOfWork,
    library: Library,
    trust: TrustStore,
    executor: Executor,
) -> SigningSessionView:
    """Make a copy of the document with an empty signature, and say what has to be signed."""
    with uow.reading() as session:
        certificate = Certificates(session).get(request.certificate_id)
    if certificate is None:
        raise CertificateUnknown
    certificate.check_may_sign(request.signer.person_id, uow.now())
    edition = library.find(request.document_id, request.version)
    _check_signable(edition, uow.settings.largest_pdf)
    pdf = library.read(edition)
    session_id = new_id()
    prepared = _prepared(request, certificate, pdf, session_id, uow, trust, executor)
    opened = _opened(request, certificate, edition, prepared, session_id, uow)
    with uow:
        uow.sessions.add(opened, prepared.pdf)
        uow.due(opened.expires_at, EXPIRE, key=str(opened.id), session_id=str(opened.id))
        return uow.commit(opened.view())


def complete(
    request: CompleteSignature, caller: Caller, uow: SignaturesUnitOfWork, library: Library, executor: Executor
) -> SignatureView:
    """Check the signature value, store the signed document, record the signature.

    Between checking and recording lies another service. The value is recorded first; if the work is cut short after
    that, the same step again finds it and goes on, and the upload's ids, derived from the session, find the upload.
    """
    with uow.alone_with(request.session_id):
        _refuse_second_use(request, uow)
        current, certificate, signed = _accepted(request, uow, executor)
        edition = library.add_version(current.document_id, current.file_name, signed, origin=current.id)
        return _completed(request, caller, uow, certificate, edition)


def _completed(
    request: CompleteSignature,
    caller: Caller,
    uow: SignaturesUnitOfWork,
    certificate: Certificate,
    edition: Edition,
) -> SignatureView:
    """The last transaction: the session is done, the signature on record, the world told."""
    with uow:
        current = uow.sessions.get(request.session_id, for_update=True)
        if current is None:
            raise SessionUnknown
        current.check_open(request.person_id, uow.now())
        current.complete()
        signature = _recorded(current, edition, uow)
        uow.sessions.save(current)
        uow.signatures.add(signature)
        uow.cancel_due(EXPIRE, key=str(current.id))
        uow.publish(signature.event(), actor=_actor(current, caller))
        return uow.commit(signature.view(certificate))


def expire(session_id: UUID, uow: SignaturesUnitOfWork) -> None:
    """The session's time has come. Its prepared document goes, unless a signature was accepted lately."""
    with uow:
        signing_session = uow.sessions.get(session_id, for_update=True)
        if signing_session is not None:
            again_at = signing_session.lapse(uow.now())
            uow.sessions.save(signing_session)
            if again_at is not None:
                uow.due(again_at, EXPIRE, key=str(session_id), session_id=str(session_id))
        uow.commit()


def _check_signable(edition: Edition, limit: int) -> None:
    if edition.media_type != "application/pdf":
        raise DocumentNotSignable(why="not_pdf")
    if edition.size > limit:
        raise DocumentTooLargeToSign(limit_bytes=limit)


def _prepared(
    request: PrepareSignature,
    certificate: Certificate,
    pdf: bytes,
    session_id: UUID,
    uow: SignaturesUnitOfWork,
    trust: TrustStore,
    executor: Executor,
) -> signing.Prepared:
    own, chain = reading.parsed(certificate.pem, certificate.chain_pem)
    if executor.run(trust.path_of, own, chain, uow.now()) is None:
        # Its authority was trusted when it was registered and is no more.
        raise CertificateUntrusted
    wish = signing.Wish(
        pdf=pdf,
        certificate=own,
        chain=chain,
        field_name=f"Patravali-{session_id.hex}",
        reason=request.reason,
        location=request.location,
        signer_name=request.signer.name_en,
        placing=signing.Placing(**request.box.model_dump()),
        stamp=executor.alone(drawn, _mark(request, uow)),
        moment=uow.now(),
    )
    try:
        return executor.run(signing.prepare, wish)
    except signing.NotSignable as refused:
        raise DocumentNotSignable(why=refused.why) from None


def _mark(request: PrepareSignature, uow: SignaturesUnitOfWork) -> Mark:
    box, signer = request.box, request.signer
    return Mark(
        width=box.x2 - box.x1,
        height=box.y2 - box.y1,
        name_hi=signer.name_hi,
        name_en=signer.name_en,
        designation_hi=signer.designation_hi,
        designation_en=signer.designation_en,
        capacity=signer.capacity,
        location=request.location,
        minute=Mark.minute_of(uow.now()),
    )


def _opened(
    request: PrepareSignature,
    certificate: Certificate,
    edition: Edition,
    prepared: signing.Prepared,
    session_id: UUID,
    uow: SignaturesUnitOfWork,
) -> SigningSession:
    return SigningSession(
        id=session_id,
        document_id=edition.document_id,
        version=edition.version,
        certificate_id=certificate.id,
        certificate_sha256=certificate.sha256,
        mechanism=certificate.mechanism,
        person_id=request.signer.person_id,
        signer_name=request.signer.name_en,
        capacity=request.signer.capacity,
        file_name=edition.file_name,
        to_sign=prepared.to_sign,
        document_digest=prepared.document_digest,
        region_start=prepared.region_start,
        region_end=prepared.region_end,
        created_at=uow.now(),
        expires_at=uow.now() + LIFETIME,
    )


def _accepted(
    request: CompleteSignature, uow: SignaturesUnitOfWork, executor: Executor
) -> tuple[SigningSession, Certificate, bytes]:
    """The session with a value that verified, recorded in a transaction of its own, and the signed document."""
    with Session(uow.engine) as session, session.begin():
        sessions = SigningSessions(session)
        current = sessions.get(request.session_id, for_update=True)
        if current is None:
            raise SessionUnknown
        current.check_open(request.person_id, uow.now())
        certificates = Certificates(session)
        certificate, pdf = certificates.get(current.certificate_id), sessions.pdf(current.id)
        if certificate is None or pdf is None:
            raise SessionExpired(expired_at=current.expires_at.isoformat())
        certificate.check_may_sign(current.person_id, uow.now())
        signed = _signed(request, current, certificate, pdf, uow, executor)
        if certificate.proven_at is None:
            certificate.prove(certificates.owner(certificate.sha256, for_update=True), uow.now())
            certificates.prove(certificate)
        sessions.save(current)
    return current, certificate, signed


def _signed(
    request: CompleteSignature,
    current: SigningSession,
    certificate: Certificate,
    pdf: bytes,
    uow: SignaturesUnitOfWork,
    executor: Executor,
) -> bytes:
    """The document with the value in its place: the first value that verified, whichever is sent later."""
    own, chain = reading.parsed(certificate.pem, certificate.chain_pem)
    prepared = signing.Prepared(
        pdf=pdf,
        to_sign=current.to_sign,
        document_digest=current.document_digest,
        region_start=current.region_start,
        region_end=current.region_end,
    )
    value = _decoded(request.signature)
    try:
        executor.run(signing.check_value, own, current.to_sign, value)
        current.accept(value, uow.now())
        return executor.run(signing.complete, prepared, own, chain, current.signature_value)
    except signing.DoesNotMatch:
        raise SignatureDoesNotMatch from None


def _decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except binascii.Error:
        raise SignatureDoesNotMatch from None


def _refuse_second_use(request: CompleteSignature, uow: SignaturesUnitOfWork) -> None:
    """Raises SessionUsed for a completed session, or AlreadyDone where it is the same command that completed it."""
    with uow.reading() as session:
        current = SigningSessions(session).get(request.session_id)
    if current is not None and current.state == "completed":
        with uow:
            current.check_open(request.person_id, uow.now())


def _recorded(current: SigningSession, edition: Edition, uow: SignaturesUnitOfWork) -> Signature:
    return Signature(
        id=new_id(),
        session_id=current.id,
        document_id=current.document_id,
        signed_version=current.version,
        version=edition.version,
        sha256=edition.sha256,
        size=edition.size,
        person_id=current.person_id,
        signer_name=current.signer_name,
        capacity=current.capacity,
        certificate_id=current.certificate_id,
        certificate_sha256=current.certificate_sha256,
        signed_at=uow.now(),
    )


def _actor(current: SigningSession, caller: Caller) -> ActorView:
    service = caller.name if isinstance(caller, Service) else None
    return ActorView(person_id=current.person_id, capacity=current.capacity, service=service)
