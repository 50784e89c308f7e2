"""From "this desk has something new" to messages with their deliveries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from services.notifications.domain.message import About, Delivery, Means, Message, Recipient
from services.notifications.domain.wording import Catalogue, Template, Worded


def compose(
    event_id: UUID, about: About, recipient: Recipient, *, catalogue: Catalogue, means: Means, now: datetime
) -> Message:
    """The message of one event for one recipient. Its ids follow from both, so that a repeat makes the same one."""
    template = catalogue.templates[about.template]
    worded = catalogue.put(
        about.template, recipient.language, {**about.values[recipient.language], "number": about.number}
    )
    message_id = uuid5(event_id, f"message:{recipient.key}")
    return Message(
        id=message_id,
        event_id=event_id,
        recipient=recipient.key,
        kind=about.kind,
        language=recipient.language,
        title=worded.title,
        text=worded.text,
        number=about.number,
        created_at=now,
        person_id=recipient.person_id,
        post_id=recipient.post_id,
        file_id=about.file_id,
        receipt_id=about.receipt_id,
        letter_id=about.letter_id,
        deliveries=[
            _delivery(message_id, channel, template, worded, recipient, means, now) for channel in template.channels
        ],
    )


def _delivery(
    message_id: UUID,
    channel: str,
    template: Template,
    worded: Worded,
    recipient: Recipient,
    means: Means,
    now: datetime,
) -> Delivery:
    delivery = Delivery(
        id=uuid5(message_id, channel), channel=channel, state="pending", created_at=now, message_id=message_id
    )
    if channel == "in_app":
        delivery.deliver(now, reference="")
        return delivery
    delivery.address = recipient.email if channel == "email" else recipient.mobile
    delivery.subject, delivery.body = (worded.title, worded.text) if channel == "email" else ("", worded.sms)
    reason = _why_not(channel, recipient, delivery.address, means)
    if not reason and channel == "sms" and means.sms is not None:
        registered = means.sms.find(template.name, recipient.language, worded.sms)
        delivery.template_id = registered.template_id if registered is not None else ""
        reason = "" if registered is not None else "template_not_registered"
    if reason:
        delivery.state, delivery.reason = "skipped", reason
    else:
        delivery.next_attempt_at = now
    return delivery


def _why_not(channel: str, recipient: Recipient, address: str, means: Means) -> str:
    if channel in recipient.switched_off:
        return "switched_off"
    if not address:
        return "no_address"
    has_channel = means.email if channel == "email" else means.sms is not None
    return "" if has_channel else "channel_off"
