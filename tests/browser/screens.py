"""Every screen of the client: who sees it, where it is, and how to know that all of it is there.

The axe run, the narrow window and the pictures go by this table; a route that is missing in it fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import quote
from uuid import UUID

from playwright.sync_api import Page, expect

from clients.demo.checks import eventually
from clients.demo.matter import SHIPPED
from clients.demo.office import ADM, ADMINISTRATOR, CLERK, DISPATCH, DM, OFFICER, RECEPTION, TL_SECTION
from contracts.documents import GetDocument
from contracts.files import (
    AddNote,
    AwaitReplies,
    DispatchLetter,
    FileTlReport,
    GetReceiptSlip,
    LetterView,
    LinkFile,
    MarkChecklistItem,
    OpenView,
    PaperFileView,
    Search,
    SetFollowUp,
)
from tests.browser.matters import PAGES_SECONDS, Matters
from tests.browser.people import WEB, Person, words

DESK = "/"
ELSEWHERE = "*"
"""The route of every path that no other takes."""
LONG_AGO = "2026-01-01T00:00:00Z"
INDEX_SECONDS = 60.0
_COMING = ".waiting, [aria-busy=true]"


@dataclass
class Things:
    """What the screens show, made when the first of them is opened."""

    matters: Matters

    @cached_property
    def file(self) -> UUID:
        facts = "विचाराधीन पत्र श्री जगतराम, निवासी ग्राम देवखाल का प्रार्थना-पत्र है (@पृष्ठ 1)।"
        proposal = "उचित होगा कि तहसीलदार, कालसी को समयबद्ध निस्तारण हेतु निर्देशित किया जाए।"
        file = self.matters.file_with_letter(notes=(facts, proposal))
        self.matters.draft(file)
        self.matters.flag_first_paper(file)
        return file.id

    @cached_property
    def case(self) -> UUID:
        """A file that is a case, one paper of its checklist marked."""
        file = self.matters.file("सूचना का अधिकार: भूमि अभिलेखों की प्रति", case_type="rti")
        clerk = self.matters.at(CLERK)
        clerk.api.mark_checklist_item(MarkChecklistItem(file_id=file.id, item="application", state="done"))
        return file.id

    @cached_property
    def consulted(self) -> tuple[UUID, UUID]:
        """A file on which the ADM has yet to answer, and the section officer's opinion on it."""
        file = self.matters.file("भूमि आवंटन प्रस्ताव पर राय", notes=("प्रस्ताव परीक्षणार्थ प्रस्तुत है।",))
        asked = self.matters.consult(file, ADM, OFFICER)
        self.matters.answer(asked[1], by=OFFICER)
        return file.id, asked[1].id

    @cached_property
    def ordered(self) -> UUID:
        """A file with a corrected note and an oral order that the ADM has still to confirm."""
        file = self.matters.file("सीमांकन प्रकरण में मौखिक निर्देश", notes=("भूमि का क्षेत्रफल 0.2 हेक्टेयर है।",))
        corrected = "@शुद्धि 1: क्षेत्रफल 0.3 हेक्टेयर पढ़ा जाए।"
        self.matters.at(CLERK).api.add_note(AddNote(file_id=file.id, paragraphs=[corrected], corrects=[1]))
        self.matters.oral_order(file, officer=ADM, by=CLERK)
        return file.id

    @cached_property
    def receipt(self) -> UUID:
        return self.matters.receipt(marked_to=CLERK, scan=SHIPPED).id

    @cached_property
    def draft(self) -> UUID:
        return self.matters.draft(self.matters.file()).id

    @cached_property
    def letter(self) -> LetterView:
        return self.matters.letter(self.matters.forward(self.matters.file(), by=CLERK, to=DM))

    @cached_property
    def issued(self) -> LetterView:
        """One of two; the other has been sent and stands in the dispatch register."""
        sent, waiting = (
            self.matters.issued(self.matters.forward(self.matters.file(), by=CLERK, to=DM)) for _ in range(2)
        )
        self.matters.at(DISPATCH).api.dispatch_letter(
            DispatchLetter(letter_id=sent.id, mode="speed_post", tracking_number="EU480017326IN")
        )
        return waiting

    @cached_property
    def awaited(self) -> UUID:
        """A file of the District Magistrate with a letter whose addressee has still to answer, and a follow-up."""
        letter, api = self.issued, self.matters.at(DM).api
        day = (datetime.now(UTC) + timedelta(days=10)).date()
        api.await_replies(AwaitReplies(letter_id=letter.id, due_on=day))
        api.set_follow_up(SetFollowUp(file_id=letter.file_id, due_on=day, word="तहसील की आख्या आई या नहीं"))
        # The file shows the letter's first page.
        api.open_view(OpenView(file_id=letter.file_id))
        document = GetDocument(document_id=letter.document_id)
        eventually(lambda: api.get_document(document).versions[-1].pages, PAGES_SECONDS)
        return letter.file_id

    @cached_property
    def proposed(self) -> str:
        """The number of one of two proposals on the ADM's post: the District Magistrate above him may confirm them."""
        return self.matters.proposals(about=ADM, by=ADMINISTRATOR)[0].number

    @cached_property
    def time_limit(self) -> UUID:
        """A TL letter on which the clerk's office and the section officer's have to report; the officer has."""
        letter = self.matters.time_limit(CLERK, OFFICER)
        self.matters.at(OFFICER).api.file_tl_report(
            FileTlReport(tl_id=letter.id, text="हैण्डपम्प की मरम्मत करा दी गई है।", full=True)
        )
        return letter.id

    @cached_property
    def paper(self) -> PaperFileView:
        """A paper file on its way from the clerk to the section officer."""
        return self.matters.paper(coming_to=OFFICER)

    @cached_property
    def meeting(self) -> UUID:
        """A meeting of today on a TL letter and a file, with a decision on the first."""
        meeting = self.matters.meeting(self.time_limit, self.matters.forward(self.matters.file(), by=CLERK, to=OFFICER))
        return meeting.id

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
