"""Somebody at a browser of his own, as the tests tell what he does: by the words on the screen."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from clients.demo.platform import Login, Running
from tests.browser.watch import Watch
from tests.throwaway import ROOT

WEB = ROOT / "gateway" / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
AUDITS = Path(__file__).parent / "audits"
SECONDS = 1000
PATIENCE = 30 * SECONDS
"""Milliseconds in which the screen has to show what is waited for; a busy machine needs many times the usual."""
WIDE, PHONE = (1280, 800), (360, 740)

expect.set_options(timeout=PATIENCE)


def words(folder: str, language: str) -> Mapping[str, str]:
    """What the screens of this folder of the client say."""
    return json.loads((WEB / "src" / folder / f"{language}.json").read_text(encoding="utf-8"))


_CHOOSE = """
if (window === window.top && location.protocol === 'http:' && !localStorage.getItem('patravali.language')) {
  localStorage.setItem('patravali.language', 'LANGUAGE');
}
"""


@dataclass
class Person:
    """A browser context with one page. ``login`` is None for a citizen who has none."""

    address: str
    login: Login | None
    context: BrowserContext
    page: Page
    watch: Watch
    language: str

    @property
    def keys(self) -> Any:
        return self.page.keyboard

    def t(self, folder: str, key: str, **values: str) -> str:
        """What the screen says in this person's language."""
        text = words(folder, self.language)[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def sign_in(self, password: str | None = None) -> None:
        """With the keyboard alone: type the name, Tab, the password, Enter."""
        assert self.login is not None
        self.open()
        name = self.page.get_by_label(self.t("screens/signin", "user_name"))
        name.wait_for()
        reach(self.page, name)
        self.keys.type(self.login.user_name)
        self.keys.press("Tab")
        self.keys.type(password or self.login.password)
        self.keys.press("Enter")

    def arrive(self) -> Person:
        """Sign in and wait for the desk."""
        self.sign_in()
        expect(self.heading(self.t("screens/desk", "heading"))).to_be_visible()
        return self

    def lose_the_line(self) -> None:
        """Once the application is kept on the PC: without it there is nothing to go on with."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        self.context.set_offline(True)

    def eventually(self, check: Callable[[], Any]) -> Any:
        """Wait until ``check`` answers something true, and answer it."""
        deadline = time.monotonic() + PATIENCE / SECONDS
        while not (found := check()):
            assert time.monotonic() < deadline, "not in time"
            self.page.wait_for_timeout(50)  # what the page tells is heard only meanwhile
        return found

    def wait_for_the_app(self) -> None:
        """Until it lies on this PC, from where it opens without a line: it is fetched behind the first screen."""
        self.eventually(lambda: self.page.evaluate("() => Boolean(navigator.serviceWorker.controller)"))

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text, exact=True)

    def button(self, text: str) -> Locator:
        return self.page.get_by_role("button", name=text, exact=True)

    def axe(self) -> list[str]:
        """What axe-core finds wrong with the page as it is now."""
        # Evaluated by the debugger, so the page's own policy stays as it is.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [
            f"{each['id']}: {each['help']} {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]

    def audit(self, name: str) -> list[str]:
        """What ``audits/NAME.js`` finds wrong with the page as it is now."""
        found: list[str] = self.page.evaluate((AUDITS / f"{name}.js").read_text(encoding="utf-8"))
        return found


def reach(page: Page, wanted: Locator, presses: int = 60) -> None:
    """Tab until the focus is there; who has no mouse has no other way."""
    for _ in range(presses):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by {presses} presses of Tab")


@contextmanager
def at_a_browser(
    browser: Browser, platform: Running, post: str | None, language: str = "hi", size: tuple[int, int] = WIDE
) -> Iterator[Person]:
    """A fresh browser profile for whoever holds ``post``; nobody's for None."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-IN", accept_downloads=True)
    with in_a_profile(context, platform, post, language) as person:
        yield person


@contextmanager
def in_a_profile(
    context: BrowserContext, platform: Running, post: str | None, language: str = "hi"
) -> Iterator[Person]:
    """Whoever holds ``post`` before a page in this context, which is closed at the end."""
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_CHOOSE.replace("LANGUAGE", language))
    watch = Watch(platform.address)
    watch.over(context)
    login = platform.logins()[post] if post else None
    try:
        yield Person(platform.address, login, context, context.new_page(), watch, language)
    finally:
        context.close()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Debian's Chromium without a window; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
)
