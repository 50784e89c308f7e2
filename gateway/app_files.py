"""The browser client as built (gateway/web/dist): its files, compressed, the one page that its screens share, and the
page of its own that a citizen opens (status.html at /status)."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from gateway.answers import is_known, takes

BUILT = Path(__file__).parent / "web" / "dist"
ABOUT = "/about"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
    "connect-src {connect}; manifest-src 'self'; worker-src 'self'; frame-src blob:; object-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WORKER = "sw.js"
"""Holds to the policy of its own answer. What a page loads besides holds to the page's."""
_COMPRESSED = {"br": ".br", "gzip": ".gz"}
_NOT_SCREENS = ("api", "app", "static", "metrics", "livez", "readyz")

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class AppFile:
    """A file of the build with its compressed copies, by content coding."""

    plain: bytes
    compressed: dict[str, bytes]
    media_type: str
    etag: str


def routes(built: Path = BUILT, *, signer_origin: str = "") -> list[BaseRoute]:
    """Files of the build, and index.html for every other path that a browser opens as a page. Comes last.

    ``signer_origin`` is where the pages find the signing agent on their own PC; empty where nobody signs.
    """
    build = _Build(built)
    policy = CONTENT_SECURITY_POLICY.format(connect=f"'self' {signer_origin}".strip())

    async def surroundings(http: HttpRequest) -> Response:
        http.scope["state"]["route"] = "app:surroundings"
        return JSONResponse({"signer_origin": signer_origin}, headers={"cache-control": ASK_EACH_TIME})

    async def serve(http: HttpRequest) -> Response:
        path = http.path_params["path"]
        files = build.files()
        page = files.get(f"{path}.html", files.get("index.html"))
        file = files.get(path)
        if file is not None and not path.endswith(".html"):
            http.scope["state"]["route"] = "app:file"
            own = {"content-security-policy": policy} if path == WORKER else {}
            return _answer(http, file, FOR_EVER if path.startswith("app/") else ASK_EACH_TIME, own)
        if path.split("/", 1)[0] in _NOT_SCREENS:
            raise HTTPException(404)
        if page is None:
            # A gateway without a build still says what it is.
            if path:
                raise HTTPException(404)
            return RedirectResponse(ABOUT)
        if path and not _wants_a_page(http):
            raise HTTPException(404)
        http.scope["state"]["route"] = "app:screen"
        return _answer(http, page, ASK_EACH_TIME, {"content-security-policy": policy})

    return [
        Route("/surroundings.json", surroundings, methods=["GET", "HEAD"]),
        _Screens("/{path:path}", serve, methods=["GET", "HEAD"]),
    ]


class _Screens(Route):
    """Every path but the API's, where a method that a path does not have is a 405 and no screen."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return (Match.NONE, {}) if scope["path"].startswith("/api/") else super().matches(scope)


class _Build:
    """The files in memory; read again where a newer build has taken the place of the one that was read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = -1
        self._files: dict[str, AppFile] = {}

    def files(self) -> dict[str, AppFile]:
        try:
            stamp = (self._folder / "index.html").stat().st_mtime_ns
        except FileNotFoundError:
            return self._files  # not built, or being built just now
        if stamp != self._stamp:
            self._files, self._stamp = _read(self._folder), stamp
        return self._files


def _read(built: Path) -> dict[str, AppFile]:
    found = {path.relative_to(built).as_posix(): path for path in built.rglob("*") if path.is_file()}
    return {name: _file(path) for name, path in found.items() if path.suffix not in _COMPRESSED.values()}


def _file(path: Path) -> AppFile:
    plain = path.read_bytes()
    beside = {coding: path.with_name(path.name + suffix) for coding, suffix in _COMPRESSED.items()}
    return AppFile(
        plain=plain,
        compressed={coding: copy.read_bytes() for coding, copy in beside.items() if copy.is_file()},
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        etag=f'"{blake2b(plain, digest_size=12).hexdigest()}"',
    )


def _wants_a_page(http: HttpRequest) -> bool:
    return "text/html" in http.headers.get("accept", "text/html")


def _answer(http: HttpRequest, file: AppFile, cache_control: str, own: dict[str, str]) -> Response:
    headers = {"etag": file.etag, "cache-control": cache_control, "vary": "Accept-Encoding", **own}
    if is_known(http, file.etag):
        return Response(status_code=304, headers=headers)
    coding = next((each for each in file.compressed if takes(http, each)), None)
    if coding is not None:
        headers["content-encoding"] = coding
    content = file.compressed[coding] if coding else file.plain
    return Response(content, headers=headers, media_type=file.media_type)
