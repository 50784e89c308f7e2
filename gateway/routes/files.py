"""Files: opening, moving, reading, history and ledger."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "files"
FILE = "/files/{file_id}"

OPERATIONS = (
    Operation(files.ForwardFile, "POST", f"{FILE}/forward", TAG),
    Operation(files.GetFile, "GET", FILE, TAG),
    Operation(files.CreateFile, "POST", "/files", TAG, status=201, location="/files/{id}"),
    Operation(files.PullBackFile, "POST", f"{FILE}/pull-back", TAG),
    Operation(files.OpenFile, "POST", f"{FILE}/open", TAG),
    Operation(files.ParkFile, "POST", f"{FILE}/park", TAG),
    Operation(files.UnparkFile, "POST", f"{FILE}/unpark", TAG),
    Operation(files.TakeCustodyLease, "POST", f"{FILE}/lease", TAG, status=201),
    Operation(files.ReturnCustodyLease, "POST", f"{FILE}/lease/return", TAG),
    Operation(files.CloseFile, "POST", f"{FILE}/close", TAG),
    Operation(files.ReopenFile, "POST", f"{FILE}/reopen", TAG),
    Operation(files.OpenView, "POST", f"{FILE}/views", TAG, status=201),
    Operation(files.RenderNotesheet, "POST", f"{FILE}/notesheet", TAG),
    Operation(files.GetHistory, "GET", f"{FILE}/history", TAG),
    Operation(files.ListNextDesks, "GET", f"{FILE}/next-desks", TAG),
    Operation(files.ListReaders, "GET", f"{FILE}/readers", TAG),
    Operation(files.ListLedger, "GET", f"{FILE}/ledger", TAG),
    Operation(files.VerifyLedger, "GET", f"{FILE}/ledger/verification", TAG),
)
