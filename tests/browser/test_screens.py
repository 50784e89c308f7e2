"""Each screen in both languages: no axe violation, and nothing wider than a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from clients.demo.platform import Running
from tests.browser.matters import Matters
from tests.browser.people import PHONE, WIDE, Person, at_a_browser
from tests.browser.screens import DESK, SCREENS, Screen, Things, routes

Seat = Callable[[str | None, str], Person]


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
                seated[post, language] = person.arrive() if post else person
            seated[post, language].watch.seen.clear()
            return seated[post, language]

        yield at


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_for_everybody(screen: Screen, language: str, seat: Seat, things: Things) -> None:
    person = seat(screen.post, language)
    person.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})

    screen.show(person, things)
    wide = person.axe()
    person.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    narrow = person.axe()

    assert [*wide, *narrow] == []
    assert person.widest() <= PHONE[0]
    assert person.watch.unexpected() == []


def test_every_route_of_the_client_is_in_the_table() -> None:
    known = {screen.route for screen in SCREENS} - {DESK}

    missing = routes() ^ known

    assert missing == set(), "tests/browser/screens.py names each route once"


def test_axe_finds_what_is_wrong(seat: Seat) -> None:
    citizen = seat(None, "hi")
    citizen.open()
    citizen.page.locator("form").wait_for()

    citizen.page.evaluate("() => document.querySelector('label').remove()")

    assert any("label" in violation for violation in citizen.axe())
