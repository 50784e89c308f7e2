"""The register of time-limit (TL) letters."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "time limits"
ALL = "/tl-letters"
ONE = "/tl-letters/{tl_id}"

OPERATIONS = (
    Operation(files.ListTlLetters, "GET", ALL, TAG),
    Operation(files.EnterTlLetter, "POST", ALL, TAG, status=201),
    Operation(files.GetTlSummary, "GET", f"{ALL}/summary", TAG),
    Operation(files.GetTlLetter, "GET", ONE, TAG),
    Operation(files.ListTlEntries, "GET", f"{ONE}/entries", TAG),
    Operation(files.FileTlReport, "POST", f"{ONE}/reports", TAG),
    Operation(files.SendBackTlReport, "POST", f"{ONE}/send-back", TAG),
    Operation(files.ExtendTlLetter, "POST", f"{ONE}/extend", TAG),
    Operation(files.StrikeOffTlLetter, "POST", f"{ONE}/strike-off", TAG),
)
