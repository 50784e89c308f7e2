"""A mail server and an SMS gateway for the demonstration: they take what they get and write it down.

``python -m deploy.demo.postbox`` listens on loopback only and writes each mail and each SMS as one JSON file into
``PATRAVALI_POSTBOX_DIR``. The SMS side is the form of C-DAC's Mobile Seva gateway and checks it as that one would:
hashed password, key over the message, registered text.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from aiosmtpd.controller import Controller

LOOPBACK = "127.0.0.1"
LARGEST_FORM = 100_000
NEEDED = ("username", "password", "senderid", "content", "smsservicetype", "key", "templateid")


class Box:
    """The folder that everything is written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, kind: str, content: Mapping[str, Any]) -> str:
        """Write one item whole, never a part of it, and answer its id."""
        now = datetime.now(UTC)
        item_id = uuid4().hex
        path = self.folder / f"{now:%Y%m%dT%H%M%S%f}-{kind}-{item_id[:8]}.json"
        text = json.dumps(
            {"id": item_id, "kind": kind, "received_at": now.isoformat(), **content}, ensure_ascii=False, indent=1
        )
        unfinished = path.with_suffix(".part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.rename(path)
        return item_id


class Mailbox:
    """What aiosmtpd hands each mail to."""

    def __init__(self, box: Box) -> None:
        self._box = box

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=default)
        body = mail.get_body(preferencelist=("plain",))
        self._box.keep(
            "email",
            {
                "to": list(envelope.rcpt_tos),
                "from": str(mail["From"]),
                "subject": str(mail["Subject"]),
                "message_id": str(mail["Message-ID"]),
                "text": body.get_content() if body is not None else "",
            },
        )
        return "250 Taken"


class SmsGateway(BaseHTTPRequestHandler):
    """POST of the form; the answer is ``402,MsgID = …`` or an error number. GET /livez answers 200."""

    box: Box
    account: Mapping[str, str]

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/livez" else 404, "ok" if self.path == "/livez" else "not here")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        if length > LARGEST_FORM:
            self._answer(413, "too large")
            return
        fields = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        wrong = refusal(fields, self.account)
        if wrong:
            self._answer(200, wrong)
            return
        item_id = self.box.keep(
            "sms",
            {
                "to": fields.get("bulkmobno") or fields["mobileno"],
                "text": html.unescape(fields["content"]),
                "sender": fields["senderid"],
                "template_id": fields["templateid"],
                "service": fields["smsservicetype"],
            },
        )
        self._answer(200, f"402,MsgID = {item_id}msdgsms")

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Each item is a file already."""


def refusal(fields: Mapping[str, str], account: Mapping[str, str]) -> str:
    """The gateway's error number for this form, or an empty string."""
    if any(not fields.get(name) for name in NEEDED):
        return "401,Form is incomplete"
    if not (fields.get("mobileno") or fields.get("bulkmobno")):
        return "406,No number"
    if fields["username"] != account["username"]:
        return "401,Credentials"
    if fields["password"] != hashlib.new(account["hash"], account["password"].encode()).hexdigest():
        return "401,Credentials"
    keyed = f"{fields['username']}{fields['senderid']}{fields['content']}{account['secure_key']}"
    if fields["key"] != hashlib.sha512(keyed.encode()).hexdigest():
        return "416,Hash does not match"
    return ""


def account_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The account that the notifications service was given."""
    prefix = "PATRAVALI_NOTIFICATIONS_SMS_"
    return {
        "username": environment.get(f"{prefix}USERNAME", ""),
        "password": environment.get(f"{prefix}PASSWORD", ""),
        "secure_key": environment.get(f"{prefix}SECURE_KEY", ""),
        "hash": environment.get(f"{prefix}HASH", "sha1"),
    }


def serve(box: Box, smtp_port: int, http_port: int, account: Mapping[str, str]) -> tuple[Controller, Any]:
    """Start both servers in threads of their own."""
    mail = Controller(Mailbox(box), hostname=LOOPBACK, port=smtp_port, ready_timeout=20)
    mail.start()
    handler = type("Gateway", (SmsGateway,), {"box": box, "account": account})
    web = ThreadingHTTPServer((LOOPBACK, http_port), handler)
    web.daemon_threads = True
    threading.Thread(target=web.serve_forever, name="sms", daemon=True).start()
    return mail, web


def main() -> int:
    environment = os.environ
    box = Box(Path(environment.get("PATRAVALI_POSTBOX_DIR", ".patravali/postbox")))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    mail, web = serve(
        box,
        int(environment["PATRAVALI_POSTBOX_SMTP_PORT"]),
        int(environment["PATRAVALI_POSTBOX_HTTP_PORT"]),
        account_of(environment),
    )
    stop.wait()
    web.shutdown()
    mail.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
