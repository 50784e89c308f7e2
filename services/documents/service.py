"""documents on the bus: parse, one handler, answer."""

from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.rpc import command, query
from chassis.timers import due
from contracts import compilations as compiled
from contracts import documents as contracts
from contracts.base import Nothing
from contracts.files import events as files
from contracts.identity import events as identity
from services.documents.extensions import OffloadProvider, StoreProvider, WorkingFiles
from services.documents.handlers import compilations, documents, grants, papers, sweeping, uploads
from services.documents.queries import reading
from services.documents.queries import uploads as upload_queries
from services.documents.readiness import checker_problem, store_problem
from services.documents.settings import DocumentsSettings
from services.documents.storage import DocumentsUnitOfWork


class DocumentsService:
    """Bytes by their hash, versions, grants, and letters as PDF."""

    name = "documents"
    readiness = {"store": store_problem, "programs": checker_problem}  # noqa: RUF012 - read once by the run loop

    uow = UnitOfWorkProvider(DocumentsUnitOfWork, DocumentsSettings)
    store = StoreProvider()
    offload = OffloadProvider()
    working_files = WorkingFiles()

    @command(contracts.BeginUpload)
    def begin_upload(self, request: contracts.BeginUpload, caller: Caller) -> contracts.UploadView:
        return uploads.begin(request, caller, self.uow, self.store)

    @query(contracts.GetUpload)
    def get_upload(self, request: contracts.GetUpload, caller: Caller) -> contracts.UploadView:
        return upload_queries.get_upload(request, caller, self.uow, self.store)

    @query(contracts.PresignPart)
    def presign_part(self, request: contracts.PresignPart, caller: Caller) -> contracts.PartView:
        return upload_queries.presign_part(request, caller, self.uow, self.store)

    @command(contracts.CompleteUpload)
    def complete_upload(self, request: contracts.CompleteUpload, caller: Caller) -> contracts.DocumentView:
        return uploads.complete(request, caller, self.uow, self.store, self.offload)

    @command(contracts.AbortUpload)
    def abort_upload(self, request: contracts.AbortUpload, caller: Caller) -> Nothing:
        return uploads.abort(request, caller, self.uow)

    @due("tidy_upload")
    def tidy_upload(self, payload: dict[str, Any]) -> None:
        uploads.tidy(UUID(payload["upload_id"]), self.uow, self.store)

    @due(sweeping.SWEEP)
    def sweep_store(self, payload: dict[str, Any]) -> None:
        sweeping.sweep_store(self.uow, self.store)

    @command(contracts.OpenGrant)
    def open_grant(self, request: contracts.OpenGrant, caller: Caller) -> contracts.GrantView:
        return grants.open_grant(request, self.uow)

    @command(contracts.CloseGrant)
    def close_grant(self, request: contracts.CloseGrant, caller: Caller) -> Nothing:
        return grants.close_grant(request, self.uow)

    @subscribe(files.ConsultationAnswered)
    def on_consultation_answered(self, event: Any) -> None:
        grants.file_seen_by_fewer(event, self.uow)

    @subscribe(files.ConsultationReturned)
    def on_consultation_returned(self, event: Any) -> None:
        grants.file_seen_by_fewer(event, self.uow)

    @subscribe(files.ConsultationWithdrawn)
    def on_consultation_withdrawn(self, event: Any) -> None:
        grants.file_seen_by_fewer(event, self.uow)

    @subscribe(files.ConsultationPassedOn)
    def on_consultation_passed_on(self, event: Any) -> None:
        grants.file_seen_by_fewer(event, self.uow)

    @subscribe(identity.ChargeRelinquished)
    def on_charge_relinquished(self, event: Any) -> None:
        grants.charge_relinquished(event, self.uow)

    @command(contracts.ReferToDocument)
    def refer_to_document(self, request: contracts.ReferToDocument, caller: Caller) -> contracts.DocumentView:
        return documents.refer(request, self.uow)

    @query(contracts.GetDocument)
    def get_document(self, request: contracts.GetDocument, caller: Caller) -> contracts.DocumentView:
        return reading.get_document(request, caller, self.uow)

    @query(contracts.GetDocuments)
    def get_documents(self, request: contracts.GetDocuments, caller: Caller) -> contracts.DocumentsView:
        return reading.get_documents(request, self.uow)

    @query(contracts.OpenDocument)
    def open_document(self, request: contracts.OpenDocument, caller: Caller) -> contracts.ReadView:
        return reading.open_document(request, caller, self.uow, self.store)

    @query(contracts.OpenPage)
    def open_page(self, request: contracts.OpenPage, caller: Caller) -> contracts.ReadView:
        return reading.open_page(request, caller, self.uow, self.store)

    @query(contracts.GetPageText)
    def get_page_text(self, request: contracts.GetPageText, caller: Caller) -> contracts.PageTextView:
        return reading.get_page_text(request, caller, self.uow)

    @query(contracts.GetDocumentText)
    def get_document_text(self, request: contracts.GetDocumentText, caller: Caller) -> contracts.DocumentTextView:
        return reading.get_document_text(request, self.uow)

    @command(compiled.BeginCompilation)
    def begin_compilation(self, request: compiled.BeginCompilation, caller: Caller) -> compiled.CompilationView:
        return compilations.begin(request, self.uow)

    @command(compiled.AddToCompilation)
    def add_to_compilation(self, request: compiled.AddToCompilation, caller: Caller) -> compiled.CompilationView:
        return compilations.add(request, self.uow)

    @query(compiled.GetCompilation)
    def get_compilation(self, request: compiled.GetCompilation, caller: Caller) -> compiled.CompilationView:
        return compilations.get(request, self.uow)

    @query(compiled.OpenCompilation)
    def open_compilation(self, request: compiled.OpenCompilation, caller: Caller) -> contracts.ReadView:
        return compilations.open_(request, self.uow, self.store)

    @due(compilations.TIDY)
    def tidy_compilation(self, payload: dict[str, Any]) -> None:
        compilations.tidy(UUID(payload["compilation_id"]), self.uow, self.store)

    @command(contracts.RenderLetter)
    def render_letter(self, request: contracts.RenderLetter, caller: Caller) -> contracts.RenderedView:
        return papers.render_letter(request, caller, self.uow, self.store)

    @command(contracts.RenderStatement)
    def render_statement(self, request: contracts.RenderStatement, caller: Caller) -> contracts.RenderedView:
        return papers.render_statement(request, caller, self.uow, self.store)

    @command(contracts.RenderNotesheet)
    def render_notesheet(self, request: contracts.RenderNotesheet, caller: Caller) -> contracts.RenderedView:
        return papers.render_notesheet(request, caller, self.uow, self.store)
