"""How benchmarks tell what they found."""

from __future__ import annotations

import os
import platform as machine
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.load.platform import ROOT


def table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """In Markdown."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def described() -> dict[str, str]:
    """The machine, the day and the commit of a measurement."""
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
