"""Files: opening, moving, reading, history and ledger."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation
from gateway.routes.documents import of_bytes, read_passing

TAG = "files"
FILE = "/files/{file_id}"

OPERATIONS = (
    Operation(files.ForwardFile, "POST", f"{FILE}/forward", TAG),
    Operation(files.GetFile, "GET", FILE, TAG),
    Operation(files.CreateFile, "POST", "/files", TAG, status=201, location="/files/{id}"),
    Operation(files.SetFollowUp, "POST", f"{FILE}/follow-up", TAG, status=201),
    Operation(files.PullBackFile, "POST", f"{FILE}/pull-back", TAG),
    Operation(files.PullUpFile, "POST", f"{FILE}/pull-up", TAG),
    Operation(files.OpenFile, "POST", f"{FILE}/open", TAG),
    Operation(files.ParkFile, "POST", f"{FILE}/park", TAG),
    Operation(files.UnparkFile, "POST", f"{FILE}/unpark", TAG),
    Operation(files.StopClock, "POST", f"{FILE}/clock/stop", TAG),
    Operation(files.ResumeClock, "POST", f"{FILE}/clock/resume", TAG),
    Operation(files.ExtendDeadline, "POST", f"{FILE}/deadline", TAG),
    Operation(files.ListRelatedFiles, "GET", f"{FILE}/related", TAG),
    Operation(files.OpenPartFile, "POST", f"{FILE}/parts", TAG, status=201, location="/files/{id}"),
    Operation(files.MergePartFile, "POST", f"{FILE}/merge", TAG),
    Operation(files.OpenVolume, "POST", f"{FILE}/volumes", TAG, status=201, location="/files/{id}"),
    Operation(files.LinkFile, "POST", f"{FILE}/links", TAG),
    Operation(files.UnlinkFile, "POST", f"{FILE}/links/{{link_id}}/end", TAG),
    Operation(files.DetachReceipt, "POST", f"{FILE}/receipts/{{receipt_id}}/detach", TAG),
    Operation(files.GetCase, "GET", f"{FILE}/case", TAG),
    Operation(files.SetCaseType, "POST", f"{FILE}/case", TAG),
    Operation(files.ChooseCaseLimit, "POST", f"{FILE}/case/limit", TAG),
    Operation(files.MarkChecklistItem, "POST", f"{FILE}/case/checklist", TAG),
    Operation(files.ClassifyFile, "POST", f"{FILE}/subject-head", TAG),
    Operation(files.ChangeRetention, "POST", f"{FILE}/retention", TAG),
    Operation(files.TakeCustodyLease, "POST", f"{FILE}/lease", TAG, status=201),
    Operation(files.ReturnCustodyLease, "POST", f"{FILE}/lease/return", TAG),
    Operation(files.CloseFile, "POST", f"{FILE}/close", TAG),
    Operation(files.ReopenFile, "POST", f"{FILE}/reopen", TAG),
    Operation(files.OpenView, "POST", f"{FILE}/views", TAG, status=201),
    Operation(files.RenderNotesheet, "POST", f"{FILE}/notesheet", TAG),
    Operation(files.CompileFile, "POST", f"{FILE}/compilations", TAG, status=202),
    Operation(files.GetFileCompilation, "GET", f"{FILE}/compilations/{{compilation_id}}", TAG),
    Operation(
        files.OpenFileCompilation,
        "GET",
        f"{FILE}/compilations/{{compilation_id}}/content",
        TAG,
        endpoint=read_passing,
        openapi=of_bytes("The whole file as one PDF, or its archive package.", ranges=True),
    ),
    Operation(files.GetHistory, "GET", f"{FILE}/history", TAG),
    Operation(files.ListNextDesks, "GET", f"{FILE}/next-desks", TAG),
    Operation(files.ListJumpedLevels, "GET", f"{FILE}/jumped-levels", TAG),
    Operation(files.ListReaders, "GET", f"{FILE}/readers", TAG),
    Operation(files.ListLedger, "GET", f"{FILE}/ledger", TAG),
    Operation(files.VerifyLedger, "GET", f"{FILE}/ledger/verification", TAG),
)
