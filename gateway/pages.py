"""Pages for people: what this is, the API's reference, what each problem means. No script, nothing from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic_core import to_json
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from contracts.base import Language
from gateway import catalogue
from gateway.openapi import describe
from gateway.operations import PREFIX, Operation

FOLDER = Path(__file__).parent
SHORT = "public, max-age=300"


def routes(operations: tuple[Operation, ...], public_url: str) -> list[BaseRoute]:
    """``/about``, ``/api/docs``, ``/api/openapi.json``, ``/problems`` and ``/static``."""
    pages = Pages(operations, public_url)
    return [
        Route("/about", pages.landing),
        Route("/api/docs", pages.reference),
        Route("/api/openapi.json", pages.description),
        Route(f"{PREFIX}/openapi.json", pages.description),
        Route("/problems", pages.problems),
        Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static"),
    ]


class Pages:
    """Rendered once for each language, when first asked for."""

    def __init__(self, operations: tuple[Operation, ...], public_url: str) -> None:
        self._operations = operations
        self._public_url = public_url
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["pretty"] = lambda value: to_json(value, indent=2).decode()
        self._kept: dict[tuple[str, str], bytes] = {}
        self._described: dict[str, Any] | None = None

    async def landing(self, http: HttpRequest) -> Response:
        """What this is, in the reader's language; ``?lang=`` chooses."""
        return await self._page(http, "landing.html", lambda _language: {})

    async def reference(self, http: HttpRequest) -> Response:
        """Every operation, as a page."""
        return await self._page(
            http, "reference.html", lambda _language: {"api": self._description(), "prefix": PREFIX}
        )

    async def problems(self, http: HttpRequest) -> Response:
        """Every code with its sentences."""
        return await self._page(http, "problems.html", lambda language: {"errors": catalogue.words(language, "errors")})

    async def description(self, http: HttpRequest) -> Response:
        """OpenAPI 3.1."""
        http.scope["state"]["route"] = "/api/openapi.json"
        content = await asyncio.to_thread(
            self._keep, "openapi.json", "", lambda: to_json(self._description(), indent=1)
        )
        return Response(content, headers={"cache-control": SHORT}, media_type="application/json")

    def _description(self) -> dict[str, Any]:
        if self._described is None:
            self._described = describe(self._operations, self._public_url)
        return self._described

    async def _page(self, http: HttpRequest, template: str, context: Callable[[Language], dict[str, Any]]) -> Response:
        http.scope["state"]["route"] = f"page:{template}"
        wanted = http.query_params.get("lang")
        language: Language = catalogue.language_of(wanted or http.headers.get("accept-language", ""))

        def render() -> bytes:
            values = {"lang": language, "path": http.url.path, **context(language)}
            return self._templates.get_template(template).render(values).encode()

        headers = {"cache-control": SHORT, "content-language": language, "vary": "Accept-Language"}
        # The reference takes a while to render, once for each language; requests go on meanwhile.
        content = await asyncio.to_thread(self._keep, template, language, render)
        return Response(content, headers=headers, media_type="text/html")

    def _keep(self, name: str, language: str, make: Callable[[], bytes]) -> bytes:
        if (name, language) not in self._kept:
            self._kept[name, language] = make()
        return self._kept[name, language]
