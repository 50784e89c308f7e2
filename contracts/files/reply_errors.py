"""What files refuses of replies and reminders, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Invalid, NotFound


class ReplyDueInThePast(Invalid):
    """A reply cannot be awaited by a day that has passed. Field ``due_on``."""

    code = "reply.due_in_the_past"


class ReplyReceived(Conflict):
    """This addressee has answered in full. Field ``name``."""

    code = "reply.received"


class ReplyNamedAlready(Conflict):
    """The receipt is the reply of an addressee already. Fields ``letter_number`` and ``name``."""

    code = "reply.named_already"


class TooManyReplies(Conflict):
    """More receipts are not named as replies of one addressee. Field ``limit``."""

    code = "reply.too_many"


class ReplyNotInFile(Conflict):
    """Only a receipt that lies in the letter's file is named as a reply."""

    code = "reply.not_in_file"


class ReplyNotFound(NotFound):
    """The receipt is not named as a reply to this letter."""

    code = "reply.not_found"


class NoReplyAwaited(Conflict):
    """No reply to this letter is awaited, so there is nobody to remind."""

    code = "reply.none_awaited"


class IsReminder(Conflict):
    """Replies to a reminder are kept with the letter that it reminds of. Field ``letter_number``."""

    code = "reply.is_reminder"


class ReminderUnfinished(Conflict):
    """The reminder before this one is not issued yet. Field ``number``."""

    code = "reminder.unfinished"


class RemindedHasAnswered(Conflict):
    """An addressee of the reminder has answered meanwhile, or need not. Field ``name``."""

    code = "reminder.answered_meanwhile"
