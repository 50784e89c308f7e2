"""The worker on the bus: one event in, pages and text out."""

from typing import Any
from uuid import UUID

from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.timers import due
from contracts.base import Envelope
from contracts.documents import DocumentStored
from services.documents.extensions import OffloadProvider, StoreProvider, WorkingFiles
from services.documents.handlers import compilations, compiling, lightening, processing
from services.documents.handlers.processing import Work
from services.documents.readiness import reader_problem, store_problem
from services.documents.settings import WorkerSettings
from services.documents.storage import DocumentsUnitOfWork


class DocumentsWorker:
    """Makes what readers see of a document besides its bytes."""

    name = "documents_worker"
    migrations = "documents"
    """Whose tables it works on."""
    readiness = {"store": store_problem, "programs": reader_problem}  # noqa: RUF012 - read once by the run loop

    uow = UnitOfWorkProvider(DocumentsUnitOfWork, WorkerSettings)
    store = StoreProvider()
    offload = OffloadProvider()
    working_files = WorkingFiles()

    @subscribe(DocumentStored, alone=True)
    def on_document_stored(self, event: Envelope[DocumentStored]) -> None:
        processing.press(Work.of(event.data), self.uow, self.store, self.offload)

    @due("press_document")
    def press_document(self, payload: dict[str, Any]) -> None:
        processing.press(Work.load(payload), self.uow, self.store, self.offload)

    @due("read_document")
    def read_document(self, payload: dict[str, Any]) -> None:
        processing.read(Work.load(payload), self.uow, self.store, self.offload)

    @due(compilations.COMPILE)
    def compile_file(self, payload: dict[str, Any]) -> None:
        compiling.compile_file(UUID(payload["compilation_id"]), self.uow, self.store, self.offload)

    @due(lightening.LIGHTEN)
    def lighten_pages(self, payload: dict[str, Any]) -> None:
        lightening.lighten_pages(self.uow, self.store, self.offload)
