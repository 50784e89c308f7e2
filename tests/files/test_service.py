"""The service as a process on the bus: it answers people, and follows the directory by identity's events."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import pika
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from chassis import tables
from chassis.ids import new_id
from chassis.projection import NOBODY, SETTLED
from contracts.base import Envelope, Event, Request
from contracts.files import CreateFile, ForwardFile, GetFile
from contracts.identity import ChargeRelinquished
from tests.chassis.conftest import Client, Process, eventually
from tests.files.office import LONG_AGO, Office, key
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, Vhost

KEY = Ed25519PrivateKey.generate()


@dataclass
class Bus:
    """The gateway's and identity's sides of the bus, around a running files service."""

    office: Office
    vhost: Vhost
    process: Process

    def call(self, request: Request, by: str, command_id: UUID | None = None) -> dict[str, Any]:
        person = self.office.person(by)
        claims = {"sub": str(person.person_id), "sid": str(person.session_id), "chg": str(person.charge_id)}
        now = int(time.time())
        token = jwt.encode(
            {"iss": "patravali", "iat": now, "exp": now + 600, **claims}, KEY, algorithm="EdDSA", headers={"kid": "t"}
        )
        body = request.model_dump(mode="json")
        with Client(self.vhost.url("gateway")) as client:
            method = f"files.{request.call.method}"
            return client.call(method, body, token=token, command_id=command_id or new_id())

    def tell(self, event: Event) -> None:
        """Publish an event of identity."""
        now = datetime.now(UTC)
        envelope = Envelope[Any](
            event_id=new_id(),
            type=event.event_type,
            version=1,
            occurred_at=now,
            recorded_at=now,
            source="live",
            actor=None,
            data=event,
        )
        body = envelope.model_dump_json(serialize_as_any=True).encode()
        with pika.BlockingConnection(pika.URLParameters(self.vhost.url("identity"))) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            properties = pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                user_id="identity",
                headers={},
            )
            channel.basic_publish("identity.events", event.event_type, body, properties, mandatory=True)


@pytest.fixture
def bus(office_database: ServiceDatabase, office: Office, vhost: Vhost, tmp_path: Path) -> Iterator[Bus]:
    _settle(office)
    port = free_port()
    settings = {"DATABASE_URL": office_database.url, "BROKER_URL": vhost.url("files"), "HEALTH_PORT": str(port)}
    env = {**os.environ, **{f"PATRAVALI_FILES_{name}": value for name, value in settings.items()}}
    log = tmp_path / "files.log"
    with log.open("wb") as output:
        command = [sys.executable, "-W", "ignore", "-m", "services.files"]
        popen = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
    process = Process(popen, port, log)
    try:
        eventually(process.is_ready, 40)
        yield Bus(office, vhost, process)
        assert process.stop() == 0
    finally:
        process.kill()


def _settle(office: Office) -> None:
    """As if identity's snapshot and its keys had come already."""
    now = datetime.now(UTC)
    key_of_tests = {**json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(KEY.public_key())), "kid": "t"}
    with office.engine.begin() as connection:
        settled = {"kind": SETTLED, "id": NOBODY, "version": 1, "deleted": False, "applied_at": now}
        connection.execute(insert(tables.projected), settled)
        connection.execute(insert(tables.jwks), {"kid": "t", "jwk": key_of_tests, "fetched_at": now})


def test_a_file_is_made_and_moved_over_the_bus(bus: Bus):
    made = bus.call(CreateFile(subject="सीमांकन", head="21"), by="clerk")
    file_id = made["result"]["id"]
    forward = ForwardFile(file_id=file_id, to_post=bus.office.post("so-lra"))
    command_id = new_id()

    first = bus.call(forward, by="clerk", command_id=command_id)
    again = bus.call(forward, by="clerk", command_id=command_id)
    refused = bus.call(forward, by="clerk")

    assert made["answered_by"] == "files"
    assert first["result"] == again["result"]
    assert (refused["error"]["kind"], refused["error"]["code"]) == ("conflict", "file.held_by_another")
    assert len(bus.office.events("file_moved")) == 1


def test_a_charge_that_identity_ends_is_lost_here(bus: Bus):
    made = bus.call(CreateFile(subject="सीमांकन", head="21"), by="clerk")
    charge = ChargeRelinquished(
        id=key("charge clerk"),
        person_id=key("person clerk"),
        post_id=bus.office.post("clerk"),
        kind="substantive",
        capacity="own",
        held_from=LONG_AGO,
        held_until=datetime.now(UTC),
        version=2,
    )

    bus.tell(charge)

    def refusal() -> str | None:
        answer = bus.call(GetFile(file_id=made["result"]["id"]), by="clerk")
        return (answer["error"] or {}).get("code")

    assert eventually(refusal) == "charge.not_held"
