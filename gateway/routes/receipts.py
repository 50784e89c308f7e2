"""Receipts: what came in by dak, and where it went."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "receipts"
RECEIPT = "/receipts/{receipt_id}"

OPERATIONS = (
    Operation(files.DiariseReceipt, "POST", "/receipts", TAG, status=201, location="/receipts/{id}"),
    # Before the path of one receipt, which would take its last part for an id.
    Operation(files.ListResemblingReceipts, "GET", "/receipts/resembling", TAG),
    Operation(files.GetDiaryRegister, "GET", "/diary", TAG),
    Operation(files.ListDiaryBlocks, "GET", "/diary/blocks", TAG),
    Operation(files.TakeDiaryBlock, "POST", "/diary/blocks", TAG, status=201),
    Operation(files.ReturnDiaryBlock, "POST", "/diary/blocks/{block_id}/return", TAG),
    Operation(files.PrintDiaryRegister, "POST", "/diary/print", TAG, status=201),
    Operation(files.GetReceipt, "GET", RECEIPT, TAG),
    Operation(files.GetReceiptSlip, "GET", f"{RECEIPT}/slip", TAG),
    Operation(files.MarkReceipt, "POST", f"{RECEIPT}/mark", TAG),
    Operation(files.PullBackReceipt, "POST", f"{RECEIPT}/pull-back", TAG),
    Operation(files.ClassifyReceipt, "POST", f"{RECEIPT}/subject-head", TAG),
    Operation(files.OpenReceipt, "POST", f"{RECEIPT}/open", TAG),
    Operation(files.PutReceiptInFile, "POST", f"{RECEIPT}/put-in-file", TAG),
    Operation(files.CloseReceipt, "POST", f"{RECEIPT}/close", TAG),
    Operation(files.CancelReceipt, "POST", f"{RECEIPT}/cancel", TAG),
    Operation(files.OpenReceiptView, "POST", f"{RECEIPT}/views", TAG, status=201),
)
