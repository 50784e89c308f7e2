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
from contracts.files import follow_up_events, meeting_events, reply_events
from contracts.files import paper_file_events as papers
from contracts.files import tl_events as tl
from contracts.identity import events as identity
from services.notifications.extensions import OfficeProvider, Senders
from services.notifications.handlers import (
    authority,
    charges,
    consultations,
    contests,
    desks,
    directory,
    follow_ups,
    letters,
    meetings,
    messages,
    oral_orders,
    paper_files,
    preferences,
    receipts,
    replies,
    time_limits,
)
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

    @subscribe(files.ConsultationAsked)
    def on_consultation_asked(self, event: Any) -> None:
        consultations.asked(event, self.uow, self.office)

    @subscribe(files.ConsultationPassedOn)
    def on_consultation_passed_on(self, event: Any) -> None:
        consultations.asked(event, self.uow, self.office)

    @subscribe(files.ConsultationReminded)
    def on_consultation_reminded(self, event: Any) -> None:
        consultations.reminded(event, self.uow, self.office)

    @subscribe(files.ConsultationAnswered)
    def on_consultation_answered(self, event: Any) -> None:
        consultations.answered(event, self.uow, self.office)

    @subscribe(files.ConsultationReturned)
    def on_consultation_returned(self, event: Any) -> None:
        consultations.returned(event, self.uow, self.office)

    @subscribe(files.ConsultationWithdrawn)
    def on_consultation_withdrawn(self, event: Any) -> None:
        consultations.withdrawn(event, self.uow, self.office)

    @subscribe(meeting_events.MeetingDecisionRecorded)
    def on_meeting_decision_recorded(self, event: Any) -> None:
        meetings.decided(event, self.uow, self.office)

    @subscribe(meeting_events.MeetingMinutesConfirmed)
    def on_meeting_minutes_confirmed(self, event: Any) -> None:
        meetings.confirmed(event, self.uow, self.office)

    @subscribe(files.OralOrderRecorded)
    def on_oral_order_recorded(self, event: Any) -> None:
        oral_orders.recorded(event, self.uow, self.office)

    @subscribe(files.OralOrderConfirmed)
    def on_oral_order_confirmed(self, event: Any) -> None:
        oral_orders.confirmed(event, self.uow, self.office)

    @subscribe(files.OralOrderDenied)
    def on_oral_order_denied(self, event: Any) -> None:
        oral_orders.denied(event, self.uow, self.office)

    @subscribe(files.TimeContested)
    def on_time_contested(self, event: Any) -> None:
        contests.contested(event, self.uow, self.office)

    @subscribe(files.ContestRuled)
    def on_contest_ruled(self, event: Any) -> None:
        contests.ruled(event, self.uow, self.office)

    @subscribe(papers.PaperFileHandedOver)
    def on_paper_file_handed_over(self, event: Any) -> None:
        paper_files.handed_over(event, self.uow, self.office)

    @subscribe(papers.PaperFileRequested)
    def on_paper_file_requested(self, event: Any) -> None:
        paper_files.requested(event, self.uow, self.office)

    @subscribe(papers.PaperFileOverdue)
    def on_paper_file_overdue(self, event: Any) -> None:
        paper_files.overdue(event, self.uow, self.office)

    @subscribe(papers.PaperFileMissing)
    def on_paper_file_missing(self, event: Any) -> None:
        paper_files.missing(event, self.uow, self.office)

    @subscribe(tl.TlLetterEntered)
    def on_tl_letter_entered(self, event: Any) -> None:
        time_limits.entered(event, self.uow, self.office)

    @subscribe(tl.TlReportFiled)
    def on_tl_report_filed(self, event: Any) -> None:
        time_limits.report_filed(event, self.uow, self.office)

    @subscribe(tl.TlReportSentBack)
    def on_tl_report_sent_back(self, event: Any) -> None:
        time_limits.sent_back(event, self.uow, self.office)

    @subscribe(tl.TlLetterExtended)
    def on_tl_letter_extended(self, event: Any) -> None:
        time_limits.extended(event, self.uow, self.office)

    @subscribe(tl.TlReportsDue)
    def on_tl_reports_due(self, event: Any) -> None:
        time_limits.reports_due(event, self.uow, self.office)

    @subscribe(tl.TlLetterStruckOff)
    def on_tl_letter_struck_off(self, event: Any) -> None:
        time_limits.struck_off(event, self.uow, self.office)

    @subscribe(follow_up_events.FollowUpDue)
    def on_follow_up_due(self, event: Any) -> None:
        follow_ups.due(event, self.uow, self.office)

    @subscribe(reply_events.RepliesDue)
    def on_replies_due(self, event: Any) -> None:
        replies.due(event, self.uow, self.office)

    @subscribe(files.FileSentStraight)
    def on_file_sent_straight(self, event: Any) -> None:
        desks.file_sent_straight(event, self.uow, self.office)

    @subscribe(files.FileWoke)
    def on_file_woke(self, event: Any) -> None:
        desks.file_woke(event, self.uow, self.office)

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
        charges.charge_assumed(event, self.uow, self.office)

    @subscribe(identity.ChargeRelinquished)
    def on_charge_relinquished(self, event: Any) -> None:
        directory.apply("charge", event, self.uow)

    @subscribe(identity.ProposalMade)
    def on_proposal_made(self, event: Any) -> None:
        authority.proposal_made(event, self.uow, self.office)

    @subscribe(identity.ProposalSettled)
    def on_proposal_settled(self, event: Any) -> None:
        authority.proposal_settled(event, self.uow, self.office)

    @due(messages.SWEEP)
    def sweep_messages(self, payload: dict[str, Any]) -> None:
        messages.sweep(self.uow)

    @due(COMPARE)
    def compare_directory(self, payload: dict[str, Any]) -> None:
        self.mirror.compare(self.uow)
