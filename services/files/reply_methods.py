"""Replies to letters, reminders and follow-ups on the bus: part of the service's class, apart because of its size."""

from __future__ import annotations

from typing import Any

from chassis.rpc import command, query
from chassis.timers import due
from contracts import files as contracts
from services.files.handlers import follow_ups, reminders, replies
from services.files.queries import follow_ups as follow_up_lists
from services.files.queries import replies as reply_lists


class ReplyMethods:
    uow: Any

    @command(contracts.AwaitReplies)
    def await_replies(self, request, caller):
        return replies.await_(request, caller, self.uow)

    @command(contracts.RecordReply)
    def record_reply(self, request, caller):
        return replies.record(request, caller, self.uow)

    @command(contracts.WithdrawReply)
    def withdraw_reply(self, request, caller):
        return replies.withdraw(request, caller, self.uow)

    @command(contracts.WaiveReply)
    def waive_reply(self, request, caller):
        return replies.waive(request, caller, self.uow)

    @command(contracts.DraftReminder)
    def draft_reminder(self, request, caller):
        return reminders.draft(request, caller, self.uow)

    @query(contracts.GetReplies)
    def get_replies(self, request, caller):
        return reply_lists.get(request, caller, self.uow)

    @query(contracts.ListReplies)
    def list_replies(self, request, caller):
        return reply_lists.list_of_file(request, caller, self.uow)

    @query(contracts.ListAwaitedReplies)
    def list_awaited_replies(self, request, caller):
        return reply_lists.list_awaited(request, caller, self.uow)

    @command(contracts.SetFollowUp)
    def set_follow_up(self, request, caller):
        return follow_ups.set_(request, caller, self.uow)

    @command(contracts.EndFollowUp)
    def end_follow_up(self, request, caller):
        return follow_ups.end(request, caller, self.uow)

    @query(contracts.ListFollowUps)
    def list_follow_ups(self, request, caller):
        return follow_up_lists.list_of_desk(request, caller, self.uow)

    @due(follow_ups.DUE)
    def follow_up_due(self, payload):
        follow_ups.due(payload, self.uow)

    @due(replies.DUE)
    def replies_due(self, payload):
        replies.due(payload, self.uow)
