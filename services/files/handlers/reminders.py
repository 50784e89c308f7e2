"""Reminders (R-1, R-2): drafts in the letter's file, to those who have not answered."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files import DraftReminder, DraftView
from services.files.domain.numbering import office_day
from services.files.domain.reminder import reminder_text
from services.files.domain.reply import Reminder
from services.files.handlers import desk, drafts, reply_desk
from services.files.storage import FilesUnitOfWork


def draft(request: DraftReminder, caller: Caller, uow: FilesUnitOfWork) -> DraftView:
    """Begin the next one. It is numbered after those that were issued, and only one is on its way at a time.

    Raises as ``reply_desk.in_hand``, AddresseeUnknown, NoReplyAwaited, ReminderUnfinished.
    """
    with desk.acting(uow, caller) as actor:
        matrix, file = reply_desk.in_hand(uow, actor, request.letter_id, request.custody_number)
        rows = matrix.to_remind(request.addressees)
        number = matrix.next_reminder()
        letter = matrix.letter
        text = reminder_text(letter, number, rows, matrix.reminders, office_day(uow.now()))
        facts = {"reminds_of": letter.id, "reminder": number}
        begun = drafts.begin(uow, actor, file, letter.form, letter.language, text, facts)
        reminder = Reminder(number=number, draft_id=begun.id, addressees=tuple(row.addressee for row in rows))
        uow.replies.add_reminder(letter.id, reminder)
        return uow.commit(drafts.view(uow, begun, file, actor))
