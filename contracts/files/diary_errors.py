"""What files refuses of the diary, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Forbidden, NotFound


class ReceiptWorkedOn(Conflict):
    """It was opened at another desk, copied, put in a file or taken into the TL register: it is no mistake any more."""

    code = "receipt.worked_on"


class DiaryBlockNotFound(NotFound):
    """No such block, or not for this desk."""

    code = "diary_block.not_found"


class DiaryBlockElsewhere(Forbidden):
    """Another desk or another PC took these numbers."""

    code = "diary_block.elsewhere"


class DiaryBlockOver(Conflict):
    """The letter is said to have come before the block was taken or after its time. Fields ``since`` and ``until``."""

    code = "diary_block.over"


class DiaryNumberOutside(Conflict):
    """The number is not one of the block. Fields ``first`` and ``last``."""

    code = "diary_block.number_outside"


class DiaryNumberUsed(Conflict):
    """Another letter is in the diary under this number. Field ``number``."""

    code = "diary_block.number_used"


class TooManyDiaryBlocks(Conflict):
    """So many blocks of the desk are open with numbers left. Field ``count``."""

    code = "diary_block.too_many"


class DiaryBlockReturned(Conflict):
    """It is returned, or its time is over."""

    code = "diary_block.returned"
