"""files on the bus: parse, call one handler, answer."""

from __future__ import annotations

from types import MappingProxyType

from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.projection import COMPARE, DirectoryMirror, is_settled
from chassis.rpc import Bus, command
from chassis.timers import due
from contracts import files as contracts
from contracts import identity, signatures
from services.files.endpoints import CaseEndpoints, ClassificationEndpoints, RelationEndpoints
from services.files.handlers import (
    arrangement,
    clock,
    compilations,
    consultations,
    correspondence,
    deadlines,
    diary,
    directory,
    dispatch,
    drafts,
    files,
    flags,
    leases,
    letters,
    movements,
    notes,
    notesheet,
    notings,
    number_blocks,
    oral_orders,
    parking,
    pendency,
    receipts,
    signing,
    views,
)
from services.files.paper_file_methods import PaperFileMethods
from services.files.questions import Questions
from services.files.reply_methods import ReplyMethods
from services.files.reviews import Reviews
from services.files.search_methods import SearchMethods
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork
from services.files.storage.projection import DIRECTORY
from services.files.time_limit_methods import TimeLimitMethods


class FilesService(
    CaseEndpoints,
    ClassificationEndpoints,
    RelationEndpoints,
    TimeLimitMethods,
    PaperFileMethods,
    ReplyMethods,
    Questions,
    Reviews,
    SearchMethods,
):
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

    @command(contracts.CancelReceipt)
    def cancel_receipt(self, request, caller):
        return receipts.cancel(request, caller, self.uow)

    @command(contracts.TakeDiaryBlock)
    def take_diary_block(self, request, caller):
        return number_blocks.take(request, caller, self.uow)

    @command(contracts.ReturnDiaryBlock)
    def return_diary_block(self, request, caller):
        return number_blocks.give_back(request, caller, self.uow)

    @command(contracts.PrintDiaryRegister)
    def print_diary_register(self, request, caller):
        return diary.print_register(request, caller, self.uow, self.bus)

    @command(contracts.CreateFile)
    def create_file(self, request, caller):
        return files.create(request, caller, self.uow)

    @command(contracts.ForwardFile)
    def forward_file(self, request, caller):
        return movements.forward(request, caller, self.uow)

    @command(contracts.PullBackFile)
    def pull_back_file(self, request, caller):
        return movements.pull_back(request, caller, self.uow)

    @command(contracts.PullUpFile)
    def pull_up_file(self, request, caller):
        return movements.pull_up(request, caller, self.uow)

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

    @command(contracts.SaveOwnNotings)
    def save_own_notings(self, request, caller):
        return notings.save(request, caller, self.uow)

    @command(contracts.ParkFile)
    def park_file(self, request, caller):
        return parking.park(request, caller, self.uow)

    @command(contracts.UnparkFile)
    def unpark_file(self, request, caller):
        return parking.unpark(request, caller, self.uow)

    @command(contracts.StopClock)
    def stop_clock(self, request, caller):
        return clock.stop(request, caller, self.uow)

    @command(contracts.ResumeClock)
    def resume_clock(self, request, caller):
        return clock.resume(request, caller, self.uow)

    @command(contracts.ExtendDeadline)
    def extend_deadline(self, request, caller):
        return deadlines.extend(request, caller, self.uow)

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

    @command(contracts.RecordOralOrder)
    def record_oral_order(self, request, caller):
        return oral_orders.record(request, caller, self.uow)

    @command(contracts.ConfirmOralOrder)
    def confirm_oral_order(self, request, caller):
        return oral_orders.confirm(request, caller, self.uow)

    @command(contracts.DenyOralOrder)
    def deny_oral_order(self, request, caller):
        return oral_orders.deny(request, caller, self.uow)

    @command(contracts.ConsultDesks)
    def consult_desks(self, request, caller):
        return consultations.ask(request, caller, self.uow)

    @command(contracts.OpenConsultation)
    def open_consultation(self, request, caller):
        return consultations.open_(request, caller, self.uow)

    @command(contracts.PassOnConsultation)
    def pass_on_consultation(self, request, caller):
        return consultations.pass_on(request, caller, self.uow)

    @command(contracts.AnswerConsultation)
    def answer_consultation(self, request, caller):
        return consultations.answer(request, caller, self.uow)

    @command(contracts.ReturnConsultation)
    def return_consultation(self, request, caller):
        return consultations.give_back(request, caller, self.uow)

    @command(contracts.WithdrawConsultation)
    def withdraw_consultation(self, request, caller):
        return consultations.withdraw(request, caller, self.uow)

    @command(contracts.RemindConsultation)
    def remind_consultation(self, request, caller):
        return consultations.remind(request, caller, self.uow)

    @command(contracts.AttachDocument)
    def attach_document(self, request, caller):
        return correspondence.attach(request, caller, self.uow, self.bus)

    @command(contracts.FlagPaper)
    def flag_paper(self, request, caller):
        return flags.flag(request, caller, self.uow)

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

    @command(contracts.CompileFile)
    def compile_file(self, request, caller):
        return compilations.compile_file(request, caller, self.uow, self.bus)

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

    @subscribe(identity.CalendarChanged)
    def on_calendar_changed(self, event):
        directory.apply("calendar", event, self.uow)

    @due(parking.WAKE)
    def wake_file(self, payload):
        parking.wake(payload, self.uow)

    @due(pendency.KEEP)
    def keep_pendency(self, payload):
        pendency.keep(self.uow)

    @due(COMPARE)
    def compare_directory(self, payload):
        self.mirror.compare(self.uow)
