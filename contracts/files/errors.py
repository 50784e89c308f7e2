"""What files refuses, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed
from contracts.files.consultation_errors import *  # noqa: F403 - one list for those who look for an error


class ReceiptNotFound(NotFound):
    """No such receipt, or not for this actor."""

    code = "receipt.not_found"


class FileNotFound(NotFound):
    """No such file, or not for this actor."""

    code = "file.not_found"


class ReceiptStatusNotFound(NotFound):
    """No receipt has this number and code."""

    code = "receipt.status_not_found"


class NotesheetTooLong(Invalid):
    """More than can be printed at once. Fields ``first_note`` and ``last_note``: a part that can."""

    code = "notesheet.too_long"


class NoteNotFound(NotFound):
    """No such note in this file."""

    code = "note.not_found"


class PaperNotFound(NotFound):
    """No such paper lies in the file."""

    code = "paper.not_found"


class DraftNotFound(NotFound):
    """No such draft in this file."""

    code = "draft.not_found"


class LetterNotFound(NotFound):
    """No such letter, or not for this actor."""

    code = "letter.not_found"


class PostNotFound(NotFound):
    """No such post in this district."""

    code = "post.not_found"


class LetterDatedLater(Invalid):
    """The letter would be dated after the day on which it came. Fields ``letter_date`` and ``received_on``."""

    code = "receipt.letter_dated_later"


class DueInThePast(Invalid):
    """The file would be due before the day on which it is marked. Field ``due_on``."""

    code = "file.due_in_the_past"


class DeadlinePassed(Invalid):
    """The matter would have to be disposed of before the file is opened. Field ``deadline``."""

    code = "file.deadline_passed"


class DeadlineNotLater(Invalid):
    """A deadline is only ever made later. Fields ``deadline``, ``earliest`` (the present one, or now)."""

    code = "file.deadline_not_later"


class NotYet(Invalid):
    """The table of a moment that has not come. Field ``as_of``."""

    code = "pendency.not_yet"


class StatementTooLong(Invalid):
    """More lines than are printed at once. Fields ``lines`` and ``most``; a section or an office has fewer."""

    code = "statement.too_long"


class OfficeUnknown(NotFound):
    """No such office. Field ``office``."""

    code = "office.unknown"


class ChargeNotHeld(Forbidden):
    """The person does not hold this charge now."""

    code = "charge.not_held"


class RoleMissing(Forbidden):
    """The act needs a role that this post does not have. Field ``role``."""

    code = "charge.role_missing"


class HeldByAnother(Conflict):
    """The file lies on another desk. Fields ``holder_hi`` and ``holder_en`` name it."""

    code = "file.held_by_another"


class ReceiptHeldByAnother(Conflict):
    """The receipt lies on another desk. Fields ``holder_hi`` and ``holder_en`` name it."""

    code = "receipt.held_by_another"


class NobodyCanAct(Conflict):
    """At this desk, and above it, no live person can act."""

    code = "desk.nobody_can_act"


class AlreadyThere(Conflict):
    """It lies on that desk already."""

    code = "movement.already_there"


class AlreadyOpened(Conflict):
    """It was opened at the desk it went to, so it can no longer be pulled back."""

    code = "movement.already_opened"


class FileLeased(Conflict):
    """The desk that has the file works on it offline. Fields ``until``, ``holder_hi`` and ``holder_en``."""

    code = "file.leased"


class CustodyChanged(Conflict):
    """The file or receipt has moved since the act was prepared.

    Fields ``custody_number``, the present one, and ``holder_hi``, ``holder_en``: who has it now.
    """

    code = "file.custody_changed"


class LeaseNotFound(NotFound):
    """The person holds no such lease on this file."""

    code = "lease.not_found"


class ArrangementStale(PreconditionFailed):
    """The arrangement was saved from another machine. Field ``version`` is the present one."""

    code = "desk.arrangement_stale"


class NotingsStale(PreconditionFailed):
    """The own notings were saved from another place since they were read. Field ``version``."""

    code = "notings.stale"


class FolderUnknown(Invalid):
    """There is no such folder. Field ``folder``."""

    code = "desk.folder_unknown"


class FoldersFull(Invalid):
    """More files and receipts in folders than can be kept. Field ``limit``."""

    code = "desk.folders_full"


class BadWakeUpDay(Invalid):
    """A file is parked until tomorrow at the earliest and for a year at most. Fields ``earliest`` and ``latest``."""

    code = "file.bad_wake_up_day"


class FileNotParked(Conflict):
    """The file is not parked."""

    code = "file.not_parked"


class NothingToPullBack(Conflict):
    """The last move was not made from this desk."""

    code = "movement.nothing_to_pull_back"


class FileClosed(Conflict):
    """The file is closed."""

    code = "file.closed"


class FileNotClosed(Conflict):
    """The file is not closed."""

    code = "file.not_closed"


class UnfinishedBusiness(Conflict):
    """It cannot be closed yet.

    Fields ``drafts``, ``letters``, ``notes``, ``consultations``, ``parts`` and ``checklist`` count what is open,
    ``papers`` its paper files that are lost, on the way or not back in the record room.
    """

    code = "file.unfinished_business"


class DisposalUnknown(Invalid):
    """No such category of disposal is in force. Fields ``disposal`` and ``day``."""

    code = "file.disposal_unknown"


class DisposalMissing(Invalid):
    """The State's procedure wants a category of disposal."""

    code = "file.disposal_missing"


class NumberTaken(Conflict):
    """Another file bears this number."""

    code = "file.number_taken"


class ReceiptInFile(Conflict):
    """The receipt is in a file already. Field ``file_number``."""

    code = "receipt.in_file"


class ReceiptClosed(Conflict):
    """The receipt is closed."""

    code = "receipt.closed"


class NoteConfirmed(Conflict):
    """A green note never changes; write a further note."""

    code = "note.confirmed"


class YellowNoteOpen(Conflict):
    """There is a yellow note in the file that is neither confirmed nor discarded."""

    code = "note.yellow_open"


class NoteEditedByAnother(Conflict):
    """Somebody else changed the yellow note. Fields ``version``, ``person_hi`` and ``person_en``."""

    code = "note.edited_by_another"


class DraftEditedByAnother(Conflict):
    """Somebody else changed the draft. Fields ``version``, ``person_hi`` and ``person_en``."""

    code = "draft.edited_by_another"


class GradedHigher(Forbidden):
    """The document lies in a file or receipt of a higher grading; only the desk that has that one puts it among other
    papers. Field ``grading``."""

    code = "document.graded_higher"


class DraftFrozen(Conflict):
    """An approved draft never changes."""

    code = "draft.frozen"


class LetterNotReady(Conflict):
    """The letter is not in the state for this step. Fields ``state`` and ``needed``."""

    code = "letter.not_ready"


class NotTheSigner(Forbidden):
    """Only who holds the signing post may sign the letter. Fields ``signer_hi`` and ``signer_en`` name the post."""

    code = "letter.not_the_signer"


class SignerChanged(Conflict):
    """The letter bears the name of another officer, because the charge changed hands; render it again."""

    code = "letter.signer_changed"


class AddresseeUnknown(Invalid):
    """The letter has fewer addressees. Field ``addressees`` counts them."""

    code = "dispatch.addressee_unknown"


class AddresseeServed(Conflict):
    """The letter has gone to this addressee already. Fields ``serial`` and ``year`` name the line of the register."""

    code = "dispatch.addressee_served"


class Stale(PreconditionFailed):
    """It was changed since you saw it. Field ``version`` is the present one."""

    code = "file.stale"


class BadNumberingHead(Invalid):
    """This head is not among the heads of the section."""

    code = "file.bad_head"


class ClockStopped(Conflict):
    """The clock of the file is stopped already. Fields ``reason`` and ``since``."""

    code = "clock.stopped"


class ClockRunning(Conflict):
    """The clock of the file is not stopped."""

    code = "clock.running"


class ParagraphNotFound(Invalid):
    """The file has no such paragraph to correct. Field ``paragraph`` is its number, ``last`` that of the newest."""

    code = "note.paragraph_not_found"


class NothingToLookFor(Invalid):
    """No letter and no digit was typed to search for."""

    code = "search.nothing_to_look_for"
