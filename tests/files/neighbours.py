"""documents and signatures as files meets them: in memory, true to their contracts, each command done once."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from contracts import compilations, documents, identity, signatures
from contracts.base import Request, View
from contracts.documents import DocumentNotFound, DocumentView, GrantView, RenderedView, SignaturePlace, VersionView
from contracts.errors import CallTimeout, CommandMismatch, Unavailable
from contracts.signatures import (
    CertificateView,
    SessionUnknown,
    SessionUsed,
    SignatureView,
    SigningSessionView,
    VerificationReport,
)

PLACE = SignaturePlace(page=1, left=320.0, bottom=140.0, right=500.0, top=200.0)
CERTIFICATE = uuid.UUID("018f6b1a-0000-7000-8000-0000000000c1")


class PowerCut(BaseException):
    """The process ends here: not an Exception, so nothing in the service can catch it."""


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass
class Neighbours:
    """The bus with the other two services behind it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    documents: dict[uuid.UUID, DocumentView] = field(default_factory=dict)
    grants: list[documents.OpenGrant] = field(default_factory=list)
    sessions: dict[uuid.UUID, signatures.PrepareSignature] = field(default_factory=dict)
    signed: dict[uuid.UUID, SignatureView] = field(default_factory=dict)
    letters: list[documents.RenderLetter] = field(default_factory=list)
    notesheets: list[documents.RenderNotesheet] = field(default_factory=list)
    statements: list[documents.RenderStatement] = field(default_factory=list)
    offices: list[identity.OfficeUseView] = field(default_factory=list)
    """What identity says of offices and their users."""
    compiled: dict[uuid.UUID, tuple[compilations.BeginCompilation, list[compilations.CompilationItem]]] = field(
        default_factory=dict
    )
    done: dict[uuid.UUID, tuple[str, View]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Methods that were called, repetitions included."""
    referred: set[uuid.UUID] = field(default_factory=set)
    """Documents to which a paper refers."""
    texts: dict[uuid.UUID, list[str]] = field(default_factory=dict)
    """Of the pages of documents, where they have been read."""
    pages: int = 2
    away: str | None = None
    """A service that does not answer."""
    lose_answer_of: str | None = None
    """A method whose next answer gets lost after the work was done."""
    die_after: str | None = None
    """A method after whose next answer the files process dies."""

    def call(self, request: Request, *, command_id: uuid.UUID | None = None) -> Any:
        """As the bus: the view, or what the other service refuses."""
        request = type(request).model_validate_json(request.model_dump_json())
        spec = request.call
        assert "files" in spec.callers, f"files may not call {spec.method}"
        self.asked.append(spec.method)
        if self.away == spec.service:
            raise Unavailable(part=spec.service)
        answer = self._once(request, command_id) if spec.idempotent else self._answer(request)
        if self.lose_answer_of == spec.method:
            self.lose_answer_of = None
            raise CallTimeout(part=spec.service)
        if self.die_after == spec.method:
            self.die_after = None
            raise PowerCut
        return spec.returns.model_validate_json(answer.model_dump_json())

    def _once(self, request: Request, command_id: uuid.UUID | None) -> View:
        assert command_id is not None, "a command needs its id"
        body = request.model_dump_json()
        if command_id in self.done:
            before, answer = self.done[command_id]
            if before != body:
                raise CommandMismatch(command_id=command_id)
            return answer
        answer = self._answer(request)
        self.done[command_id] = (body, answer)
        return answer

    def _answer(self, request: Request) -> View:
        answer: View = getattr(self, f"_{request.call.method}")(request)
        return answer

    def a_document(self, content: str = "पत्र", document_id: uuid.UUID | None = None, pages: int = 1) -> DocumentView:
        """Store this as the next version of a document, or as a new one."""
        before = self.documents.get(document_id) if document_id else None
        versions = list(before.versions) if before else []
        versions.append(
            VersionView(
                number=len(versions) + 1,
                sha256=sha256(content),
                size=len(content),
                media_type="application/pdf",
                file_name="पत्र.pdf",
                pages=pages,
                status="ready",
                text="layer",
                created_at=self.now(),
            )
        )
        view = DocumentView(id=document_id or uuid.uuid4(), title="पत्र", versions=versions)
        self.documents[view.id] = view
        return view

    def _get_office_use(self, request: identity.GetOfficeUse) -> identity.OfficeUseList:
        return identity.OfficeUseList(offices=self.offices)

    def _get_document(self, request: documents.GetDocument) -> DocumentView:
        if request.document_id not in self.documents:
            raise DocumentNotFound
        return self.documents[request.document_id]

    def _get_document_text(self, request: documents.GetDocumentText) -> documents.DocumentTextView:
        version = self._get_document(documents.GetDocument(document_id=request.document_id)).versions[-1]
        texts = self.texts.get(request.document_id)
        if texts is None:
            return documents.DocumentTextView(version=version.number, text="pending", items=[])
        page = request.from_page
        return documents.DocumentTextView(
            version=version.number,
            text="ocr",
            items=[documents.PageTextView(page=page, kind="ocr", text=texts[page - 1])] if texts else [],
            next_page=page + 1 if page < len(texts) else None,
        )

    def _refer_to_document(self, request: documents.ReferToDocument) -> DocumentView:
        self.referred.add(request.document_id)
        return self._get_document(documents.GetDocument(document_id=request.document_id))

    def _open_grant(self, request: documents.OpenGrant) -> GrantView:
        self.grants.append(request)
        return GrantView(grant_id=uuid.uuid4(), expires_at=request.expires_at)

    def _render_letter(self, request: documents.RenderLetter) -> RenderedView:
        self.letters.append(request)
        stored = self.a_document(request.letter.model_dump_json(), request.document_id, self.pages)
        return RenderedView(document=stored, version=len(stored.versions), pages=self.pages, signature=PLACE)

    def _render_notesheet(self, request: documents.RenderNotesheet) -> RenderedView:
        self.notesheets.append(request)
        stored = self.a_document(request.model_dump_json(), request.document_id, self.pages)
        return RenderedView(document=stored, version=len(stored.versions), pages=self.pages)

    def _render_statement(self, request: documents.RenderStatement) -> RenderedView:
        self.statements.append(request)
        stored = self.a_document(request.model_dump_json(), None, self.pages)
        return RenderedView(document=stored, version=1, pages=self.pages)

    def _begin_compilation(self, request: compilations.BeginCompilation) -> compilations.CompilationView:
        compilation_id = uuid.uuid4()
        self.compiled[compilation_id] = (request, [])
        return self._compilation(compilation_id)

    def _add_to_compilation(self, request: compilations.AddToCompilation) -> compilations.CompilationView:
        items = self.compiled[request.compilation_id][1]
        assert request.first == len(items) + 1
        items += request.items
        return self._compilation(request.compilation_id)

    def _get_compilation(self, request: compilations.GetCompilation) -> compilations.CompilationView:
        return self._compilation(request.compilation_id)

    def _open_compilation(self, request: compilations.OpenCompilation) -> documents.ReadView:
        return documents.ReadView(
            url=f"http://store/{request.compilation_id}",
            media_type="application/pdf",
            size=1,
            etag='"x"',
            disposition="attachment",
            expires_at=self.now(),
        )

    def _compilation(self, compilation_id: uuid.UUID) -> compilations.CompilationView:
        order, items = self.compiled[compilation_id]
        state = "making" if len(items) == order.items else "waiting"
        until = self.now() + timedelta(days=7)
        return compilations.CompilationView(
            id=compilation_id, kind=order.kind, state=state, done=0, total=order.items, expires_at=until
        )

    def _prepare_signature(self, request: signatures.PrepareSignature) -> SigningSessionView:
        session_id = uuid.uuid4()
        self.sessions[session_id] = request
        to_sign = str(session_id).encode()
        return SigningSessionView(
            session_id=session_id,
            document_id=request.document_id,
            version=request.version,
            to_sign=base64.b64encode(to_sign).decode(),
            digest=base64.b64encode(hashlib.sha256(to_sign).digest()).decode(),
            mechanism="rsa_pkcs1v15",
            certificate_sha256=sha256("certificate"),
            expires_at=self.now() + timedelta(minutes=10),
        )

    def _complete_signature(self, request: signatures.CompleteSignature) -> SignatureView:
        session = self.sessions.get(request.session_id)
        if session is None or session.signer.person_id != request.person_id:
            raise SessionUnknown
        if request.session_id in self.signed:
            raise SessionUsed
        stored = self.a_document(f"signed {request.session_id}", session.document_id)
        view = SignatureView(
            signature_id=uuid.uuid4(),
            session_id=request.session_id,
            document_id=session.document_id,
            version=len(stored.versions),
            sha256=stored.versions[-1].sha256,
            size=stored.versions[-1].size,
            signer_person_id=request.person_id,
            signer_name=session.signer.name_en,
            capacity=session.signer.capacity,
            signed_at=self.now(),
            level="B-B",
            certificate=self._certificate(request.person_id),
        )
        self.signed[request.session_id] = view
        return view

    def _certificate(self, person_id: uuid.UUID) -> CertificateView:
        return CertificateView(
            id=CERTIFICATE,
            person_id=person_id,
            subject="CN=An Officer",
            common_name="An Officer",
            issuer="CN=Demo CA",
            serial="0a",
            not_before=self.now() - timedelta(days=1),
            not_after=self.now() + timedelta(days=365),
            sha256=sha256("certificate"),
            mechanism="rsa_pkcs1v15",
            status="active",
        )

    def event_of(self, session_id: uuid.UUID) -> signatures.DocumentSigned:
        """What signatures tells of a signature that was made."""
        made = self.signed[session_id]
        return signatures.DocumentSigned(
            signature_id=made.signature_id,
            session_id=made.session_id,
            document_id=made.document_id,
            version=made.version,
            sha256=made.sha256,
            signer_person_id=made.signer_person_id,
            certificate_sha256=made.certificate.sha256,
            level=made.level,
            signed_at=made.signed_at,
        )

    def _verify_document(self, request: signatures.VerifyDocument) -> VerificationReport:
        version = self.documents[request.document_id].versions[request.version - 1]
        return VerificationReport(
            document_id=request.document_id,
            version=request.version,
            sha256=version.sha256,
            verdict="valid",
            signatures=[],
            problems=[],
            checked_at=self.now(),
        )
