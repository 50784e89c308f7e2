"""A setting that makes no sense is told in both languages, and not by a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.environment import gateway_port
from deploy.local.messages import CannotRun
from deploy.local.processes import ROOT


def told(command: str, home: Path, **settings: str) -> str:
    """What `python -m deploy.local` says on standard error when it gives up."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PATRAVALI_")}
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.local", command, "--home", str(home)],
        cwd=ROOT,
        env={**others, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    return ended.stderr


@pytest.mark.parametrize("said", ["abc", "", "0", "99999", "-1", "80.5", "८०००", "9" * 5000])
def test_what_is_no_port_is_refused(said: str):
    with pytest.raises(CannotRun) as refused:
        gateway_port({"PATRAVALI_GATEWAY_PORT": said})

    assert "1 से 65535" in refused.value.hindi
    assert "1 to 65535" in refused.value.english


@pytest.mark.parametrize("said", ["1", "8000", "65535"])
def test_a_port_is_taken(said: str):
    assert gateway_port({"PATRAVALI_GATEWAY_PORT": said}) == int(said)


def test_a_port_that_is_none_ends_the_start_with_a_sentence(tmp_path: Path):
    said = told("up", tmp_path / "home", PATRAVALI_GATEWAY_PORT="abc")

    assert "Traceback" not in said
    assert "PATRAVALI_GATEWAY_PORT में" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", ["up", "down", "status"])
def test_a_home_that_is_a_file_is_named(command: str, tmp_path: Path):
    home = tmp_path / "home"
    home.write_text("a letter")

    said = told(command, home)

    assert "Traceback" not in said
    assert f"{home} is not a folder" in said
    assert home.read_text() == "a letter"


def test_a_home_below_a_file_is_refused_as_well(tmp_path: Path):
    (tmp_path / "file").write_text("")

    assert f"{tmp_path / 'file'} फ़ोल्डर नहीं है" in told("up", tmp_path / "file" / "home")
