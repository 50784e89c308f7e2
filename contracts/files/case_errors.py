"""What files refuses of cases, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Invalid, NotFound


class CaseTypeUnknown(Invalid):
    """No case type of the procedure in force on that day. Fields ``case_type`` and ``day``."""

    code = "case.type_unknown"


class CaseLimitUnknown(Invalid):
    """Not one of the limits that may be the deadline of this case. Field ``limit``."""

    code = "case.limit_unknown"


class CaseLimitChosen(Conflict):
    """It is the deadline already. Field ``limit``."""

    code = "case.limit_chosen"


class CaseTypeSet(Conflict):
    """The file has a case type already. Fields ``name_hi`` and ``name_en``."""

    code = "case.type_set"


class NoCaseType(Conflict):
    """The file has no case type, so it has neither limits nor a checklist."""

    code = "case.no_type"


class ChecklistItemNotFound(NotFound):
    """No such paper or step in the checklist of the file. Field ``item``."""

    code = "case.item_not_found"


class ChecklistItemUnchanged(Conflict):
    """It is marked so already. Field ``state``."""

    code = "case.item_unchanged"


class CaseBeginsLater(Invalid):
    """The matter would have come in after the act. Field ``began_at``."""

    code = "case.begins_later"
