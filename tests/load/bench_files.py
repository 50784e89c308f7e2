"""P5 and P6: the DM's pendency table and a page of the inbox, over a district's half year and its five years.

Both are asked through the gateway by a signed-in officer. The floor of P5 is the bare SQL on a connection of its own,
in turns with the whole way: counting the open files, and with ten times as many the statement over the kept counts.
P6 is held against itself with a hundredth of the movements, on pages of equally many rows.

``PATRAVALI_BENCH_MOVEMENTS`` says how many movements the last step has, 10^7 without it; 10^6 leaves that step out.
Filling stops after ``LONGEST_FILLING`` in any case, and the rows say how many there were.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, TextualSelect, create_engine, text
from sqlalchemy.engine import make_url

from clients.api import Patravali
from contracts.files import GetPendency, ListDesk
from services.files.domain.numbering import office_day
from services.files.storage.pendency_counts import COUNTED, WAITING, on
from tests.load.filling import Size, add, settle
from tests.load.platform import Platform

SMALL, LARGE = 10_000, 1_000_000
LARGEST = int(os.environ.get("PATRAVALI_BENCH_MOVEMENTS", "10000000"))
SLICE = 1_000_000
LONGEST_FILLING = 20 * 60.0
COUNTED_WITHIN = 60.0
ROUNDS = 15
PAGES = 150
PAGE = 50
P5_RATIO, P5_EXTRA, P5_OVER_COUNTS = 1.3, 8.0, 15.0
P6_ABSOLUTE, P6_GROWTH = 25.0, 1.2
DM, CLERK = "DM", "DH1(LRA)"


def measure(platform: Platform) -> list[dict[str, Any]]:
    """Fills the database of files step by step and measures after each. Times are milliseconds."""
    admin_url = files_database(platform)
    with signed_in(platform, DM) as dm, signed_in(platform, CLERK) as clerk:
        _fill(admin_url, "small", SMALL, time.monotonic())
        rows = len(clerk.list_desk(ListDesk(limit=PAGE)).items)

        def page() -> Any:
            return clerk.list_desk(ListDesk(limit=rows))

        small = p95(page)
        _fill(admin_url, "large", LARGE - SMALL, time.monotonic())
        same = p95(page)
        whole = p95(lambda: clerk.list_desk(ListDesk(limit=PAGE)))
        counted, _, table = _in_turns(platform, dm)
        found = [
            line("P5 DM table over 10^6 movements, against counting in bare SQL", table, counted, _P5),
            line("P6 inbox page p95 with 10^6 movements, against 25 ms", whole, P6_ABSOLUTE, "≤ 1.0 ×"),
            line("P6 inbox page p95 with 10^6 movements, against 10^4", same, small, f"≤ {P6_GROWTH} ×"),
        ]
        if LARGEST > LARGE:
            number = LARGE + _fill(admin_url, "largest", LARGEST - LARGE, time.monotonic())
            found += _grown(f"{number / 1e6:g}·10^6", p95(page), small, _in_turns(platform, dm))
    return found


_P5 = f"≤ {P5_RATIO} × + {P5_EXTRA} ms"


def _grown(size: str, page: float, small: float, times: tuple[float, ...]) -> list[dict[str, Any]]:
    counted, kept, table = times
    budget = f"≤ floor + {P5_OVER_COUNTS} ms"
    return [
        line(f"P5 DM table over {size} movements, against bare SQL over the kept counts", table, kept, budget),
        line(f"P5 the same, against counting {size} movements' files in bare SQL", table, counted, ""),
        line(f"P6 inbox page p95 with {size} movements, against 10^4", page, small, f"≤ {P6_GROWTH} ×"),
    ]


def _fill(admin_url: str, seed: str, movements: int, started: float) -> int:
    """Fill in slices until there are so many or the time is over, and wait for the service to count them."""
    done = 0
    while done < movements and time.monotonic() - started < LONGEST_FILLING:
        size = Size(min(SLICE, movements - done))
        add(admin_url, size, datetime.now(UTC), f"{seed}-{done}")
        done += size.movements
        sys.stderr.write(f"  {seed}: {done} movements after {time.monotonic() - started:.0f} s\n")
    settle(admin_url)
    _until_counted(admin_url)
    return done


def _until_counted(admin_url: str) -> None:
    engine = create_engine(admin_url)
    deadline = time.monotonic() + COUNTED_WITHIN
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while connection.execute(text("SELECT day FROM pendency_counted")).scalar() is None:
            if time.monotonic() > deadline:
                raise TimeoutError("the service has not counted what waits")
            time.sleep(0.2)
    engine.dispose()


def line(name: str, value: float, floor: float, budget: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "floor": round(floor, 2),
        "ratio": round(value / floor, 2),
        "budget": budget,
        "unit": "ms",
    }


def files_database(platform: Platform) -> str:
    """The database of files, as superuser."""
    database = make_url(platform.values["PATRAVALI_FILES_DATABASE_URL"]).database
    superuser = make_url(platform.admin["PATRAVALI_DATABASE_URL"])
    admin = superuser.set(drivername="postgresql+psycopg2", database=database)
    return admin.render_as_string(hide_password=False)


def signed_in(platform: Platform, post: str) -> Patravali:
    api = Patravali(platform.address, language="hi")
    api.sign_in(*platform.logins()[post])
    return api


def _in_turns(platform: Platform, dm: Patravali) -> tuple[float, ...]:
    """Medians of counting the files, of the kept counts, and of the whole way, one after the other in each round."""
    engine = create_engine(
        make_url(platform.values["PATRAVALI_FILES_DATABASE_URL"]).set(drivername="postgresql+psycopg2"),
        connect_args={"options": "-c jit=off"},  # as the service has it
    )
    ways = (
        lambda: _bare(engine, COUNTED),
        lambda: _bare(engine, WAITING),
        lambda: dm.get_pendency(GetPendency()),
    )
    rounds = [[timed(way) for way in ways] for _ in range(ROUNDS + 1)]
    engine.dispose()
    return tuple(statistics.median(times) for times in zip(*rounds[1:], strict=True))  # the first warms the caches


def _bare(engine: Engine, statement: TextualSelect) -> None:
    with engine.connect() as connection:
        connection.execute(statement, on(office_day(datetime.now(UTC)))).all()


def p95(ask: Callable[[], Any]) -> float:
    """The 95th percentile over PAGES calls, after some that warm up."""
    for _ in range(10):
        ask()
    return statistics.quantiles([timed(ask) for _ in range(PAGES)], n=20)[-1]


def timed(ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000
