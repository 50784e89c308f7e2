"""What files refuses of the diary, and why."""

from __future__ import annotations

from contracts.errors import Conflict


class ReceiptWorkedOn(Conflict):
    """It was opened at another desk, copied, put in a file or taken into the TL register: it is no mistake any more."""

    code = "receipt.worked_on"
