"""HTTP on the loopback address, for pages of the configured origins and nobody else.

A page of another site is refused before its request is read: browsers send ``Origin`` with every request that crosses
origins, and no script can change it (Fetch, 3.2). ``Host`` must be this address, so that a name which somebody points
at 127.0.0.1 does not help.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from clients.signer.agent.desk import Agent, Busy, Declined, NotPaired, PairingClosed, WrongCode
from clients.signer.errors import RequestRefused, SignerError

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8791
LARGEST_BODY = 64 * 1024
"""Bytes; what is to be signed has at most 20,000."""
VERSION = 1
_STATUS: dict[type[SignerError], HTTPStatus] = {
    NotPaired: HTTPStatus.UNAUTHORIZED,
    WrongCode: HTTPStatus.FORBIDDEN,
    PairingClosed: HTTPStatus.FORBIDDEN,
    RequestRefused: HTTPStatus.BAD_REQUEST,
    Busy: HTTPStatus.CONFLICT,
    Declined: HTTPStatus.CONFLICT,
}


class Door(ThreadingHTTPServer):
    """The listening socket. ``origins`` are written as browsers send them: scheme, host and port, no path."""

    daemon_threads = True
    # On Windows the option would let another program listen on the same port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, agent: Agent, origins: Iterable[str], port: int = DEFAULT_PORT) -> None:
        """Raises ValueError for what is no origin, OSError where the port is taken."""
        self.agent = agent
        self.origins = frozenset(as_origin(each) for each in origins)
        if not self.origins:
            raise ValueError("at least one origin is needed")
        super().__init__((ADDRESS, port), _Request)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))


def as_origin(text: str) -> str:
    """``https://host[:port]`` as browsers write it. Raises ValueError."""
    parts = urlsplit(text.strip().rstrip("/").lower())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
        raise ValueError(f"not an origin (https://host): {text}")
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = parts.netloc.removesuffix(f":{usual}")
    return f"{parts.scheme}://{host}"


class _Refused(Exception):
    """Answered with this status and nothing else."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status


class _Request(BaseHTTPRequestHandler):
    server: Door
    server_version = "patravali-signer"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 10.0

    def do_OPTIONS(self) -> None:
        self._answer(lambda: None)

    def do_GET(self) -> None:
        self._answer({"/state": self._state, "/certificates": self._certificates}.get(self.path))

    def do_POST(self) -> None:
        self._answer({"/pairing": self._pair, "/signatures": self._sign}.get(self.path))

    def _state(self) -> dict[str, Any]:
        return {"agent": "patravali-signer", "version": VERSION, "paired": self.server.agent.is_paired(self._key())}

    def _certificates(self) -> dict[str, Any]:
        return {"items": self.server.agent.certificates(self._key())}

    def _pair(self) -> dict[str, Any]:
        return {"key": self.server.agent.pair(str(self._body().get("code", "")))}

    def _sign(self) -> dict[str, Any]:
        body = self._body()
        session, letter = body.get("session"), body.get("letter")
        if not isinstance(session, dict) or not isinstance(letter, dict):
            raise RequestRefused("session or letter is missing")
        return self.server.agent.sign(self._key(), session, letter, self.headers["Origin"])

    def _answer(self, work: Callable[[], dict[str, Any] | None] | None) -> None:
        try:
            self._admit()
            if work is None:
                raise _Refused(HTTPStatus.NOT_FOUND)
            answer = work()
        except _Refused as refused:
            self.close_connection = True  # its body was not read
            self._send(refused.status, None)
        except SignerError as refused:
            status = _STATUS.get(type(refused), HTTPStatus.UNPROCESSABLE_ENTITY)
            told = {"code": refused.code, "hindi": refused.hindi, "english": refused.english, "detail": refused.detail}
            self._send(status, told)
        else:
            self._send(HTTPStatus.OK if answer is not None else HTTPStatus.NO_CONTENT, answer)

    def _admit(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            raise _Refused(HTTPStatus.MISDIRECTED_REQUEST)
        if not self._is_welcome():
            raise _Refused(HTTPStatus.FORBIDDEN)

    def _is_welcome(self) -> bool:
        return self.headers.get_all("Origin", []) == [self.headers.get("Origin")] and (
            self.headers.get("Origin", "") in self.server.origins
        )

    def _key(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _body(self) -> dict[str, Any]:
        """Raises _Refused before a byte of it is read, RequestRefused where it is no JSON object."""
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not length.isascii() or not length.isdigit():
            raise _Refused(HTTPStatus.LENGTH_REQUIRED)
        if len(length) > 9 or int(length) > LARGEST_BODY:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self.headers.get_content_type() != "application/json":
            raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError:
            raise RequestRefused("the body is not JSON") from None
        if not isinstance(body, dict):
            raise RequestRefused("the body is not an object")
        return body

    def _send(self, status: HTTPStatus, answer: dict[str, Any] | None) -> None:
        content = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Vary", "Origin")
        if self._is_welcome():
            self._let_in()
        self.end_headers()
        self.wfile.write(content)

    def _let_in(self) -> None:
        """CORS, and the header by which some browsers let pages reach this machine (Private Network Access)."""
        self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
        if self.command == "OPTIONS":
            self.send_header("Access-Control-Allow-Methods", "GET, POST")
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Allow-Private-Network", "true")
            self.send_header("Access-Control-Max-Age", "600")

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the terminal belongs to the officer's question."""
