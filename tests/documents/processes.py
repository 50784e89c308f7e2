"""The service, its worker and the relay as processes of their own, on a vhost and a database of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jwt
from sqlalchemy import create_engine, text

from contracts.documents import BeginUpload, CompleteUpload, DocumentView, PresignPart, UploadView
from deploy.local.buckets import StoreAccess
from tests.documents.conftest import HTTP
from tests.on_the_bus import Caller, Process, a_token, eventually, know_the_test_key, store_settings
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, ThrowAway, Vhost

SERVICE = ["services.documents"]
WORKER = ["services.documents.worker"]
RELAY = ["chassis.relay", "documents"]


@dataclass
class Platform:
    """Documents as it runs."""

    database: ServiceDatabase
    vhost: Vhost
    settings: dict[str, str]
    folder: Path
    processes: list[Process] = field(default_factory=list)
    callers: list[Caller] = field(default_factory=list)

    def start(self, module: list[str]) -> Process:
        """Started and ready."""
        process = self._spawn(module)
        eventually(process.is_ready, seconds=60)
        return process

    def _spawn(self, module: list[str]) -> Process:
        port = free_port()
        ports = dict.fromkeys(("DOCUMENTS", "DOCUMENTS_WORKER", "RELAY"), port)
        environment = os.environ | self.settings
        environment |= {f"PATRAVALI_{name}_HEALTH_PORT": str(value) for name, value in ports.items()}
        environment |= {
            "PATRAVALI_DOCUMENTS_DATABASE_URL": self.database.url,
            "PATRAVALI_DOCUMENTS_BROKER_URL": self.vhost.url("documents"),
        }
        log = self.folder / f"{len(self.processes)}.log"
        with log.open("wb") as output:
            command = [sys.executable, "-W", "ignore", "-m", *module]
            popen = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        process = Process(popen, port, log)
        self.processes.append(process)
        return process

    def caller(self, user: str = "files", person: UUID | None = None) -> Caller:
        """A connection as this broker user, closed at the end."""
        caller = Caller(self.vhost.url(user), a_token(person) if person else None)
        self.callers.append(caller)
        return caller

    def rows(self, sql: str, **values: Any) -> list[Any]:
        engine = create_engine(self.database.url)
        with engine.connect() as connection:
            found = list(connection.execute(text(sql), values).all())
        engine.dispose()
        return found

    def events(self, document_id: UUID) -> list[str]:
        found = self.rows("SELECT event_type, payload FROM outbox ORDER BY id")
        return [row.event_type for row in found if row.payload["data"]["document_id"] == str(document_id)]


def session_of(caller: Caller) -> UUID:
    """The session that the caller's token names."""
    claims = jwt.decode(caller._token or "", options={"verify_signature": False})
    return UUID(claims["sid"])


def announce(caller: Caller, size: int, name: str = "पत्र.pdf") -> UploadView:
    upload: UploadView = caller.call(BeginUpload(file_name=name, file_size=size))
    return upload


def send_part(caller: Caller, upload: UploadView, number: int, content: bytes) -> None:
    part = caller.call(PresignPart(upload_id=upload.upload_id, number=number))
    assert len(content) == part.size
    answer = HTTP.request("PUT", part.url, body=content, headers=part.headers)
    assert answer.status == 200, answer.data


def stored(caller: Caller, content: bytes, name: str = "पत्र.pdf") -> DocumentView:
    upload = announce(caller, len(content), name)
    for number in range(1, upload.parts + 1):
        send_part(caller, upload, number, content[(number - 1) * upload.part_size : number * upload.part_size])
    document: DocumentView = caller.call(CompleteUpload(upload_id=upload.upload_id), command_id=uuid4())
    return document


@contextmanager
def a_platform(throw_away: ThrowAway, vhost: Vhost, store: StoreAccess, folder: Path) -> Iterator[Platform]:
    with ExitStack() as stack:
        database = stack.enter_context(throw_away.database("documents"))
        know_the_test_key(database)
        platform = Platform(database, vhost, store_settings(store), folder)
        yield platform
        for caller in platform.callers:
            caller.close()
        for process in platform.processes:
            process.kill()
