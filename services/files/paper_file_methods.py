"""Paper files on the bus: part of the service's class, apart because of its size."""

from __future__ import annotations

from typing import Any

from chassis.rpc import command, query
from chassis.timers import due
from contracts import files as contracts
from services.files.handlers import paper_files, paper_losses, paper_requisitions, paper_rules
from services.files.handlers.paper_file_desk import OVERDUE
from services.files.queries import paper_files as paper_lists
from services.files.queries import paper_pendency


class PaperFileMethods:
    uow: Any

    @command(contracts.RegisterPaperFile)
    def register_paper_file(self, request, caller):
        return paper_files.register(request, caller, self.uow)

    @command(contracts.HandOverPaperFile)
    def hand_over_paper_file(self, request, caller):
        return paper_files.hand_over(request, caller, self.uow)

    @command(contracts.TakeBackPaperFile)
    def take_back_paper_file(self, request, caller):
        return paper_files.take_back(request, caller, self.uow)

    @command(contracts.ReceivePaperFile)
    def receive_paper_file(self, request, caller):
        return paper_files.receive(request, caller, self.uow)

    @command(contracts.PlacePaperFile)
    def place_paper_file(self, request, caller):
        return paper_files.place(request, caller, self.uow)

    @command(contracts.DigitisePaperFile)
    def digitise_paper_file(self, request, caller):
        return paper_files.digitise(request, caller, self.uow)

    @command(contracts.ClosePaperFile)
    def close_paper_file(self, request, caller):
        return paper_files.close(request, caller, self.uow)

    @command(contracts.RequestPaperFile)
    def request_paper_file(self, request, caller):
        return paper_requisitions.request_paper(request, caller, self.uow)

    @command(contracts.IssuePaperFile)
    def issue_paper_file(self, request, caller):
        return paper_requisitions.issue(request, caller, self.uow)

    @command(contracts.RefusePaperRequisition)
    def refuse_paper_requisition(self, request, caller):
        return paper_requisitions.refuse(request, caller, self.uow)

    @command(contracts.WithdrawPaperRequisition)
    def withdraw_paper_requisition(self, request, caller):
        return paper_requisitions.withdraw(request, caller, self.uow)

    @command(contracts.ReportPaperFileLost)
    def report_paper_file_lost(self, request, caller):
        return paper_losses.report(request, caller, self.uow)

    @command(contracts.OrderPaperFileSearch)
    def order_paper_file_search(self, request, caller):
        return paper_losses.order(request, caller, self.uow)

    @command(contracts.FindPaperFile)
    def find_paper_file(self, request, caller):
        return paper_losses.find(request, caller, self.uow)

    @command(contracts.ReconstructPaperFile)
    def reconstruct_paper_file(self, request, caller):
        return paper_losses.reconstruct(request, caller, self.uow)

    @command(contracts.SetPaperRules)
    def set_paper_rules(self, request, caller):
        return paper_rules.set_rules(request, caller, self.uow)

    @query(contracts.GetPaperFile)
    def get_paper_file(self, request, caller):
        return paper_lists.get(request, caller, self.uow)

    @query(contracts.GetPaperFileByBarcode)
    def get_paper_file_by_barcode(self, request, caller):
        return paper_lists.by_barcode(request, caller, self.uow)

    @query(contracts.ListPaperFiles)
    def list_paper_files(self, request, caller):
        return paper_lists.list_files(request, caller, self.uow)

    @query(contracts.ListPaperMovements)
    def list_paper_movements(self, request, caller):
        return paper_lists.movements(request, caller, self.uow)

    @query(contracts.ListPaperRequisitions)
    def list_paper_requisitions(self, request, caller):
        return paper_lists.requisitions(request, caller, self.uow)

    @query(contracts.ListPaperRules)
    def list_paper_rules(self, request, caller):
        return paper_lists.rules(request, caller, self.uow)

    @query(contracts.GetPaperPendency)
    def get_paper_pendency(self, request, caller):
        return paper_pendency.pendency(request, caller, self.uow)

    @query(contracts.VerifyPaperLedger)
    def verify_paper_ledger(self, request, caller):
        return paper_lists.verify(request, caller, self.uow)

    @due(OVERDUE)
    def paper_overdue(self, payload):
        paper_requisitions.overdue(payload, self.uow)
