"""Every screen of the client: who sees it, where it is, and how to know that all of it is there.

The axe run, the narrow window and the pictures go by this table; a route that is missing in it fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Page, expect

from clients.demo.checks import eventually
from clients.demo.office import ADM, ADMINISTRATOR, CLERK, DISPATCH, DM, OFFICER, RECEPTION, TL_SECTION
from contracts.files import (
    GetReceiptSlip,
    LinkFile,
    Search,
)
from tests.browser.people import WEB, Person, words
from tests.browser.things import Things

DESK = "/"
ELSEWHERE = "*"
"""The route of every path that no other takes."""
LONG_AGO = "2026-01-01T00:00:00Z"
INDEX_SECONDS = 60.0
_COMING = ".waiting, [aria-busy=true]"


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


def _whole_file(page: Page) -> None:
    either = "|".join(re.escape(words("screens/file", language)["whole_file"]) for language in ("hi", "en"))
    page.get_by_role("button", name=re.compile(f"^({either})$")).click()


def _found(things: Things) -> str:
    """What the code on the slip opens on a citizen's telephone."""
    slip = things.matters.at(RECEPTION).api.get_receipt_slip(GetReceiptSlip(receipt_id=things.receipt))
    return f"/status?number={quote(slip.diary_number)}&code={quote(slip.status_code)}"


def _related(things: Things) -> str:
    other = things.matters.file("विरासत दर्ज करने का पूर्व प्रकरण")
    file = things.matters.file("विरासत के आधार पर नामान्तरण")
    things.matters.at(CLERK).api.link_file(LinkFile(file_id=file.id, other_file_id=other.id))
    return f"/files/{file.id}"


def _desk(things: Things) -> str:
    _ = things.some
    return "/"


def _file(things: Things) -> str:
    return f"/files/{things.file}"


def _file_of_letter(things: Things) -> str:
    return f"/files/{things.letter.file_id}"


def _dispatch(things: Things) -> str:
    return f"/dispatch?letter={things.issued.id}"


def _register(page: Page) -> None:
    page.locator(".dispatch .actions button").nth(1).click()


def _as_pictures(page: Page) -> None:
    """The browser's own viewer is no part of the page; narrow windows show pictures anyway."""
    page.locator(".preview .actions a").wait_for()
    other = page.locator(".preview button[aria-pressed=false]")
    if other.count():
        other.click()


def _search(things: Things) -> str:
    """Once the index has heard of the file."""
    wanted = "Devkhal समयबद्ध"
    api = things.matters.at(CLERK).api
    _ = things.file
    eventually(lambda: api.search(Search(text=wanted)).items, INDEX_SECONDS)
    return f"/search?q={quote(wanted)}"


def _own_notings(page: Page) -> None:
    page.locator("#note-writer textarea").focus()
    page.keyboard.press("Alt+q")
    page.locator("dialog[open] .notings").wait_for()
    page.locator("dialog[open] .actions button").last.click()
    page.locator(".own-notings > button").click()


def _consulted(things: Things) -> str:
    return f"/files/{things.consulted[0]}"


def _consultations(things: Things) -> str:
    _ = things.consulted
    return "/consultations"


def _ordered(things: Things) -> str:
    return f"/files/{things.ordered}"


def _oral_orders(things: Things) -> str:
    _ = things.ordered
    return "/oral-orders"


def _time_limits(things: Things) -> str:
    _ = things.time_limit
    return "/time-limits"


def _diary(things: Things) -> str:
    _ = things.receipt
    return "/diary"


def _papers(things: Things) -> str:
    _ = things.paper
    return "/paper-files"


def _registering(page: Page) -> None:
    page.locator("main .actions button.main").first.click()


def _classifying(page: Page) -> None:
    page.get_by_role("button", name=re.compile("विषय-सूची|Put under")).click()


def _confirmations(things: Things) -> str:
    return f"/admin/confirmations?number={things.proposed}"


PACKAGE = re.compile("अभिलेखागार पैकेज|Archive package")

SCREENS = (
    Screen("sign-in", DESK, None, lambda _: "/", ready="form"),
    Screen("desk", DESK, OFFICER, _desk, ready="[role=grid] [role=row] a"),
    Screen("desk-sent", DESK, CLERK, lambda things: f"{_desk(things)}?box=sent", ready="[role=grid]"),
    Screen("help", DESK, OFFICER, _desk, ready="dialog[open]", act=_press("F1")),
    Screen("keyboard-map", DESK, OFFICER, _desk, ready="dialog[open]", act=_press("?")),
    Screen("file", "/files/:id", CLERK, _file, ready=".noting .note.green"),
    Screen("file-contents", "/files/:id", CLERK, _file, ready=".contents .flag.puc", act=_press("c")),
    Screen("own-notings", "/files/:id", CLERK, _file, ready=".own-notings form", act=_own_notings),
    Screen("file-drafts", "/files/:id", CLERK, _file, ready="[role=tabpanel]", act=_tab(2)),
    Screen("file-letters", "/files/:id", DM, _file_of_letter, ready="[role=tabpanel] table", act=_tab(3)),
    Screen(
        "file-replies",
        "/files/:id",
        DM,
        lambda things: f"/files/{things.awaited}",
        ready="[role=tabpanel] .replies table",
        act=_tab(3),
    ),
    Screen("file-movement", "/files/:id", DM, _file_of_letter, ready="[role=tabpanel] li", act=_tab(4)),
    Screen("file-readers", "/files/:id", CLERK, _file, ready="[role=tabpanel] table", act=_tab(5)),
    Screen("file-consultations", "/files/:id", CLERK, _consulted, ready="[role=tabpanel] .consultation", act=_tab(1)),
    Screen(
        "file-case",
        "/files/:id",
        CLERK,
        lambda things: f"/files/{things.case}",
        ready="[role=tabpanel] .checklist li",
        act=_tab(1),
    ),
    Screen("file-asked", "/files/:id", ADM, _consulted, ready="#opinion-writer textarea"),
    Screen(
        "file-consult", "/files/:id", CLERK, _file, ready="dialog[open] .post-picker [role=option]", act=_press("q")
    ),
    Screen("consultations", "/consultations", ADM, _consultations, ready="main table"),
    Screen(
        "consultation",
        "/consultations/:id",
        OFFICER,
        lambda things: f"/consultations/{things.consulted[1]}",
        ready="main .consultation",
    ),
    Screen("file-ordered", "/files/:id", CLERK, _ordered, ready=".noting .oral-order"),
    Screen(
        "file-order", "/files/:id", CLERK, _ordered, ready="dialog[open] .post-picker [role=option]", act=_press("w")
    ),
    Screen("oral-orders", "/oral-orders", ADM, _oral_orders, ready="main article.order"),
    Screen("meetings", "/meetings", DM, lambda things: "/meetings" if things.meeting else "", ready="main table"),
    Screen("meeting", "/meetings/:id", DM, lambda things: f"/meetings/{things.meeting}", ready="main .agenda .decided"),
    Screen(
        "meeting-wall",
        "/meetings/:id",
        DM,
        lambda things: f"/meetings/{things.meeting}?projector=1",
        ready="main .on-the-wall h1",
    ),
    Screen("papers", "/paper-files", CLERK, _papers, ready="main .paper-rows td"),
    Screen("paper-register", "/paper-files", CLERK, _papers, ready="dialog[open] form", act=_registering),
    Screen(
        "paper",
        "/paper-files/:id",
        OFFICER,
        lambda things: f"/paper-files/{things.paper.id}",
        ready="main .paper-rows td",
    ),
    Screen(
        "paper-receive",
        "/paper-files/:id",
        OFFICER,
        lambda things: f"/paper-files/{things.paper.id}",
        ready="dialog[open] form",
        act=_registering,
    ),
    Screen(
        "paper-labels",
        "/paper-files/labels",
        CLERK,
        lambda things: f"/paper-files/labels?ids={things.paper.id}",
        ready="main .label svg",
    ),
    Screen(
        "paper-pendency", "/paper-files/pendency", DM, lambda things: f"{_papers(things)}/pendency", ready="main table"
    ),
    Screen(
        "paper-rules",
        "/paper-files/pendency",
        ADMINISTRATOR,
        lambda things: f"{_papers(things)}/pendency",
        ready="dialog[open] form",
        act=lambda page: page.locator("main td button").first.click(),
    ),
    Screen("awaited", "/awaited", DM, lambda things: "/awaited" if things.awaited else "", ready="main section table"),
    Screen(
        "follow-up-change",
        "/awaited",
        DM,
        lambda things: "/awaited" if things.awaited else "",
        ready="dialog[open] input[type=date]",
        act=lambda page: page.get_by_role("button", name=re.compile("^(बदलें|Change):")).first.click(),
    ),
    Screen("time-limits", "/time-limits", TL_SECTION, _time_limits, ready="main .tl-rows"),
    Screen("time-limits-mine", "/time-limits", CLERK, _time_limits, ready="main .tl-rows"),
    Screen(
        "time-limit",
        "/time-limits/:id",
        CLERK,
        lambda things: f"/time-limits/{things.time_limit}",
        ready="main form textarea",
    ),
    Screen(
        "time-limit-kept",
        "/time-limits/:id",
        TL_SECTION,
        lambda things: f"/time-limits/{things.time_limit}",
        ready="main .tl-entries li",
    ),
    Screen(
        "file-forward", "/files/:id", CLERK, _file, ready="dialog[open] .post-picker [role=option]", act=_press("f")
    ),
    Screen(
        "file-package",
        "/files/:id",
        CLERK,
        _file,
        ready="dialog[open] .actions button",
        act=lambda page: page.get_by_role("button", name=PACKAGE).click(),
    ),
    Screen("file-new", "/files/new", CLERK, lambda _: "/files/new", ready="main form"),
    Screen("receipt", "/receipts/:id", CLERK, lambda things: f"/receipts/{things.receipt}", ready=".scan-page img"),
    Screen(
        "receipt-subject",
        "/receipts/:id",
        CLERK,
        lambda things: f"/receipts/{things.receipt}",
        ready="dialog[open] .subject-offers",
        act=_classifying,
    ),
    Screen(
        "draft-new", "/files/:id/drafts/new", CLERK, lambda things: f"{_file(things)}/drafts/new", ready="main form"
    ),
    Screen("draft", "/drafts/:id", CLERK, lambda things: f"/drafts/{things.draft}"),
    Screen(
        "letter",
        "/letters/:id",
        DM,
        lambda things: f"/letters/{things.letter.id}",
        ready=".pictures img",
        act=_as_pictures,
    ),
    Screen("letters", "/letters", DM, lambda _: "/letters"),
    Screen("dispatch", "/dispatch", DISPATCH, _dispatch, ready=".addressees form"),
    Screen("dispatch-register", "/dispatch", DISPATCH, _dispatch, ready="table.register", act=_register),
    Screen("health", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/health", ready="main table td"),
    Screen("deliveries", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/deliveries", ready="main select"),
    Screen("offices", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin"),
    Screen("people", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/people"),
    Screen("confirmations", "/admin/confirmations", DM, _confirmations, ready=".proposals > li[aria-current]"),
    Screen(
        "confirmation",
        "/admin/confirmations",
        DM,
        _confirmations,
        ready="dialog[open] .facts",
        act=lambda page: page.locator(".proposals > li[aria-current] button.main").click(),
    ),
    Screen("calendars", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/calendars", ready="main table"),
    Screen(
        "calendar",
        "/admin/:part?/:id?",
        ADMINISTRATOR,
        lambda _: "/admin/calendars",
        ready="main .patterns li",
        act=lambda page: page.locator("main tbody a").first.click(),
    ),
    Screen("procedure", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/procedure", ready="main table"),
    Screen("practice", "/practice", CLERK, lambda _: "/practice"),
    Screen("profile", "/profile", CLERK, lambda _: "/profile"),
    Screen("not-for-post", "/admin/:part?/:id?", CLERK, lambda _: "/admin/people", ready="main .apart"),
    Screen("not-found", ELSEWHERE, CLERK, lambda _: "/nowhere/at-all", ready="main .apart"),
    Screen("status", ELSEWHERE, None, lambda _: "/status", ready="main form"),
    Screen("status-found", ELSEWHERE, None, _found, ready="article.result .way"),
    Screen("file-whole", "/files/:id", CLERK, _file, ready="dialog[open] .actions button", act=_whole_file),
    Screen(
        "file-related",
        "/files/:id",
        CLERK,
        _related,
        ready="[role=tabpanel] .related li",
        act=lambda page: page.get_by_role("tab").last.click(),
    ),
    Screen("diarise", "/diarise", RECEPTION, lambda _: "/diarise", ready="form.diarise"),
    Screen(
        "slip", "/receipts/:id/slip", RECEPTION, lambda things: f"/receipts/{things.receipt}/slip", ready="main svg"
    ),
    Screen("diarise-batch", "/diarise/batch", RECEPTION, lambda _: "/diarise/batch", ready=".letter-bag tbody tr"),
    Screen("diary", "/diary", RECEPTION, _diary, ready="main table"),
    Screen("pendency", "/pendency", DM, lambda things: f"{_desk(things)}pendency", ready="main table"),
    Screen("pendency-past", "/pendency", DM, lambda _: f"/pendency?as_of={LONG_AGO}", ready="main .as-of button"),
    Screen("sitting", "/sitting", DM, lambda things: f"{_desk(things)}sitting", ready=".sitting dl"),
    Screen("projector", "/pendency", DM, lambda things: f"{_desk(things)}pendency?projector=1", ready="main table"),
    Screen("reviews", "/reviews/:part?", DM, lambda things: f"{_desk(things)}reviews", ready="main table.arrear"),
    Screen(
        "statement-monthly", "/reviews/:part?", DM, lambda _: "/reviews/statements?kind=monthly", ready="main section"
    ),
    Screen("forecast", "/reviews/:part?", DM, lambda _: "/reviews/forecast", ready="main section"),
    Screen("adoption", "/reviews/:part?", DM, lambda _: "/reviews/adoption", ready="main table.adoption-offices"),
    Screen(
        "adoption-factor",
        "/reviews/:part?",
        DM,
        lambda _: "/reviews/adoption",
        ready="dialog[open] form",
        act=lambda page: page.locator(".adoption section button").first.click(),
    ),
    Screen("contests", "/reviews/:part?", DM, lambda _: "/reviews/contests", ready="main section"),
    Screen("outages", "/admin/:part?/:id?", ADMINISTRATOR, lambda _: "/admin/outages", ready="main form"),
    Screen("search", "/search", CLERK, _search, ready=".hits .hit mark"),
    Screen(
        "search-subjects", "/search", CLERK, lambda _: "/search?subject=revenue", ready=".subject-tree [role=treeitem]"
    ),
    Screen("waiting", "/waiting", CLERK, lambda _: "/waiting"),
)


def routes() -> set[str]:
    """The paths that the client knows, as it names them itself."""
    return set(re.findall(r'<Route path="([^"]+)"', (WEB / "src" / "app.tsx").read_text(encoding="utf-8")))
