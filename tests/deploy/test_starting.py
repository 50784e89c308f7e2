"""Two who start the same installation at once: one after the other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from deploy.local import __main__ as commands
from deploy.local.run import Interrupted, Platform

PATIENCE = 30.0


class Asked(threading.Event):
    """Nobody asks to stop; it tells that somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.first_time = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.first_time.set()
        return super().wait(timeout)


def a_platform(home: Path) -> Platform:
    platform = Platform(home)
    platform.stopping = Asked()
    return platform


def test_a_second_start_waits_until_the_first_is_done(tmp_path, capsys):
    first, second = a_platform(tmp_path), a_platform(tmp_path)
    order: list[str] = []

    def start_too() -> None:
        with second.alone():
            order.append("second")

    with first.alone():
        later = threading.Thread(target=start_too)
        later.start()
        assert second.stopping.first_time.wait(PATIENCE)
        order.append("first")
    later.join(PATIENCE)

    assert order == ["first", "second"]
    assert "Another start is under way" in capsys.readouterr().out


def test_who_waits_for_another_start_can_give_up(tmp_path):
    first, second = a_platform(tmp_path), a_platform(tmp_path)
    second.stopping.set()

    with first.alone(), pytest.raises(Interrupted), second.alone():
        pytest.fail("both start")


@pytest.mark.parametrize("command", ["run", "up"])
def test_the_commands_wait_for_each_other(tmp_path, monkeypatch, command):
    """Guard: ``alone`` in each command. The second finds the platform running once its turn comes."""
    first = a_platform(tmp_path)
    second = a_platform(tmp_path)
    second.stop_on_signals = lambda: None
    second.is_running = lambda: True
    monkeypatch.setattr(commands, "Platform", lambda home: second)

    with first.alone():
        later = threading.Thread(target=getattr(commands, command), args=(tmp_path,))
        later.start()
        waited = second.stopping.first_time.wait(PATIENCE)
    later.join(PATIENCE)

    assert waited
