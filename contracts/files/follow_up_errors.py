"""What files refuses of follow-ups, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound


class FollowUpNotFound(NotFound):
    """No such follow-up of the actor's desk."""

    code = "follow_up.not_found"


class FollowUpOver(Conflict):
    """It has ended already."""

    code = "follow_up.over"


class FollowUpInThePast(Invalid):
    """Nobody is reminded on a day that has passed. Field ``due_on``."""

    code = "follow_up.in_the_past"


class NeverAtDesk(Forbidden):
    """Only a desk that has or had the file follows it up."""

    code = "follow_up.never_at_desk"
