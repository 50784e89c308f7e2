"""``make screenshots``: a picture of every screen, in both languages, on a wide window and on a phone.

``python -m tests.browser.screenshots [--to FOLDER] [--home HOME] [NAME …]``; without a running HOME it starts a
platform of its own.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from clients.demo.platform import Running
from tests.browser.matters import Matters
from tests.browser.people import PHONE, WIDE, a_browser, at_a_browser
from tests.browser.screens import SCREENS, Screen
from tests.browser.things import Things
from tests.installations import address_of, an_installation
from tests.throwaway import ROOT

FOLDER = ROOT / ".patravali" / "screenshots"
SIZES = {"wide": WIDE, "phone": PHONE}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these screens")
    parser.add_argument(
        "--to", type=Path, default=FOLDER, help="folder for the pictures; default: .patravali/screenshots"
    )
    parser.add_argument("--home", type=Path, help="an installation that runs already, with the demonstration's logins")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    screens = [screen for screen in SCREENS if not chosen.names or screen.name in chosen.names]
    with ExitStack() as stack:
        home = chosen.home or stack.enter_context(an_installation("screenshots"))
        platform = Running(address_of(home), home)
        browser = stack.enter_context(a_browser())
        things = Things(Matters(platform, stack))
        for post in dict.fromkeys(screen.post for screen in screens):
            for language in ("hi", "en"):
                mine = [screen for screen in screens if screen.post == post]
                _take(browser, platform, things, mine, post, language, chosen.to)


def _take(
    browser: Browser,
    platform: Running,
    things: Things,
    screens: list[Screen],
    post: str | None,
    language: str,
    to: Path,
) -> None:
    """All screens of one person in one language."""
    with at_a_browser(browser, platform, post, language) as person:
        if post:
            person.arrive()
        for screen in screens:
            person.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
            screen.show(person, things)
            # The window is turned over what is open: some of it is reached by other ways on a phone.
            for name, (width, height) in SIZES.items():
                person.page.set_viewport_size({"width": width, "height": height})
                path = to / f"{screen.name}-{language}-{name}.png"
                person.page.screenshot(path=path)
                print(path, flush=True)


if __name__ == "__main__":
    main()
