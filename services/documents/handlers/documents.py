"""Documents and their versions, as uploads and papers add them."""

from uuid import UUID

from chassis.auth import Caller, Person
from contracts.base import ActorView
from contracts.documents import DocumentStored, DocumentView, ReferToDocument
from services.documents.domain.blob import Blob
from services.documents.domain.document import Document
from services.documents.storage import DocumentsUnitOfWork


def create_document(uow: DocumentsUnitOfWork, document_id: UUID, title: str, owner: str) -> Document:
    """A document without versions; the transaction that makes it adds the first."""
    document = Document(document_id, title[:300], owner, uow.now(), referred_at=None)
    uow.documents.add(document)
    return document


def add_version(uow: DocumentsUnitOfWork, document: Document, blob: Blob, file_name: str, caller: Caller) -> int:
    """Add the next version and tell the world. The caller holds the document's row. Answers its number."""
    number = uow.documents.add_version(document.id, blob, file_name, caller.key, uow.now())
    event = DocumentStored(
        document_id=document.id,
        version=number,
        sha256=blob.sha256,
        media_type=blob.media_type,
        size=blob.size,
        title=document.title,
    )
    uow.publish(event, actor=actor_of(caller))
    return number


def refer(request: ReferToDocument, uow: DocumentsUnitOfWork) -> DocumentView:
    """From now on its versions are those that the paper was made with. Raises DocumentNotFound."""
    with uow:
        document = uow.documents.get(request.document_id, for_update=True)
        uow.documents.refer([document.id], uow.now())
        return uow.commit(document.view())


def actor_of(caller: Caller) -> ActorView:
    if isinstance(caller, Person):
        return ActorView(person_id=caller.person_id, charge_id=caller.charge_id)
    return ActorView(service=caller.key.removeprefix("service:"))
