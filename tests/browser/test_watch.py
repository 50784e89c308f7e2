"""The watch over pages is itself worth nothing if it misses what it is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from clients.demo.platform import Running
from tests.browser.people import Person, at_a_browser

INLINE = (
    "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }"
)
ELSEWHERE = "() => fetch('http://127.0.0.1:9/').catch(() => null)"
THROWN = "() => { setTimeout(() => { throw new Error('on purpose'); }); }"


@pytest.mark.parametrize(("act", "named"), [(INLINE, "script-src"), (ELSEWHERE, "connect-src"), (THROWN, "on purpose")])
def test_the_watch_sees(chromium: Browser, platform: Running, act: str, named: str) -> None:
    with at_a_browser(chromium, platform, None) as citizen:
        citizen.open()
        citizen.heading("प्रवेश").wait_for()

        citizen.page.evaluate(act)

        citizen.eventually(lambda: any(named in trouble for trouble in citizen.watch.unexpected()))


def test_the_watch_leaves_the_browsers_own_viewer_alone(chromium: Browser, platform: Running) -> None:
    viewer = (
        "Error: Assertion failed\\n    at assert (chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/assert.js:12:9)"
    )
    with at_a_browser(chromium, platform, None) as citizen:
        citizen.open()
        citizen.heading("प्रवेश").wait_for()

        thrown = f"Object.assign(new Error('Assertion failed'), {{stack: '{viewer}'}})"
        citizen.page.evaluate(f"() => {{ setTimeout(() => {{ throw {thrown}; }}); }}")
        citizen.page.evaluate(THROWN)

        citizen.eventually(lambda: any("on purpose" in trouble for trouble in citizen.watch.unexpected()))
        assert not any("Assertion failed" in trouble for trouble in citizen.watch.unexpected())


def test_an_inline_script_does_not_run(sits: Callable[..., Person]) -> None:
    citizen = sits(None)
    citizen.watch.expect("script-src")
    citizen.open()

    citizen.page.evaluate(INLINE)

    assert citizen.page.evaluate("() => window.ran") is None
