"""The levels of the State's channel: what is refused on the way up and on the way back."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid


class ReturnsThrough(Conflict):
    """The file jumped a level on its way up and comes back through it. Fields ``post``, ``post_hi``, ``post_en``."""

    code = "movement.returns_through"


class TooManyLevels(Conflict):
    """More levels would have dealt with it than the State's procedure allows. Field ``levels``: how many it allows."""

    code = "movement.too_many_levels"


class NotUrgent(Conflict):
    """Only what is more urgent than routine goes straight past the levels that it jumped."""

    code = "movement.not_urgent"


class ReasonMissing(Invalid):
    """Who sends a file straight past the levels that it jumped says why in the remarks."""

    code = "movement.reason_missing"


class NotAbove(Forbidden):
    """Only a post above the desk in its own office pulls a file up. Fields ``holder_hi`` and ``holder_en``."""

    code = "movement.not_above"


__all__ = ["NotAbove", "NotUrgent", "ReasonMissing", "ReturnsThrough", "TooManyLevels"]
