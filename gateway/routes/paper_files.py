"""Paper files: their custody, the record room, and how many are physically pending."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "paper files"
ALL = "/paper-files"
BARCODE = "/paper-files/by-barcode"
ONE = "/paper-files/{paper_id}"
REQUISITIONS = "/paper-requisitions"
REQUISITION = "/paper-requisitions/{requisition_id}"
RULES = "/paper-rules/{office_id}"

OPERATIONS = (
    Operation(files.ListPaperFiles, "GET", ALL, TAG),
    Operation(files.RegisterPaperFile, "POST", ALL, TAG, status=201),
    Operation(files.GetPaperFileByBarcode, "GET", BARCODE, TAG),
    Operation(files.ReceivePaperFile, "POST", f"{BARCODE}/receive", TAG),
    Operation(files.FindPaperFile, "POST", f"{BARCODE}/find", TAG),
    Operation(files.GetPaperPendency, "GET", f"{ALL}/pendency", TAG),
    Operation(files.GetPaperFile, "GET", ONE, TAG),
    Operation(files.ListPaperMovements, "GET", f"{ONE}/movements", TAG),
    Operation(files.VerifyPaperLedger, "GET", f"{ONE}/ledger/verification", TAG),
    Operation(files.HandOverPaperFile, "POST", f"{ONE}/hand-over", TAG),
    Operation(files.TakeBackPaperFile, "POST", f"{ONE}/take-back", TAG),
    Operation(files.PlacePaperFile, "POST", f"{ONE}/place", TAG),
    Operation(files.RequestPaperFile, "POST", f"{ONE}/requisitions", TAG, status=201),
    Operation(files.ReportPaperFileLost, "POST", f"{ONE}/lost", TAG),
    Operation(files.OrderPaperFileSearch, "POST", f"{ONE}/search-order", TAG),
    Operation(files.ReconstructPaperFile, "POST", f"{ONE}/reconstruct", TAG),
    Operation(files.DigitisePaperFile, "POST", f"{ONE}/digitise", TAG),
    Operation(files.ClosePaperFile, "POST", f"{ONE}/close", TAG),
    Operation(files.ListPaperRequisitions, "GET", REQUISITIONS, TAG),
    Operation(files.IssuePaperFile, "POST", f"{REQUISITION}/issue", TAG),
    Operation(files.RefusePaperRequisition, "POST", f"{REQUISITION}/refuse", TAG),
    Operation(files.WithdrawPaperRequisition, "POST", f"{REQUISITION}/withdraw", TAG),
    Operation(files.ListPaperRules, "GET", RULES, TAG),
    Operation(files.SetPaperRules, "POST", RULES, TAG, status=201),
)
