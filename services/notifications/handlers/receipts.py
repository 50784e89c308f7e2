"""Acknowledging a letter to whoever sent it."""

from __future__ import annotations

from contracts.base import Envelope
from contracts.files.events import ReceiptDiarised
from services.notifications.domain.message import About, Recipient
from services.notifications.domain.wording import day
from services.notifications.handlers.telling import Office, Teller, in_both
from services.notifications.storage import NotificationsUnitOfWork


def receipt_diarised(event: Envelope[ReceiptDiarised], uow: NotificationsUnitOfWork, office: Office) -> None:
    """The sender gets the diary number, where the letter gave a mobile number or an email address."""
    diarised = event.data
    sender = Recipient(
        language=office.outsider_language,
        email=diarised.sender_email or "",
        mobile=_international(diarised.sender_mobile or ""),
    )
    if not (sender.email or sender.mobile):
        return
    with uow:
        names = uow.directory.office_names(diarised.office_id)
        about = About(
            kind="receipt_acknowledged",
            number=diarised.diary_number,
            values=in_both(lambda language: {"received_on": day(diarised.received_on), "office": names[language]}),
            receipt_id=diarised.receipt_id,
        )
        Teller(event, uow, office).tell(about, [sender])
        uow.commit()


def _international(mobile: str) -> str:
    """With +91, as the directory writes them."""
    return f"+91{mobile}" if len(mobile) == 10 else mobile
