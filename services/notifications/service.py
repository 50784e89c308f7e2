"""Notifications on the bus."""

from __future__ import annotations

from typing import Any, ClassVar

from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.projection import COMPARE, DirectoryMirror, is_settled
from chassis.rpc import command, query
from chassis.timers import due
from contracts import notifications as contract
from contracts.files import events as files
from contracts.identity import events as identity
from services.notifications.extensions import OfficeProvider, Senders
from services.notifications.handlers import desks, directory, letters, messages, preferences, receipts
from services.notifications.projection import DIRECTORY
from services.notifications.queries.deliveries import list_deliveries
from services.notifications.queries.messages import list_messages
from services.notifications.queries.preferences import get_preferences
from services.notifications.settings import NotificationsSettings
from services.notifications.storage import NotificationsUnitOfWork


class NotificationsService:
    name = "notifications"
    uow = UnitOfWorkProvider(NotificationsUnitOfWork, NotificationsSettings)
    office = OfficeProvider()
    senders = Senders()
    mirror = DirectoryMirror(DIRECTORY)
    readiness: ClassVar = {"directory": is_settled}

    @query(contract.ListMessages)
    def list_messages(self, request: Any, caller: Any) -> Any:
        return list_messages(request, caller, self.uow)

    @command(contract.MarkRead)
    def mark_read(self, request: Any, caller: Any) -> Any:
        return messages.mark_read(request, caller, self.uow)

    @query(contract.GetPreferences)
    def get_preferences(self, request: Any, caller: Any) -> Any:
        return get_preferences(request, caller, self.uow, self.office.means)

    @command(contract.SetPreferences)
    def set_preferences(self, request: Any, caller: Any) -> Any:
        return preferences.set_preferences(request, caller, self.uow, self.office.means)

    @query(contract.ListDeliveries)
    def list_deliveries(self, request: Any, caller: Any) -> Any:
        return list_deliveries(request, caller, self.uow)

    @subscribe(files.ReceiptDiarised)
    def on_receipt_diarised(self, event: Any) -> None:
        receipts.receipt_diarised(event, self.uow, self.office)

    @subscribe(files.ReceiptMoved)
    def on_receipt_moved(self, event: Any) -> None:
        desks.receipt_moved(event, self.uow, self.office)

    @subscribe(files.FileCreated)
    def on_file_created(self, event: Any) -> None:
        desks.file_created(event, self.uow)

    @subscribe(files.FileMoved)
    def on_file_moved(self, event: Any) -> None:
        desks.file_moved(event, self.uow, self.office)

    @subscribe(files.DraftApproved)
    def on_draft_approved(self, event: Any) -> None:
        letters.draft_approved(event, self.uow, self.office)

    @subscribe(files.LetterIssued)
    def on_letter_issued(self, event: Any) -> None:
        letters.letter_issued(event, self.uow, self.office)

    @subscribe(files.LetterDispatched)
    def on_letter_dispatched(self, event: Any) -> None:
        letters.letter_dispatched(event, self.uow, self.office)

    @subscribe(identity.OfficeChanged)
    def on_office_changed(self, event: Any) -> None:
        directory.apply("office", event, self.uow)

    @subscribe(identity.UnitChanged)
    def on_unit_changed(self, event: Any) -> None:
        directory.apply("unit", event, self.uow)

    @subscribe(identity.PostChanged)
    def on_post_changed(self, event: Any) -> None:
        directory.apply("post", event, self.uow)

    @subscribe(identity.PersonChanged)
    def on_person_changed(self, event: Any) -> None:
        directory.apply("person", event, self.uow)

    @subscribe(identity.ChargeAssumed)
    def on_charge_assumed(self, event: Any) -> None:
        directory.apply("charge", event, self.uow)

    @subscribe(identity.ChargeRelinquished)
    def on_charge_relinquished(self, event: Any) -> None:
        directory.apply("charge", event, self.uow)

    @due(COMPARE)
    def compare_directory(self, payload: dict[str, Any]) -> None:
        self.mirror.compare(self.uow)
