"""The two sides of a file: notes on the green, papers on the other; and the drafts between them."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

NOTES = "notes"
PAPERS = "correspondence"
DRAFTS = "drafts"
FILE = "/files/{file_id}"
NOTE = f"{FILE}/notes/{{note_id}}"
DRAFT = "/drafts/{draft_id}"
ORDER = "/oral-orders/{note_id}"

OPERATIONS = (
    Operation(files.ListNotes, "GET", f"{FILE}/notes", NOTES),
    Operation(files.AddNote, "POST", f"{FILE}/notes", NOTES, status=201),
    Operation(files.ReviseNote, "PUT", NOTE, NOTES),
    Operation(files.ConfirmNote, "POST", f"{NOTE}/confirm", NOTES),
    Operation(files.DiscardNote, "POST", f"{NOTE}/discard", NOTES),
    Operation(files.RecordOralOrder, "POST", f"{FILE}/oral-orders", NOTES, status=201),
    Operation(files.ListOralOrders, "GET", "/oral-orders", NOTES),
    Operation(files.GetOralOrder, "GET", ORDER, NOTES),
    Operation(files.ConfirmOralOrder, "POST", f"{ORDER}/confirm", NOTES),
    Operation(files.DenyOralOrder, "POST", f"{ORDER}/deny", NOTES),
    Operation(files.ListCorrespondence, "GET", f"{FILE}/correspondence", PAPERS),
    Operation(files.AttachDocument, "POST", f"{FILE}/correspondence", PAPERS, status=201),
    Operation(files.FlagPaper, "POST", f"{FILE}/correspondence/{{paper_id}}/flag", PAPERS),
    Operation(files.ListDrafts, "GET", f"{FILE}/drafts", DRAFTS),
    Operation(files.CreateDraft, "POST", f"{FILE}/drafts", DRAFTS, status=201, location="/drafts/{id}"),
    Operation(files.GetDraft, "GET", DRAFT, DRAFTS),
    Operation(files.ReviseDraft, "PUT", DRAFT, DRAFTS),
    Operation(files.ListDraftVersions, "GET", f"{DRAFT}/versions", DRAFTS),
    Operation(files.DiscardDraft, "POST", f"{DRAFT}/discard", DRAFTS),
    Operation(files.ApproveDraft, "POST", f"{DRAFT}/approve", DRAFTS, status=201, location="/letters/{id}"),
)
