"""A file or a receipt came to a desk."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.base import Envelope
from contracts.files.events import FileCreated, FileMoved, FileSentStraight, FileWoke, ReceiptMoved
from services.notifications.domain.message import About
from services.notifications.domain.wording import Catalogue, day
from services.notifications.handlers.telling import Office, Teller, in_both, post_label, tell_one_desk
from services.notifications.storage import NotificationsUnitOfWork

OPEN_GRADING = "normal"
FIRST_MOVEMENT = 1


def file_created(event: Envelope[FileCreated], uow: NotificationsUnitOfWork) -> None:
    """Remember who has it; whoever made a file need not be told."""
    file = event.data
    with uow:
        uow.file_desks.note(
            file.file_id, file.holder.post_id, restricted=file.grading != OPEN_GRADING, serial=FIRST_MOVEMENT
        )
        uow.commit()


def file_moved(event: Envelope[FileMoved], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that the file came to; where it was pulled back or up, the desk that lost it."""
    moved = event.data
    about = About(
        kind="file_arrived",
        number=moved.number,
        values=in_both(lambda language: _file_values(moved, language, office.catalogue)),
        file_id=moved.file_id,
    )
    with uow:
        teller = Teller(event, uow, office)
        uow.file_desks.note(
            moved.file_id, moved.to_post.post_id, restricted=moved.grading != OPEN_GRADING, serial=moved.serial
        )
        if moved.kind == "pulled_back":
            teller.tell_holders(about.of_kind("file_taken_back"), moved.from_post.post_id)
        elif moved.kind == "pulled_up":
            teller.tell_holders(about.of_kind("file_pulled_up"), moved.from_post.post_id)
        else:
            teller.tell_desk(about, moved.to_post.post_id, waits="file_waits")
        uow.commit()


def file_sent_straight(event: Envelope[FileSentStraight], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Inform the levels that the file had jumped and did not come back through."""
    sent = event.data
    about = About(
        kind="file_went_straight",
        number=sent.number,
        values=in_both(lambda language: _straight_values(sent, language, office.catalogue)),
        file_id=sent.file_id,
    )
    with uow:
        teller = Teller(event, uow, office)
        for post in sent.informed:
            teller.tell_holders(about, post.post_id)
        uow.commit()


def file_woke(event: Envelope[FileWoke], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that what it had put aside lies in its inbox again."""
    woke = event.data
    about = About(
        kind="file_arrived",
        wording="file_woke",
        number=woke.number,
        values=in_both(lambda language: _woken_values(woke, language, office.catalogue)),
        file_id=woke.file_id,
    )
    tell_one_desk(event, about, woke.holder.post_id, uow, office, waits="file_waits")


def receipt_moved(event: Envelope[ReceiptMoved], uow: NotificationsUnitOfWork, office: Office) -> None:
    """Tell the desk that shall deal with the letter, and those that get a copy for information."""
    moved = event.data
    about = About(
        kind="receipt_arrived",
        number=moved.diary_number,
        values=in_both(lambda language: _receipt_values(moved, language)),
        receipt_id=moved.receipt_id,
    )
    with uow:
        teller = Teller(event, uow, office)
        if moved.pulled_back and moved.from_post is not None:
            teller.tell_holders(about.of_kind("receipt_taken_back"), moved.from_post.post_id)
        else:
            teller.tell_desk(about, moved.to_post.post_id, waits="receipt_waits")
            for post_id in moved.for_information:
                teller.tell_desk(about.of_kind("receipt_copy"), post_id, waits="receipt_copy")
        uow.commit()


def _file_values(moved: FileMoved, language: str, catalogue: Catalogue) -> Mapping[str, str]:
    known = {
        "to_post": post_label(moved.to_post, language),
        "from_post": post_label(moved.from_post, language),
        "urgency": catalogue.word("urgency", moved.urgency, language),
        "due_on": day(moved.due_on) if moved.due_on is not None else "",
        "left": catalogue.word("left", "yellow_note", language) if moved.yellow_note else "",
    }
    # Remarks speak of the matter as freely as the subject does.
    return known if moved.grading != OPEN_GRADING else {**known, "subject": moved.subject, "remarks": moved.remarks}


def _straight_values(sent: FileSentStraight, language: str, catalogue: Catalogue) -> Mapping[str, str]:
    known = {
        "to_post": post_label(sent.to_post, language),
        "from_post": post_label(sent.from_post, language),
        "urgency": catalogue.word("urgency", sent.urgency, language),
    }
    return known if sent.grading != OPEN_GRADING else {**known, "subject": sent.subject, "reason": sent.remarks}


def _receipt_values(moved: ReceiptMoved, language: str) -> Mapping[str, str]:
    known = {
        "to_post": post_label(moved.to_post, language),
        "from_post": post_label(moved.from_post, language) if moved.from_post is not None else "",
    }
    return known if moved.grading != OPEN_GRADING else {**known, "subject": moved.subject}


def _woken_values(woke: FileWoke, language: str, catalogue: Catalogue) -> Mapping[str, str]:
    known = {
        "to_post": post_label(woke.holder, language),
        "urgency": catalogue.word("urgency", woke.urgency, language),
        "due_on": day(woke.parked_until),
    }
    # The reason speaks of the matter as freely as the subject does.
    return {**known, "subject": woke.subject, "remarks": woke.reason} if woke.grading == OPEN_GRADING else known
