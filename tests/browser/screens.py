"""Every screen of the client: who sees it, where it is, and how to know that all of it is there.

The axe run, the narrow window and the pictures go by this table; a route that is missing in it fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from playwright.sync_api import Page, expect

from clients.demo.office import ADMINISTRATOR, CLERK, DISPATCH, DM, OFFICER, RECEPTION
from tests.browser.matters import Matters
from tests.browser.people import WEB, Person

DESK = "*"
"""The route of every path that no other takes."""
_COMING = ".waiting, [aria-busy=true]"


@dataclass
class Things:
    """What the screens show, made when the first of them is opened."""

    matters: Matters

    @cached_property
    def file(self) -> UUID:
        facts = "विचाराधीन पत्र श्री जगतराम, निवासी ग्राम देवखाल का प्रार्थना-पत्र है (@पृष्ठ 1)।"
        proposal = "उचित होगा कि तहसीलदार, कालसी को समयबद्ध निस्तारण हेतु निर्देशित किया जाए।"
        return self.matters.file_with_letter(notes=(facts, proposal)).id

    @cached_property
    def receipt(self) -> UUID:
        return self.matters.receipt(marked_to=CLERK).id

    @cached_property
    def draft(self) -> UUID:
        return self.matters.draft(self.matters.file()).id

    @cached_property
    def letter(self) -> UUID:
        return self.matters.letter(self.matters.forward(self.matters.file(), by=CLERK, to=DM)).id

    @cached_property
    def some(self) -> None:
        """A desk with more than one row."""
        for number in range(1, 6):
            self.matters.forward(self.matters.file(f"भूमि विवाद प्रकरण {number} की आख्या"), by=CLERK, to=OFFICER)


@dataclass(frozen=True)
class Screen:
    """``path`` is opened by whoever holds ``post`` (None: nobody), ``act`` is done, and ``ready`` has to be there."""

    name: str
    route: str
    post: str | None
    path: Callable[[Things], str]
    ready: str = "main h1"
    act: Callable[[Page], None] | None = field(default=None)

    def show(self, person: Person, things: Things) -> None:
        person.open(self.path(things))
        if self.act:
            _settle(person.page, "main h1")
            self.act(person.page)
        _settle(person.page, self.ready)


def _settle(page: Page, ready: str) -> None:
    expect(page.locator(ready).first).to_be_visible()
    expect(page.locator(_COMING)).to_have_count(0)
    page.evaluate("() => document.fonts.ready.then(() => undefined)")


def _press(key: str) -> Callable[[Page], None]:
    return lambda page: page.keyboard.press(key)


def _tab(number: int) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("tab").nth(number).click()


def _desk(things: Things) -> str:
    _ = things.some
    return "/"


def _file(things: Things) -> str:
    return f"/files/{things.file}"


SCREENS = (
    Screen("sign-in", DESK, None, lambda _: "/", ready="form"),
    Screen("desk", DESK, OFFICER, _desk, ready="[role=grid] [role=row] a"),
    Screen("desk-sent", DESK, CLERK, lambda things: f"{_desk(things)}?box=sent", ready="[role=grid]"),
    Screen("help", DESK, OFFICER, _desk, ready="dialog[open]", act=_press("F1")),
    Screen("keyboard-map", DESK, OFFICER, _desk, ready="dialog[open]", act=_press("?")),
    Screen("file", "/files/:id", CLERK, _file, ready=".noting .note.green"),
    Screen("file-drafts", "/files/:id", CLERK, _file, ready="[role=tabpanel]", act=_tab(1)),
    Screen("file-letters", "/files/:id", CLERK, _file, ready="[role=tabpanel]", act=_tab(2)),
    Screen("file-movement", "/files/:id", CLERK, _file, ready="[role=tabpanel] li", act=_tab(3)),
    Screen("file-readers", "/files/:id", CLERK, _file, ready="[role=tabpanel] table", act=_tab(4)),
    Screen(
        "file-forward", "/files/:id", CLERK, _file, ready="dialog[open] .post-picker [role=option]", act=_press("f")
    ),
    Screen("file-new", "/files/new", CLERK, lambda _: "/files/new", ready="main form"),
    Screen("receipt", "/receipts/:id", CLERK, lambda things: f"/receipts/{things.receipt}"),
    Screen(
        "draft-new", "/files/:id/drafts/new", CLERK, lambda things: f"{_file(things)}/drafts/new", ready="main form"
    ),
    Screen("draft", "/drafts/:id", CLERK, lambda things: f"/drafts/{things.draft}"),
    Screen("letter", "/letters/:id", DM, lambda things: f"/letters/{things.letter}"),
    Screen("letters", "/letters", DM, lambda _: "/letters"),
    Screen("dispatch", "/dispatch", DISPATCH, lambda _: "/dispatch"),
    Screen("offices", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin"),
    Screen("people", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/people"),
    Screen("practice", "/practice", CLERK, lambda _: "/practice"),
    Screen("profile", "/profile", CLERK, lambda _: "/profile"),
    Screen("status", DESK, None, lambda _: "/status", ready="main form"),
    Screen("diarise", "/diarise", RECEPTION, lambda _: "/diarise", ready="form.diarise"),
    Screen(
        "slip", "/receipts/:id/slip", RECEPTION, lambda things: f"/receipts/{things.receipt}/slip", ready="main svg"
    ),
    Screen("pendency", "/pendency", DM, lambda things: f"{_desk(things)}pendency", ready="main table"),
    Screen("projector", "/pendency", DM, lambda things: f"{_desk(things)}pendency?projector=1", ready="main table"),
    Screen("waiting", "/waiting", CLERK, lambda _: "/waiting"),
)


def routes() -> set[str]:
    """The paths that the client knows, as it names them itself."""
    return set(re.findall(r'<Route path="([^"]+)"', (WEB / "src" / "app.tsx").read_text(encoding="utf-8")))
