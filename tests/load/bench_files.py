"""P5 and P6: the DM's pendency table and a page of the inbox, over the movements of a district's half year.

Both are asked through the gateway by a signed-in officer. The floor of P5 is its own SQL on a bare connection, in
turns with the whole way; P6 is held against itself with a hundredth of the movements, on pages of equally many rows.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from clients.api import Patravali
from contracts.files import GetPendency, ListDesk
from services.files.domain.pendency import edges
from services.files.storage.pendency import WAITING
from tests.load.filling import Size, fill
from tests.load.platform import Platform

SMALL, LARGE = Size(10_000), Size(1_000_000)
ROUNDS = 15
PAGES = 150
PAGE = 50
P5_RATIO, P5_EXTRA = 1.3, 8.0
P6_ABSOLUTE, P6_GROWTH = 25.0, 1.2
DM, CLERK = "DM", "DH1(LRA)"


def measure(platform: Platform) -> list[dict[str, Any]]:
    """Fills the database of files in two steps and measures after each. Times are milliseconds."""
    admin_url = _on_files(platform)
    with _signed_in(platform, DM) as dm, _signed_in(platform, CLERK) as clerk:
        fill(admin_url, SMALL, datetime.now(UTC), "small")
        rows = len(clerk.list_desk(ListDesk(limit=PAGE)).items)
        small = _p95(lambda: clerk.list_desk(ListDesk(limit=rows)))
        fill(admin_url, Size(LARGE.movements - SMALL.movements), datetime.now(UTC), "large")
        same = _p95(lambda: clerk.list_desk(ListDesk(limit=rows)))
        page = _p95(lambda: clerk.list_desk(ListDesk(limit=PAGE)))
        bare, table = _in_turns(platform.values["PATRAVALI_FILES_DATABASE_URL"], dm)
    return [
        _line("P5 DM table over 10^6 movements, against its bare SQL", table, bare, f"≤ {P5_RATIO} × + {P5_EXTRA} ms"),
        _line("P6 inbox page p95 with 10^6 movements, against 25 ms", page, P6_ABSOLUTE, "≤ 1.0 ×"),
        _line("P6 inbox page p95 with 10^6 movements, against 10^4", same, small, f"≤ {P6_GROWTH} ×"),
    ]


def _line(name: str, value: float, floor: float, budget: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "floor": round(floor, 2),
        "ratio": round(value / floor, 2),
        "budget": budget,
        "unit": "ms",
    }


def _on_files(platform: Platform) -> str:
    """The database of files, as superuser."""
    database = make_url(platform.values["PATRAVALI_FILES_DATABASE_URL"]).database
    superuser = make_url(platform.admin["PATRAVALI_DATABASE_URL"])
    admin = superuser.set(drivername="postgresql+psycopg2", database=database)
    return admin.render_as_string(hide_password=False)


def _signed_in(platform: Platform, post: str) -> Patravali:
    api = Patravali(platform.address, language="hi")
    api.sign_in(*platform.logins()[post])
    return api


def _in_turns(database_url: str, dm: Patravali) -> tuple[float, float]:
    """Medians of the bare SQL and of the whole way, one after the other in each round."""
    engine = create_engine(make_url(database_url).set(drivername="postgresql+psycopg2"))
    rounds = [
        (_timed(lambda: _bare(engine)), _timed(lambda: dm.get_pendency(GetPendency()))) for _ in range(ROUNDS + 1)
    ]
    engine.dispose()
    bare, whole = zip(*rounds[1:], strict=True)  # the first round warms the caches
    return statistics.median(bare), statistics.median(whole)


def _bare(engine: Engine) -> None:
    times = {f"edge_{place}": edge for place, edge in enumerate(edges(datetime.now(UTC)))}
    with engine.connect() as connection:
        connection.execute(WAITING, times).all()


def _p95(ask: Callable[[], Any]) -> float:
    """The 95th percentile over PAGES calls, after some that warm up."""
    for _ in range(10):
        ask()
    return statistics.quantiles([_timed(ask) for _ in range(PAGES)], n=20)[-1]


def _timed(ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000
