"""Acknowledging a letter to whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.events import ReceiptDiarised
from services.notifications.domain.message import About, Recipient
from services.notifications.domain.sms import VARIABLE_LIMIT, units
from services.notifications.domain.wording import day
from services.notifications.handlers.telling import Office, Teller, in_both
from services.notifications.storage import NotificationsUnitOfWork

AT_THE_OFFICE = {"hi": "कार्यालय में", "en": "at the office"}


def receipt_diarised(event: Envelope[ReceiptDiarised], uow: NotificationsUnitOfWork, office: Office) -> None:
    """The sender gets diary number, code and where to ask, if the letter gave a mobile number or an email address."""
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
            values=in_both(lambda language: _values(diarised, names[language], language)),
            receipt_id=diarised.receipt_id,
        )
        Teller(event, uow, office).tell(about, [sender])
        uow.commit()


def _values(diarised: ReceiptDiarised, office: str, language: str) -> Mapping[str, str]:
    return {
        "received_on": day(diarised.received_on),
        "office": office,
        "code": diarised.status_code,
        "status_page": diarised.status_page,
        "where": _in_short(diarised.status_page) or AT_THE_OFFICE[language],
    }


def _in_short(page: str) -> str:
    """An address as an SMS can hold it whole, which half an address would not be; empty where it is too long."""
    address = page.removeprefix("https://").removeprefix("http://")
    return address if units(address) <= VARIABLE_LIMIT else ""


def _international(mobile: str) -> str:
    """With +91, as the directory writes them."""
    return f"+91{mobile}" if len(mobile) == 10 else mobile
