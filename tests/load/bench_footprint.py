"""P10: memory of the idle platform, as processes of their own and as a small office. P11: the second start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.load.platform import ROOT, Platform
from tests.ports import free_port

SERVICES = ("identity", "files", "documents", "signatures", "notifications")
PARTS = (*SERVICES, "documents_worker", "relay", "gateway")
SETTLE_SECONDS = 5


def measure(platform: Platform) -> list[dict[str, Any]]:
    time.sleep(SETTLE_SECONDS)
    separate = sum(_pss(pid) for pid in _processes(platform.home))
    return [
        _row("P10 all services, relay, worker and gateway, proportional memory", separate, "≤ 700 MB", "MB"),
        _row("P10 the five services as one small-office process", _small_office(platform), "≤ 300 MB", "MB"),
        _row("P11 `make run`, the second time, to ready", platform.second_start_seconds, "≤ 15 s", "s"),
    ]


def _row(name: str, value: float, budget: str, unit: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 1), "floor": "", "ratio": "", "budget": budget, "unit": unit}


def _processes(home: Path) -> list[int]:
    """The platform's own processes, as its supervisor knows them: ``name RUNNING pid N, uptime …``."""
    command = [sys.executable, "-m", "deploy.local", "status", "--home", str(home)]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listed.splitlines() if " pid " in line]
    return [int(line[3].rstrip(",")) for line in lines if line[0] in PARTS]


def _pss(pid: int) -> float:
    """Proportional set size in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _small_office(platform: Platform) -> float:
    ports = {f"PATRAVALI_{name.upper()}_HEALTH_PORT": str(free_port()) for name in SERVICES}
    env = {**os.environ, **platform.values, **ports}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "chassis.run", *SERVICES],
        cwd=ROOT,
        env=env,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        while b'"started"' not in process.stderr.readline():
            assert process.poll() is None, "the small-office process ended"
        time.sleep(SETTLE_SECONDS)
        return _pss(process.pid)
    finally:
        process.kill()
        process.wait()
