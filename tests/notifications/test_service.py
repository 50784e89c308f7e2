"""The service as a process: over a real broker and database, to a real mail server and a real SMS endpoint."""

from __future__ import annotations

import datetime as dt
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
import pika
import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from chassis import tables as chassis_tables
from chassis.projection import NOBODY, SETTLED
from tests.notifications.builders import (
    DEMO_REGISTRY,
    World,
    a_file_moved,
    a_post_ref,
    a_receipt_diarised,
    an_event,
    person_id,
)
from tests.notifications.servers import MailServer, SmsServer
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, Vhost

KEY = Ed25519PrivateKey.generate()
IMPATIENT = {
    "POLL_INTERVAL": "0.05",
    "FIRST_PAUSE": "0.1",
    "LONGEST_PAUSE": "0.5",
    "CIRCUIT_FIRST_PAUSE": "0.1",
    "CIRCUIT_LONGEST_PAUSE": "0.5",
    "SEND_DEADLINE": "2",
    "LEASE": "2.5",
    "MOST_ATTEMPTS": "100",
    "SMTP_FROM": "Patravali <patravali@ddn.example>",
    "SMS_USERNAME": "ddn",
    "SMS_PASSWORD": "pw",
    "SMS_SECURE_KEY": "key",
    "SMS_DLT_REGISTRY": str(DEMO_REGISTRY),
}


def eventually(check: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Wait until ``check`` answers something true, and answer it."""
    deadline = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)
    return found


@dataclass
class Platform:
    """A database with a collectorate, a vhost, and the processes of one test."""

    database: ServiceDatabase
    vhost: Vhost
    world: World
    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, **settings: str) -> Process:
        port = free_port()
        values = {
            "DATABASE_URL": self.database.url,
            "BROKER_URL": self.vhost.url("notifications"),
            "HEALTH_PORT": str(port),
            **IMPATIENT,
            **settings,
        }
        env = {**os.environ, **{f"PATRAVALI_NOTIFICATIONS_{name}": value for name, value in values.items()}}
        log = self.folder / f"{len(self.started)}.log"
        with log.open("wb") as output:
            command = [sys.executable, "-W", "ignore", "-m", "services.notifications"]
            popen = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
        self.started.append(popen)
        return Process(popen, port, log)

    def start_ready(self, **settings: str) -> Process:
        process = self.start(**settings)
        eventually(process.is_ready)
        return process

    def tell(self, data: Any, event_id: uuid.UUID | None = None, times: int = 1) -> None:
        """Publish an event as the relay does for files."""
        event = an_event(data, event_id)
        with pika.BlockingConnection(pika.URLParameters(self.vhost.url("files"))) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            properties = pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                message_id=str(event.event_id),
                user_id="files",
                headers={"patravali-request-id": "req-7"},
            )
            for _ in range(times):
                channel.basic_publish(
                    "files.events", data.event_type, event.model_dump_json().encode(), properties, mandatory=True
                )

    def states(self, channel: str) -> list[str]:
        return [row.state for row in self.world.deliveries() if row.channel == channel]


@dataclass
class Process:
    popen: subprocess.Popen[bytes]
    port: int
    log: Path

    def is_ready(self) -> bool:
        assert self.popen.poll() is None, self.log.read_text()[-3000:]
        return self._get("/readyz") is not None

    def metrics(self) -> str:
        return self._get("/metrics") or ""

    def _get(self, path: str) -> str | None:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return str(answer.read().decode())
        return None

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()


@pytest.fixture
def platform(database, world, vhost, tmp_path) -> Iterator[Platform]:
    settle(world)
    own = Platform(database, vhost, world, tmp_path)
    yield own
    for popen in own.started:
        popen.kill()
        popen.wait()


def settle(world: World) -> None:
    """Put what identity would have answered into the service's own tables."""
    now = dt.datetime.now(dt.UTC)
    jwk = {**json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(KEY.public_key())), "kid": "test"}
    with world.engine.begin() as connection:
        connection.execute(insert(chassis_tables.jwks).values(kid="test", jwk=jwk, fetched_at=now))
        connection.execute(
            insert(chassis_tables.projected).values(kind=SETTLED, id=NOBODY, version=1, deleted=False, applied_at=now)
        )


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer().running() as server:
        yield server


@pytest.fixture
def sms() -> Iterator[SmsServer]:
    with SmsServer().running() as server:
        yield server


def a_token(name: str) -> str:
    now = int(time.time())
    claims = {"iss": "patravali", "sub": str(person_id(name)), "sid": str(uuid.uuid4()), "iat": now, "exp": now + 600}
    return jwt.encode(claims, KEY, algorithm="EdDSA", headers={"kid": "test"})


def ask(platform: Platform, method: str, request: dict[str, Any], name: str) -> dict[str, Any]:
    """One call as the gateway makes it."""
    with pika.BlockingConnection(pika.URLParameters(platform.vhost.url("gateway"))) as connection:
        channel = connection.channel()
        key = str(uuid.uuid4())
        queue = f"rpc.reply-gateway-{key}"
        channel.queue_declare(queue, arguments={"x-expires": 60_000, "x-queue-type": "classic"})
        channel.queue_bind(queue, "nameko-rpc", key)
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=key,
            correlation_id=key,
            user_id="gateway",
            headers={"patravali-token": a_token(name), "patravali-command-id": str(uuid.uuid4())},
        )
        body = json.dumps({"args": [], "kwargs": {"request": request}}).encode()
        channel.basic_publish("nameko-rpc", f"notifications.{method}", body, properties, mandatory=True)
        for _, _, reply in channel.consume(queue, auto_ack=True, inactivity_timeout=15):
            assert reply is not None, "no reply"
            return dict(json.loads(reply))
    raise AssertionError("no reply")


# ---------------------------------------------------------------- the way through


def test_an_event_reaches_the_desk_over_all_three_channels(platform, mail, sms):
    platform.start_ready(SMTP_URL=mail.url, SMS_URL=sms.url)

    platform.tell(a_file_moved())

    eventually(lambda: platform.states("email") == platform.states("sms") == ["delivered"])
    answer = ask(platform, "list_messages", {"unread": True}, "negi")["result"]
    (message,) = answer["items"]
    assert message["title"] == "पत्रावली 11/23/2026-NAZ आपके पटल पर आई है"
    assert {delivery["state"] for delivery in message["deliveries"]} == {"delivered"}
    assert len(mail.mails) == len(sms.forms) == 1


def test_an_event_that_comes_five_times_is_told_once(platform, mail, sms):
    platform.start_ready(SMTP_URL=mail.url, SMS_URL=sms.url)

    platform.tell(a_file_moved(), event_id=uuid.uuid4(), times=5)
    platform.tell(a_file_moved(serial=3, to_post=a_post_ref("adm")))

    eventually(lambda: platform.states("email") == ["delivered"] * 2 == platform.states("sms"))
    assert platform.world.told() == [("negi", "file_arrived"), ("rawat", "file_arrived")]
    assert len(mail.mails) == len(sms.forms) == 2


def test_a_message_that_was_read_is_marked_over_the_bus(platform):
    platform.start_ready()
    platform.tell(a_file_moved())
    eventually(lambda: platform.world.messages())
    message = ask(platform, "list_messages", {}, "negi")["result"]["items"][0]

    done = ask(platform, "mark_read", {"message_ids": [message["id"]]}, "negi")
    refused = ask(platform, "mark_read", {"message_ids": [message["id"]]}, "rawat")

    assert done["result"] == {"marked": 1, "unread": 0}
    assert refused["error"]["code"] == "message.not_found"


def test_a_request_id_goes_with_the_message_into_the_senders_log(platform, mail):
    process = platform.start_ready(SMTP_URL=mail.url)

    platform.tell(a_file_moved())

    eventually(lambda: platform.states("email") == ["delivered"])
    lines = [json.loads(line) for line in process.log.read_text().splitlines() if line.startswith("{")]
    assert "req-7" in {line.get("request_id") for line in lines if line["event"] == "delivery_tried"}


# ---------------------------------------------------------------- channels that fail


def test_a_dead_sms_gateway_does_not_stop_the_mail_and_gets_its_turn_when_it_is_back(platform, mail):
    port = free_port()
    process = platform.start_ready(SMTP_URL=mail.url, SMS_URL=f"http://127.0.0.1:{port}/esms/sendsmsrequestDLT")

    for serial in range(2, 12):
        platform.tell(a_file_moved(serial=serial))
    eventually(lambda: platform.states("email") == ["delivered"] * 10)
    while_dead = platform.states("sms")
    eventually(lambda: 'patravali_channel_down{channel="sms"} 1.0' in process.metrics())
    with SmsServer(port).running() as sms:
        eventually(lambda: platform.states("sms") == ["delivered"] * 10)

    assert while_dead == ["pending"] * 10
    assert len(sms.forms) == 10


def test_a_gateway_that_never_answers_does_not_stop_the_mail(platform, mail, sms):
    sms.waits.clear()
    platform.start_ready(SMTP_URL=mail.url, SMS_URL=sms.url)

    for serial in range(2, 6):
        platform.tell(a_file_moved(serial=serial))

    eventually(lambda: platform.states("email") == ["delivered"] * 4)
    assert set(platform.states("sms")) == {"pending"}


def test_a_greylisted_mail_arrives_at_the_next_attempt(platform, mail):
    mail.at_recipient.extend(["451 greylisted"] * 2)
    platform.start_ready(SMTP_URL=mail.url)

    platform.tell(a_receipt_diarised(sender_mobile=None))

    eventually(lambda: platform.states("email") == ["delivered"])
    assert platform.world.deliveries()[0].attempts == 3
    assert len(mail.mails) == 1


def test_a_refused_mailbox_is_given_up_at_once_and_told(platform, mail):
    mail.at_recipient.append("550 no such mailbox")
    platform.start_ready(SMTP_URL=mail.url)

    platform.tell(a_file_moved())

    eventually(lambda: platform.states("email") == ["failed"])
    (event,) = platform.world.published("message_failed")
    assert event["data"]["reason"] == "SMTP 550"
    assert event["data"]["attempts"] == 1


def test_a_process_killed_while_the_gateway_has_the_sms_loses_none_and_repeats_at_most_that_one(platform, sms):
    sms.waits.clear()
    process = platform.start_ready(SMS_URL=sms.url)
    for serial in range(2, 6):
        platform.tell(a_file_moved(serial=serial))
    eventually(lambda: any(row.attempts for row in platform.world.deliveries()))

    process.kill()
    sms.waits.set()
    platform.start_ready(SMS_URL=sms.url)

    eventually(lambda: platform.states("sms") == ["delivered"] * 4)
    keys = [form["content"] for form in sms.forms]
    assert len(keys) in (4, 5)


def test_a_process_that_is_stopped_finishes_what_it_has_in_hand(platform, sms):
    sms.waits.clear()
    process = platform.start_ready(SMS_URL=sms.url, SEND_DEADLINE="15", LEASE="60")
    platform.tell(a_file_moved())
    eventually(lambda: any(row.attempts for row in platform.world.deliveries()))

    process.popen.terminate()
    sms.waits.set()

    assert process.popen.wait(25) == 0
    assert platform.states("sms") == ["delivered"]
    assert len(sms.forms) == 1


# ---------------------------------------------------------------- a submission server with TLS and a password


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_path, key_path = folder / "mail.pem", folder / "mail.key"
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_path, key_path


@pytest.fixture
def submission(tmp_path) -> Iterator[tuple[MailServer, Path]]:
    """A mail server that wants STARTTLS and the password ``right``."""
    certificate, key = a_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"right", handled=False)

    server = MailServer(tls_context=context, require_starttls=True, auth_required=True, authenticator=authenticate)
    with ExitStack() as stack:
        yield stack.enter_context(server.running()), certificate


def start_with_trust(platform: Platform, server: MailServer, certificate: Path, password: str, monkeypatch) -> Process:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    url = f"smtp://ddn:{password}@localhost:{server.port}?security=starttls"
    return platform.start_ready(SMTP_URL=url)


def test_mail_goes_over_tls_with_a_password(platform, submission, monkeypatch):
    server, certificate = submission
    start_with_trust(platform, server, certificate, "right", monkeypatch)

    platform.tell(a_file_moved())

    eventually(lambda: platform.states("email") == ["delivered"])
    assert len(server.mails) == 1


def test_a_wrong_password_leaves_the_mail_waiting_with_the_reason(platform, submission, monkeypatch):
    server, certificate = submission
    start_with_trust(platform, server, certificate, "wrong", monkeypatch)

    platform.tell(a_file_moved())

    eventually(lambda: any(row.reason == "mail server: SMTP 535" for row in platform.world.deliveries()))
    assert platform.states("email") == ["pending"]
    assert server.mails == []


def test_a_server_that_nobody_vouches_for_gets_no_password(platform, submission):
    server, _ = submission
    platform.start_ready(SMTP_URL=f"smtp://ddn:right@localhost:{server.port}?security=starttls")

    platform.tell(a_file_moved())

    eventually(lambda: any("SSLCertVerificationError" in row.reason for row in platform.world.deliveries()))
    assert server.mails == []


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    "settings",
    [
        {"SMTP_URL": "smtp://user:password@mail.example.in"},
        {"SMS_URL": "http://127.0.0.1:9/", "SMS_DLT_REGISTRY": ""},
        {"SEND_DEADLINE": "30", "LEASE": "20"},
    ],
    ids=["password over an open line", "SMS without registry", "an attempt longer than its lease"],
)
def test_settings_that_cannot_work_refuse_to_start(platform, settings):
    process = platform.start(**settings)

    assert process.popen.wait(40) != 0
