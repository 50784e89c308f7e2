"""``python -m clients.division RETURN.json … [--xlsx FILE]``: one board of several districts' returns.

Prints the board as tab-separated lines. Every return is taken, or none is: the first that cannot be is named with the
reason, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from clients.division.board import table, workbook
from clients.division.returns import ReturnRefused, put_together


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="patravali division-board", description=__doc__)
    parser.add_argument("returns", nargs="+", type=Path, metavar="RETURN.json")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="also write the board as a workbook")
    given = parser.parse_args(arguments)
    try:
        division = put_together(given.returns)
        if given.xlsx is not None:
            workbook(division, given.xlsx)
    except ReturnRefused as refused:
        print(f"विवरणी स्वीकार नहीं / return refused: {refused}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"लिखा नहीं जा सका / cannot be written: {error}", file=sys.stderr)
        return 1
    first = division.returns[0]
    print(f"{first.since} – {first.until}")
    print(table(division))
    return 0


if __name__ == "__main__":
    sys.exit(main())
