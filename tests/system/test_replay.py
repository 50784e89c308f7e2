"""The operator's command on a platform that runs, and the totals as a dashboard asks for them over the public API."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clients.api import Patravali
from contracts.files import GetPendency, ListDesk
from contracts.notifications import ListMessages
from services.files.replay.formats import read
from services.files.replay.log import assemble
from services.files.replay.totals import totals_of
from tests.external import DATA
from tests.installations import address_of, an_installation
from tests.system.conftest import eventually
from tests.throwaway import ROOT

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]

OWN = ROOT / "tests" / "files" / "logs" / "dirty.xes"
RECEIPT = DATA / "event_logs" / "receipt.csv"
LOG = RECEIPT if RECEIPT.exists() else OWN
AT = datetime.fromisoformat("2011-06-30T18:30:00Z") if LOG is RECEIPT else datetime(2025, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """An installation that the log was loaded into."""
    with an_installation("replay", {"PATRAVALI_DEMO": "0"}) as home:
        done = replay(home, "--as-of", AT.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
        yield home


def replay(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
    return subprocess.run(
        [ROOT / "patravali", "replay", LOG, *arguments],
        env={**others, "PATRAVALI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def names_of_desks(home: Path) -> list[str]:
    """A few of those who sit at the desks of the log; each sign-in costs a password's hash."""
    lines = (home / "replay-logins.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.startswith("log.desk-")][:6]


def signed_in(home: Path, user_name: str) -> Patravali:
    lines = (home / "replay-logins.txt").read_text(encoding="utf-8").splitlines()
    passwords = dict(line.split("\t")[:2] for line in lines if not line.startswith("#"))
    api = Patravali(address_of(home), language="hi")
    api.sign_in(user_name, passwords[user_name])
    return api


def test_the_dashboard_gives_the_totals_of_the_log(home: Path) -> None:
    expected = totals_of(assemble(read(LOG)[1], datetime.now(UTC)), AT)
    api = signed_in(home, "log.dm")

    past = api.get_pendency(GetPendency(as_of=AT))
    now = api.get_pendency(GetPendency())
    api.close()

    holders = {desk.post.designation_en: desk.total for desk in past.desks}
    assert (past.started, past.total, past.overdue) == (expected.started, expected.open, expected.overdue)
    assert holders == expected.holders
    assert now.total == sum(desk.total for desk in now.desks) > 0


def test_nobody_was_told_of_what_happened_long_ago(home: Path) -> None:
    taken = f"{home}/logs/notifications.log"
    eventually(lambda: "on_file_moved" in Path(taken).read_text(encoding="utf-8", errors="replace"))
    told, lies_there = [], 0
    for name in names_of_desks(home):
        api = signed_in(home, name)
        told += api.list_messages(ListMessages()).items
        lies_there += len(api.list_desk(ListDesk(box="inbox")).items)
        api.close()

    assert told == []
    assert lies_there > 0


def test_the_same_command_again_changes_nothing(home: Path) -> None:
    report = (home / "replay-report.csv").read_text(encoding="utf-8")

    again = replay(home)

    assert again.returncode == 0
    assert "0 entries taken" in again.stdout
    assert (home / "replay-report.csv").read_text(encoding="utf-8") == report
