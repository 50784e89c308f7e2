"""``make bench-web``: the browser client's budgets, measured in Chromium; a table, JSON and Markdown in docs/.

PATRAVALI_SYSTEM_HOME names an installation that runs already. Times are of one run each and the machine's own load is
in them; nothing here asserts a time.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, CDPSession, Locator, expect
from sqlalchemy.engine import make_url

from clients.demo.office import CLERK, OFFICER
from clients.demo.platform import Running
from contracts.files import FileView
from deploy.local import environment
from tests.browser.matters import Matters, of_pages
from tests.browser.people import Person, a_browser, at_a_browser
from tests.installations import address_of, an_installation
from tests.load import lighthouse
from tests.load.filling import Size, fill
from tests.load.platform import GENEROUS, ROOT
from tests.load.report import described, table

REPORT = ROOT / "docs" / "benchmarks-web.md"
RESULTS = ROOT / "docs" / "benchmarks-web.json"
HEAD = """# Benchmarks of the browser client

Written by `make bench-web`: Debian's Chromium without a window, on the machine that runs the platform too, its line and
its processor slowed through the DevTools protocol. Lighthouse has its usual settings, a phone on a slow line.

"""
NOTES = "## What stands in the way"
COLUMNS = ("name", "value", "unit", "budget")
FAR_DESK = "SO(JUD)"
"""Where the 10,000 files lie."""
ROWS = 10_000
SLOW_LINE = {"offline": False, "latency": 600, "downloadThroughput": 64_000 / 8, "uploadThroughput": 64_000 / 8}
GRID_ROW = "[role=grid] [role=row] a"
FIRST_PAGE = ".paper-page .page-image img"
LOOKED_OVER = 8_000
"""Milliseconds in which somebody looks over a desk before a file is opened."""
DECODED = "image => image.decode()"
LOOKED_AT = """(image) => {
  const { naturalWidth: width, naturalHeight: height } = image;
  const paint = new OffscreenCanvas(width, height).getContext('2d');
  paint.drawImage(image, 0, 0);
  const { data } = paint.getImageData(0, 0, width, height);
  let [ink, paper] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 1] < 110) ink += 1;
    if (data[at + 1] > 190) paper += 1;
  }
  return { size: image.dataset.size, width, ink: ink / width / height, paper: paper / width / height };
}"""
SPEEDS = (60, 300)
"""Pixels a frame: a page in a tenth of a second, each row of it drawn; and a leap, which is drawn where it lands."""
FRAMES = """async (pixels) => {
  const scroller = [...document.querySelectorAll('main *')].find((each) => each.scrollHeight > 20 * each.clientHeight
    && each.clientHeight > 100 && getComputedStyle(each).overflowY !== 'visible');
  const times = [];
  await new Promise((done) => {
    let before = performance.now();
    const step = (now) => {
      times.push(now - before);
      before = now;
      scroller.scrollTop += pixels;
      if (times.length < 240) requestAnimationFrame(step); else done();
    };
    requestAnimationFrame(step);
  });
  return times.slice(5);
}"""


def main() -> None:
    """``python -m tests.load.web long`` measures only the long desk (first, slow, lighthouse) and writes no report."""
    benches = {"first": (CLERK, _first_load), "slow": (CLERK, _slow_line), "long": (FAR_DESK, _long_desk)}
    rows: list[dict[str, Any]] = []
    with ExitStack() as stack:
        running = os.environ.get("PATRAVALI_SYSTEM_HOME")
        home = Path(running) if running else stack.enter_context(an_installation("bench-web", GENEROUS))
        platform = Running(address_of(home), home)
        matters = Matters(platform, stack)
        browser = stack.enter_context(a_browser())
        for name in sys.argv[1:] or [*benches, "lighthouse"]:
            sys.stderr.write(f"measuring {name} …\n")
            if name == "lighthouse":
                rows += _audited(browser, platform, matters)
                continue
            post, measure = benches[name]
            with at_a_browser(browser, platform, post, "en") as person:
                rows += measure(person.arrive(), matters)
    sys.stdout.write(table(rows, COLUMNS))
    if not sys.argv[1:]:
        _write(rows)


def _write(rows: list[dict[str, Any]]) -> None:
    facts = described()
    RESULTS.write_text(json.dumps({"machine": facts, "rows": rows}, indent=1, ensure_ascii=False) + "\n")
    notes = ""
    if REPORT.exists() and NOTES in REPORT.read_text():
        notes = "\n" + NOTES + REPORT.read_text().split(NOTES, 1)[1]
    lines = "".join(f"- {name}: {value}\n" for name, value in facts.items())
    REPORT.write_text(HEAD + lines + "\n" + table(rows, COLUMNS) + notes)


def _line(name: str, value: float, unit: str, budget: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 1), "unit": unit, "budget": budget}


# ------------------------------------------------------------ what comes over the wire


def _first_load(person: Person, matters: Matters) -> list[dict[str, Any]]:
    """kB (1000 bytes) with headers, as compressed, until a row of the desk is there."""
    matters.file()
    wire = person.context.new_cdp_session(person.page)
    wire.send("Network.enable")
    origin = {"origin": person.address, "storageTypes": "cache_storage,service_workers,indexeddb"}
    person.page.goto("about:blank")
    wire.send("Storage.clearDataForOrigin", origin)
    wire.send("Network.clearBrowserCache")
    received: list[float] = []
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    person.open()
    person.page.locator(GRID_ROW).first.wait_for()
    return [_line("First load of the desk, empty cache", sum(received) / 1000, "kB", "≤ 120")]


# ------------------------------------------------------------ 64 kbit/s, 600 ms


def _slow_line(person: Person, matters: Matters) -> list[dict[str, Any]]:
    """Seconds on a line of 64 kbit/s and 600 ms round trip, the app itself on the PC."""
    with tempfile.TemporaryDirectory() as folder:
        scan = of_pages(40, Path(folder))
        # The newest lies on top: the one below it is fetched ahead, the others are not.
        other, fresh, ahead, seen = (
            matters.file_with_letter(f"चालीस पृष्ठ {number}", scan=scan, notes=("टिप्पणी",)) for number in (1, 2, 3, 4)
        )
    person.open(f"/files/{seen.id}")
    person.page.locator(FIRST_PAGE).first.wait_for()
    person.open()
    person.page.locator(GRID_ROW).first.wait_for()
    person.wait_for_the_app()
    line = person.context.new_cdp_session(person.page)
    line.send("Network.enable")
    with _slowly(line, "Network.emulateNetworkConditions", SLOW_LINE, {**SLOW_LINE, "latency": 0, **_FAST}):
        desk = _seconds(person, "/", GRID_ROW)
        again, _ = _readable(person, lambda: _go(person, f"/files/{seen.id}"))
        anew, anew_size = _readable(person, lambda: _go(person, f"/files/{other.id}"))
        first, size = _readable(person, _row(person, fresh, LOOKED_OVER).click)
        at_hand, ahead_size = _readable(person, _row(person, ahead, 2 * LOOKED_OVER).click)
        shown, delivered = _forward(person)
    slow = "at 64 kbit/s and 600 ms, warm cache"
    return [
        _line(f"Desk usable {slow}", desk, "s", "≤ 2.5"),
        _line(f"File of 40 pages readable {slow}, seen before", again, "s", "≤ 4"),
        _line(f"File of 40 pages readable {slow}, never seen, from the desk ({size} picture)", first, "s", "≤ 4"),
        _line(f"The same, the next on the desk ({ahead_size} picture)", at_hand, "s", "≤ 4"),
        _line(f"The same, the app started anew by its address ({anew_size} picture)", anew, "s", "≤ 4"),
        _line(f"Forward acknowledged {slow}", shown, "s", "at once"),
        _line(f"Forward delivered {slow}", delivered, "s", "≤ 2"),
    ]


def _row(person: Person, file: FileView, looked_over: int) -> Locator:
    """The file's row on a desk that somebody looks over for so long (milliseconds)."""
    _go(person, "/")
    row = person.page.locator(f"{GRID_ROW}[href='/files/{file.id}']")
    row.wait_for()
    person.page.wait_for_timeout(looked_over)
    return row


_FAST = {"downloadThroughput": -1, "uploadThroughput": -1}


def _readable(person: Person, opens: Callable[[], object]) -> tuple[float, str]:
    """Seconds until the first page is decoded, and which picture of it came; what it shows has to be writing."""
    started = time.monotonic()
    opens()
    image = person.page.locator(FIRST_PAGE).first
    image.evaluate(DECODED)
    taken = time.monotonic() - started
    found = image.evaluate(LOOKED_AT)
    # At 680 pixels matras and conjuncts can be told apart (docs/adr/0068); a page of grey or of nothing is none.
    assert found["width"] >= 680, found
    assert 0.01 < found["ink"] < 0.25, found
    assert found["paper"] > 0.6, found
    return taken, found["size"]


def _forward(person: Person) -> tuple[float, float]:
    """From Enter to the desk on the screen, and to the word that it was sent."""
    person.keys.press("f")
    option = person.page.locator("dialog .post-picker [role=option]", has_text=OFFICER)
    option.click()
    expect(person.page.locator("dialog form button.main")).to_be_enabled()
    started = time.monotonic()
    person.keys.press("Control+Enter")
    expect(person.page.locator("dialog")).to_have_count(0)
    shown = time.monotonic() - started
    expect(person.page.locator(".notices")).to_contain_text("sent to")
    return shown, time.monotonic() - started


# ------------------------------------------------------------ 10,000 rows


def _long_desk(person: Person, matters: Matters) -> list[dict[str, Any]]:
    """Frame times in milliseconds while 10,000 rows scroll on a processor slowed four times."""
    if _rows(person) < ROWS:
        _fill_desk(matters)
    person.open()
    person.eventually(lambda: _rows(person) >= ROWS)
    count = _rows(person)
    processor = person.context.new_cdp_session(person.page)
    with _slowly(processor, "Emulation.setCPUThrottlingRate", {"rate": 4}, {"rate": 1}):
        opened = _seconds(person, "/", GRID_ROW)
        frames = {pixels: sorted(person.page.evaluate(FRAMES, pixels)) for pixels in SPEEDS}
        person.page.locator("[role=grid]").focus()
        search = person.page.get_by_role("searchbox").first
        started = time.monotonic()
        search.fill("77")
        person.page.wait_for_function(
            "() => !document.querySelector('.desk-row .number a')?.textContent?.endsWith('/0')"
        )
        filtered = time.monotonic() - started
    slow = f"desk of {count:,} rows, processor slowed 4 ×"
    return [
        _line(f"Opening the {slow}", opened, "s", "–"),
        _line(f"Filtering the {slow}", filtered, "s", "–"),
        *(row for speed in frames for row in _frames(f"Scrolling the {slow}, {speed} pixels a frame", frames[speed])),
    ]


def _frames(name: str, times: list[float]) -> list[dict[str, Any]]:
    return [
        _line(f"{name}: median", statistics.median(times), "ms", "≤ 16.7"),
        _line(f"{name}: p95", times[int(len(times) * 0.95)], "ms", "≤ 16.7"),
    ]


def _rows(person: Person) -> int:
    """Rows of the box that is shown, without their head; 0 for an empty one, which has no table."""
    grid = person.page.locator("[role=grid]")
    return int(grid.get_attribute("aria-rowcount") or 1) - 1 if grid.count() else 0


def _fill_desk(matters: Matters) -> None:
    home = matters.platform.home
    database = make_url(environment.read(home / "env")["PATRAVALI_FILES_DATABASE_URL"]).database
    superuser = make_url(environment.read(home / "admin.env")["PATRAVALI_DATABASE_URL"])
    url = superuser.set(drivername="postgresql+psycopg2", database=database).render_as_string(hide_password=False)
    fill(url, Size(round(ROWS * 25 / 3)), datetime.now(UTC), f"desk {uuid4().hex[:6]}", matters.at(FAR_DESK).post_id)


# ------------------------------------------------------------ what Lighthouse says


def _audited(browser: Browser, platform: Running, matters: Matters) -> list[dict[str, Any]]:
    """Scores from 0 to 100; what costs some is told on the way."""
    file = matters.file_with_letter("लाइटहाउस", notes=("टिप्पणी",))
    pages = {"desk": (CLERK, "/"), "file": (CLERK, f"/files/{file.id}"), "status of a letter": (None, "/status")}
    rows = []
    for name, (post, path) in pages.items():
        with lighthouse.at_a_profile(browser, platform, post) as (person, port):
            if post:
                person.arrive()
            told = lighthouse.audit(port, platform.address + path)
        rows += [
            _line(f"Lighthouse, {name}: {each}", 100 * score, "of 100", "≥ 95")
            for each, score in told["scores"].items()
        ]
        sys.stderr.write("".join(f"  {name}: {each}\n" for each in told["found"]))
    return rows


# ------------------------------------------------------------ measuring


def _seconds(person: Person, path: str, ready: str) -> float:
    started = time.monotonic()
    _go(person, path)
    person.page.locator(ready).first.wait_for()
    return time.monotonic() - started


def _go(person: Person, path: str) -> None:
    person.page.goto(person.address + path, wait_until="commit")


@contextmanager
def _slowly(session: CDPSession, method: str, slow: dict[str, Any], usual: dict[str, Any]) -> Iterator[None]:
    session.send(method, slow)
    try:
        yield
    finally:
        session.send(method, usual)


if __name__ == "__main__":
    main()
