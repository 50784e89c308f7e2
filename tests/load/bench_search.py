"""The search at 10^4, 10^5 and 10^6 files (8·10^6 movements), and the lists and statements of a desk beside it.

Asked through the gateway by a clerk, who sees what went over his desk, and by the District Magistrate, who sees all.
The floor of the search is the bare look into the index for the same words, without sight, order by likeness and
snippets; that of the statements is counting the open files of the same desks by age. ``PATRAVALI_BENCH_FILES`` says how
many files the last step has.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, create_engine, text

from clients.api import Patravali
from contracts.files import (
    AddNote,
    ForwardFile,
    GetPendency,
    GetStatement,
    ListDesk,
    ListNextDesks,
    Search,
    StatementKind,
)
from tests.load import search_filling
from tests.load.bench_files import CLERK, DM, files_database, line, p95, signed_in, timed
from tests.load.filling import MOVEMENTS_A_FILE, SUBJECT, Size, add, settle
from tests.load.platform import Platform

SIZES = (10_000, 100_000, 1_000_000)
LARGEST = int(os.environ.get("PATRAVALI_BENCH_FILES", "1000000"))
SLICE = 100_000
ROUNDS = 40
BUDGET = 50.0
LONGEST_WAIT = 60.0
TURNS, PER_TURN = 5, 10
TRIGGERS = {"files": ("files_search", "files_search_new"), "yellow_notes": ("yellow_notes_search",)}
EMPTY = """
TRUNCATE files, movements, openings, notes, search_items, search_words, search_sounds, search_changes, pendency,
    pendency_changes CASCADE
"""
SEARCHES = {
    "a number": "largest-0/4711",
    "a common word": "सीमांकन",
    "two words": "सीमांकन रामपुर",
    "a name in Latin letters": "Gyanendra Barthwal",
    "a place in Latin letters, and a word": "Madhogarh पेंशन",
    "three words, one of a note": "लेखपाल पेयजल Ramesh",
    "a word that nobody has": "क्वथनांक",
}
BARE = text("""
SELECT id FROM search_items WHERE words @@ CAST(:query AS tsquery)
ORDER BY quarter DESC, urgency DESC, made_at DESC, id DESC LIMIT 21
""")


BARE_STATEMENT = text("""
SELECT count(*), count(*) FILTER (WHERE created_at < now() - interval '1 month') FROM files
WHERE state <> 'closed' AND (CAST(:post AS uuid) IS NULL OR holder_post_id = :post)
""")
STATEMENTS: tuple[StatementKind, ...] = ("arrear", "monthly", "call_book")


def measure(platform: Platform) -> list[dict[str, Any]]:
    """Fills the database of files step by step and measures after each. Times are milliseconds."""
    admin_url = files_database(platform)
    _empty(admin_url)
    search_filling.prepare(admin_url)
    rows: list[dict[str, Any]] = []
    first: dict[str, float] = {}
    there = 0
    with signed_in(platform, DM) as dm, signed_in(platform, CLERK) as clerk:
        for size in SIZES:
            if size > LARGEST:
                break
            _fill(admin_url, there, size)
            there = size
            found = {**_searches(admin_url, dm, clerk), **_desk(dm, clerk), **_statements(admin_url, dm, clerk)}
            first = first or {name: value for name, (value, _) in found.items()}
            for name, (value, floor) in found.items():
                budget = f"≤ {BUDGET:g} ms" if name.startswith("search") and size == SIZES[-1] else ""
                rows.append(line(f"{name}, {size:,} files", value, floor or first[name], budget))
        rows += _acts(admin_url, clerk)
    return rows


def _empty(admin_url: str) -> None:
    engine = create_engine(admin_url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(EMPTY))
    engine.dispose()


def _fill(admin_url: str, there: int, files: int) -> None:
    started = time.monotonic()
    for done in range(there, files, SLICE):
        size = Size(round(min(SLICE, files - done) * MOVEMENTS_A_FILE))
        add(admin_url, size, datetime.now(UTC), f"largest-{done}")
    settle(admin_url)
    search_filling.say(admin_url, SUBJECT)
    sys.stderr.write(f"  {files} files after {time.monotonic() - started:.0f} s\n")


def _searches(admin_url: str, dm: Patravali, clerk: Patravali) -> dict[str, tuple[float, float | None]]:
    """Medians by who asks, with the bare look into the index in turns; and the slowest of all of them at the 95th."""
    engine = create_engine(admin_url, connect_args={"options": "-c jit=off"})
    found: dict[str, tuple[float, float | None]] = {}
    slowest = 0.0
    for who, api in (("clerk", clerk), ("DM", dm)):
        for name, words in SEARCHES.items():
            query = " & ".join(f"'h{word}'" for word in words.split())
            ways = (
                lambda api=api, words=words: api.search(Search(text=words)),
                lambda query=query: _bare(engine, query),
            )
            rounds = [[timed(way) for way in ways] for _ in range(ROUNDS + 1)][1:]
            whole, bare = zip(*rounds, strict=True)
            found[f"search for {name} by the {who}"] = (statistics.median(whole), statistics.median(bare))
            slowest = max(slowest, statistics.quantiles(whole, n=20)[-1])
    engine.dispose()
    found["search, the slowest of these at p95"] = (slowest, None)
    return found


def _bare(engine: Engine, query: str) -> None:
    with engine.connect() as connection:
        connection.execute(BARE, {"query": query}).all()


def _desk(dm: Patravali, clerk: Patravali) -> dict[str, tuple[float, float | None]]:
    """Against themselves at the first size."""
    pages: dict[str, Callable[[], Any]] = {
        "inbox page p95": lambda: clerk.list_desk(ListDesk(limit=50)),
        "DM table p95": lambda: dm.get_pendency(GetPendency()),
    }
    return {name: (p95(page), None) for name, page in pages.items()}


def _statements(admin_url: str, dm: Patravali, clerk: Patravali) -> dict[str, tuple[float, float | None]]:
    """Medians of this week's and month's by who asks, the bare count in turns."""
    engine = create_engine(admin_url, connect_args={"options": "-c jit=off"})
    desk = next(item.holder.post_id for item in clerk.list_desk(ListDesk(limit=50)).items if item.kind == "file")
    found: dict[str, tuple[float, float | None]] = {}
    for who, api, post in (("clerk", clerk, desk), ("DM", dm, None)):
        for kind in STATEMENTS:
            ways = (
                lambda api=api, kind=kind: api.get_statement(GetStatement(kind=kind)),
                lambda post=post: _bare_statement(engine, post),
            )
            rounds = [[timed(way) for way in ways] for _ in range(PER_TURN + 1)][1:]
            whole, bare = zip(*rounds, strict=True)
            found[f"statement {kind} of the {who}"] = (statistics.median(whole), statistics.median(bare))
    engine.dispose()
    return found


def _bare_statement(engine: Engine, post: UUID | None) -> None:
    with engine.connect() as connection:
        connection.execute(BARE_STATEMENT, {"post": post}).all()


def _acts(admin_url: str, clerk: Patravali) -> list[dict[str, Any]]:
    """How long after a note it is found; notes and forwards with the triggers of the search, in turns with none."""
    items = clerk.list_desk(ListDesk(limit=200)).items
    file, *others = [item for item in items if item.kind == "file"]
    word = f"परीक्षण{int(time.time())}क"
    clerk.add_note(AddNote(file_id=file.id, kind="green", paragraphs=[word]))
    started = time.monotonic()
    while not clerk.search(Search(text=word)).items:
        if time.monotonic() - started > LONGEST_WAIT:
            raise TimeoutError("the note is not found")
        time.sleep(0.05)
    found = [line("own note found after", (time.monotonic() - started) * 1000, 2000.0, "≤ 1.0 ×")]
    to_post = clerk.list_next_desks(ListNextDesks(file_id=others[0].id)).items[0].post.post_id
    acts: dict[str, Callable[[], Any]] = {
        "a note added": lambda: clerk.add_note(AddNote(file_id=file.id, kind="green", paragraphs=["आख्या प्रस्तुत"])),
        "a file forwarded": lambda: clerk.forward_file(ForwardFile(file_id=others.pop().id, to_post=to_post)),
    }
    for name, act in acts.items():
        with_it, without = _in_turns(admin_url, act)
        found.append(line(f"{name}, with the triggers of the search and without", with_it, without, ""))
    return found


def _in_turns(admin_url: str, act: Callable[[], Any]) -> tuple[float, float]:
    times: dict[str, list[float]] = {"ENABLE": [], "DISABLE": []}
    engine = create_engine(admin_url)
    for _ in range(TURNS):
        for way, took in times.items():
            with engine.begin() as connection:
                for table, triggers in TRIGGERS.items():
                    for trigger in triggers:
                        connection.execute(text(f"ALTER TABLE {table} {way} TRIGGER {trigger}"))
            took += [timed(act) for _ in range(PER_TURN)]
    with engine.begin() as connection:
        for table, triggers in TRIGGERS.items():
            for trigger in triggers:
                connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}"))
    engine.dispose()
    return statistics.median(times["ENABLE"]), statistics.median(times["DISABLE"])
