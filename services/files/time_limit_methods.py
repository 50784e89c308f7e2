"""The TL register and its meetings on the bus: part of the service's class, apart because of its size."""

from __future__ import annotations

from typing import Any

from chassis.rpc import command, query
from chassis.timers import due
from contracts import files as contracts
from services.files.handlers import meetings, time_limits
from services.files.queries import meetings as meeting_lists
from services.files.queries import time_limits as time_limit_lists


class TimeLimitMethods:
    uow: Any

    @command(contracts.EnterTlLetter)
    def enter_tl_letter(self, request, caller):
        return time_limits.enter(request, caller, self.uow)

    @command(contracts.FileTlReport)
    def file_tl_report(self, request, caller):
        return time_limits.report(request, caller, self.uow)

    @command(contracts.SendBackTlReport)
    def send_back_tl_report(self, request, caller):
        return time_limits.send_back(request, caller, self.uow)

    @command(contracts.ExtendTlLetter)
    def extend_tl_letter(self, request, caller):
        return time_limits.extend(request, caller, self.uow)

    @command(contracts.StrikeOffTlLetter)
    def strike_off_tl_letter(self, request, caller):
        return time_limits.strike_off(request, caller, self.uow)

    @command(contracts.PrepareMeeting)
    def prepare_meeting(self, request, caller):
        return meetings.prepare(request, caller, self.uow)

    @command(contracts.RecordMeetingDecision)
    def record_meeting_decision(self, request, caller):
        return meetings.decide(request, caller, self.uow)

    @command(contracts.ConfirmMeetingMinutes)
    def confirm_meeting_minutes(self, request, caller):
        return meetings.confirm(request, caller, self.uow)

    @query(contracts.GetMeeting)
    def get_meeting(self, request, caller):
        return meeting_lists.get(request, caller, self.uow)

    @query(contracts.ListMeetings)
    def list_meetings(self, request, caller):
        return meeting_lists.list_meetings(request, caller, self.uow)

    @query(contracts.ListMeetingFiles)
    def list_meeting_files(self, request, caller):
        return meeting_lists.list_files(request, caller, self.uow)

    @query(contracts.ListFileDecisions)
    def list_file_decisions(self, request, caller):
        return meeting_lists.decisions_of_file(request, caller, self.uow)

    @query(contracts.GetTlLetter)
    def get_tl_letter(self, request, caller):
        return time_limit_lists.get(request, caller, self.uow)

    @query(contracts.ListTlEntries)
    def list_tl_entries(self, request, caller):
        return time_limit_lists.list_entries(request, caller, self.uow)

    @query(contracts.ListTlLetters)
    def list_tl_letters(self, request, caller):
        return time_limit_lists.list_letters(request, caller, self.uow)

    @query(contracts.GetTlSummary)
    def get_tl_summary(self, request, caller):
        return time_limit_lists.summary(request, caller, self.uow)

    @due(time_limits.REPORTS_DUE)
    def tl_reports_due(self, payload):
        time_limits.reports_due(payload, self.uow)
