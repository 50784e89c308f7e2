"""Asking in a window of pinentry, the program that desktops have for PINs: it shapes Devanagari, keeps other programs
from reading the keys, and speaks the Assuan protocol on its standard streams.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterable
from typing import IO
from urllib.parse import unquote

from clients.signer.agent.prompt import PATIENCE, Prompt, Question, Terminal

PROGRAMS = ("pinentry-gnome3", "pinentry-gtk-2", "pinentry-qt", "pinentry-qt5", "pinentry-mac")
"""Those with a window. Plain ``pinentry`` may be one for terminals."""
# libgpg-error: the low half of an error number. The officer cancelled, did not confirm, or was not there in time.
_DECLINED = frozenset({99, 114, 62})
_GRACE = 10.0


class NoWindow(Exception):
    """pinentry could show none; ``str(error)`` is what it said."""


class Pinentry:
    """The first of ``programs`` that shows its window asks; ``otherwise`` asks where none does."""

    def __init__(self, programs: Iterable[str], patience: float = PATIENCE, otherwise: Prompt | None = None) -> None:
        self._programs = tuple(programs)
        self._patience = patience
        self._otherwise = otherwise or Terminal()

    def pin(self, question: Question) -> str | None:
        for program in self._programs:
            try:
                return _ask(program, _requests(question, self._patience), self._patience + _GRACE)
            except NoWindow:
                continue
        return self._otherwise.pin(question)


def installed() -> list[str]:
    """Which of the programs this PC has."""
    return [found for found in map(shutil.which, PROGRAMS) if found]


def _requests(question: Question, patience: float) -> list[str]:
    return [
        "OPTION lc-ctype=C.UTF-8",
        f"SETTIMEOUT {max(1, round(patience))}",
        f"SETTITLE {_escaped('पत्रावली: हस्ताक्षर / Patravali: signature')}",
        f"SETDESC {_escaped(chr(10).join(question.lines()))}",
        f"SETPROMPT {_escaped('टोकन का पिन / PIN')}",
        f"SETOK {_escaped('हस्ताक्षर करें / Sign')}",
        f"SETCANCEL {_escaped('मना करें / Decline')}",
        "GETPIN",
    ]


def _ask(program: str, requests: list[str], patience: float) -> str | None:
    """The PIN, None where the officer declined. Raises NoWindow."""
    try:
        process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
    except OSError as refused:
        raise NoWindow(str(refused)) from None
    assert process.stdin is not None
    assert process.stdout is not None
    pin: str | None = None
    # It gives up by itself; one that hangs is ended.
    watch = threading.Timer(patience, process.kill)
    watch.start()
    try:
        _answer(process.stdout)
        for request in requests:
            process.stdin.write(request + "\n")
            process.stdin.flush()
            pin = _answer(process.stdout)
    except _Declined:
        return None
    except (OSError, ValueError) as broken:
        raise NoWindow(str(broken)) from None
    finally:
        watch.cancel()
        process.kill()
        process.communicate()
    return pin or None


class _Declined(Exception):
    pass


def _answer(stream: IO[str]) -> str | None:
    """What came before OK. Raises _Declined, NoWindow."""
    told: str | None = None
    while line := stream.readline():
        word, _, rest = line.rstrip("\r\n").partition(" ")
        if word == "D":
            told = unquote(rest)
        elif word == "OK":
            return told
        elif word == "ERR":
            number = rest.partition(" ")[0]
            if number.isdigit() and int(number) & 0xFFFF in _DECLINED:
                raise _Declined
            raise NoWindow(rest)
    raise NoWindow("it ended")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
