"""What files refuses of a file's subject head and of its retention, and why."""

from __future__ import annotations

from contracts.errors import Conflict, Invalid


class SubjectHeadUnknown(Invalid):
    """No head of the subject tree in force on that day. Fields ``subject_head`` and ``day``."""

    code = "subject_head.unknown"


class SubjectHeadUnchanged(Conflict):
    """The file, or the receipt, stands under this head already. Fields ``name_hi`` and ``name_en``."""

    code = "subject_head.unchanged"


class SubjectHeadNeedsReason(Invalid):
    """The file stands under another head, so the reason is needed. Fields ``name_hi`` and ``name_en`` of that head."""

    code = "subject_head.needs_reason"


class RetentionUnknown(Invalid):
    """No retention class in force on that day. Fields ``retention`` and ``day``."""

    code = "retention.unknown"


class RetentionUnchanged(Conflict):
    """The file is kept so already. Fields ``name_hi`` and ``name_en``."""

    code = "retention.unchanged"
