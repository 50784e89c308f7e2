"""The sample services as processes of their own, on real servers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
import pika
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine, text

from chassis.tables import create_chassis_tables, grant
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, ThrowAway, Vhost

PERSON = uuid.UUID(int=1)
KEY = Ed25519PrivateKey.generate()
JWKS = [{**json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(KEY.public_key())), "kid": "sample"}]


def a_token(person: uuid.UUID = PERSON, lifetime: int = 600, key: Ed25519PrivateKey = KEY, **more: Any) -> str:
    now = int(time.time())
    claims = {"iss": "patravali", "sub": str(person), "sid": str(uuid.UUID(int=2)), "iat": now, "exp": now + lifetime}
    return jwt.encode(claims | more, key, algorithm="EdDSA", headers={"kid": "sample"})


def eventually(check: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Wait until ``check`` answers something true, and answer it."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > deadline:
            assert found, f"not within {seconds} s: {check}"
            return found
        time.sleep(0.05)


@dataclass
class Process:
    """A process of the platform under test."""

    popen: subprocess.Popen[bytes]
    port: int
    log: Path

    def is_ready(self) -> bool:
        assert self.popen.poll() is None, self.log.read_text()[-3000:]
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as answer:
            return bool(answer.status == 200)
        return False

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()

    def stop(self) -> int:
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(30)


@dataclass
class Sample:
    """Two sample services' databases and vhost, and a client that speaks the wire as the gateway does."""

    databases: dict[str, ServiceDatabase]
    vhost: Vhost
    folder: Path
    processes: list[Process] = field(default_factory=list)

    def start(self, module: str, *names: str, **settings: str) -> Process:
        port = free_port()
        env = {**os.environ, "SAMPLE_JWKS": json.dumps(JWKS), "PATRAVALI_RELAY_HEALTH_PORT": str(port), **settings}
        for service, database in self.databases.items():
            prefix = f"PATRAVALI_{service.upper()}"
            env[f"{prefix}_DATABASE_URL"] = database.url
            env[f"{prefix}_BROKER_URL"] = self.vhost.url(service)
            env[f"{prefix}_HEALTH_PORT"] = str(port)
        log = self.folder / f"{len(self.processes)}.log"
        with log.open("wb") as output:
            command = [sys.executable, "-W", "ignore", "-m", module, *names]
            popen = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
        process = Process(popen, port, log)
        self.processes.append(process)
        return process

    def start_ready(self, module: str, *names: str, **settings: str) -> Process:
        process = self.start(module, *names, **settings)
        eventually(process.is_ready)
        return process

    def is_writing(self, service: str) -> bool:
        """Whether a transaction of this service is open in its database now. Only the superuser sees states."""
        wanted = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'"
        engine = create_engine(self.databases[service].admin_url)
        with engine.connect() as connection:
            found = connection.execute(text(wanted)).first() is not None
        engine.dispose()
        return found

    def rows(self, service: str, sql: str) -> list[Any]:
        engine = create_engine(self.databases[service].owner_url)
        with engine.begin() as connection:
            result = connection.execute(text(sql))
            found = list(result.all()) if result.returns_rows else []
        engine.dispose()
        return found

    def call(self, method: str, request: dict[str, Any], **options: Any) -> dict[str, Any]:
        """One request by a fresh connection as the gateway. Answers the reply's body."""
        with Client(self.vhost.url("gateway")) as client:
            return client.call(method, request, **options)


class Client:
    """The gateway's side of the wire, by pika's blocking connection."""

    def __init__(self, url: str) -> None:
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.user = pika.URLParameters(url).credentials.username
        self.channel = self.connection.channel()
        self.channel.confirm_delivery()
        self.routing_key = str(uuid.uuid4())
        self.queue = f"rpc.reply-{self.user}-{self.routing_key}"
        self.channel.queue_declare(self.queue, arguments={"x-expires": 60_000, "x-queue-type": "classic"})
        self.channel.queue_bind(self.queue, "nameko-rpc", self.routing_key)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def send(self, method: str, request: Any, headers: dict[str, Any], **properties: Any) -> None:
        body = json.dumps({"args": [], "kwargs": {"request": request}}).encode()
        given = {
            "content_type": "application/json",
            "content_encoding": "utf-8",
            "reply_to": self.routing_key,
            "user_id": self.user,
            "correlation_id": str(uuid.uuid4()),
            "headers": headers,
        } | properties
        self.channel.basic_publish("nameko-rpc", method, body, pika.BasicProperties(**given), mandatory=True)

    def call(
        self,
        method: str,
        request: Any,
        *,
        command_id: uuid.UUID | None = None,
        token: str | None = None,
        timeout: float = 15.0,
        **properties: Any,
    ) -> dict[str, Any]:
        sent = {"patravali-token": token or a_token(), "patravali-request-id": "test-request"}
        if command_id is not None:
            sent["patravali-command-id"] = str(command_id)
        self.send(method, request, sent, **properties)
        return self.reply(timeout)

    def reply(self, timeout: float = 15.0) -> dict[str, Any]:
        for _, properties, body in self.channel.consume(self.queue, auto_ack=True, inactivity_timeout=timeout):
            self.channel.cancel()
            assert body is not None, "no reply"
            return {**json.loads(body), "answered_by": properties.user_id}
        raise AssertionError("the queue is gone")


@contextlib.contextmanager
def a_sample(throw_away: ThrowAway, folder: Path) -> Iterator[Sample]:
    """The sample services on databases and a vhost of their own; what it started is ended."""
    with contextlib.ExitStack() as stack:
        databases = {
            service: stack.enter_context(throw_away.empty_database(service)) for service in ("files", "notifications")
        }
        for database in databases.values():
            make_tables(database)
        own = Sample(databases, stack.enter_context(throw_away.vhost()), folder)
        yield own
        for process in own.processes:
            if process.popen.poll() is None:
                process.kill()


@pytest.fixture
def sample(throw_away: ThrowAway, tmp_path: Path) -> Iterator[Sample]:
    with a_sample(throw_away, tmp_path) as own:
        yield own


def make_tables(database: ServiceDatabase) -> None:
    """What a migration does: the chassis' tables, and one of the sample's."""
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)"))
        operations = Operations(MigrationContext.configure(connection))
        create_chassis_tables(operations)
        connection.execute(text("CREATE TABLE acts (id uuid PRIMARY KEY, text varchar(300) NOT NULL)"))
        grant(operations, "acts")
        connection.execute(text("INSERT INTO alembic_version VALUES ('sample')"))
    engine.dispose()
