"""``make bench``: every budget beside its floor, in one run; a table on the screen, JSON and Markdown in docs/.

``python -m tests.load forward files`` measures only these. Nothing here asserts a time.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from tests.load.platform import ROOT, a_platform
from tests.load.report import described, table

BENCHES = ("forward", "files", "documents", "signatures", "events", "footprint", "search")
REPORT = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "docs" / "benchmarks.json"

HEAD = """# Benchmarks

Written by `make bench`. Value and floor are measured alternately in the same run on the same machine; only ratios
travel. The budgets are what we want to reach; where one is missed, the section *What stands in the way* says why.

"""
COLUMNS = ("name", "value", "floor", "unit", "ratio", "budget")
NOTES = "## What stands in the way"


def main() -> None:
    wanted = sys.argv[1:] or list(BENCHES)
    rows: list[dict[str, Any]] = []
    with a_platform() as running:
        for name in wanted:
            sys.stderr.write(f"measuring {name} …\n")
            rows += importlib.import_module(f"tests.load.bench_{name}").measure(running)
    sys.stdout.write(table(rows, COLUMNS))
    if not sys.argv[1:]:
        _write(rows)


def _write(rows: list[dict[str, Any]]) -> None:
    machine = described()
    RESULTS.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1, ensure_ascii=False) + "\n")
    notes = ""
    if REPORT.exists() and NOTES in REPORT.read_text():
        notes = "\n" + NOTES + REPORT.read_text().split(NOTES, 1)[1]
    facts = "".join(f"- {name}: {value}\n" for name, value in machine.items())
    REPORT.write_text(HEAD + facts + "\n" + table(rows, COLUMNS) + notes)


if __name__ == "__main__":
    main()
