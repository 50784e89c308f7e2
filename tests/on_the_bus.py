"""Services as processes of their own, and somebody who calls them over the broker."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import pika
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine, text

from contracts.base import Request
from contracts.errors import PatravaliError, from_wire
from deploy.local.buckets import StoreAccess
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, Vhost

KEY = Ed25519PrivateKey.generate()
JWK = {**json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(KEY.public_key())), "kid": "test"}


def eventually(check: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Wait until ``check`` answers something true, and answer it."""
    deadline = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > deadline:
            assert found, f"not within {seconds} s: {check}"
            return found
        time.sleep(0.05)


def a_token(person: uuid.UUID) -> str:
    now = int(time.time())
    claims = {"iss": "patravali", "sub": str(person), "sid": str(uuid.uuid4()), "iat": now, "exp": now + 600}
    return jwt.encode(claims, KEY, algorithm="EdDSA", headers={"kid": "test"})


def know_the_test_key(database: ServiceDatabase) -> None:
    """As if identity had published the key that the tests' tokens are signed with."""
    engine = create_engine(database.admin_url)
    with engine.begin() as connection:
        row = text("INSERT INTO jwks (kid, jwk, fetched_at) VALUES ('test', cast(:jwk AS jsonb), now())")
        connection.execute(row, {"jwk": json.dumps(JWK)})
    engine.dispose()


@dataclass
class Process:
    popen: subprocess.Popen[bytes]
    port: int
    log: Path

    def is_ready(self) -> bool:
        assert self.popen.poll() is None, self.log.read_text()[-3000:]
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as answer:
            return bool(answer.status == 200)
        return False

    def kill(self) -> None:
        if self.popen.poll() is None:
            self.popen.kill()
        self.popen.wait()


@contextlib.contextmanager
def a_process(
    service: str, database: ServiceDatabase, vhost: Vhost, folder: Path, settings: dict[str, str]
) -> Iterator[Process]:
    """``python -m services.<service>``, ready to serve; killed at the end."""
    port = free_port()
    prefix = f"PATRAVALI_{service.upper()}"
    environment = os.environ | settings
    environment |= {
        f"{prefix}_DATABASE_URL": database.url,
        f"{prefix}_BROKER_URL": vhost.url(service),
        f"{prefix}_HEALTH_PORT": str(port),
    }
    log = folder / f"{service}-{port}.log"
    with log.open("wb") as output:
        command = [sys.executable, "-W", "ignore", "-m", f"services.{service}"]
        popen = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    process = Process(popen, port, log)
    try:
        eventually(process.is_ready, seconds=120)
        yield process
    finally:
        process.kill()


def store_settings(store: StoreAccess) -> dict[str, str]:
    prefix = "PATRAVALI_DOCUMENTS_STORE"
    return {
        f"{prefix}_URL": store.url,
        f"{prefix}_BUCKET": store.bucket,
        f"{prefix}_ACCESS_KEY": store.access_key,
        f"{prefix}_SECRET_KEY": store.secret_key,
    }


class Caller:
    """A broker user that calls services and gets views or refusals."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self._parameters = pika.URLParameters(url)
        self._user = self._parameters.credentials.username
        self._token = token
        self._connection = pika.BlockingConnection(self._parameters)
        self._channel = self._connection.channel()
        self._replies = str(uuid.uuid4())
        self._queue = f"rpc.reply-{self._user}-{self._replies}"
        self._channel.queue_declare(self._queue, arguments={"x-expires": 60_000, "x-queue-type": "classic"})
        self._channel.queue_bind(self._queue, "nameko-rpc", self._replies)

    def close(self) -> None:
        self._connection.close()

    def call(self, request: Request, *, command_id: uuid.UUID | None = None, timeout: float = 30.0) -> Any:
        """Raises what the service refused."""
        correlation_id = str(uuid.uuid4())
        headers = {"patravali-command-id": str(command_id or uuid.uuid4())}
        if self._token is not None:
            headers["patravali-token"] = self._token
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=self._replies,
            correlation_id=correlation_id,
            user_id=self._user,
            headers=headers,
        )
        body = json.dumps({"args": [], "kwargs": {"request": request.model_dump(mode="json")}}).encode()
        spec = request.call
        self._channel.basic_publish("nameko-rpc", f"{spec.service}.{spec.method}", body, properties, mandatory=True)
        answer = self._answer(correlation_id, timeout)
        if answer["error"]:
            raise from_wire(answer["error"])
        return spec.returns.model_validate(answer["result"])

    def refusal(self, request: Request, **options: Any) -> PatravaliError:
        try:
            self.call(request, **options)
        except PatravaliError as refused:
            return refused
        raise AssertionError("nothing was refused")

    def _answer(self, correlation_id: str, timeout: float) -> dict[str, Any]:
        found = self._channel.consume(self._queue, auto_ack=True, inactivity_timeout=timeout)
        for _, properties, body in found:
            assert body is not None, "no reply"
            if properties.correlation_id == correlation_id:
                self._channel.cancel()
                answer: dict[str, Any] = json.loads(body)
                return answer
        raise AssertionError("the queue is gone")
