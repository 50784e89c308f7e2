"""The operations of the API. Made by ``python -m gateway.client_methods``; do not edit."""

from __future__ import annotations

from uuid import UUID

from clients.api.transport import Transport
from contracts import documents, files, identity, notifications, signatures
from contracts.base import Nothing, Page
from contracts.signatures import VerificationReport


class Operations(Transport):
    """One method for each request of the contracts."""

    def abort_upload(self, request: documents.AbortUpload, *, key: UUID | None = None) -> Nothing:
        return self.command("DELETE", "/uploads/{upload_id}", request, key, Nothing)

    def add_note(self, request: files.AddNote, *, key: UUID | None = None) -> files.NoteView:
        return self.command("POST", "/files/{file_id}/notes", request, key, files.NoteView)

    def answer_consultation(
        self, request: files.AnswerConsultation, *, key: UUID | None = None
    ) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/answer", request, key, files.ConsultationView)

    def approve_draft(self, request: files.ApproveDraft, *, key: UUID | None = None) -> files.LetterView:
        return self.command("POST", "/drafts/{draft_id}/approve", request, key, files.LetterView)

    def assume_charge(self, request: identity.AssumeCharge, *, key: UUID | None = None) -> identity.ChargeView:
        return self.command("POST", "/admin/charges", request, key, identity.ChargeView)

    def attach_document(self, request: files.AttachDocument, *, key: UUID | None = None) -> files.CorrespondenceView:
        return self.command("POST", "/files/{file_id}/correspondence", request, key, files.CorrespondenceView)

    def await_replies(self, request: files.AwaitReplies, *, key: UUID | None = None) -> files.ReplyMatrixView:
        return self.command("POST", "/letters/{letter_id}/replies/await", request, key, files.ReplyMatrixView)

    def begin_upload(self, request: documents.BeginUpload, *, key: UUID | None = None) -> documents.UploadView:
        return self.command("POST", "/uploads", request, key, documents.UploadView)

    def cancel_letter(self, request: files.CancelLetter, *, key: UUID | None = None) -> files.LetterView:
        return self.command("POST", "/letters/{letter_id}/cancel", request, key, files.LetterView)

    def cancel_receipt(self, request: files.CancelReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/cancel", request, key, files.ReceiptView)

    def change_password(self, request: identity.ChangePassword, *, key: UUID | None = None) -> Nothing:
        return self.command("PUT", "/me/password", request, key, Nothing)

    def change_retention(self, request: files.ChangeRetention, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/retention", request, key, files.FileView)

    def choose_case_limit(self, request: files.ChooseCaseLimit, *, key: UUID | None = None) -> files.FileCaseView:
        return self.command("POST", "/files/{file_id}/case/limit", request, key, files.FileCaseView)

    def classify_file(self, request: files.ClassifyFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/subject-head", request, key, files.FileView)

    def classify_receipt(self, request: files.ClassifyReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/subject-head", request, key, files.ReceiptView)

    def close_file(self, request: files.CloseFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/close", request, key, files.FileView)

    def close_paper_file(self, request: files.ClosePaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/close", request, key, files.PaperFileView)

    def close_receipt(self, request: files.CloseReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/close", request, key, files.ReceiptView)

    def compile_file(self, request: files.CompileFile, *, key: UUID | None = None) -> files.FileCompilationView:
        return self.command("POST", "/files/{file_id}/compilations", request, key, files.FileCompilationView)

    def complete_signature(self, request: files.CompleteSignature, *, key: UUID | None = None) -> files.LetterView:
        return self.command("PUT", "/letters/{letter_id}/signature", request, key, files.LetterView)

    def complete_upload(self, request: documents.CompleteUpload, *, key: UUID | None = None) -> documents.DocumentView:
        return self.command("POST", "/uploads/{upload_id}/complete", request, key, documents.DocumentView)

    def confirm_meeting_minutes(
        self, request: files.ConfirmMeetingMinutes, *, key: UUID | None = None
    ) -> files.MeetingView:
        return self.command("POST", "/meetings/{meeting_id}/confirm", request, key, files.MeetingView)

    def confirm_note(self, request: files.ConfirmNote, *, key: UUID | None = None) -> files.NoteView:
        return self.command("POST", "/files/{file_id}/notes/{note_id}/confirm", request, key, files.NoteView)

    def confirm_oral_order(self, request: files.ConfirmOralOrder, *, key: UUID | None = None) -> files.OralOrderView:
        return self.command("POST", "/oral-orders/{note_id}/confirm", request, key, files.OralOrderView)

    def confirm_proposal(
        self, request: identity.ConfirmProposal, *, key: UUID | None = None
    ) -> identity.ConfirmedProposalView:
        return self.command(
            "POST", "/admin/proposals/{proposal_id}/confirm", request, key, identity.ConfirmedProposalView
        )

    def consult_desks(self, request: files.ConsultDesks, *, key: UUID | None = None) -> files.ConsultationsView:
        return self.command("POST", "/files/{file_id}/consultations", request, key, files.ConsultationsView)

    def contest_time(self, request: files.ContestTime, *, key: UUID | None = None) -> files.ContestView:
        return self.command("POST", "/files/{file_id}/movements/{serial}/contests", request, key, files.ContestView)

    def count_by_subject(self, request: files.CountBySubject) -> files.SubjectCountsView:
        return self.query("/subject-counts", request, files.SubjectCountsView)

    def create_draft(self, request: files.CreateDraft, *, key: UUID | None = None) -> files.DraftView:
        return self.command("POST", "/files/{file_id}/drafts", request, key, files.DraftView)

    def create_file(self, request: files.CreateFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files", request, key, files.FileView)

    def create_service_account(
        self, request: identity.CreateServiceAccount, *, key: UUID | None = None
    ) -> identity.ServiceSecret:
        return self.command("POST", "/admin/service-accounts", request, key, identity.ServiceSecret)

    def deactivate_certificate(
        self, request: signatures.DeactivateCertificate, *, key: UUID | None = None
    ) -> signatures.CertificateView:
        return self.command(
            "POST", "/certificates/{certificate_id}/deactivate", request, key, signatures.CertificateView
        )

    def declare_outage(self, request: files.DeclareOutage, *, key: UUID | None = None) -> files.OutageView:
        return self.command("POST", "/outages", request, key, files.OutageView)

    def deny_oral_order(self, request: files.DenyOralOrder, *, key: UUID | None = None) -> files.OralOrderView:
        return self.command("POST", "/oral-orders/{note_id}/deny", request, key, files.OralOrderView)

    def detach_receipt(self, request: files.DetachReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/files/{file_id}/receipts/{receipt_id}/detach", request, key, files.ReceiptView)

    def diarise_receipt(self, request: files.DiariseReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts", request, key, files.ReceiptView)

    def digitise_paper_file(self, request: files.DigitisePaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/digitise", request, key, files.PaperFileView)

    def discard_draft(self, request: files.DiscardDraft, *, key: UUID | None = None) -> files.DraftView:
        return self.command("POST", "/drafts/{draft_id}/discard", request, key, files.DraftView)

    def discard_note(self, request: files.DiscardNote, *, key: UUID | None = None) -> files.NoteView:
        return self.command("POST", "/files/{file_id}/notes/{note_id}/discard", request, key, files.NoteView)

    def dispatch_letter(self, request: files.DispatchLetter, *, key: UUID | None = None) -> files.DispatchView:
        return self.command("POST", "/letters/{letter_id}/dispatches", request, key, files.DispatchView)

    def draft_reminder(self, request: files.DraftReminder, *, key: UUID | None = None) -> files.DraftView:
        return self.command("POST", "/letters/{letter_id}/reminders", request, key, files.DraftView)

    def end_follow_up(self, request: files.EndFollowUp, *, key: UUID | None = None) -> files.FollowUpView:
        return self.command("POST", "/follow-ups/{follow_up_id}/end", request, key, files.FollowUpView)

    def enter_tl_letter(self, request: files.EnterTlLetter, *, key: UUID | None = None) -> files.TlLetterView:
        return self.command("POST", "/tl-letters", request, key, files.TlLetterView)

    def extend_deadline(self, request: files.ExtendDeadline, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/deadline", request, key, files.FileView)

    def extend_tl_letter(self, request: files.ExtendTlLetter, *, key: UUID | None = None) -> files.TlLetterView:
        return self.command("POST", "/tl-letters/{tl_id}/extend", request, key, files.TlLetterView)

    def file_tl_report(self, request: files.FileTlReport, *, key: UUID | None = None) -> files.TlLetterView:
        return self.command("POST", "/tl-letters/{tl_id}/reports", request, key, files.TlLetterView)

    def find_paper_file(self, request: files.FindPaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/by-barcode/find", request, key, files.PaperFileView)

    def flag_paper(self, request: files.FlagPaper, *, key: UUID | None = None) -> files.CorrespondenceView:
        return self.command(
            "POST", "/files/{file_id}/correspondence/{paper_id}/flag", request, key, files.CorrespondenceView
        )

    def forward_file(self, request: files.ForwardFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/forward", request, key, files.FileView)

    def get_adoption(self, request: files.GetAdoption) -> files.AdoptionView:
        return self.query("/adoption", request, files.AdoptionView)

    def get_adoption_return(self, request: files.GetAdoptionReturn) -> files.AdoptionReturnView:
        return self.query("/adoption/return", request, files.AdoptionReturnView)

    def get_calendar(self, request: identity.GetCalendar) -> identity.CalendarView:
        return self.query("/calendars/{calendar_id}", request, identity.CalendarView)

    def get_case(self, request: files.GetCase) -> files.FileCaseView:
        return self.query("/files/{file_id}/case", request, files.FileCaseView)

    def get_consultation(self, request: files.GetConsultation) -> files.ConsultationView:
        return self.query("/consultations/{consultation_id}", request, files.ConsultationView)

    def get_desk_arrangement(self, request: files.GetDeskArrangement) -> files.ArrangementView:
        return self.query("/desk/arrangement", request, files.ArrangementView)

    def get_desk_changes(self, request: files.GetDeskChanges) -> files.DeskChangesView:
        return self.query("/desk/changes", request, files.DeskChangesView)

    def get_desk_counts(self, request: files.GetDeskCounts) -> files.DeskCountsView:
        return self.query("/desk/counts", request, files.DeskCountsView)

    def get_diary_register(self, request: files.GetDiaryRegister) -> files.DiaryRegisterView:
        return self.query("/diary", request, files.DiaryRegisterView)

    def get_document(self, request: documents.GetDocument) -> documents.DocumentView:
        return self.query("/documents/{document_id}", request, documents.DocumentView)

    def get_draft(self, request: files.GetDraft) -> files.DraftView:
        return self.query("/drafts/{draft_id}", request, files.DraftView)

    def get_file(self, request: files.GetFile) -> files.FileView:
        return self.query("/files/{file_id}", request, files.FileView)

    def get_file_compilation(self, request: files.GetFileCompilation) -> files.FileCompilationView:
        return self.query("/files/{file_id}/compilations/{compilation_id}", request, files.FileCompilationView)

    def get_forecast(self, request: files.GetForecast) -> files.ForecastView:
        return self.query("/forecast", request, files.ForecastView)

    def get_history(self, request: files.GetHistory) -> files.HistoryView:
        return self.query("/files/{file_id}/history", request, files.HistoryView)

    def get_letter(self, request: files.GetLetter) -> files.LetterView:
        return self.query("/letters/{letter_id}", request, files.LetterView)

    def get_me(self, request: identity.GetMe) -> identity.MeView:
        return self.query("/me", request, identity.MeView)

    def get_meeting(self, request: files.GetMeeting) -> files.MeetingView:
        return self.query("/meetings/{meeting_id}", request, files.MeetingView)

    def get_oral_order(self, request: files.GetOralOrder) -> files.OralOrderView:
        return self.query("/oral-orders/{note_id}", request, files.OralOrderView)

    def get_own_notings(self, request: files.GetOwnNotings) -> files.OwnNotingsView:
        return self.query("/desk/notings", request, files.OwnNotingsView)

    def get_page_text(self, request: documents.GetPageText) -> documents.PageTextView:
        return self.query(
            "/documents/{document_id}/versions/{version}/pages/{page}/text", request, documents.PageTextView
        )

    def get_paper_file(self, request: files.GetPaperFile) -> files.PaperFileView:
        return self.query("/paper-files/{paper_id}", request, files.PaperFileView)

    def get_paper_file_by_barcode(self, request: files.GetPaperFileByBarcode) -> files.PaperFileView:
        return self.query("/paper-files/by-barcode", request, files.PaperFileView)

    def get_paper_pendency(self, request: files.GetPaperPendency) -> files.PaperPendencyView:
        return self.query("/paper-files/pendency", request, files.PaperPendencyView)

    def get_pendency(self, request: files.GetPendency) -> files.PendencyView:
        return self.query("/pendency", request, files.PendencyView)

    def get_pendency_trend(self, request: files.GetPendencyTrend) -> files.PendencyTrendView:
        return self.query("/pendency/trend", request, files.PendencyTrendView)

    def get_preferences(self, request: notifications.GetPreferences) -> notifications.PreferencesView:
        return self.query("/me/preferences", request, notifications.PreferencesView)

    def get_procedure(self, request: files.GetProcedure) -> files.ProcedureView:
        return self.query("/procedure", request, files.ProcedureView)

    def get_receipt(self, request: files.GetReceipt) -> files.ReceiptView:
        return self.query("/receipts/{receipt_id}", request, files.ReceiptView)

    def get_receipt_slip(self, request: files.GetReceiptSlip) -> files.SlipView:
        return self.query("/receipts/{receipt_id}/slip", request, files.SlipView)

    def get_receipt_status(self, request: files.GetReceiptStatus) -> files.ReceiptStatusView:
        return self.query("/public/receipts/status", request, files.ReceiptStatusView)

    def get_replies(self, request: files.GetReplies) -> files.ReplyMatrixView:
        return self.query("/letters/{letter_id}/replies", request, files.ReplyMatrixView)

    def get_sitting(self, request: files.GetSitting) -> files.SittingView:
        return self.query("/sitting", request, files.SittingView)

    def get_statement(self, request: files.GetStatement) -> files.StatementView:
        return self.query("/statements/{kind}", request, files.StatementView)

    def get_tl_letter(self, request: files.GetTlLetter) -> files.TlLetterView:
        return self.query("/tl-letters/{tl_id}", request, files.TlLetterView)

    def get_tl_summary(self, request: files.GetTlSummary) -> files.TlSummaryView:
        return self.query("/tl-letters/summary", request, files.TlSummaryView)

    def get_upload(self, request: documents.GetUpload) -> documents.UploadView:
        return self.query("/uploads/{upload_id}", request, documents.UploadView)

    def hand_over_paper_file(self, request: files.HandOverPaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/hand-over", request, key, files.PaperFileView)

    def issue_letter(self, request: files.IssueLetter, *, key: UUID | None = None) -> files.LetterView:
        return self.command("POST", "/letters/{letter_id}/issue", request, key, files.LetterView)

    def issue_paper_file(self, request: files.IssuePaperFile, *, key: UUID | None = None) -> files.PaperRequisitionView:
        return self.command(
            "POST", "/paper-requisitions/{requisition_id}/issue", request, key, files.PaperRequisitionView
        )

    def link_file(self, request: files.LinkFile, *, key: UUID | None = None) -> files.RelatedFilesView:
        return self.command("POST", "/files/{file_id}/links", request, key, files.RelatedFilesView)

    def list_awaited_replies(self, request: files.ListAwaitedReplies) -> Page[files.AwaitedReplyView]:
        return self.query("/awaited-replies", request, Page[files.AwaitedReplyView])

    def list_calendars(self, request: identity.ListCalendars) -> Page[identity.CalendarEntryView]:
        return self.query("/calendars", request, Page[identity.CalendarEntryView])

    def list_certificates(self, request: signatures.ListCertificates) -> signatures.CertificateList:
        return self.query("/certificates", request, signatures.CertificateList)

    def list_charges(self, request: identity.ListCharges) -> Page[identity.ChargeEntryView]:
        return self.query("/admin/charges", request, Page[identity.ChargeEntryView])

    def list_consultations(self, request: files.ListConsultations) -> Page[files.ConsultationView]:
        return self.query("/files/{file_id}/consultations", request, Page[files.ConsultationView])

    def list_contests(self, request: files.ListContests) -> Page[files.ContestView]:
        return self.query("/contests", request, Page[files.ContestView])

    def list_correspondence(self, request: files.ListCorrespondence) -> Page[files.CorrespondenceView]:
        return self.query("/files/{file_id}/correspondence", request, Page[files.CorrespondenceView])

    def list_deliveries(self, request: notifications.ListDeliveries) -> Page[notifications.DeliveryRecordView]:
        return self.query("/admin/deliveries", request, Page[notifications.DeliveryRecordView])

    def list_desk(self, request: files.ListDesk) -> Page[files.DeskItemView]:
        return self.query("/desk", request, Page[files.DeskItemView])

    def list_desk_consultations(self, request: files.ListDeskConsultations) -> Page[files.ConsultationItemView]:
        return self.query("/desk/consultations", request, Page[files.ConsultationItemView])

    def list_diary_blocks(self, request: files.ListDiaryBlocks) -> files.DiaryBlocksView:
        return self.query("/diary/blocks", request, files.DiaryBlocksView)

    def list_dispatches(self, request: files.ListDispatches) -> Page[files.DispatchView]:
        return self.query("/dispatches", request, Page[files.DispatchView])

    def list_draft_versions(self, request: files.ListDraftVersions) -> Page[files.DraftVersionView]:
        return self.query("/drafts/{draft_id}/versions", request, Page[files.DraftVersionView])

    def list_drafts(self, request: files.ListDrafts) -> Page[files.DraftView]:
        return self.query("/files/{file_id}/drafts", request, Page[files.DraftView])

    def list_file_decisions(self, request: files.ListFileDecisions) -> Page[files.MeetingDecisionView]:
        return self.query("/files/{file_id}/decisions", request, Page[files.MeetingDecisionView])

    def list_follow_ups(self, request: files.ListFollowUps) -> Page[files.FollowUpView]:
        return self.query("/follow-ups", request, Page[files.FollowUpView])

    def list_jumped_levels(self, request: files.ListJumpedLevels) -> files.JumpedLevelsView:
        return self.query("/files/{file_id}/jumped-levels", request, files.JumpedLevelsView)

    def list_ledger(self, request: files.ListLedger) -> Page[files.LedgerEntryView]:
        return self.query("/files/{file_id}/ledger", request, Page[files.LedgerEntryView])

    def list_letters(self, request: files.ListLetters) -> Page[files.LetterView]:
        return self.query("/letters", request, Page[files.LetterView])

    def list_meeting_files(self, request: files.ListMeetingFiles) -> Page[files.MeetingFileView]:
        return self.query("/meetings/overdue-files", request, Page[files.MeetingFileView])

    def list_meetings(self, request: files.ListMeetings) -> Page[files.MeetingRowView]:
        return self.query("/meetings", request, Page[files.MeetingRowView])

    def list_messages(self, request: notifications.ListMessages) -> Page[notifications.MessageView]:
        return self.query("/messages", request, Page[notifications.MessageView])

    def list_next_desks(self, request: files.ListNextDesks) -> files.NextDesksView:
        return self.query("/files/{file_id}/next-desks", request, files.NextDesksView)

    def list_next_desks_for_receipt(self, request: files.ListNextDesksForReceipt) -> files.NextDesksView:
        return self.query("/desk/next-desks", request, files.NextDesksView)

    def list_notes(self, request: files.ListNotes) -> Page[files.NoteView]:
        return self.query("/files/{file_id}/notes", request, Page[files.NoteView])

    def list_numbering_heads(self, request: files.ListNumberingHeads) -> Page[files.NumberingHeadView]:
        return self.query("/numbering-heads", request, Page[files.NumberingHeadView])

    def list_offices(self, request: identity.ListOffices) -> Page[identity.OfficeView]:
        return self.query("/offices", request, Page[identity.OfficeView])

    def list_oral_orders(self, request: files.ListOralOrders) -> Page[files.OralOrderView]:
        return self.query("/oral-orders", request, Page[files.OralOrderView])

    def list_outages(self, request: files.ListOutages) -> Page[files.OutageView]:
        return self.query("/outages", request, Page[files.OutageView])

    def list_paper_files(self, request: files.ListPaperFiles) -> Page[files.PaperFileView]:
        return self.query("/paper-files", request, Page[files.PaperFileView])

    def list_paper_movements(self, request: files.ListPaperMovements) -> Page[files.PaperMovementView]:
        return self.query("/paper-files/{paper_id}/movements", request, Page[files.PaperMovementView])

    def list_paper_requisitions(self, request: files.ListPaperRequisitions) -> Page[files.PaperRequisitionView]:
        return self.query("/paper-requisitions", request, Page[files.PaperRequisitionView])

    def list_paper_rules(self, request: files.ListPaperRules) -> Page[files.PaperRulesView]:
        return self.query("/paper-rules/{office_id}", request, Page[files.PaperRulesView])

    def list_pending(self, request: files.ListPending) -> Page[files.DeskItemView]:
        return self.query("/pendency/{post_id}/files", request, Page[files.DeskItemView])

    def list_people(self, request: identity.ListPeople) -> Page[identity.PersonEntryView]:
        return self.query("/admin/people", request, Page[identity.PersonEntryView])

    def list_proposals(self, request: identity.ListProposals) -> Page[identity.ProposalView]:
        return self.query("/admin/proposals", request, Page[identity.ProposalView])

    def list_readers(self, request: files.ListReaders) -> files.ReadersView:
        return self.query("/files/{file_id}/readers", request, files.ReadersView)

    def list_related_files(self, request: files.ListRelatedFiles) -> files.RelatedFilesView:
        return self.query("/files/{file_id}/related", request, files.RelatedFilesView)

    def list_replies(self, request: files.ListReplies) -> Page[files.ReplyMatrixView]:
        return self.query("/files/{file_id}/replies", request, Page[files.ReplyMatrixView])

    def list_resembling_receipts(self, request: files.ListResemblingReceipts) -> files.ResemblingReceiptsView:
        return self.query("/receipts/resembling", request, files.ResemblingReceiptsView)

    def list_savings_factors(self, request: files.ListSavingsFactors) -> Page[files.SavingsFactorView]:
        return self.query("/savings-factors", request, Page[files.SavingsFactorView])

    def list_tl_entries(self, request: files.ListTlEntries) -> Page[files.TlEntryView]:
        return self.query("/tl-letters/{tl_id}/entries", request, Page[files.TlEntryView])

    def list_tl_letters(self, request: files.ListTlLetters) -> Page[files.TlLetterView]:
        return self.query("/tl-letters", request, Page[files.TlLetterView])

    def list_units(self, request: identity.ListUnits) -> Page[identity.UnitView]:
        return self.query("/units", request, Page[identity.UnitView])

    def mark_checklist_item(self, request: files.MarkChecklistItem, *, key: UUID | None = None) -> files.FileCaseView:
        return self.command("POST", "/files/{file_id}/case/checklist", request, key, files.FileCaseView)

    def mark_read(self, request: notifications.MarkRead, *, key: UUID | None = None) -> notifications.ReadView:
        return self.command("POST", "/messages/read", request, key, notifications.ReadView)

    def mark_receipt(self, request: files.MarkReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/mark", request, key, files.ReceiptView)

    def merge_part_file(self, request: files.MergePartFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/merge", request, key, files.FileView)

    def open_consultation(self, request: files.OpenConsultation, *, key: UUID | None = None) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/open", request, key, files.ConsultationView)

    def open_file(self, request: files.OpenFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/open", request, key, files.FileView)

    def open_part_file(self, request: files.OpenPartFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/parts", request, key, files.FileView)

    def open_receipt(self, request: files.OpenReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/open", request, key, files.ReceiptView)

    def open_receipt_view(self, request: files.OpenReceiptView, *, key: UUID | None = None) -> files.ViewGrant:
        return self.command("POST", "/receipts/{receipt_id}/views", request, key, files.ViewGrant)

    def open_view(self, request: files.OpenView, *, key: UUID | None = None) -> files.ViewGrant:
        return self.command("POST", "/files/{file_id}/views", request, key, files.ViewGrant)

    def open_volume(self, request: files.OpenVolume, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/volumes", request, key, files.FileView)

    def order_paper_file_search(
        self, request: files.OrderPaperFileSearch, *, key: UUID | None = None
    ) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/search-order", request, key, files.PaperFileView)

    def park_file(self, request: files.ParkFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/park", request, key, files.FileView)

    def pass_on_consultation(
        self, request: files.PassOnConsultation, *, key: UUID | None = None
    ) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/pass-on", request, key, files.ConsultationView)

    def place_paper_file(self, request: files.PlacePaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/place", request, key, files.PaperFileView)

    def prepare_meeting(self, request: files.PrepareMeeting, *, key: UUID | None = None) -> files.MeetingView:
        return self.command("POST", "/meetings", request, key, files.MeetingView)

    def prepare_signature(self, request: files.PrepareSignature, *, key: UUID | None = None) -> files.SigningView:
        return self.command("POST", "/letters/{letter_id}/signature", request, key, files.SigningView)

    def print_adoption(self, request: files.PrintAdoption, *, key: UUID | None = None) -> files.StatementPrintView:
        return self.command("POST", "/adoption/print", request, key, files.StatementPrintView)

    def print_diary_register(
        self, request: files.PrintDiaryRegister, *, key: UUID | None = None
    ) -> files.StatementPrintView:
        return self.command("POST", "/diary/print", request, key, files.StatementPrintView)

    def print_statement(self, request: files.PrintStatement, *, key: UUID | None = None) -> files.StatementPrintView:
        return self.command("POST", "/statements/{kind}/print", request, key, files.StatementPrintView)

    def propose_change(self, request: identity.ProposeChange, *, key: UUID | None = None) -> identity.ProposalView:
        return self.command("POST", "/admin/proposals", request, key, identity.ProposalView)

    def pull_back_file(self, request: files.PullBackFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/pull-back", request, key, files.FileView)

    def pull_back_receipt(self, request: files.PullBackReceipt, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/pull-back", request, key, files.ReceiptView)

    def pull_up_file(self, request: files.PullUpFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/pull-up", request, key, files.FileView)

    def put_receipt_in_file(self, request: files.PutReceiptInFile, *, key: UUID | None = None) -> files.ReceiptView:
        return self.command("POST", "/receipts/{receipt_id}/put-in-file", request, key, files.ReceiptView)

    def receive_paper_file(self, request: files.ReceivePaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/by-barcode/receive", request, key, files.PaperFileView)

    def reconstruct_paper_file(
        self, request: files.ReconstructPaperFile, *, key: UUID | None = None
    ) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/reconstruct", request, key, files.PaperFileView)

    def record_meeting_decision(
        self, request: files.RecordMeetingDecision, *, key: UUID | None = None
    ) -> files.MeetingView:
        return self.command("POST", "/meetings/{meeting_id}/decisions", request, key, files.MeetingView)

    def record_oral_order(self, request: files.RecordOralOrder, *, key: UUID | None = None) -> files.NoteView:
        return self.command("POST", "/files/{file_id}/oral-orders", request, key, files.NoteView)

    def record_reply(self, request: files.RecordReply, *, key: UUID | None = None) -> files.ReplyMatrixView:
        return self.command("POST", "/letters/{letter_id}/replies", request, key, files.ReplyMatrixView)

    def refuse_paper_requisition(
        self, request: files.RefusePaperRequisition, *, key: UUID | None = None
    ) -> files.PaperRequisitionView:
        return self.command(
            "POST", "/paper-requisitions/{requisition_id}/refuse", request, key, files.PaperRequisitionView
        )

    def refuse_proposal(self, request: identity.RefuseProposal, *, key: UUID | None = None) -> identity.ProposalView:
        return self.command("POST", "/admin/proposals/{proposal_id}/refuse", request, key, identity.ProposalView)

    def register_certificate(
        self, request: signatures.RegisterCertificate, *, key: UUID | None = None
    ) -> signatures.CertificateView:
        return self.command("POST", "/certificates", request, key, signatures.CertificateView)

    def register_paper_file(self, request: files.RegisterPaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files", request, key, files.PaperFileView)

    def relinquish_charge(self, request: identity.RelinquishCharge, *, key: UUID | None = None) -> identity.ChargeView:
        return self.command("POST", "/admin/charges/{charge_id}/relinquish", request, key, identity.ChargeView)

    def remind_consultation(
        self, request: files.RemindConsultation, *, key: UUID | None = None
    ) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/remind", request, key, files.ConsultationView)

    def render_letter(self, request: files.RenderLetter, *, key: UUID | None = None) -> files.LetterView:
        return self.command("POST", "/letters/{letter_id}/render", request, key, files.LetterView)

    def render_notesheet(self, request: files.RenderNotesheet, *, key: UUID | None = None) -> files.RenditionView:
        return self.command("POST", "/files/{file_id}/notesheet", request, key, files.RenditionView)

    def reopen_file(self, request: files.ReopenFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/reopen", request, key, files.FileView)

    def report_paper_file_lost(
        self, request: files.ReportPaperFileLost, *, key: UUID | None = None
    ) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/lost", request, key, files.PaperFileView)

    def request_paper_file(
        self, request: files.RequestPaperFile, *, key: UUID | None = None
    ) -> files.PaperRequisitionView:
        return self.command("POST", "/paper-files/{paper_id}/requisitions", request, key, files.PaperRequisitionView)

    def resume_clock(self, request: files.ResumeClock, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/clock/resume", request, key, files.FileView)

    def return_consultation(
        self, request: files.ReturnConsultation, *, key: UUID | None = None
    ) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/return", request, key, files.ConsultationView)

    def return_custody_lease(
        self, request: files.ReturnCustodyLease, *, key: UUID | None = None
    ) -> files.CustodyLeaseView:
        return self.command("POST", "/files/{file_id}/lease/return", request, key, files.CustodyLeaseView)

    def return_diary_block(self, request: files.ReturnDiaryBlock, *, key: UUID | None = None) -> files.DiaryBlockView:
        return self.command("POST", "/diary/blocks/{block_id}/return", request, key, files.DiaryBlockView)

    def revise_draft(self, request: files.ReviseDraft, *, key: UUID | None = None) -> files.DraftView:
        return self.command("PUT", "/drafts/{draft_id}", request, key, files.DraftView)

    def revise_note(self, request: files.ReviseNote, *, key: UUID | None = None) -> files.NoteView:
        return self.command("PUT", "/files/{file_id}/notes/{note_id}", request, key, files.NoteView)

    def rotate_service_secret(
        self, request: identity.RotateServiceSecret, *, key: UUID | None = None
    ) -> identity.ServiceSecret:
        return self.command("POST", "/admin/service-accounts/{person_id}/secret", request, key, identity.ServiceSecret)

    def rule_on_contest(self, request: files.RuleOnContest, *, key: UUID | None = None) -> files.ContestView:
        return self.command("POST", "/contests/{contest_id}/ruling", request, key, files.ContestView)

    def save_calendar(self, request: identity.SaveCalendar, *, key: UUID | None = None) -> identity.CalendarView:
        return self.command("POST", "/admin/calendars", request, key, identity.CalendarView)

    def save_desk_arrangement(
        self, request: files.SaveDeskArrangement, *, key: UUID | None = None
    ) -> files.ArrangementSavedView:
        return self.command("PUT", "/desk/arrangement", request, key, files.ArrangementSavedView)

    def save_office(self, request: identity.SaveOffice, *, key: UUID | None = None) -> identity.OfficeView:
        return self.command("POST", "/admin/offices", request, key, identity.OfficeView)

    def save_own_notings(self, request: files.SaveOwnNotings, *, key: UUID | None = None) -> files.OwnNotingsSavedView:
        return self.command("PUT", "/desk/notings", request, key, files.OwnNotingsSavedView)

    def save_person(self, request: identity.SavePerson, *, key: UUID | None = None) -> identity.PersonView:
        return self.command("POST", "/admin/people", request, key, identity.PersonView)

    def save_post(self, request: identity.SavePost, *, key: UUID | None = None) -> identity.PostView:
        return self.command("POST", "/admin/posts", request, key, identity.PostView)

    def save_unit(self, request: identity.SaveUnit, *, key: UUID | None = None) -> identity.UnitView:
        return self.command("POST", "/admin/units", request, key, identity.UnitView)

    def search(self, request: files.Search) -> Page[files.SearchHitView]:
        return self.query("/search", request, Page[files.SearchHitView])

    def search_directory(self, request: identity.SearchDirectory) -> Page[identity.DirectoryEntryView]:
        return self.query("/directory", request, Page[identity.DirectoryEntryView])

    def send_back_tl_report(self, request: files.SendBackTlReport, *, key: UUID | None = None) -> files.TlLetterView:
        return self.command("POST", "/tl-letters/{tl_id}/send-back", request, key, files.TlLetterView)

    def set_case_type(self, request: files.SetCaseType, *, key: UUID | None = None) -> files.FileCaseView:
        return self.command("POST", "/files/{file_id}/case", request, key, files.FileCaseView)

    def set_follow_up(self, request: files.SetFollowUp, *, key: UUID | None = None) -> files.FollowUpView:
        return self.command("POST", "/files/{file_id}/follow-up", request, key, files.FollowUpView)

    def set_paper_rules(self, request: files.SetPaperRules, *, key: UUID | None = None) -> files.PaperRulesView:
        return self.command("POST", "/paper-rules/{office_id}", request, key, files.PaperRulesView)

    def set_password(self, request: identity.SetPassword, *, key: UUID | None = None) -> identity.OneTimePassword:
        return self.command("POST", "/admin/people/{person_id}/password", request, key, identity.OneTimePassword)

    def set_preferences(
        self, request: notifications.SetPreferences, *, key: UUID | None = None
    ) -> notifications.PreferencesView:
        return self.command("PUT", "/me/preferences", request, key, notifications.PreferencesView)

    def set_savings_factor(
        self, request: files.SetSavingsFactor, *, key: UUID | None = None
    ) -> files.SavingsFactorView:
        return self.command("POST", "/savings-factors", request, key, files.SavingsFactorView)

    def stop_clock(self, request: files.StopClock, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/clock/stop", request, key, files.FileView)

    def strike_off_tl_letter(self, request: files.StrikeOffTlLetter, *, key: UUID | None = None) -> files.TlLetterView:
        return self.command("POST", "/tl-letters/{tl_id}/strike-off", request, key, files.TlLetterView)

    def take_back_paper_file(self, request: files.TakeBackPaperFile, *, key: UUID | None = None) -> files.PaperFileView:
        return self.command("POST", "/paper-files/{paper_id}/take-back", request, key, files.PaperFileView)

    def take_custody_lease(self, request: files.TakeCustodyLease, *, key: UUID | None = None) -> files.CustodyLeaseView:
        return self.command("POST", "/files/{file_id}/lease", request, key, files.CustodyLeaseView)

    def take_diary_block(self, request: files.TakeDiaryBlock, *, key: UUID | None = None) -> files.DiaryBlockView:
        return self.command("POST", "/diary/blocks", request, key, files.DiaryBlockView)

    def unlink_file(self, request: files.UnlinkFile, *, key: UUID | None = None) -> files.RelatedFilesView:
        return self.command("POST", "/files/{file_id}/links/{link_id}/end", request, key, files.RelatedFilesView)

    def unlock_person(self, request: identity.UnlockPerson, *, key: UUID | None = None) -> Nothing:
        return self.command("POST", "/admin/people/{person_id}/unlock", request, key, Nothing)

    def unpark_file(self, request: files.UnparkFile, *, key: UUID | None = None) -> files.FileView:
        return self.command("POST", "/files/{file_id}/unpark", request, key, files.FileView)

    def verify_ledger(self, request: files.VerifyLedger) -> files.LedgerReport:
        return self.query("/files/{file_id}/ledger/verification", request, files.LedgerReport)

    def verify_letter(self, request: files.VerifyLetter) -> VerificationReport:
        return self.query("/letters/{letter_id}/verification", request, VerificationReport)

    def verify_paper_ledger(self, request: files.VerifyPaperLedger) -> files.LedgerReport:
        return self.query("/paper-files/{paper_id}/ledger/verification", request, files.LedgerReport)

    def waive_reply(self, request: files.WaiveReply, *, key: UUID | None = None) -> files.ReplyMatrixView:
        return self.command("POST", "/letters/{letter_id}/replies/waive", request, key, files.ReplyMatrixView)

    def withdraw_consultation(
        self, request: files.WithdrawConsultation, *, key: UUID | None = None
    ) -> files.ConsultationView:
        return self.command("POST", "/consultations/{consultation_id}/withdraw", request, key, files.ConsultationView)

    def withdraw_outage(self, request: files.WithdrawOutage, *, key: UUID | None = None) -> files.OutageView:
        return self.command("POST", "/outages/{outage_id}/withdraw", request, key, files.OutageView)

    def withdraw_paper_requisition(
        self, request: files.WithdrawPaperRequisition, *, key: UUID | None = None
    ) -> files.PaperRequisitionView:
        return self.command(
            "POST", "/paper-requisitions/{requisition_id}/withdraw", request, key, files.PaperRequisitionView
        )

    def withdraw_proposal(
        self, request: identity.WithdrawProposal, *, key: UUID | None = None
    ) -> identity.ProposalView:
        return self.command("POST", "/admin/proposals/{proposal_id}/withdraw", request, key, identity.ProposalView)

    def withdraw_reply(self, request: files.WithdrawReply, *, key: UUID | None = None) -> files.ReplyMatrixView:
        return self.command("POST", "/letters/{letter_id}/replies/withdraw", request, key, files.ReplyMatrixView)
