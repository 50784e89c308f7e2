"""``make bench``: every budget beside its floor, in one run; a table on the screen, JSON and Markdown in docs/.

``python -m tests.load forward files`` measures only these. Nothing here asserts a time.
"""

from __future__ import annotations

import importlib
import json
import os
import platform as machine
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.load.platform import ROOT, a_platform

BENCHES = ("forward", "files", "documents", "signatures", "events", "footprint")
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
    sys.stdout.write(_table(rows))
    if not sys.argv[1:]:
        _write(rows)


def _table(rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in COLUMNS) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _write(rows: list[dict[str, Any]]) -> None:
    described = _describe()
    RESULTS.write_text(json.dumps({"machine": described, "rows": rows}, indent=1, ensure_ascii=False) + "\n")
    notes = ""
    if REPORT.exists() and NOTES in REPORT.read_text():
        notes = "\n" + NOTES + REPORT.read_text().split(NOTES, 1)[1]
    facts = "".join(f"- {name}: {value}\n" for name, value in described.items())
    REPORT.write_text(HEAD + facts + "\n" + _table(rows) + notes)


def _describe() -> dict[str, str]:
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        machine.machine(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 2**20
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "commit": commit,
        "processor": f"{cpu}, {os.cpu_count()} cores",
        "memory": f"{memory} GiB",
        "python": machine.python_version(),
        "kernel": machine.release(),
    }


if __name__ == "__main__":
    main()
