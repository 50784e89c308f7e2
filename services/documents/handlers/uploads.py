"""From announced to stored: begin, parts (which the gateway streams), complete or abort.

Each step may be repeated after a crash: an object that was made is not made twice, and nothing can be seen before the
last transaction commits. Bytes stay where they arrived: nothing is copied, and what was checked cannot be replaced,
because the URLs of parts die with the session that made the object.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from chassis.auth import Caller, Service
from contracts.base import Nothing
from contracts.documents import (
    AbortUpload,
    BeginUpload,
    CompleteUpload,
    DocumentBroken,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentNotFound,
    DocumentTooLarge,
    DocumentView,
    HashMismatch,
    TypeAmbiguous,
    TypeRefused,
    UploadNotFound,
    UploadView,
)
from contracts.errors import PatravaliError
from services.documents.domain.blob import Blob, Fingerprint, object_key
from services.documents.domain.document import Document
from services.documents.domain.media import PDF, is_truncated_pdf, sniff
from services.documents.domain.parts import part_count, part_size
from services.documents.domain.upload import Upload
from services.documents.handlers.documents import add_version, create_document
from services.documents.handlers.transfer import Offload, fetch
from services.documents.press.inspection import inspect_image, inspect_pdf
from services.documents.storage import Documents, DocumentsUnitOfWork, Quarantine, Uploads
from services.documents.store.api import BytesMissing, Store

REFUSED_BYTES = (TypeRefused, TypeAmbiguous, DocumentEncrypted, DocumentBroken, HashMismatch)


def begin(request: BeginUpload, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> UploadView:
    """Announce a file. Raises DocumentEmpty, DocumentTooLarge, DocumentNotFound."""
    if request.file_size == 0:
        raise DocumentEmpty
    if request.file_size > uow.settings.largest_file:
        raise DocumentTooLarge(limit=uow.settings.largest_file)
    if request.document_id is not None:
        with uow.reading() as session:
            _may_extend(Documents(session).get(request.document_id), caller, uow)
    upload_id = uow.derived_id("upload")
    key = object_key(upload_id)
    store_session = store.begin(key)
    with uow:
        upload = Upload(
            id=upload_id,
            owner=caller.key,
            file_name=request.file_name,
            title=request.title or request.file_name,
            size=request.file_size,
            announced_sha256=request.sha256,
            store_session=store_session,
            object_key=key,
            target=request.document_id,
            status="open",
            created_at=uow.now(),
            expires_at=uow.now() + timedelta(seconds=uow.settings.upload_lasting),
        )
        uow.uploads.add(upload)
        uow.due(upload.expires_at, "tidy_upload", key=str(upload.id), upload_id=str(upload.id))
        return uow.commit(view_of(upload))


def complete(
    request: CompleteUpload, caller: Caller, uow: DocumentsUnitOfWork, store: Store, offload: Offload
) -> DocumentView:
    """Check the bytes and store them; bad ones are quarantined and refused.

    Raises UploadNotFound, UploadClosed, UploadIncomplete, SizeMismatch and those of ``REFUSED_BYTES``.
    """
    upload = _look(request.upload_id, caller, uow)
    blob = None if upload.status == "completed" else _checked(upload, caller, uow, store, offload)
    with uow:
        upload = uow.uploads.get(upload.id, for_update=True)
        if blob is not None and upload.status != "completed":
            upload.must_be_open(uow.now())
            _take_in(upload, blob, caller, uow, store)
        return uow.commit(_result(upload, uow))


def abort(request: AbortUpload, caller: Caller, uow: DocumentsUnitOfWork) -> Nothing:
    """Give up an upload; giving up twice is giving up. Raises UploadNotFound, UploadClosed."""
    with uow:
        upload = uow.uploads.get(request.upload_id, for_update=True)
        upload.must_belong_to(caller.key)
        if upload.status != "aborted":
            upload.must_be_open(uow.now())
            uow.uploads.close(upload, "aborted")
            uow.due(uow.now(), "tidy_upload", key=str(upload.id), upload_id=str(upload.id))
        return uow.commit(Nothing())


def tidy(upload_id: UUID, uow: DocumentsUnitOfWork, store: Store) -> None:
    """What an upload leaves in the store goes: parts when it expires or is aborted, bytes that were there before,
    refused ones when nobody will look at them any more. What was taken in stays, whoever orders this."""
    with uow:
        upload = uow.uploads.get(upload_id, for_update=True)
        keep_until = upload.created_at + timedelta(seconds=uow.settings.keep_quarantine)
        if upload.status == "quarantined" and uow.now() < keep_until:
            uow.due(keep_until, "tidy_upload", key=str(upload.id), upload_id=str(upload.id))
        else:
            if upload.status == "open":
                uow.uploads.close(upload, "expired")
            store.abort(upload.key, upload.store_session)
            if not uow.blobs.is_kept(upload.key):
                store.remove(upload.key)
        uow.commit()


def view_of(upload: Upload, received: list[int] | None = None) -> UploadView:
    return UploadView(
        upload_id=upload.id,
        part_size=part_size(upload.size),
        parts=part_count(upload.size),
        received=received or [],
        expires_at=upload.expires_at,
    )


def _may_extend(document: Document, caller: Caller, uow: DocumentsUnitOfWork) -> None:
    """A new version is added by services, and by who uploaded the document as long as no file refers to it."""
    fresh_for = timedelta(seconds=uow.settings.fresh_for)
    if not isinstance(caller, Service) and not document.is_fresh_of(caller.key, uow.now(), fresh_for):
        raise DocumentNotFound


def _look(upload_id: UUID, caller: Caller, uow: DocumentsUnitOfWork) -> Upload:
    """The upload before any work. Raises again what its bytes were refused for."""
    with uow.reading() as session:
        upload = Uploads(session).get(upload_id)
        upload.must_belong_to(caller.key)
        refusal = Quarantine(session).refusal(upload_id) if upload.status == "quarantined" else None
    if refusal is not None:
        raise refusal
    return upload


def _checked(upload: Upload, caller: Caller, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> Blob | None:
    """What the bytes are; nothing where another try was quicker and has tidied up."""
    upload.must_be_open(uow.now())
    try:
        _assemble(upload, store)
        return _examine(upload, uow, store, offload)
    except BytesMissing:
        upload = _look(upload.id, caller, uow)
        if upload.status == "completed":
            return None
        upload.must_be_open(uow.now())
        raise


def _assemble(upload: Upload, store: Store) -> None:
    """Have the store make one object of the parts, unless an earlier try got that far."""
    try:
        arrived = store.parts(upload.key, upload.store_session)
        upload.must_be_whole({part.number: part.size for part in arrived})
        store.complete(upload.key, upload.store_session, arrived)
    except BytesMissing:
        # The session ends when its object is made; without an object it was thrown away.
        if store.size(upload.key) is None:
            raise


def _examine(upload: Upload, uow: DocumentsUnitOfWork, store: Store, offload: Offload) -> Blob:
    """Read the bytes once and judge them. Refused ones are quarantined, in a transaction that stays."""
    with TemporaryDirectory(prefix="patravali-upload-") as folder:
        path = Path(folder) / "upload"
        seen = fetch(store, upload.key, path, offload)
        try:
            return _judge(upload, seen, path)
        except REFUSED_BYTES as refusal:
            _quarantine(upload, seen, refusal, uow)
            raise


def _judge(upload: Upload, seen: Fingerprint, path: Path) -> Blob:
    if upload.announced_sha256 not in (None, seen.sha256):
        raise HashMismatch
    media_type = sniff(seen.edges)
    if media_type == PDF:
        if is_truncated_pdf(seen.edges):
            raise DocumentBroken
        inspect_pdf(path, names_encryption=seen.names_encryption)
    else:
        inspect_image(path, media_type)
    return Blob(seen.sha256, seen.size, media_type)


def _take_in(upload: Upload, blob: Blob, caller: Caller, uow: DocumentsUnitOfWork, store: Store) -> None:
    """The bytes become a version, and stay where they lie unless the same are there already."""
    stays = _keep(upload, blob, uow, store)
    document_id = upload.target or uow.derived_id("document")
    if upload.target is None:
        document = create_document(uow, document_id, upload.title, caller.key)
    else:
        document = uow.documents.get(document_id, for_update=True)
        _may_extend(document, caller, uow)
    add_version(uow, document, blob, upload.file_name, caller)
    uow.uploads.close(upload, "completed", document_id)
    if stays:
        uow.cancel_due("tidy_upload", key=str(upload.id))
    else:
        uow.due(uow.now(), "tidy_upload", key=str(upload.id), upload_id=str(upload.id))


def _keep(upload: Upload, blob: Blob, uow: DocumentsUnitOfWork, store: Store) -> bool:
    """Whether the bytes are kept where they arrived: they are new, or the store has lost the ones it had."""
    if uow.blobs.add(blob, upload.key, uow.now()):
        return True
    if store.size(uow.blobs.key(blob.sha256, for_update=True)) == blob.size:
        return False
    uow.blobs.set(blob.sha256, object_key=upload.key)
    return True


def _result(upload: Upload, uow: DocumentsUnitOfWork) -> DocumentView:
    if upload.document_id is None:
        raise UploadNotFound
    return uow.documents.get(upload.document_id).view()


def _quarantine(upload: Upload, seen: Fingerprint, refusal: PatravaliError, uow: DocumentsUnitOfWork) -> None:
    with uow.beside() as session:
        locked = Uploads(session).get(upload.id, for_update=True)
        if locked.status == "open":
            Quarantine(session).record(upload, seen.sha256, refusal, uow.now())
            Uploads(session).close(locked, "quarantined")
