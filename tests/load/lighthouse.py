"""What Lighthouse says of a page, in the Chromium of the tests.

With Lighthouse's usual settings: a phone whose processor and line are slowed, which is harder than the PC of an office.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from clients.demo.platform import Running
from tests.browser.people import ARGUMENTS, CHROMIUM, WEB, Person, in_a_profile
from tests.ports import free_port

SECONDS = 180


@contextmanager
def at_a_profile(browser: Browser, platform: Running, post: str | None) -> Iterator[tuple[Person, int]]:
    """Somebody before a Chromium with a profile of its own, and the port on which its debugger listens."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="patravali-lighthouse-") as profile:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=str(CHROMIUM),
            args=[*ARGUMENTS, f"--remote-debugging-port={port}"],
            locale="en-IN",
        )
        with in_a_profile(context, platform, post, "en") as person:
            yield person, port


def audit(port: int, address: str) -> dict[str, Any]:
    """``scores`` of each category, 0 to 1, and the audits that cost some (``found``). Of one page a process: its trace
    misses the beginning of a second one."""
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [str(node), "scripts/lighthouse.mjs", str(port), address],
        cwd=WEB,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["error"] is None, told
    assert told["shown"] == address, told
    return told
