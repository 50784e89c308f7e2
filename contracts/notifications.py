"""Notifications: who was told what, over which channel, and whether it arrived.

A message is one event for one recipient; a delivery is one message over one channel. In-app is always on; email and
SMS can be switched off by the person. What concerns a confidential file names its number and never its subject.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from contracts.base import Command, Count, Event, Language, Line, OptionalLine, Page, Paged, Query, View
from contracts.bounds import GROWING
from contracts.errors import Forbidden, NotFound

Channel = Literal["in_app", "email", "sms"]
DeliveryState = Literal["pending", "delivered", "failed", "skipped"]
MessageKind = Annotated[
    Literal[
        "file_arrived",
        "file_taken_back",
        "file_pulled_up",
        "file_went_straight",
        "file_waits",
        "receipt_arrived",
        "receipt_taken_back",
        "receipt_copy",
        "receipt_waits",
        "letter_to_sign",
        "letter_to_dispatch",
        "letter_dispatched",
        "receipt_acknowledged",
        "opinion_asked",
        "opinion_waits",
        "opinion_reminded",
        "opinion_given",
        "opinion_returned",
        "opinion_withdrawn",
        "tl_entered",
        "tl_report_due",
        "tl_report_sent_back",
        "tl_waits",
        "tl_extended",
        "tl_struck_off",
        "tl_full_report",
        "meeting_decision",
        "meeting_confirmed",
        "oral_order_recorded",
        "oral_order_confirmed",
        "oral_order_denied",
        "contest_to_rule",
        "contest_ruled",
        "paper_coming",
        "paper_asked",
        "paper_overdue",
        "paper_lost",
        "paper_waits",
        "authority_proposed",
        "authority_to_confirm",
        "authority_settled",
        "desk_shared",
        "replies_due",
        "follow_up_due",
    ],
    GROWING,
]
SkipReason = Literal["switched_off", "no_address", "channel_off", "template_not_registered"]
MessageIds = Annotated[list[UUID], Field(min_length=1, max_length=200)]

_MESSAGE = "018f6b1a-0000-7000-8000-00000000a001"
_EVENT = "018f6b1a-0000-7000-8000-00000000b001"


# ---------------------------------------------------------------- views


class DeliveryView(View):
    """How one message went over one channel."""

    id: UUID
    channel: Channel
    state: DeliveryState
    address: OptionalLine = Field(default="", description="Masked: enough to recognise, not enough to use.")
    attempts: Count = 0
    next_attempt_at: datetime | None = Field(default=None, description="Set while it is pending.")
    delivered_at: datetime | None = Field(default=None, description="When the channel took it over.")
    reason: OptionalLine = Field(default="", description="Why it failed last, or why it was not sent.")
    reference: OptionalLine = Field(default="", description="What the provider calls it.")


class MessageView(View):
    """What one recipient was told about one event."""

    id: UUID
    serial: int = Field(ge=1, description="Grows with each message of the instance.")
    event_id: UUID
    kind: MessageKind
    language: Language
    title: Line
    text: str = Field(min_length=1, max_length=2000)
    number: OptionalLine = Field(default="", description="Number of the file, receipt or letter.")
    file_id: UUID | None = None
    receipt_id: UUID | None = None
    letter_id: UUID | None = None
    post_id: UUID | None = Field(default=None, description="The desk of the recipient that it concerns.")
    created_at: datetime
    read_at: datetime | None = None
    deliveries: list[DeliveryView] = Field(max_length=3)


class DeliveryRecordView(DeliveryView):
    """A delivery as the administrator sees it: with its message's recipient and event, without its text."""

    message_id: UUID
    event_id: UUID
    kind: MessageKind
    person_id: UUID | None = Field(default=None, description="None for somebody outside, as a letter's sender.")
    post_id: UUID | None = None
    created_at: datetime


class ReadView(View):
    """What MarkRead did."""

    marked: Count = Field(description="How many were unread before.")
    unread: Count = Field(description="How many of the person's messages are unread now.")


class ChannelPreferenceView(View):
    channel: Channel
    on: bool
    fixed: bool = Field(description="The person cannot switch it.")
    available: bool = Field(description="The office has set this channel up.")
    address: OptionalLine = Field(default="", description="Masked; empty where the directory has none.")


class PreferencesView(View):
    person_id: UUID
    language: Language
    channels: list[ChannelPreferenceView] = Field(max_length=3)


# ---------------------------------------------------------------- commands and queries


class ListMessages(Paged, service="notifications", returns=Page[MessageView]):
    """The messages of the person signed in, newest first; with ``after`` what came later than that one, oldest first.

    ``after`` serves a client that takes up its event stream again.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"unread": True, "limit": 20}]})

    unread: bool = Field(default=False, description="Only those not read yet.")
    after: UUID | None = Field(default=None, description="A message of the person.")


class MarkRead(Command, service="notifications", returns=ReadView):
    """The person has read these messages. All of them have to be the person's own."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"message_ids": [_MESSAGE]}]})

    message_ids: MessageIds


class GetPreferences(Query, service="notifications", returns=PreferencesView):
    """How the person signed in is told."""


class SetPreferences(Command, service="notifications", returns=PreferencesView):
    """Switch email or SMS on or off, choose the language. What is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"sms": False, "language": "hi"}]})

    email: bool | None = None
    sms: bool | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> SetPreferences:
        if self.email is None and self.sms is None and self.language is None:
            raise ValueError("give at least one of email, sms, language")
        return self


class ListDeliveries(Paged, service="notifications", returns=Page[DeliveryRecordView]):
    """For administrators: what was sent because of one event, or what stands in one state, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"event_id": _EVENT}, {"state": "failed"}]})

    event_id: UUID | None = None
    state: DeliveryState | None = None
    channel: Channel | None = None


# ---------------------------------------------------------------- events


class Told(View):
    """The part of a message that a live screen shows. Nothing that the need-to-know rule holds back is in it."""

    kind: MessageKind
    serial: int = Field(ge=1)
    title: Line
    number: OptionalLine = ""
    file_id: UUID | None = None
    receipt_id: UUID | None = None
    letter_id: UUID | None = None
    post_id: UUID | None = None


class MessageDelivered(Event, service="notifications"):
    """A channel took the message over. For in-app this is at once, and screens are fed from it."""

    message_id: UUID
    delivery_id: UUID
    person_id: UUID | None
    channel: Channel
    told: Told
    attempts: Count


class MessageFailed(Event, service="notifications"):
    """A delivery was given up."""

    message_id: UUID
    delivery_id: UUID
    person_id: UUID | None
    channel: Channel
    kind: MessageKind
    reason: OptionalLine
    attempts: Count


# ---------------------------------------------------------------- refusals


class MessageNotFound(NotFound):
    """No such message for this person."""

    code = "message.not_found"


class NotificationsAdministratorOnly(Forbidden):
    """Only an administrator sees the deliveries of others."""

    code = "message.administrator_only"


class PersonUnknown(NotFound):
    """The person is not in the directory yet."""

    code = "message.person_unknown"
