"""What files refuses of outages and contested time, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound


class OutageNotFound(NotFound):
    """No such outage."""

    code = "outage.not_found"


class OutageUnclear(Invalid):
    """It ends before it begins, is not over yet, or lasts longer than ``most`` days."""

    code = "outage.unclear"


class OutageWithdrawn(Conflict):
    """It was taken back already."""

    code = "outage.withdrawn"


class ContestNotFound(NotFound):
    """No such contest, or not for this actor."""

    code = "contest.not_found"


class StayNotYours(Forbidden):
    """The time of another desk, or none, because the file was closed."""

    code = "contest.not_your_stay"


class ContestOpen(Conflict):
    """Another contest of the same stay waits for its ruling."""

    code = "contest.open"


class ContestOutside(Invalid):
    """The time lies outside the stay. Fields ``since`` and ``until`` of the stay."""

    code = "contest.outside_stay"


class ContestRuled(Conflict):
    """It was accepted or refused already."""

    code = "contest.ruled"


class NotAbove(Forbidden):
    """Only a post above the desk rules on what it contests, and nobody on what he contested himself."""

    code = "contest.not_above"
