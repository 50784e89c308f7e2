"""Why a request was refused, or could not be made."""

from __future__ import annotations

from typing import Any

import httpx


class Problem(Exception):
    """The platform refused (RFC 9457). Programs go by ``code``; ``str(problem)`` is for people."""

    def __init__(self, status: int, body: dict[str, Any], retry_after: float | None = None) -> None:
        self.status = status
        self.code = str(body.get("code", ""))
        self.title = str(body.get("title", ""))
        self.detail = str(body.get("detail", ""))
        self.fields: dict[str, Any] = body.get("fields") or {}
        self.errors: list[dict[str, str]] = body.get("errors") or []
        self.request_id = str(body.get("request_id", ""))
        self.retry_after = retry_after
        super().__init__(f"{status} {self.code}: {self.title}. {self.detail}".strip())

    @classmethod
    def of(cls, answer: httpx.Response) -> Problem:
        """The problem in an answer, whose body has been read. Something between may have answered without one."""
        try:
            body = answer.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            body = {"title": answer.reason_phrase, "detail": answer.text[:300]}
        wait = answer.headers.get("retry-after", "")
        return cls(answer.status_code, body, float(wait) if wait.isdigit() else None)


class Unreachable(Exception):
    """No answer within ``patience``. A command may have happened: send it again with the same key."""
