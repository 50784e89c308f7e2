"""HTTP with patience: tokens that renew themselves, and requests that are repeated where repeating is safe."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel
from uuid_utils.compat import uuid7

from clients.api.errors import Problem, Unreachable
from contracts.base import Language, Request
from contracts.identity import SignedIn

View = TypeVar("View", bound=BaseModel)

PREFIX = "/api/v1"
REPEATED = frozenset({429, 503, 504})
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
RENEW_BEFORE = 30.0
"""Seconds before its end at which an access token is renewed."""
VERSION_FIELD = "expected_version"
_BRACED = re.compile(r"\{([a-z_]+)\}")


class Transport:
    """One session with one gateway. May be used from several threads."""

    def __init__(
        self, base_url: str, *, language: Language = "en", patience: float = 30.0, timeout: float = 70.0
    ) -> None:
        """``patience`` and ``timeout`` in seconds: for all attempts together, and for each of them."""
        self.patience = patience
        self.signed_in: SignedIn | None = None
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + PREFIX,
            headers={"accept-language": language},
            timeout=httpx.Timeout(timeout, connect=10),
        )
        self._renewing = threading.Lock()

    def close(self) -> None:
        self._http.close()

    def command(self, verb: str, path: str, request: Request, key: UUID | None, view: type[View]) -> View:
        """Send a command; the same ``key`` again has no second effect."""
        fields = request.model_dump(mode="json", exclude_unset=True)
        url = _BRACED.sub(lambda match: str(fields.pop(match.group(1))), path)
        headers = {"idempotency-key": str(key or uuid7())}
        version = fields.pop(VERSION_FIELD, None)
        if version is not None:
            headers["if-match"] = f'"{version}"'
        body = None if verb == "DELETE" else fields
        answer = self.send(verb, url, headers=headers, json=body)
        return view.model_validate(answer.json() if answer.content else {})

    def query(self, path: str, request: Request, view: type[View]) -> View:
        """Ask for a view."""
        fields = request.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        url = _BRACED.sub(lambda match: str(fields.pop(match.group(1))), path)
        parameters = {name: str(value).lower() if isinstance(value, bool) else value for name, value in fields.items()}
        return view.model_validate_json(self.send("GET", url, params=parameters).content)

    def send(self, verb: str, url: str, **options: Any) -> httpx.Response:
        """The answer, repeated where it was not to be had. Raises Problem and Unreachable."""
        return self.patiently(lambda: self._http.request(verb, url, **self._with_token(options)))

    def send_anonymous(self, verb: str, url: str, **options: Any) -> httpx.Response:
        """The same without a token."""
        return self.patiently(lambda: self._http.request(verb, url, **options), renew=False)

    def patiently(self, attempt: Callable[[], httpx.Response], *, renew: bool = True) -> httpx.Response:
        """Make attempts until one is answered for good, or ``patience`` has passed."""
        deadline = time.monotonic() + self.patience
        pause = FIRST_PAUSE
        renewed = False
        while True:
            wait = pause
            try:
                answer = attempt()
                if answer.status_code < 400:
                    return answer
                answer.read()
                problem = Problem.of(answer)
                if renew and not renewed and problem.code == "auth.token_expired":
                    renewed = True
                    self.renew()
                    continue
                if problem.status not in REPEATED:
                    raise problem
                wait = max(pause, problem.retry_after or 0)
                failure: Exception = problem
            except httpx.TransportError as error:
                failure = Unreachable(f"{type(error).__name__}: {error}")
            if time.monotonic() + wait > deadline:
                raise failure
            time.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
            pause = min(pause * 2, LONGEST_PAUSE)

    def open_stream(self, url: str, headers: dict[str, str], params: dict[str, str] | None = None) -> httpx.Response:
        """An answer whose body is read piece by piece; the caller closes it."""

        def attempt() -> httpx.Response:
            options = self._with_token({"headers": headers, "params": params})
            return self._http.send(self._http.build_request("GET", url, **options), stream=True)

        return self.patiently(attempt)

    def renew(self) -> None:
        """Exchange the refresh token. Whoever comes second finds it done."""
        before = self.signed_in
        with self._renewing:
            if self.signed_in is not before:
                return
            if before is None or before.refresh_token is None:
                raise Unreachable("nobody is signed in")
            body = {"refresh_token": before.refresh_token}
            answer = self.send_anonymous("POST", "/session/refresh", params={"refresh": "body"}, json=body)
            self.signed_in = SignedIn.model_validate_json(answer.content)

    def _with_token(self, options: dict[str, Any]) -> dict[str, Any]:
        signed_in = self.signed_in
        if signed_in is None:
            return options
        if signed_in.refresh_token and signed_in.expires_at.timestamp() - RENEW_BEFORE < time.time():
            self.renew()
            signed_in = self.signed_in or signed_in
        headers = {**(options.get("headers") or {}), "authorization": f"Bearer {signed_in.access_token}"}
        return {**options, "headers": headers}
