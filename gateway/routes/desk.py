"""One's own desk, and what waits at the desks below."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "desk"

OPERATIONS = (
    Operation(files.ListDesk, "GET", "/desk", TAG),
    Operation(files.GetDeskChanges, "GET", "/desk/changes", TAG),
    Operation(files.ListFollowUps, "GET", "/follow-ups", TAG),
    Operation(files.EndFollowUp, "POST", "/follow-ups/{follow_up_id}/end", TAG),
    Operation(files.GetDeskCounts, "GET", "/desk/counts", TAG),
    Operation(files.GetDeskArrangement, "GET", "/desk/arrangement", TAG),
    Operation(files.SaveDeskArrangement, "PUT", "/desk/arrangement", TAG),
    Operation(files.ListNextDesksForReceipt, "GET", "/desk/next-desks", TAG),
    Operation(files.GetOwnNotings, "GET", "/desk/notings", TAG),
    Operation(files.SaveOwnNotings, "PUT", "/desk/notings", TAG),
    Operation(files.GetPendency, "GET", "/pendency", TAG),
    Operation(files.GetSitting, "GET", "/sitting", TAG),
    Operation(files.GetPendencyTrend, "GET", "/pendency/trend", TAG),
    Operation(files.ListPending, "GET", "/pendency/{post_id}/files", TAG),
    Operation(files.ListNumberingHeads, "GET", "/numbering-heads", TAG),
    Operation(files.GetProcedure, "GET", "/procedure", TAG),
)
