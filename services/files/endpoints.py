"""Parts of the service's face that would make ``service`` too long; nothing but the bus, as there."""

from __future__ import annotations

from typing import Any

from chassis.rpc import command, query
from contracts import files as contracts
from services.files.handlers import cases, classification, receipts, relations
from services.files.queries import cases as case_views
from services.files.queries import relations as relation_lists
from services.files.queries import subjects


class CaseEndpoints:
    """Files as cases of a known type."""

    uow: Any

    @command(contracts.SetCaseType)
    def set_case_type(self, request, caller):
        return cases.set_type(request, caller, self.uow)

    @command(contracts.ChooseCaseLimit)
    def choose_case_limit(self, request, caller):
        return cases.choose_limit(request, caller, self.uow)

    @command(contracts.MarkChecklistItem)
    def mark_checklist_item(self, request, caller):
        return cases.mark_item(request, caller, self.uow)

    @query(contracts.GetCase)
    def get_case(self, request, caller):
        return case_views.get_case(request, caller, self.uow)


class ClassificationEndpoints:
    """Where files stand in the subject tree, and for how long they are kept."""

    uow: Any

    @command(contracts.ClassifyFile)
    def classify_file(self, request, caller):
        return classification.classify(request, caller, self.uow)

    @command(contracts.ChangeRetention)
    def change_retention(self, request, caller):
        return classification.change_retention(request, caller, self.uow)

    @command(contracts.ClassifyReceipt)
    def classify_receipt(self, request, caller):
        return classification.classify_receipt(request, caller, self.uow)

    @query(contracts.CountBySubject)
    def count_by_subject(self, request, caller):
        return subjects.count(request, caller, self.uow)


class RelationEndpoints:
    """Parts and volumes of a file, links, and receipts taken out of a file."""

    uow: Any

    @command(contracts.OpenPartFile)
    def open_part_file(self, request, caller):
        return relations.open_part(request, caller, self.uow)

    @command(contracts.MergePartFile)
    def merge_part_file(self, request, caller):
        return relations.merge(request, caller, self.uow)

    @command(contracts.OpenVolume)
    def open_volume(self, request, caller):
        return relations.open_volume(request, caller, self.uow)

    @command(contracts.LinkFile)
    def link_file(self, request, caller):
        return relations.link(request, caller, self.uow)

    @command(contracts.UnlinkFile)
    def unlink_file(self, request, caller):
        return relations.unlink(request, caller, self.uow)

    @command(contracts.DetachReceipt)
    def detach_receipt(self, request, caller):
        return receipts.detach(request, caller, self.uow)

    @query(contracts.ListRelatedFiles)
    def list_related_files(self, request, caller):
        return relation_lists.list_related(request, caller, self.uow)
