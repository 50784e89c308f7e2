"""Letters on their way out: PDF, signature in two steps, issue, dispatch register, replies and reminders."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "letters"
LETTER = "/letters/{letter_id}"

OPERATIONS = (
    Operation(files.ListLetters, "GET", "/letters", TAG),
    Operation(files.GetLetter, "GET", LETTER, TAG),
    Operation(files.RenderLetter, "POST", f"{LETTER}/render", TAG),
    Operation(files.PrepareSignature, "POST", f"{LETTER}/signature", TAG, status=201),
    Operation(files.CompleteSignature, "PUT", f"{LETTER}/signature", TAG),
    Operation(files.VerifyLetter, "GET", f"{LETTER}/verification", TAG),
    Operation(files.IssueLetter, "POST", f"{LETTER}/issue", TAG),
    Operation(files.CancelLetter, "POST", f"{LETTER}/cancel", TAG),
    Operation(files.DispatchLetter, "POST", f"{LETTER}/dispatches", TAG, status=201),
    Operation(files.ListDispatches, "GET", "/dispatches", TAG),
    Operation(files.GetReplies, "GET", f"{LETTER}/replies", TAG),
    Operation(files.RecordReply, "POST", f"{LETTER}/replies", TAG),
    Operation(files.AwaitReplies, "POST", f"{LETTER}/replies/await", TAG),
    Operation(files.WithdrawReply, "POST", f"{LETTER}/replies/withdraw", TAG),
    Operation(files.WaiveReply, "POST", f"{LETTER}/replies/waive", TAG),
    Operation(files.DraftReminder, "POST", f"{LETTER}/reminders", TAG, status=201),
    Operation(files.ListReplies, "GET", "/files/{file_id}/replies", TAG),
    Operation(files.ListAwaitedReplies, "GET", "/awaited-replies", TAG),
)
