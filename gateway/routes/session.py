"""Signing in and out.

A browser keeps its refresh token in an HttpOnly cookie that only /api/v1/session sees; any other client asks for it in
the body with ``?refresh=body`` and sends it in the body.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic_core import to_json
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from contracts import identity
from contracts.base import Strict
from gateway import answers
from gateway.errors import CrossSite, RefreshTokenMissing
from gateway.operations import CLIENT_ADDRESS, PREFIX, Operation, parse
from gateway.parsing import query_fields, read_json
from gateway.routes import opening

if TYPE_CHECKING:
    from gateway.door import Door

TAG = "session"
COOKIE = "patravali_refresh"
COOKIE_PATH = f"{PREFIX}/session"
REFRESH_TOKEN = "refresh_token"  # noqa: S105 - the name of a field


class Wish(Strict):
    """How the client wants its refresh token."""

    refresh: Literal["cookie", "body"] = "cookie"


class WishToRenew(Wish):
    """What a browser wants with it that opens a file."""

    opening: UUID | None = None


async def open_session(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Sign in, or refresh: no access token is needed, and the address of the client goes along."""
    address = door.admit_stranger(http)
    renews = operation.request is identity.RefreshSession
    wish = parse(WishToRenew if renews else Wish, query_fields(http))
    settings = door.settings
    fields = await read_json(http, limit=settings.body_limit, stall_limit=settings.stall_limit)
    fields.pop(CLIENT_ADDRESS, None)
    if renews and not fields.get(REFRESH_TOKEN):
        fields[REFRESH_TOKEN] = _cookie(http, settings.public_url)
    request = parse(operation.request, fields | {CLIENT_ADDRESS: address}, typed=True)
    view = await door.ask(request, http, None)
    if isinstance(wish, WishToRenew) and wish.opening is not None:
        brought = await opening.opening(door, http, view, wish.opening)
        view = view if brought is None else {**view, "opening": brought}
    return _opened(http, view, in_body=wish.refresh == "body", is_https=settings.is_https)


async def end_session(door: Door, http: HttpRequest, operation: Operation) -> Response:
    """Sign out here or everywhere, and take the cookie away."""
    caller = await door.admit(http)
    await door.ask(operation.request(), http, caller)
    response = Response(status_code=204, headers={"cache-control": answers.NEVER_STORED})
    response.delete_cookie(COOKIE, path=COOKIE_PATH, secure=door.settings.is_https, httponly=True, samesite="strict")
    return response


def _cookie(http: HttpRequest, public_url: str) -> str:
    """The refresh token of a browser. SameSite=Strict keeps other sites away; old browsers are checked by origin."""
    token = http.cookies.get(COOKIE)
    if not token:
        raise RefreshTokenMissing
    site = http.headers.get("sec-fetch-site", "same-origin")
    origin = http.headers.get("origin")
    own = {urlsplit(public_url).netloc, http.headers.get("host", "")}
    if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc not in own):
        raise CrossSite
    return token


def _opened(http: HttpRequest, view: dict[str, Any], *, in_body: bool, is_https: bool) -> Response:
    token = view.get(REFRESH_TOKEN)
    shown = view if in_body else {name: value for name, value in view.items() if name != REFRESH_TOKEN}
    headers = {"cache-control": answers.NEVER_STORED}
    # The access token in it is another each time, so that no number of answers tells it by their lengths (BREACH).
    content = to_json(shown) if in_body else answers.packed(http, to_json(shown), headers)
    response = Response(content, 200, headers, media_type="application/json")
    if token and not in_body:
        until = view.get("refresh_expires_at")
        response.set_cookie(
            COOKIE,
            token,
            expires=datetime.fromisoformat(until) if until else None,
            path=COOKIE_PATH,
            secure=is_https,
            httponly=True,
            samesite="strict",
        )
    return response


_WISH = {
    "name": "refresh",
    "in": "query",
    "required": False,
    "description": "`cookie` (browsers): the refresh token comes as an HttpOnly cookie. `body`: in the answer.",
    "schema": {"type": "string", "enum": ["cookie", "body"], "default": "cookie"},
}
_OPENING: dict[str, Any] = {"parameters": [_WISH]}
_SIGNED_IN = {"$ref": "#/components/schemas/SignedIn"}
_RENEWED = {
    "description": " ".join((identity.SignedIn.__doc__ or "").split()),
    "headers": {"X-Request-ID": {"$ref": "#/components/headers/X-Request-ID"}},
    "content": {
        "application/json": {
            "schema": {"allOf": [_SIGNED_IN, {"type": "object", "properties": {"opening": opening.DESCRIBED}}]}
        }
    },
}
_REFRESHING = {
    "parameters": [_WISH, opening.PARAMETER],
    "optional_fields": [REFRESH_TOKEN],
    "responses": {"200": _RENEWED},
}

OPERATIONS = (
    Operation(identity.SignIn, "POST", "/session", TAG, endpoint=open_session, openapi=_OPENING),
    Operation(identity.SignInService, "POST", "/session/service", TAG, endpoint=open_session, openapi=_OPENING),
    Operation(identity.RefreshSession, "POST", "/session/refresh", TAG, endpoint=open_session, openapi=_REFRESHING),
    Operation(identity.ChooseCharge, "PUT", "/session/charge", TAG),
    Operation(identity.SignOut, "DELETE", "/session", TAG, endpoint=end_session),
    Operation(identity.SignOutEverywhere, "DELETE", "/sessions", TAG, endpoint=end_session),
    Operation(identity.GetMe, "GET", "/me", TAG),
    Operation(identity.ChangePassword, "PUT", "/me/password", TAG),
)
