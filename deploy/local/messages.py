"""What set-up says to people: each line in Hindi and in English."""

import sys


def say(hindi: str, english: str) -> None:
    """One thing, both languages, at once on the screen even through a pipe."""
    print(f"{hindi}\n  {english}" if len(hindi) + len(english) > 70 else f"{hindi} / {english}", flush=True)


def complain(hindi: str, english: str) -> None:
    """The same on standard error."""
    print(f"{hindi}\n{english}", file=sys.stderr, flush=True)


class CannotRun(Exception):
    """Set-up cannot go on; says in both languages why and what to do."""

    def __init__(self, hindi: str, english: str) -> None:
        super().__init__(english)
        self.hindi = hindi
        self.english = english
