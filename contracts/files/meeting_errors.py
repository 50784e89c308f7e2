"""What files refuses of meetings, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed


class MeetingNotFound(NotFound):
    """No such meeting, or not for this actor."""

    code = "meeting.not_found"


class MeetingConfirmed(Conflict):
    """The minutes are confirmed; nothing is added to them."""

    code = "meeting.confirmed"


class MeetingStale(PreconditionFailed):
    """Something was recorded since it was seen. Field ``version`` is the present one."""

    code = "meeting.stale"


class MeetingNotHeldYet(Conflict):
    """Nothing is decided in a meeting before its day. Field ``held_on``."""

    code = "meeting.not_held_yet"


class MeetingChairElsewhere(Invalid):
    """The chair is a post of the office that prepares the meeting."""

    code = "meeting.chair_elsewhere"


class MeetingMatterConfidential(Conflict):
    """What is confidential is not shown on a wall. Field ``number``: of the TL letter or file."""

    code = "meeting.matter_confidential"


class MeetingItemUnknown(Invalid):
    """The agenda has fewer matters. Field ``items`` counts them."""

    code = "meeting.item_unknown"


class NotTheRecorder(Forbidden):
    """Decisions are recorded by the TL section of the office, or the chair."""

    code = "meeting.not_the_recorder"


class NotTheChair(Forbidden):
    """The minutes are confirmed by who holds the chairing post. Fields ``chair_hi`` and ``chair_en``."""

    code = "meeting.not_the_chair"
