"""Why something about a consultation is refused."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed


class ConsultationNotFound(NotFound):
    """No such consultation, or not for this actor."""

    code = "consultation.not_found"


class ConsultationHeldByAnother(Conflict):
    """Another desk has to answer. Fields ``holder_hi`` and ``holder_en`` name it."""

    code = "consultation.held_by_another"


class ConsultationMoved(Conflict):
    """It was passed on since the act was prepared.

    Fields ``custody_number``, the present one, and ``holder_hi``, ``holder_en``: who has to answer now.
    """

    code = "consultation.custody_changed"


class ConsultationEnded(Conflict):
    """It is over. Fields ``state``, ``person_hi`` and ``person_en``: how, and by whom."""

    code = "consultation.ended"


class ConsultationStale(PreconditionFailed):
    """It was changed since it was seen. Field ``version`` is the present one."""

    code = "consultation.stale"


class AskedAlready(Conflict):
    """This desk has an unanswered question on the file. Fields ``post_hi`` and ``post_en`` name it."""

    code = "consultation.asked_already"


class AsksItself(Invalid):
    """A desk does not consult itself."""

    code = "consultation.own_desk"


class ConsultationsFull(Conflict):
    """So many questions on one file may be open at once. Field ``limit``."""

    code = "consultation.too_many_open"


class ConsultationDueInThePast(Invalid):
    """The opinion would be due before it is asked for. Field ``due_on``."""

    code = "consultation.due_in_the_past"


class DisclosureNotConfirmed(Conflict):
    """From confidential on, who asks says that the asked desk may read the file. Field ``grading``."""

    code = "consultation.disclosure_not_confirmed"


class NotOfTheChain(Conflict):
    """The desk is neither above nor below the present one, nor in its section. Fields ``post_hi``, ``post_en``."""

    code = "consultation.not_of_the_chain"


class NotTheAsker(Forbidden):
    """Only the desk that asked, or the one that has the file, may do this. Fields ``holder_hi``, ``holder_en``."""

    code = "consultation.not_the_asker"


class RemindedToday(Conflict):
    """The desk was reminded today already."""

    code = "consultation.reminded_today"


__all__ = [
    "AskedAlready",
    "AsksItself",
    "ConsultationDueInThePast",
    "ConsultationEnded",
    "ConsultationHeldByAnother",
    "ConsultationMoved",
    "ConsultationNotFound",
    "ConsultationStale",
    "ConsultationsFull",
    "DisclosureNotConfirmed",
    "NotOfTheChain",
    "NotTheAsker",
    "RemindedToday",
]
