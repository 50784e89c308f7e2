"""The window in which the agent asks for the PIN, on a desktop without a window manager."""

from __future__ import annotations

import io
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PIL import Image, ImageGrab

from clients.demo_ca import DemoOfficer
from clients.signer import SigningRequest
from clients.signer.agent import Question, usual
from clients.signer.agent.pinentry import Pinentry, installed
from clients.signer.agent.prompt import Terminal
from tests.signatures.test_agent import PAGE, Officer
from tests.signatures.test_signer import a_session, attributes

SUBJECT = "विरासत के आधार पर दाखिल-खारिज में विलम्ब के सम्बन्ध में"
SECONDS = 60.0
_WORDS = {"विषय", "विरासत", "दाखिल", "मिलान", "पिन"}


@pytest.fixture(scope="module")
def desktop() -> Iterator[str]:
    """An X server of its own; gives its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1000x700x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        try:
            yield f":{display}"
        finally:
            server.terminate()


@pytest.fixture
def question(dm: DemoOfficer) -> Question:
    return Question("12/2026", SUBJECT, PAGE, SigningRequest.from_session(a_session(dm, attributes(dm)), "12/2026"))


@pytest.fixture
def asked(
    desktop: str, question: Question, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Future[str | None]]]:
    """Asks on that desktop, and answers once the window is there."""
    monkeypatch.setenv("DISPLAY", desktop)
    with ThreadPoolExecutor() as pool:

        def ask() -> Future[str | None]:
            answer = pool.submit(Pinentry(installed(), otherwise=Officer("asked elsewhere")).pin, question)
            _until(lambda: answer.done() or _keys("search", "--onlyvisible", "--class", "pinentry"))
            return answer

        yield ask


def _keys(*arguments: str) -> bool:
    return subprocess.run(["xdotool", *arguments], capture_output=True, check=False).returncode == 0


def _until(check: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS
    while not check():
        assert time.monotonic() < deadline, "not in time"


def test_what_is_typed_in_the_window_is_the_pin(asked: Callable[[], Future[str | None]]) -> None:
    answer = asked()

    _keys("type", "12%34 x")
    _keys("key", "Return")

    assert answer.result(SECONDS) == "12%34 x"


@pytest.mark.parametrize("key", ["Escape", "Return"])
def test_closing_it_and_an_empty_pin_decline(asked: Callable[[], Future[str | None]], key: str) -> None:
    answer = asked()

    _keys("key", key)

    assert answer.result(SECONDS) is None


def test_its_hindi_can_be_read(asked: Callable[[], Future[str | None]], desktop: str) -> None:
    """Toolkits that do not shape put the sign of the short i behind its consonant: the eye of OCR stumbles over it."""
    answer = asked()

    _until(lambda: answer.done() or set(re.findall(r"[\u0900-\u097f]+", _read(desktop))) >= _WORDS)
    is_open = not answer.done()
    _keys("key", "Escape")

    assert answer.result(SECONDS) is None
    assert is_open


def test_where_it_cannot_be_shown_the_officer_is_asked_otherwise(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":65000")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert Pinentry(["/nonexistent", *installed()], otherwise=Officer("1234")).pin(question) == "1234"


def test_without_it_the_agent_says_what_a_window_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual.pinentry, "installed", list)

    prompt, missing = usual.usual_prompt("linux", {"DISPLAY": ":0"})
    alone, nothing = usual.usual_prompt("linux", {})

    assert isinstance(prompt, Terminal)
    assert missing is not None
    assert all("apt-get install pinentry-gtk2" in sentence for sentence in missing)
    assert isinstance(alone, Terminal)
    assert nothing is None


def _read(display: str) -> str:
    """What stands in the only window, by OCR of twice its size."""
    screen = ImageGrab.grab(xdisplay=display)
    seen = screen.crop(screen.getbbox()).convert("L")
    held = io.BytesIO()
    seen.resize((seen.width * 2, seen.height * 2), Image.Resampling.LANCZOS).save(held, "png")
    command = ["tesseract", "stdin", "stdout", "-l", "hin", "--psm", "6"]
    return subprocess.run(command, input=held.getvalue(), capture_output=True, check=True).stdout.decode()
