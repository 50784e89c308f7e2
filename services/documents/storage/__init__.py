"""Loading and saving, and the unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from chassis.database import UnitOfWork
from services.documents.storage.compilations import Compilations
from services.documents.storage.documents import Blobs, Documents
from services.documents.storage.grants import Grants
from services.documents.storage.pages import Pages
from services.documents.storage.uploads import Quarantine, Uploads

__all__ = ["Blobs", "Compilations", "Documents", "DocumentsUnitOfWork", "Grants", "Pages", "Quarantine", "Uploads"]


class DocumentsUnitOfWork(UnitOfWork):
    """The transaction of a use case, and what it loads and saves."""

    @property
    def blobs(self) -> Blobs:
        return Blobs(self.session)

    @property
    def documents(self) -> Documents:
        return Documents(self.session)

    @property
    def uploads(self) -> Uploads:
        return Uploads(self.session)

    @property
    def grants(self) -> Grants:
        return Grants(self.session)

    @property
    def compilations(self) -> Compilations:
        return Compilations(self.session)

    @property
    def pages(self) -> Pages:
        return Pages(self.session)

    @contextmanager
    def beside(self) -> Iterator[Session]:
        """A small transaction of its own, committed at the end of the block.

        For what must stay although the use case is refused (quarantine), and for steps that a killed worker need not
        repeat (pages). What is written here has to be safe to write twice.
        """
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session, session.begin():
            yield session
