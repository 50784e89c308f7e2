"""Review meetings: agenda, decisions, minutes."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "meetings"
ONE = "/meetings/{meeting_id}"

OPERATIONS = (
    Operation(files.ListMeetings, "GET", "/meetings", TAG),
    Operation(files.PrepareMeeting, "POST", "/meetings", TAG, status=201),
    Operation(files.ListMeetingFiles, "GET", "/meetings/overdue-files", TAG),
    Operation(files.GetMeeting, "GET", ONE, TAG),
    Operation(files.RecordMeetingDecision, "POST", f"{ONE}/decisions", TAG),
    Operation(files.ConfirmMeetingMinutes, "POST", f"{ONE}/confirm", TAG),
    Operation(files.ListFileDecisions, "GET", "/files/{file_id}/decisions", TAG),
)
