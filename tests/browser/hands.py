"""What somebody does at a PC, with keys alone or with a mouse alone. What the other hand does is heard."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import Person, reach

_LISTEN = """
for (const kind of ['pointerdown', 'pointermove', 'mousedown', 'wheel', 'touchstart']) {
  addEventListener(kind, (event) => event.isTrusted && heardOfAHand('mouse', kind), { capture: true, passive: true });
}
addEventListener('keydown', (event) => {
  const isText = (event.key.length === 1 && !event.ctrlKey && !event.altKey && event.target.matches('input, textarea'))
    || (event.key === 'Enter' && event.target.matches('textarea'));
  heardOfAHand(isText ? 'typing' : 'keys', event.key);
}, true);
"""


@dataclass(frozen=True)
class Words:
    """What is struck on the keys, and what then stands in the field: another script where it is typed by sound."""

    typed: str
    read: str

    @classmethod
    def plain(cls, text: str) -> Words:
        return cls(text, text)


class Hands(ABC):
    """One person's hands. ``strayed`` holds what they did besides their own ways."""

    foreign: str
    """What these hands must not do."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.strayed: list[str] = []
        person.context.expose_binding("heardOfAHand", self._hear)
        person.context.add_init_script(_LISTEN)

    def _hear(self, source: object, kind: str, what: str) -> None:
        if kind == self.foreign:
            self.strayed.append(f"{kind}: {what}")

    def arrive(self) -> None:
        """Sign in, and wait for the desk."""
        person, login = self.person, self.person.login
        assert login is not None
        person.open()
        self.write(person.page.get_by_label(person.t("screens/signin", "user_name")), Words.plain(login.user_name))
        self.write(person.page.get_by_label(person.t("screens/signin", "password")), Words.plain(login.password))
        self.press(person.button(person.t("screens/signin", "sign_in")))
        expect(person.heading(person.t("screens/desk", "heading"))).to_be_visible()

    @abstractmethod
    def press(self, control: Locator, key: str | None = None) -> None:
        """A button or a link, or the key that does the same."""

    @abstractmethod
    def turn_to(self, tab: Locator) -> None: ...

    @abstractmethod
    def write(self, field: Locator, words: Words) -> None:
        """After what stands there."""

    @abstractmethod
    def hand_over(self, chooser: Locator, path: Path) -> None:
        """A file from this PC."""

    @abstractmethod
    def open_from_desk(self, subject: str) -> None: ...

    @abstractmethod
    def pick(self, desk: str, *, offered: bool = True) -> None:
        """The desk with this abbreviation, in the picker on screen: among those that are offered at once, or typed."""

    def _is_read(self, field: Locator, before: str, words: Words) -> None:
        expect(field).to_have_value(before + words.read)

    def _choices(self) -> Locator:
        return self.person.page.locator(".post-picker [role=option]")

    def _choice(self, desk: str) -> Locator:
        abbreviation = self.person.page.locator("strong + .soft", has_text=re.compile(f"^{re.escape(desk)}$"))
        return self._choices().filter(has=abbreviation)

    def _row(self, subject: str) -> Locator:
        return self.person.page.locator("[role=grid] [role=row]", has_text=subject).first


class Keys(Hands):
    """Tab, arrows, Enter, the shortcuts, and Hindi typed by sound."""

    foreign = "mouse"

    def press(self, control: Locator, key: str | None = None) -> None:
        expect(control).to_be_visible()
        expect(control).to_be_enabled()
        if key is None:
            reach(self.person.page, control)
        self.person.keys.press(key or "Enter")

    def turn_to(self, tab: Locator) -> None:
        tabs = self.person.page.get_by_role("tab")
        expect(tab).to_be_visible()
        reach(self.person.page, self.person.page.locator("[role=tab][aria-selected=true]"))
        for _ in range(tabs.count()):
            if tab.get_attribute("aria-selected") == "true":
                return
            self.person.keys.press("ArrowRight")
        raise AssertionError(f"no arrow turns to {tab}")

    def write(self, field: Locator, words: Words) -> None:
        expect(field).to_be_visible()
        reach(self.person.page, field)
        before = field.input_value()
        if words.typed != words.read and self._types_roman():
            self.person.keys.press("Control+Space")
        if before:
            self.person.keys.press("Control+End")
        self.person.keys.type(words.typed)
        self._is_read(field, before, words)

    def _types_roman(self) -> bool:
        kept = self.person.page.evaluate("() => localStorage.getItem('patravali.layout')")
        return kept in (None, "roman")

    def hand_over(self, chooser: Locator, path: Path) -> None:
        reach(self.person.page, chooser)
        with self.person.page.expect_file_chooser() as asked:
            self.person.page.evaluate("() => 1")  # by its answer the browser knows that a chooser is awaited
            self.person.keys.press("Space")
        asked.value.set_files(path)

    def open_from_desk(self, subject: str) -> None:
        self.mark_on_desk(subject)
        self.person.keys.press("Enter")

    def mark_on_desk(self, subject: str) -> None:
        """Home, and arrows down to it."""
        expect(self._row(subject)).to_be_visible()
        marked = self.person.page.locator("[role=grid] [role=row].active")
        self.person.keys.press("Home")
        for _ in range(50):
            if subject in marked.inner_text():
                break
            self.person.keys.press("ArrowDown")
        expect(marked).to_contain_text(subject)

    def pick(self, desk: str, *, offered: bool = True) -> None:
        reach(self.person.page, self.person.page.locator(".post-picker input"))
        if offered:
            expect(self._choices()).not_to_have_count(0)
            likely = self._choice(desk).locator("kbd")
            if likely.count() == 1:
                self.person.keys.press(likely.inner_text())
                expect(self._choice(desk)).to_have_attribute("aria-selected", "true")
                return
        self.person.keys.type(desk)
        expect(self._choice(desk)).to_have_count(1)
        expect(self._choices().first).to_contain_text(desk)
        self.person.keys.press("Enter")


class Mouse(Hands):
    """Clicks, and typing into the field that was clicked."""

    foreign = "keys"

    def press(self, control: Locator, key: str | None = None) -> None:
        control.click()

    def turn_to(self, tab: Locator) -> None:
        tab.click()

    def write(self, field: Locator, words: Words) -> None:
        before = field.input_value()
        box = field.bounding_box()
        assert box is not None
        # Behind the last letter of what stands there.
        field.click(position={"x": box["width"] - 24, "y": box["height"] - 8})
        self.person.keys.type(words.typed)
        self._is_read(field, before, words)

    def hand_over(self, chooser: Locator, path: Path) -> None:
        seen = chooser.locator("xpath=ancestor::label")  # where it is the button that one sees
        with self.person.page.expect_file_chooser() as asked:
            (seen if seen.count() else chooser).click()
        asked.value.set_files(path)

    def open_from_desk(self, subject: str) -> None:
        self._row(subject).get_by_role("link").click()

    def pick(self, desk: str, *, offered: bool = True) -> None:
        self.person.page.locator(".post-picker input").click()
        if offered:
            expect(self._choices()).not_to_have_count(0)
        if self._choice(desk).count() == 0:
            self.person.keys.type(desk)
        self._choice(desk).click()
