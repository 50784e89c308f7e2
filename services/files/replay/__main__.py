"""Load the event log of another system as files and movements at their historical times.

    python -m services.files.replay LOG --directory district.yaml    the log's desks as a district file, for identity
    python -m services.files.replay LOG --check                      whether it can be loaded here; changes nothing
    python -m services.files.replay LOG                              load it, or go on where the last time it stopped

`./patravali replay LOG` does all of it. LOG is a CSV or XES file, or one of these with .gz.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path

import yaml
from sqlalchemy.exc import OperationalError

from chassis.clock import system_clock
from chassis.database import make_engine
from services.files.replay import report, texts
from services.files.replay.acts import acts_of
from services.files.replay.district import district_of
from services.files.replay.formats import read
from services.files.replay.loader import CannotReplay, Replay, began_at
from services.files.replay.log import Log, Unreadable, assemble
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork

TELL_EVERY = 1000
LOOK_EVERY = 1.0
NOT_THERE_YET = ("desk_missing", "desk_vacant")


def main(arguments: list[str] | None = None) -> int:
    given = _arguments(arguments)
    try:
        digest, rows = read(given.log)
        if given.directory is not None:
            district = district_of(_some(assemble(rows, system_clock())), digest, given.name or given.log.name)
            _write_district(given.directory, district)
            return 0
        settings = FilesSettings()
        engine = make_engine(settings)
        now = began_at(engine) or system_clock()
        log = _some(assemble(rows, now))
        replay = Replay(engine, settings, digest, acts_of(log), now)
        replay.must_be_possible()
        if given.check:
            print(texts.READY)
            return 0
        _wait_for_desks(replay, given.wait)
        return _replay(replay, log, given)
    except CannotReplay as refused:
        print(texts.REFUSALS[refused.code], refused.detail, file=sys.stderr)
    except (Unreadable, OSError) as error:
        print(texts.REFUSALS["unreadable"], error, file=sys.stderr)
    except (OperationalError, KeyboardInterrupt) as error:
        print(texts.AGAIN, f"({str(error).splitlines()[0]})" if str(error) else "", file=sys.stderr)
    return 1


def _some(log: Log) -> Log:
    """Raises CannotReplay."""
    if not log.cases:
        raise CannotReplay("empty_log")
    return log


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="patravali replay", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("log", type=Path)
    parser.add_argument(
        "--directory", type=Path, help="write the log's desks there as a district file, and nothing else"
    )
    parser.add_argument("--name", help="how the log's office is called in that file; otherwise as the log's file")
    parser.add_argument("--check", action="store_true", help="only say whether the log can be loaded here")
    parser.add_argument("--report", type=Path, help="write every finding there, as CSV")
    parser.add_argument("--as-of", type=_moment, help="show the pendency of that moment, e.g. 2011-06-30T18:30:00Z")
    parser.add_argument("--wait", type=float, default=60.0, help="seconds to wait for the directory to arrive (60)")
    return parser.parse_args(arguments)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("say the time zone, for example 2011-06-30T18:30:00Z")
    return at


def _write_district(path: Path, district: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        yaml.safe_dump(district, file, allow_unicode=True, sort_keys=False, width=1000)
    print(path)


def _wait_for_desks(replay: Replay, seconds: float) -> None:
    """Events bring the directory here. Raises CannotReplay where it does not come in time."""
    until = time.monotonic() + seconds
    told = False
    while True:
        try:
            replay.desks()
            return
        except CannotReplay as missing:
            if missing.code not in NOT_THERE_YET or time.monotonic() >= until:
                raise
        if not told:
            print(texts.WAITING, flush=True)
            told = True
        time.sleep(LOOK_EVERY)


def _replay(replay: Replay, log: Log, given: argparse.Namespace) -> int:
    """0 where nothing was refused and the pendency agrees with the log."""

    def tell(done: int) -> None:
        if done % TELL_EVERY == 0 or done == len(replay.acts):
            print(f"{done} / {len(replay.acts)}", flush=True)

    findings = log.findings + replay.run(tell)
    if given.report is not None:
        report.write(given.report, findings)
    print(*report.summary(log, replay.acts, findings), sep="\n")
    with FilesUnitOfWork(replay.engine).reading() as session:
        if given.as_of is not None:
            print(
                f"\n{given.as_of.isoformat()}", *report.pendency(report.loaded_totals(session, given.as_of)), sep="\n"
            )
        wrong = report.differences(session, log)
    print("", texts.DISAGREES if wrong else texts.AGREES, *wrong, sep="\n")
    return 1 if wrong or any(finding.code == "refused" for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
