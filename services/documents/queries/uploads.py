"""Questions about an upload under way."""

from datetime import timedelta

from chassis.auth import Caller
from contracts.documents import GetUpload, PartView, PresignPart, UploadView
from services.documents.domain.parts import size_of_part
from services.documents.domain.upload import Upload
from services.documents.handlers.uploads import view_of
from services.documents.storage import DocumentsUnitOfWork, Uploads
from services.documents.store.api import Store


def get_upload(request: GetUpload, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> UploadView:
    """Which parts have arrived. Raises UploadNotFound, UploadClosed."""
    upload = _open_one(request, caller, uow)
    arrived = {part.number: part.size for part in store.parts(upload.key, upload.store_session)}
    view = view_of(upload)
    whole = [number for number in range(1, view.parts + 1) if arrived.get(number) == size_of_part(upload.size, number)]
    return view_of(upload, received=whole)


def presign_part(request: PresignPart, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> PartView:
    """Where one part goes. Raises UploadNotFound, UploadClosed, PartUnknown."""
    upload = _open_one(request, caller, uow)
    size = size_of_part(upload.size, request.number)
    lasting = timedelta(seconds=uow.settings.url_lasting)
    return PartView(
        url=store.presign_part(upload.key, upload.store_session, request.number, lasting),
        headers={"Content-Length": str(size)},
        size=size,
        expires_at=uow.now() + lasting,
    )


def _open_one(request: GetUpload | PresignPart, caller: Caller, uow: DocumentsUnitOfWork) -> Upload:
    with uow.reading() as session:
        upload = Uploads(session).get(request.upload_id)
    upload.must_belong_to(caller.key)
    upload.must_be_open(uow.now())
    return upload
