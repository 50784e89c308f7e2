"""Real servers on loopback that answer as a test tells them to."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.controller import Controller

from tests.ports import free_port

LOOPBACK = "127.0.0.1"


class MailServer:
    """Takes mail, unless a reply is scripted: then it gives that one first."""

    def __init__(self, port: int | None = None, **options: Any) -> None:
        self.port = port or free_port()
        self.mails: list[Any] = []
        self.peers: list[Any] = []
        """Over which connection each mail came."""
        self.at_recipient: deque[str] = deque()
        self.at_data: deque[str] = deque()
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port, ready_timeout=30, **options)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.at_recipient:
            return self.at_recipient.popleft()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.at_data:
            return self.at_data.popleft()
        self.mails.append(envelope)
        self.peers.append(session.peer)
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://{LOOPBACK}:{self.port}"

    @contextmanager
    def running(self) -> Iterator[MailServer]:
        self._controller.start()
        try:
            yield self
        finally:
            self._controller.stop()


class SmsServer:
    """Takes the form of Mobile Seva, unless an answer (status, text) is scripted."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self.forms: list[dict[str, str]] = []
        self.answers: deque[tuple[int, str]] = deque()
        self.waits = threading.Event()
        self.waits.set()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/esms/sendsmsrequestDLT"

    def answer(self, form: dict[str, str]) -> tuple[int, str]:
        if self.answers:
            return self.answers.popleft()
        self.forms.append(form)
        return 200, f"402,MsgID = {len(self.forms):018d}msdgsms"

    @contextmanager
    def running(self) -> Iterator[SmsServer]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.waits.wait(20)
                status, text = outer.answer({name: values[0] for name, values in parse_qs(sent).items()})
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        server = ThreadingHTTPServer((LOOPBACK, self.port), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.waits.set()
            server.shutdown()
            server.server_close()


@contextmanager
def dead_end() -> Iterator[int]:
    """A port where connections are taken and nothing is ever said."""
    with socket.create_server((LOOPBACK, 0), backlog=50) as listening:
        yield int(listening.getsockname()[1])
