"""``./patravali`` says what it takes, and refuses where no installation is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.throwaway import ROOT

LOG = "tests/files/logs/dirty.csv"


def patravali(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "patravali", *arguments],
        cwd=ROOT,
        env={**os.environ, "PATRAVALI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("replay",), ("replay", "--as-of", "2026-01-01"), ("undo", LOG)])
def test_what_is_no_command_gets_the_usage(tmp_path, arguments):
    answer = patravali(tmp_path, *arguments)

    assert answer.returncode == 64
    assert "./patravali replay LOG" in answer.stdout


def test_without_an_installation_it_says_what_to_do_first(tmp_path):
    answer = patravali(tmp_path, "replay", LOG)

    assert answer.returncode == 1
    assert "पहले make run" in answer.stderr
    assert str(tmp_path / "env") in answer.stderr
