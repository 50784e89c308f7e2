"""files on the bus: parse, call one handler, answer."""

from __future__ import annotations

from types import MappingProxyType

from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.projection import COMPARE, DirectoryMirror, is_settled
from chassis.rpc import Bus, command, query
from chassis.timers import due
from contracts import files as contracts
from contracts import identity, signatures
from services.files.handlers import (
    arrangement,
    correspondence,
    directory,
    dispatch,
    drafts,
    files,
    leases,
    letters,
    movements,
    notes,
    notesheet,
    parking,
    receipts,
    signing,
    views,
)
from services.files.queries import around, citizen, desk_changes, history, ledger, numbering, pendency
from services.files.queries import correspondence as correspondence_lists
from services.files.queries import desk as desk_lists
from services.files.queries import dispatches as dispatch_lists
from services.files.queries import drafts as draft_lists
from services.files.queries import files as file_views
from services.files.queries import letters as letter_lists
from services.files.queries import notes as note_lists
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork
from services.files.storage.projection import DIRECTORY


class FilesService:
    name = "files"

    uow = UnitOfWorkProvider(FilesUnitOfWork, FilesSettings)
    bus = Bus()
    mirror = DirectoryMirror(DIRECTORY)
    readiness = MappingProxyType({"directory": is_settled})

    @command(contracts.DiariseReceipt)
    def diarise_receipt(self, request, caller):
        return receipts.diarise(request, caller, self.uow, self.bus)

    @command(contracts.MarkReceipt)
    def mark_receipt(self, request, caller):
        return receipts.mark(request, caller, self.uow)

    @command(contracts.PullBackReceipt)
    def pull_back_receipt(self, request, caller):
        return receipts.pull_back(request, caller, self.uow)

    @command(contracts.OpenReceipt)
    def open_receipt(self, request, caller):
        return receipts.open_(request, caller, self.uow)

    @command(contracts.PutReceiptInFile)
    def put_receipt_in_file(self, request, caller):
        return receipts.put_in_file(request, caller, self.uow, self.bus)

    @command(contracts.CloseReceipt)
    def close_receipt(self, request, caller):
        return receipts.close(request, caller, self.uow)

    @command(contracts.CreateFile)
    def create_file(self, request, caller):
        return files.create(request, caller, self.uow)

    @command(contracts.ForwardFile)
    def forward_file(self, request, caller):
        return movements.forward(request, caller, self.uow)

    @command(contracts.PullBackFile)
    def pull_back_file(self, request, caller):
        return movements.pull_back(request, caller, self.uow)

    @command(contracts.OpenFile)
    def open_file(self, request, caller):
        return movements.open_(request, caller, self.uow)

    @command(contracts.CloseFile)
    def close_file(self, request, caller):
        return movements.close(request, caller, self.uow)

    @command(contracts.ReopenFile)
    def reopen_file(self, request, caller):
        return movements.reopen(request, caller, self.uow)

    @command(contracts.SaveDeskArrangement)
    def save_desk_arrangement(self, request, caller):
        return arrangement.save(request, caller, self.uow)

    @command(contracts.ParkFile)
    def park_file(self, request, caller):
        return parking.park(request, caller, self.uow)

    @command(contracts.UnparkFile)
    def unpark_file(self, request, caller):
        return parking.unpark(request, caller, self.uow)

    @command(contracts.TakeCustodyLease)
    def take_custody_lease(self, request, caller):
        return leases.take(request, caller, self.uow)

    @command(contracts.ReturnCustodyLease)
    def return_custody_lease(self, request, caller):
        return leases.give_back(request, caller, self.uow)

    @command(contracts.AddNote)
    def add_note(self, request, caller):
        return notes.add(request, caller, self.uow)

    @command(contracts.ReviseNote)
    def revise_note(self, request, caller):
        return notes.revise(request, caller, self.uow)

    @command(contracts.ConfirmNote)
    def confirm_note(self, request, caller):
        return notes.confirm(request, caller, self.uow)

    @command(contracts.DiscardNote)
    def discard_note(self, request, caller):
        return notes.discard(request, caller, self.uow)

    @command(contracts.AttachDocument)
    def attach_document(self, request, caller):
        return correspondence.attach(request, caller, self.uow, self.bus)

    @command(contracts.CreateDraft)
    def create_draft(self, request, caller):
        return drafts.create(request, caller, self.uow)

    @command(contracts.ReviseDraft)
    def revise_draft(self, request, caller):
        return drafts.revise(request, caller, self.uow)

    @command(contracts.DiscardDraft)
    def discard_draft(self, request, caller):
        return drafts.discard(request, caller, self.uow)

    @command(contracts.ApproveDraft)
    def approve_draft(self, request, caller):
        return drafts.approve(request, caller, self.uow)

    @command(contracts.RenderLetter)
    def render_letter(self, request, caller):
        return letters.render(request, caller, self.uow, self.bus)

    @command(contracts.PrepareSignature)
    def prepare_signature(self, request, caller):
        return signing.prepare(request, caller, self.uow, self.bus)

    @command(contracts.CompleteSignature)
    def complete_signature(self, request, caller):
        return signing.complete(request, caller, self.uow, self.bus)

    @command(contracts.IssueLetter)
    def issue_letter(self, request, caller):
        return letters.issue(request, caller, self.uow)

    @command(contracts.CancelLetter)
    def cancel_letter(self, request, caller):
        return letters.cancel(request, caller, self.uow)

    @command(contracts.DispatchLetter)
    def dispatch_letter(self, request, caller):
        return dispatch.dispatch(request, caller, self.uow)

    @command(contracts.OpenView)
    def open_view(self, request, caller):
        return views.open_file_view(request, caller, self.uow, self.bus)

    @command(contracts.OpenReceiptView)
    def open_receipt_view(self, request, caller):
        return views.open_receipt_view(request, caller, self.uow, self.bus)

    @command(contracts.RenderNotesheet)
    def render_notesheet(self, request, caller):
        return notesheet.render(request, caller, self.uow, self.bus)

    @query(contracts.GetReceipt)
    def get_receipt(self, request, caller):
        return file_views.get_receipt(request, caller, self.uow)

    @query(contracts.GetReceiptSlip)
    def get_receipt_slip(self, request, caller):
        return citizen.get_slip(request, caller, self.uow)

    @query(contracts.GetReceiptStatus)
    def get_receipt_status(self, request, caller):
        return citizen.get_status(request, caller, self.uow)

    @query(contracts.GetFile)
    def get_file(self, request, caller):
        return file_views.get_file(request, caller, self.uow)

    @query(contracts.ListNextDesks)
    def list_next_desks(self, request, caller):
        return around.list_next_desks(request, caller, self.uow)

    @query(contracts.ListReaders)
    def list_readers(self, request, caller):
        return around.list_readers(request, caller, self.uow)

    @query(contracts.ListDesk)
    def list_desk(self, request, caller):
        return desk_lists.list_desk(request, caller, self.uow)

    @query(contracts.GetDeskArrangement)
    def get_desk_arrangement(self, request, caller):
        return arrangement.get(request, caller, self.uow)

    @query(contracts.GetDeskCounts)
    def get_desk_counts(self, request, caller):
        return desk_lists.count(request, caller, self.uow)

    @query(contracts.GetDeskChanges)
    def get_desk_changes(self, request, caller):
        return desk_changes.get_changes(request, caller, self.uow)

    @query(contracts.ListNotes)
    def list_notes(self, request, caller):
        return note_lists.list_notes(request, caller, self.uow)

    @query(contracts.ListNumberingHeads)
    def list_numbering_heads(self, request, caller):
        return numbering.list_numbering_heads(request, caller, self.uow)

    @query(contracts.ListLedger)
    def list_ledger(self, request, caller):
        return ledger.list_ledger(request, caller, self.uow)

    @query(contracts.VerifyLedger)
    def verify_ledger(self, request, caller):
        return ledger.verify_ledger(request, caller, self.uow)

    @query(contracts.ListCorrespondence)
    def list_correspondence(self, request, caller):
        return correspondence_lists.list_of_file(request, caller, self.uow)

    @query(contracts.ListDrafts)
    def list_drafts(self, request, caller):
        return draft_lists.list_of_file(request, caller, self.uow)

    @query(contracts.GetDraft)
    def get_draft(self, request, caller):
        return draft_lists.get(request, caller, self.uow)

    @query(contracts.ListDraftVersions)
    def list_draft_versions(self, request, caller):
        return draft_lists.list_versions(request, caller, self.uow)

    @query(contracts.GetLetter)
    def get_letter(self, request, caller):
        return letter_lists.get(request, caller, self.uow)

    @query(contracts.ListLetters)
    def list_letters(self, request, caller):
        return letter_lists.list_letters(request, caller, self.uow)

    @query(contracts.VerifyLetter)
    def verify_letter(self, request, caller):
        return letter_lists.verify(request, caller, self.uow, self.bus)

    @query(contracts.ListDispatches)
    def list_dispatches(self, request, caller):
        return dispatch_lists.list_lines(request, caller, self.uow)

    @query(contracts.GetHistory)
    def get_history(self, request, caller):
        return history.get_history(request, caller, self.uow)

    @query(contracts.GetPendency)
    def get_pendency(self, request, caller):
        return pendency.get_pendency(request, caller, self.uow)

    @query(contracts.GetPendencyTrend)
    def get_pendency_trend(self, request, caller):
        return pendency.get_trend(request, caller, self.uow)

    @query(contracts.ListPending)
    def list_pending(self, request, caller):
        return pendency.list_pending(request, caller, self.uow)

    @subscribe(signatures.DocumentSigned)
    def on_document_signed(self, event):
        signing.document_signed(event, self.uow)

    @subscribe(identity.OfficeChanged)
    def on_office_changed(self, event):
        directory.apply("office", event, self.uow)

    @subscribe(identity.UnitChanged)
    def on_unit_changed(self, event):
        directory.apply("unit", event, self.uow)

    @subscribe(identity.PostChanged)
    def on_post_changed(self, event):
        directory.apply("post", event, self.uow)

    @subscribe(identity.PersonChanged)
    def on_person_changed(self, event):
        directory.apply("person", event, self.uow)

    @subscribe(identity.ChargeAssumed)
    def on_charge_assumed(self, event):
        directory.apply("charge", event, self.uow)

    @subscribe(identity.ChargeRelinquished)
    def on_charge_relinquished(self, event):
        directory.apply("charge", event, self.uow)

    @due(parking.WAKE)
    def wake_file(self, payload):
        parking.wake(payload, self.uow)

    @due(COMPARE)
    def compare_directory(self, payload):
        self.mirror.compare(self.uow)
