"""What the echo service answers to."""

from __future__ import annotations

from contracts.base import Query, View
from contracts.errors import Conflict

NAME = "documents"


class Said(View):
    text: str


class Say(Query, service=NAME, returns=Said, timeout=30.0):
    text: str
    seconds: float = 0.0


class SayQuickly(Query, service=NAME, returns=Said, timeout=0.4):
    """The same method, for a caller in a hurry."""

    text: str
    seconds: float = 0.0


SayQuickly.call = type(Say.call)(**{**vars(Say.call), "timeout": 0.4})


class Refuse(Query, service=NAME, returns=Said):
    text: str


class Vanish(Query, service=NAME, returns=Said):
    """A method that the service does not have."""


class AskNobody(Query, service="signatures", returns=Said):
    """No process of this service runs."""


class MildRefusal(Conflict):
    """Not today. Field ``why``."""

    code = "echo.refused"
