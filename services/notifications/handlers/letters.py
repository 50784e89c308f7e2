"""A letter on its way out. Its events carry no grading, so texts name the letter's number and never its subject."""

from __future__ import annotations

from contracts.base import Envelope
from contracts.files.events import DraftApproved, LetterDispatched, LetterIssued
from services.notifications.domain.message import About
from services.notifications.handlers.telling import Office, Teller, in_both, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork


class HolderUnknown(LookupError):
    """The events that say which desk has the file have not arrived yet. This one comes again later."""


def draft_approved(event: Envelope[DraftApproved], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the post that is to sign."""
    approved = event.data
    about = About(
        kind="letter_to_sign",
        number=approved.letter_number,
        values=in_both(lambda language: {}),
        file_id=approved.file_id,
        letter_id=approved.letter_id,
    )
    tell_one_desk(event, about, approved.signer_post, uow, office, waits="letter_to_sign")


def letter_issued(event: Envelope[LetterIssued], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the office's dispatch desks that a letter waits for them."""
    issued = event.data
    about = About(
        kind="letter_to_dispatch",
        number=issued.letter_number,
        values=in_both(lambda language: {}),
        file_id=issued.file_id,
        letter_id=issued.letter_id,
    )
    with uow:
        teller = Teller(event, uow, office)
        for post_id in uow.directory.posts_with_role(issued.office_id, "dispatch"):
            teller.tell_desk(about, post_id, waits="letter_to_dispatch")
        uow.commit()


def letter_dispatched(event: Envelope[LetterDispatched], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that has the file. Raises HolderUnknown."""
    sent = event.data
    with uow:
        desk = uow.file_desks.get(sent.file_id)
        if desk is None:
            raise HolderUnknown(f"no desk is known for file {sent.file_id}")
        about = About(
            kind="letter_dispatched",
            number=sent.letter_number,
            values=in_both(
                lambda language: {
                    "addressee": "" if desk.restricted else sent.addressee,
                    "mode": office.catalogue.word("mode", sent.mode, language),
                    "tracking_number": sent.tracking_number,
                }
            ),
            file_id=sent.file_id,
            letter_id=sent.letter_id,
        )
        Teller(event, uow, office).tell_desk(about, desk.post_id, waits="letter_dispatched")
        uow.commit()
