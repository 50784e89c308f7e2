"""The questions that files answers on the bus: parse, ask one query, answer."""

from __future__ import annotations

from typing import Any

from chassis.rpc import query
from contracts import files as contracts
from services.files.handlers import arrangement, notings
from services.files.queries import (
    around,
    citizen,
    desk_changes,
    diary,
    history,
    ledger,
    numbering,
    pendency,
    procedure,
    resembling,
    sitting,
)
from services.files.queries import compilations as compilation_views
from services.files.queries import consultations as consultation_lists
from services.files.queries import correspondence as correspondence_lists
from services.files.queries import desk as desk_lists
from services.files.queries import dispatches as dispatch_lists
from services.files.queries import drafts as draft_lists
from services.files.queries import files as file_views
from services.files.queries import letters as letter_lists
from services.files.queries import notes as note_lists
from services.files.queries import oral_orders as oral_order_lists


class Questions:
    """Read only; the service that they belong to brings the unit of work and the bus."""

    uow: Any
    bus: Any

    @query(contracts.GetDiaryRegister)
    def get_diary_register(self, request, caller):
        return diary.get_register(request, caller, self.uow)

    @query(contracts.ListDiaryBlocks)
    def list_diary_blocks(self, request, caller):
        return diary.list_blocks(request, caller, self.uow)

    @query(contracts.GetReceipt)
    def get_receipt(self, request, caller):
        return file_views.get_receipt(request, caller, self.uow)

    @query(contracts.ListResemblingReceipts)
    def list_resembling_receipts(self, request, caller):
        return resembling.list_resembling(request, caller, self.uow)

    @query(contracts.GetReceiptSlip)
    def get_receipt_slip(self, request, caller):
        return citizen.get_slip(request, caller, self.uow)

    @query(contracts.GetReceiptStatus)
    def get_receipt_status(self, request, caller):
        return citizen.get_status(request, caller, self.uow)

    @query(contracts.GetFileCompilation)
    def get_file_compilation(self, request, caller):
        return compilation_views.get(request, caller, self.uow, self.bus)

    @query(contracts.OpenFileCompilation)
    def open_file_compilation(self, request, caller):
        return compilation_views.open_(request, caller, self.uow, self.bus)

    @query(contracts.GetFile)
    def get_file(self, request, caller):
        return file_views.get_file(request, caller, self.uow)

    @query(contracts.ListNextDesks)
    def list_next_desks(self, request, caller):
        return around.list_next_desks(request, caller, self.uow)

    @query(contracts.ListNextDesksForReceipt)
    def list_next_desks_for_receipt(self, request, caller):
        return around.list_next_desks_for_receipt(request, caller, self.uow)

    @query(contracts.ListJumpedLevels)
    def list_jumped_levels(self, request, caller):
        return around.list_jumped_levels(request, caller, self.uow)

    @query(contracts.ListReaders)
    def list_readers(self, request, caller):
        return around.list_readers(request, caller, self.uow)

    @query(contracts.ListDesk)
    def list_desk(self, request, caller):
        return desk_lists.list_desk(request, caller, self.uow)

    @query(contracts.GetDeskArrangement)
    def get_desk_arrangement(self, request, caller):
        return arrangement.get(request, caller, self.uow)

    @query(contracts.GetOwnNotings)
    def get_own_notings(self, request, caller):
        return notings.get(request, caller, self.uow)

    @query(contracts.GetDeskCounts)
    def get_desk_counts(self, request, caller):
        return desk_lists.count(request, caller, self.uow)

    @query(contracts.GetDeskChanges)
    def get_desk_changes(self, request, caller):
        return desk_changes.get_changes(request, caller, self.uow)

    @query(contracts.GetConsultation)
    def get_consultation(self, request, caller):
        return consultation_lists.get(request, caller, self.uow)

    @query(contracts.ListConsultations)
    def list_consultations(self, request, caller):
        return consultation_lists.list_of_file(request, caller, self.uow)

    @query(contracts.ListDeskConsultations)
    def list_desk_consultations(self, request, caller):
        return consultation_lists.list_of_desk(request, caller, self.uow)

    @query(contracts.ListNotes)
    def list_notes(self, request, caller):
        return note_lists.list_notes(request, caller, self.uow)

    @query(contracts.GetOralOrder)
    def get_oral_order(self, request, caller):
        return oral_order_lists.get(request, caller, self.uow)

    @query(contracts.ListOralOrders)
    def list_oral_orders(self, request, caller):
        return oral_order_lists.list_unanswered(request, caller, self.uow)

    @query(contracts.ListNumberingHeads)
    def list_numbering_heads(self, request, caller):
        return numbering.list_numbering_heads(request, caller, self.uow)

    @query(contracts.GetProcedure)
    def get_procedure(self, request, caller):
        return procedure.get_procedure(request, caller, self.uow)

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

    @query(contracts.GetSitting)
    def get_sitting(self, request, caller):
        return sitting.get_sitting(request, caller, self.uow)

    @query(contracts.GetPendencyTrend)
    def get_pendency_trend(self, request, caller):
        return pendency.get_trend(request, caller, self.uow)

    @query(contracts.ListPending)
    def list_pending(self, request, caller):
        return pendency.list_pending(request, caller, self.uow)
