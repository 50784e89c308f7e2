"""What files refuses of TL letters, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed


class FileUnderTimeLimit(Conflict):
    """An open TL letter keeps the file from being closed. Field ``count``."""

    code = "file.under_time_limit"


class ReceiptUnderTimeLimit(Conflict):
    """An open TL letter keeps the receipt from being closed. Field ``count``."""

    code = "receipt.under_time_limit"


class TlLetterNotFound(NotFound):
    """No such TL letter, or not for this actor."""

    code = "tl.not_found"


class TlStruckOff(Conflict):
    """It is struck off the register. Fields ``person_hi`` and ``person_en``: by whom."""

    code = "tl.struck_off"


class TlStale(PreconditionFailed):
    """It was changed since it was seen. Field ``version`` is the present one."""

    code = "tl.stale"


class TlEnteredAlready(Conflict):
    """The letter or file is in the register. Field ``tl_number``."""

    code = "tl.entered_already"


class TlDueInThePast(Invalid):
    """The reports would be due before the day of the act. Field ``due_on``."""

    code = "tl.due_in_the_past"


class TlNotExtended(Invalid):
    """More time ends later than it would have ended. Field ``due_on`` is the present day."""

    code = "tl.not_extended"


class TlNotConcerned(Forbidden):
    """Only a reporting desk of the letter reports on it."""

    code = "tl.not_concerned"


class TlReportedInFull(Conflict):
    """This office has reported in full already."""

    code = "tl.reported_in_full"


class TlNoFullReport(Conflict):
    """This office has not reported in full."""

    code = "tl.no_full_report"


class TlReportsAwaited(Conflict):
    """It is struck off after the full reports only. Fields ``office_hi``, ``office_en`` name one that is awaited,
    ``count`` counts them."""

    code = "tl.reports_awaited"
