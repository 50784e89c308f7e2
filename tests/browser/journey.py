"""A letter's whole way through the office, as its people tell it: they have hands, and the hands know how."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from playwright.sync_api import Page, expect

from clients.demo import office
from clients.demo.matter import SHIPPED
from tests.browser.hands import Hands, Words
from tests.browser.people import Person

DESK, DIARISE, RECEIPT, FILE = "screens/desk", "screens/diarise", "screens/receipt", "screens/file"
DRAFT, LETTER, DISPATCH = "screens/draft", "screens/letter", "screens/dispatch"
TRACKING = "EU123456789IN"


@dataclass(frozen=True)
class Tale:
    """What is written on the way."""

    sender: Words
    subject: Words
    proposal: Words
    agreed: Words
    order: Words
    addressee: Words
    reply_subject: Words
    reply: Words
    correction: Words
    """The section officer's, at the end of the reply."""
    report: Words
    """The dealing hand's last note."""
    reason: Words
    """Why it can be closed."""


class Token(Protocol):
    """The signing officer's: the agent beside it, the PIN that it will be given, the authority's certificates."""

    chain: Path

    def agent(self) -> AbstractContextManager[str]:
        """Running; gives the code that it shows."""

    def give_pin(self, known: bool) -> None: ...


class Seat(NamedTuple):
    hands: Hands
    person: Person
    page: Page


class Journey:
    """``players`` by post. Each method is what one desk does when the letter, the file or the reply lies there."""

    def __init__(self, players: Mapping[str, Hands], tale: Tale) -> None:
        self.players = players
        self.tale = tale
        self.subject = tale.subject.read

    def run(self, token: Token) -> tuple[str, str]:
        """From the post to the closed file. Answers the letter's id and the digest of the PDF that was on screen."""
        self.diarise()
        self.put_in_a_file()
        self.note(office.CLERK, self.tale.proposal, to=office.OFFICER)
        for post, above in ((office.OFFICER, office.ADM), (office.ADM, office.DM)):
            self.take(post)
            self.note(post, self.tale.agreed, to=above)
        self.take(office.DM)
        self.note(office.DM, self.tale.order, to=office.CLERK)
        self.draft()
        self.correct()
        self.take(office.ADM)
        self.forward(office.ADM, office.DM)
        letter_id = self.approve_and_print()
        shown = self.sign(token)
        self.issue()
        self.dispatch()
        self.take(office.CLERK)
        self.note(office.CLERK, self.tale.report, to=office.OFFICER)
        self.close()
        return letter_id, shown

    # ------------------------------------------------------------ dak

    def diarise(self) -> None:
        """The scan, two fields, the desk it goes to."""
        hands, person, page = self._at(office.RECEPTION)
        hands.press(page.get_by_role("navigation").get_by_role("link", name=person.t("shell", "diarise")), "n")
        expect(person.heading(person.t(DIARISE, "heading"))).to_be_visible()
        hands.write(page.get_by_label(person.t(DIARISE, "senderName")), self.tale.sender)
        hands.write(page.get_by_label(person.t(DIARISE, "subject"), exact=True), self.tale.subject)
        hands.hand_over(page.get_by_label(person.t(DIARISE, "choose_scan")), SHIPPED)
        hands.pick(office.CLERK, offered=False)
        hands.press(page.locator("form.diarise button.main"), "Control+Enter")
        expect(person.heading(person.t(DIARISE, "diarised"))).to_be_visible()
        expect(page.locator(".diary-number")).not_to_be_empty()

    def put_in_a_file(self) -> None:
        """A new file with the subject of the letter."""
        hands, person, page = self.take(office.CLERK)
        hands.press(person.button(person.t(RECEIPT, "put_in_file")), "a")
        dialog = page.get_by_role("dialog")
        hands.press(dialog.get_by_role("button", name=person.t(RECEIPT, "new_file"), exact=True))
        expect(dialog.locator("form .field > select").first).not_to_have_value("")  # the section's heads are there
        hands.press(dialog.locator("form button.main"))
        expect(page.get_by_role("tab").first).to_be_visible()
        expect(page.locator(".paper-page").first).to_be_visible()

    # ------------------------------------------------------------ noting

    def take(self, post: str) -> Seat:
        """It came to the desk by itself; it is opened from there."""
        seat = self._at(post)
        seat.hands.open_from_desk(self.subject)
        expect(seat.person.heading(self.subject)).to_be_visible()
        return seat

    def note(self, post: str, words: Words, *, to: str) -> None:
        hands, person, page = self._at(post)
        written = page.locator(".note.green")
        expect(page.locator(".noting")).to_be_visible()
        expect(page.locator(".noting .waiting")).to_have_count(0)
        before = written.count()
        hands.press(person.button(person.t(FILE, "write_note")), "n")
        hands.write(page.locator("#note-writer textarea"), words)
        hands.press(page.locator("#note-writer button.main"), "Control+Enter")
        expect(written).to_have_count(before + 1)
        expect(written.last).to_contain_text(words.read)
        self.forward(post, to)

    def forward(self, post: str, to: str) -> None:
        """Three keystrokes where the desk is a likely one. The own desk shows itself again."""
        hands, person, page = self._at(post)
        hands.press(person.button(person.t(FILE, "forward")), "f")
        hands.pick(to)
        send = page.get_by_role("dialog").locator("form button.main")
        expect(send).to_be_enabled()
        hands.press(send, "Control+Enter")
        expect(person.heading(person.t(DESK, "heading"))).to_be_visible()

    # ------------------------------------------------------------ the reply

    def draft(self) -> None:
        """The dealing hand writes it; the tab is lost in between, the text is not."""
        hands, person, page = self.take(office.CLERK)
        hands.press(person.button(person.t(FILE, "create_draft")), "d")
        body = page.get_by_label(person.t(DRAFT, "body"))
        hands.write(page.get_by_label(person.t(DRAFT, "name")), self.tale.addressee)
        hands.write(page.get_by_label(person.t(DRAFT, "subject"), exact=True), self.tale.reply_subject)
        hands.write(body, self.tale.reply)
        expect(page.get_by_text(person.t(DRAFT, "kept_here"))).to_be_visible()
        page.reload()
        expect(body).to_have_value(self.tale.reply.read)
        hands.press(person.button(person.t(DRAFT, "save_draft")), "Control+s")
        expect(person.heading(self.tale.reply_subject.read)).to_be_visible()
        self._back_to_file(office.CLERK)
        self.forward(office.CLERK, office.OFFICER)

    def correct(self) -> None:
        """The section officer adds to the reply; both versions stay."""
        hands, person, page = self._open_draft(office.OFFICER)
        hands.write(page.get_by_label(person.t(DRAFT, "body")), self.tale.correction)
        hands.press(person.button(person.t(DRAFT, "save_version")), "Control+s")
        second = person.t(DRAFT, "version_by", version="2").partition(":")[0]
        expect(page.locator("article > header")).to_contain_text(second)
        self._back_to_file(office.OFFICER)
        self.forward(office.OFFICER, office.ADM)

    def approve_and_print(self) -> str:
        """The DM freezes the text, and has before the eyes what will be signed. Answers the letter's id."""
        hands, person, page = self._open_draft(office.DM)
        expect(page.get_by_label(person.t(DRAFT, "body"))).to_have_value(
            self.tale.reply.read + self.tale.correction.read
        )
        hands.press(person.button(person.t(DRAFT, "approve")))
        expect(page.get_by_text(person.t(DRAFT, "approve_frozen"))).to_be_visible()
        hands.press(person.button(person.t(DRAFT, "approve_now")))
        hands.press(person.button(person.t(LETTER, "render")))
        expect(person.heading(person.t(LETTER, "preview"))).to_be_visible()
        expect(page.locator("iframe.pdf, .pictures")).to_be_visible()
        return page.url.rsplit("/", 1)[1]

    def sign(self, token: Token) -> str:
        """First without an agent, then without a PIN, then in earnest. Answers SHA-256 of the PDF that is offered."""
        hands, person, page = self._at(office.DM)
        hands.press(person.button(person.t(LETTER, "sign")))
        expect(person.heading(person.t(LETTER, "no_agent"))).to_be_visible()
        expect(page.locator(".command")).to_contain_text(person.address)
        with token.agent() as code:
            hands.press(person.button(person.t(LETTER, "look_again")))
            hands.write(page.get_by_label(person.t(LETTER, "pair_code")), Words.plain(code))
            hands.press(person.button(person.t(LETTER, "pair")))
            hands.press(person.button(person.t(LETTER, "register")))
            hands.hand_over(page.get_by_label(person.t(LETTER, "chain")), token.chain)
            hands.press(person.button(person.t(LETTER, "register_now")))
            hands.press(person.button(person.t(LETTER, "use_this")))
            token.give_pin(False)
            hands.press(person.button(person.t(LETTER, "sign_now")))
            declined = page.get_by_role("dialog").get_by_role("alert")
            expect(declined).to_contain_text(re.compile("मना किया गया|declined"))
            expect(page.locator("h1 .badge")).to_have_text(person.t(LETTER, "state_rendered"))
            token.give_pin(True)
            hands.press(person.button(person.t(LETTER, "sign_now")))
            expect(page.get_by_text(person.t(LETTER, "verdict_valid"), exact=True)).to_be_visible()
        expect(page.get_by_text(person.t(LETTER, "same_bytes"))).to_be_visible()
        with page.expect_download() as download:
            hands.press(page.get_by_role("link", name=person.t(LETTER, "download")))
        return hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest()

    # ------------------------------------------------------------ out

    def issue(self) -> None:
        """And the file goes back to the dealing hand."""
        hands, person, page = self._at(office.DM)
        hands.press(person.button(person.t(LETTER, "issue")))
        expect(page.locator("h1 .badge")).to_have_text(person.t(LETTER, "state_issued"))
        self._back_to_file(office.DM)
        self.forward(office.DM, office.CLERK)

    def dispatch(self) -> None:
        hands, person, page = self._at(office.DISPATCH)
        hands.press(page.get_by_role("navigation").get_by_role("link", name=person.t("shell", "dispatch")))
        waiting = page.get_by_role("button", name=self.tale.reply_subject.read)
        hands.press(waiting)
        hands.write(page.get_by_label(person.t(DISPATCH, "tracking")), Words.plain(TRACKING))
        hands.press(person.button(person.t(DISPATCH, "enter")))
        expect(waiting).to_have_count(0)
        hands.press(person.button(person.t(DISPATCH, "register")))
        expect(page.get_by_role("row").last).to_contain_text(TRACKING)

    def close(self) -> None:
        hands, person, page = self.take(office.OFFICER)
        hands.press(page.locator("details.more summary"))
        hands.press(person.button(person.t(FILE, "close_file")))
        hands.write(page.get_by_role("dialog").get_by_label(person.t("parts", "reason")), self.tale.reason)
        hands.press(page.get_by_role("dialog").locator("form button.main"), "Control+Enter")
        expect(page.locator(".file-state")).to_contain_text(person.t(FILE, "closed_on", day="").strip())

    # ------------------------------------------------------------ what several do

    def _at(self, post: str) -> Seat:
        hands = self.players[post]
        return Seat(hands, hands.person, hands.person.page)

    def _open_draft(self, post: str) -> Seat:
        hands, person, page = self.take(post)
        hands.turn_to(page.get_by_role("tab", name=person.t(FILE, "tab_drafts")))
        hands.press(page.get_by_role("link", name=person.t(FILE, "edit_draft")))
        expect(page.get_by_label(person.t(DRAFT, "body"))).to_be_visible()
        return Seat(hands, person, page)

    def _back_to_file(self, post: str) -> None:
        hands, person, page = self._at(post)
        hands.press(page.locator("main article > header").get_by_role("link").first)
        expect(person.heading(self.subject)).to_be_visible()
