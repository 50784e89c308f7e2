"""What files refuses of paper files, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed


class PaperFileNotFound(NotFound):
    """No such paper file, or not for this actor."""

    code = "paper_file.not_found"


class BarcodeWrong(Invalid):
    """Not ten digits of which the last one fits."""

    code = "paper_file.barcode_wrong"


class CutoverPassed(Conflict):
    """The office registers no paper file without an electronic file any more. Field ``cutover_on``."""

    code = "paper_file.cutover_passed"


class PaperNumberTaken(Conflict):
    """The office has a paper file of this number and volume. Field ``barcode``."""

    code = "paper_file.number_taken"


class PaperFileStale(PreconditionFailed):
    """It was changed since it was seen. Field ``version`` is the present one."""

    code = "paper_file.stale"


class PaperOnAnothersAccount(Conflict):
    """Another desk answers for it. Fields ``account_hi``, ``account_en``."""

    code = "paper_file.on_anothers_account"


class PaperOnTheWay(Conflict):
    """It was handed over and not received yet. Fields ``to_hi``, ``to_en``."""

    code = "paper_file.on_the_way"


class PaperNotOnTheWay(Conflict):
    """Nobody has handed it over, so nobody takes it back."""

    code = "paper_file.not_on_the_way"


class PaperNotForYou(Conflict):
    """It was not handed over to this desk. Fields ``account_hi``, ``account_en``."""

    code = "paper_file.not_for_you"


class PaperMissing(Conflict):
    """It is reported lost."""

    code = "paper_file.missing"


class PaperNotMissing(Conflict):
    """It is not reported lost, or the procedure has gone further."""

    code = "paper_file.not_missing"


class NotAboveAccount(Forbidden):
    """The act is for an officer above the desk that answers for it. Fields ``account_hi``, ``account_en``."""

    code = "paper_file.not_above"


class PaperNotPending(Conflict):
    """It is not physically pending."""

    code = "paper_file.not_pending"


class PaperClosedAlready(Conflict):
    """It is closed on paper already."""

    code = "paper_file.closed_already"


class NothingScanned(Conflict):
    """The electronic file has no page yet. Field ``file_number``."""

    code = "paper_file.nothing_scanned"


class NoPartOfItsFile(Conflict):
    """It is reconstructed as a part file of the electronic file to which it belongs."""

    code = "paper_file.no_part"


class NotInRecordRoom(Conflict):
    """Only what the record room has is asked of it."""

    code = "paper_file.not_in_record_room"


class PaperAskedAlready(Conflict):
    """This desk has asked for it already."""

    code = "paper_file.asked_already"


class PaperReturnInThePast(Invalid):
    """The return day is later than today. Field ``return_on``."""

    code = "paper_file.return_in_the_past"


class RequisitionNotFound(NotFound):
    """No such requisition, or not for this actor."""

    code = "paper_file.requisition_not_found"


class RequisitionSettled(Conflict):
    """It was issued, refused or withdrawn already."""

    code = "paper_file.requisition_settled"
