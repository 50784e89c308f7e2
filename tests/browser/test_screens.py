"""Each screen in both languages, opened once: axe, what a screen reader is told, the window at twice its size and on a
phone, motion, and the focus in both appearances."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from clients.demo.platform import Running
from tests.browser import heard
from tests.browser.matters import Matters
from tests.browser.people import PHONE, WIDE, Person, at_a_browser
from tests.browser.screens import ELSEWHERE, SCREENS, Screen, routes
from tests.browser.things import Things

Seat = Callable[[str | None, str], Person]
TWICE = (640, 400)
"""Pixels of a window of 1280 by 800 at 200 % zoom."""
OWN = re.compile(r"\b(?:English|[A-Z][A-Z0-9]+(?:\([A-Z]+\))?)\b|\b[0-9A-Fa-f]{6}\b|\S+@\S+")
"""What is written so in Hindi too: abbreviations (PDF, a post's), numbers of proposals, marks, addresses."""

ON_A_WALL = {"projector", "meeting-wall", "sitting"}
"""Without the menu."""


@pytest.fixture(scope="module")
def things(matters: Matters) -> Things:
    return Things(matters)


@pytest.fixture(scope="module")
def seat(platform: Running, chromium: Browser) -> Iterator[Seat]:
    """Who sat down once stays for all screens of this module, and the trouble of the screen before is forgotten."""
    seated: dict[tuple[str | None, str], Person] = {}
    with ExitStack() as stack:

        def at(post: str | None, language: str) -> Person:
            if (post, language) not in seated:
                person = stack.enter_context(at_a_browser(chromium, platform, post, language))
                person.page.emulate_media(reduced_motion="reduce")
                seated[post, language] = person.arrive() if post else person
            seated[post, language].watch.seen.clear()
            return seated[post, language]

        yield at


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_for_everybody(screen: Screen, language: str, seat: Seat, things: Things) -> None:
    person = seat(screen.post, language)
    _resize(person, WIDE)

    screen.show(person, things)
    wide = [*person.axe(), *person.audit("motion"), *_misheard(person, screen)]
    _resize(person, TWICE)
    twice = person.audit("within_reach")
    _resize(person, PHONE)
    narrow = [*person.axe(), *person.audit("within_reach")]
    _resize(person, WIDE)
    # Last, because it opens what opens by being gone to.
    focus = [f"{contrast}: {each}" for contrast in ("usual", "high") for each in _unfocused(person, contrast)]

    assert [*wide, *twice, *narrow, *focus] == []
    assert person.watch.unexpected() == []


def _resize(person: Person, size: tuple[int, int]) -> None:
    person.page.set_viewport_size({"width": size[0], "height": size[1]})


def _misheard(person: Person, screen: Screen) -> list[str]:
    nodes = heard.heard(person)
    has_menu = screen.post is not None and screen.name not in ON_A_WALL
    found = [*heard.nameless(nodes), *heard.disorder(nodes, signed_in=has_menu)]
    return [*found, *heard.not_in_hindi(nodes, OWN)] if person.language == "hi" else found


def _unfocused(person: Person, contrast: str) -> list[str]:
    person.page.evaluate("contrast => { document.documentElement.dataset.contrast = contrast; }", contrast)
    return person.audit("focus")


def test_every_route_of_the_client_is_in_the_table() -> None:
    known = {screen.route for screen in SCREENS} - {ELSEWHERE}

    missing = routes() ^ known

    assert missing == set(), "tests/browser/screens.py names each route once"


def test_axe_finds_what_is_wrong(seat: Seat) -> None:
    citizen = seat(None, "hi")
    citizen.open()
    citizen.page.locator("form").wait_for()

    citizen.page.evaluate("() => document.querySelector('label').remove()")

    assert any("label" in violation for violation in citizen.axe())


@pytest.mark.parametrize(
    ("audit", "spoil", "told"),
    [
        ("focus", "button { outline: none !important; }", "shows no focus"),
        ("focus", ":focus-visible { outline-color: #fafafa !important; }", "stands out only"),
        ("motion", "button { transition: all 1s !important; }", "takes 1 s"),
        ("within_reach", "form { position: relative; left: 60vw; }", "the page is"),
        ("within_reach", "form { position: fixed; left: 95vw; }", "outside the window"),
        ("within_reach", "body::after { content: ''; position: fixed; inset: 0; }", "is covered"),
        ("within_reach", "label { inline-size: 1ch; overflow: hidden; white-space: nowrap; }", "is cut off"),
    ],
)
def test_the_audits_find_what_is_wrong(audit: str, spoil: str, told: str, seat: Seat) -> None:
    citizen = seat(None, "hi")
    citizen.open()
    citizen.page.locator("form").wait_for()

    citizen.page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        spoil,
    )

    assert any(told in each for each in citizen.audit(audit))


def test_what_is_heard_is_examined(seat: Seat) -> None:
    citizen = seat(None, "hi")
    citizen.open()
    citizen.page.locator("form").wait_for()

    citizen.page.evaluate("() => document.querySelector('form button').setAttribute('aria-label', 'Sign in')")
    citizen.page.evaluate(
        "() => document.querySelector('form input').insertAdjacentHTML('afterend', '<h4>x</h4><button></button>')"
    )
    nodes = heard.heard(citizen)

    assert any("button" in each for each in heard.nameless(nodes))
    assert any("Sign in" in each for each in heard.not_in_hindi(nodes, OWN))
    assert any("comes 4" in each for each in heard.disorder(nodes, signed_in=False))
