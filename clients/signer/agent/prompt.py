"""How the officer is asked: on the terminal, in a window, or (demonstrations and tests) not at all."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clients.signer.request import SigningRequest

PATIENCE = 180.0
"""Seconds that a window waits for the officer; a prepared signature does not live much longer."""
WINDOW_DECLINED = 3
"""Exit status of the window that was closed or declined; of no failure of Python or Tk."""
# Devanagari needs the joiners; other unprintable characters could disguise what stands there.
_JOINERS = frozenset("\u200c\u200d")


@dataclass(frozen=True)
class Question:
    """What is to be signed, as the officer reads it before giving the PIN."""

    number: str
    subject: str
    origin: str
    request: SigningRequest

    def lines(self) -> list[str]:
        """Hindi first; the digests in groups that can be compared with the screen."""
        return [
            f"पत्र संख्या / Letter: {self.number}",
            f"विषय / Subject: {self.subject or '-'}",
            f"माँगने वाला / Asked by: {self.origin}",
            f"दस्तावेज़ का SHA-256 / Document's SHA-256: {grouped(self.request.document_digest)}",
            f"मिलान कोड / Compare: {grouped(self.request.digest)[:19]}",
        ]


class Prompt(Protocol):
    def pin(self, question: Question) -> str | None:
        """Show the question and take the PIN, which agrees to it. None: declined, or nobody there."""


class Terminal:
    """Asks where the agent was started."""

    def pin(self, question: Question) -> str | None:
        print("\n".join(["", *question.lines()]), file=sys.stderr)
        try:
            return getpass.getpass("PIN (खाली छोड़ने पर हस्ताक्षर नहीं होगा / empty declines): ") or None
        except EOFError:
            return None


class Window:
    """Asks in a window of its own process, which a stuck desktop cannot take the agent down with.

    For Windows and macOS, whose Tk shapes Devanagari; that of X11 does not. Where no window comes, ``otherwise`` asks.
    """

    command: tuple[str, ...] = (sys.executable, "-m", "clients.signer.agent.window")

    def __init__(self, patience: float = PATIENCE, otherwise: Prompt | None = None) -> None:
        self._patience = patience
        self._otherwise = otherwise or Terminal()

    def pin(self, question: Question) -> str | None:
        asked = json.dumps(question.lines())
        try:
            answer = subprocess.run(
                self.command, input=asked, capture_output=True, text=True, timeout=self._patience, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        if answer.returncode == WINDOW_DECLINED:
            return None
        return answer.stdout or None if answer.returncode == 0 else self._otherwise.pin(question)


class PinFile:
    """Agrees to everything. For demonstrations and tests, with a token that is worth nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def pin(self, question: Question) -> str | None:
        return self._path.read_text(encoding="utf-8").strip() or None


def plain(text: str, most: int) -> str:
    """One line of what can be seen: a page must not move the cursor or reverse the writing."""
    seen = "".join(each if each.isprintable() or each in _JOINERS else " " for each in text)
    return " ".join(seen.split())[:most]


def grouped(digest: bytes) -> str:
    """Hexadecimal in groups of four, as on the page."""
    text = digest.hex()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
