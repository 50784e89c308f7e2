"""The service's parts on a real database and a real store, without the bus."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import urllib3
from sqlalchemy import Engine, text

from chassis.auth import Caller, Person, Service
from chassis.database import CommandGuard, DueGuard, make_engine
from contracts.base import Command
from contracts.documents import BeginUpload, CompleteUpload, DocumentView, OpenGrant, PresignPart, UploadView
from deploy.local.buckets import StoreAccess
from services.documents.domain.blob import Blob, blob_key
from services.documents.extensions import store_of
from services.documents.handlers import compilations, compiling, grants, lightening, processing, uploads
from services.documents.handlers.documents import add_version, create_document
from services.documents.handlers.processing import Work
from services.documents.handlers.transfer import place_file
from services.documents.queries import uploads as upload_queries
from services.documents.settings import WorkerSettings
from services.documents.storage import Blobs, DocumentsUnitOfWork
from services.documents.store.s3 import S3Store
from tests.throwaway import ThrowAway

FILES = Service("files")
SIGNATURES = Service("signatures")
HTTP = urllib3.PoolManager()


def a_person() -> Person:
    return Person(person_id=uuid.uuid4(), charge_id=uuid.uuid4(), session_id=uuid.uuid4())


def inline(function: Any, *arguments: Any) -> Any:
    """Offloading, where there is no event loop to protect."""
    return function(*arguments)


@dataclass
class Desk:
    """Documents as a caller meets it, and a look behind the scenes."""

    engine: Engine
    store: Any
    settings: WorkerSettings
    clock: datetime | None = None
    ran: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock or datetime.now(UTC)

    def uow(self, command: Command | None = None, caller: Caller | None = None, command_id: Any = None) -> Any:
        identity = command_id or uuid.uuid4()
        guard = CommandGuard(caller.key, identity, command) if command is not None and caller is not None else None
        return DocumentsUnitOfWork(
            self.engine,
            settings=self.settings,
            guard=guard,
            command=command,
            command_id=identity,
            clock=self.now,
        )

    def begin(self, caller: Caller, content: bytes, name: str = "पत्र.pdf", **more: Any) -> UploadView:
        command = BeginUpload(file_name=name, file_size=len(content), **more)
        return uploads.begin(command, caller, self.uow(command, caller), self.store)

    def put_parts(self, caller: Caller, upload: UploadView, content: bytes, *numbers: int) -> None:
        """Stream parts as the gateway does; all of them where none is named."""
        for number in numbers or range(1, upload.parts + 1):
            part = upload_queries.presign_part(
                PresignPart(upload_id=upload.upload_id, number=number), caller, self.uow(), self.store
            )
            begin = (number - 1) * upload.part_size
            answer = HTTP.request("PUT", part.url, body=content[begin : begin + part.size], headers=part.headers)
            assert answer.status == 200, answer.data

    def complete(self, caller: Caller, upload: UploadView, command_id: Any = None) -> DocumentView:
        command = CompleteUpload(upload_id=upload.upload_id)
        return uploads.complete(command, caller, self.uow(command, caller, command_id), self.store, inline)

    def upload(self, caller: Caller, content: bytes, name: str = "पत्र.pdf", **more: Any) -> DocumentView:
        upload = self.begin(caller, content, name, **more)
        self.put_parts(caller, upload, content)
        return self.complete(caller, upload)

    def kept_from_before(self, content: bytes, name: str) -> DocumentView:
        """A picture that was taken in when nobody looked at its first page yet."""
        blob = Blob(hashlib.sha256(content).hexdigest(), len(content), "image/png")
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            place_file(self.store, path, blob, blob_key(blob.sha256))
        command = BeginUpload(file_name=name, file_size=len(content))
        with self.uow(command, FILES) as uow:
            uow.blobs.add(blob, blob_key(blob.sha256), uow.now())
            document = create_document(uow, uow.derived_id("document"), name, FILES.key)
            add_version(uow, document, blob, name, FILES)
            return uow.commit(uow.documents.get(uow.derived_id("document")).view())

    def tidy(self, upload: UploadView) -> None:
        """As if its due row had fired, ordered by nobody knows whom."""
        with self.uow() as uow:
            uow.due(
                self.now() - timedelta(days=1),
                "tidy_upload",
                key=str(upload.upload_id),
                upload_id=str(upload.upload_id),
            )
            uow.commit()
        self.run_due()

    def grant(
        self,
        person: Person,
        *document_ids: uuid.UUID,
        lasting: timedelta = timedelta(hours=1),
        file_id: uuid.UUID | None = None,
    ) -> uuid.UUID:
        command = OpenGrant(
            person_id=person.person_id,
            session_id=person.session_id,
            document_ids=list(document_ids),
            file_id=file_id,
            reason="पत्रावली देखी जा रही है",
            expires_at=self.now() + lasting,
        )
        return grants.open_grant(command, self.uow(command, FILES)).grant_id

    def press(self, document: DocumentView) -> None:
        """What the worker does with the newest version, pictures and reading both."""
        newest = document.versions[-1]
        work = Work(document.id, newest.number, newest.sha256, newest.media_type)
        processing.press(work, self.uow(), self.store, inline)
        self.run_due()

    def run_due(self) -> None:
        """Run what is due until nothing is, as the chassis' runner would."""
        while rows := self.rows(
            "SELECT id, name, payload FROM due WHERE at <= :now "
            "AND name NOT IN ('sweep_store', 'lighten_pages') ORDER BY at",
            now=self.now(),
        ):
            for row in rows:
                uow = self.uow()
                uow._guard = DueGuard(row.id)
                self.ran.append(row.name)
                if row.name == "tidy_upload":
                    uploads.tidy(uuid.UUID(row.payload["upload_id"]), uow, self.store)
                elif row.name == compilations.TIDY:
                    compilations.tidy(uuid.UUID(row.payload["compilation_id"]), uow, self.store)
                elif row.name == compilations.COMPILE:
                    compiling.compile_file(uuid.UUID(row.payload["compilation_id"]), uow, self.store, inline)
                elif row.name == "read_document":
                    processing.read(Work.load(row.payload), uow, self.store, inline)
                else:
                    processing.press(Work.load(row.payload), uow, self.store, inline)

    def lighten(self) -> None:
        """As if its due row had fired."""
        [row] = self.rows("SELECT id FROM due WHERE name = 'lighten_pages'")
        uow = self.uow()
        uow._guard = DueGuard(row.id)
        lightening.lighten_pages(uow, self.store, inline)

    def key_of(self, document: DocumentView) -> str:
        """Where the bytes of its newest version lie."""
        with self.uow().reading() as session:
            return Blobs(session).key(document.versions[-1].sha256)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql), values).all())

    def events(self, document_id: uuid.UUID) -> list[tuple[str, dict[str, Any]]]:
        """What was told of a document, in order."""
        found = self.rows("SELECT event_type, payload FROM outbox ORDER BY id")
        told = [(row.event_type, row.payload["data"]) for row in found]
        return [(name, data) for name, data in told if data["document_id"] == str(document_id)]


class DyingStore:
    """The real store, until the process dies before or after the call that is named."""

    def __init__(self, store: object, call: str, *, after: bool) -> None:
        self.store, self.call, self.after = store, call, after

    def __getattr__(self, name: str) -> object:
        real = getattr(self.store, name)
        if name != self.call:
            return real

        def die(*arguments: object) -> None:
            if self.after:
                real(*arguments)
            raise KeyboardInterrupt

        return die


@pytest.fixture(scope="module")
def settings_of_store(throw_away: ThrowAway, store: StoreAccess) -> Iterator[WorkerSettings]:
    with throw_away.database("documents") as database:
        yield WorkerSettings(
            broker_url="amqp://documents:unused@127.0.0.1:1/unused",
            database_url=database.url,
            store_url=store.url,
            store_access_key=store.access_key,
            store_secret_key=store.secret_key,
            store_bucket=store.bucket,
        )


@pytest.fixture(scope="module")
def engine(settings_of_store: WorkerSettings) -> Iterator[Engine]:
    engine = make_engine(settings_of_store)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def _close_connections() -> Iterator[None]:
    yield
    HTTP.clear()


@pytest.fixture(scope="module")
def bucket(settings_of_store: WorkerSettings) -> S3Store:
    return store_of(settings_of_store)


@pytest.fixture
def desk(engine: Engine, bucket: S3Store, settings_of_store: WorkerSettings) -> Desk:
    return Desk(engine, bucket, settings_of_store)
