"""What a page may not do: complain on the console, break its security policy, throw, or ask another origin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

_WITHIN_THE_BROWSER = ("blob", "data", "chrome", "chrome-extension")  # the latter show PDFs
_VIEWER = ("chrome", "chrome-extension")
_LOUD = ("error", "warning")


@dataclass
class Watch:
    """Collects trouble of all pages of one browser context."""

    origin: str
    seen: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("page", self._page)

    def expect(self, pattern: str) -> None:
        """Trouble that the test brings about itself, as a wrong password's answer or a cut line."""
        self.expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [trouble for trouble in self.seen if not any(each.search(trouble) for each in self.expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in _LOUD:
            self.seen.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        where = getattr(error.error, "stack", None) or ""
        # The browser's own viewer of PDFs throws now and then when its page is left; nothing of ours runs in it.
        if any(f"{scheme}://" in where for scheme in _VIEWER) and self.origin not in where:
            return
        self.seen.append(f"thrown: {error.error} {where}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _WITHIN_THE_BROWSER and f"{address.scheme}://{address.netloc}" != self.origin:
            self.seen.append(f"asked another origin: {request.url}")

    def _page(self, page: Page) -> None:
        page.on("crash", lambda _: self.seen.append("a tab crashed"))
