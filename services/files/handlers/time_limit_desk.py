"""Who may see a TL letter, and as what."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from contracts.files.time_limits import TlLetterView
from services.files.domain.access import NARROW
from services.files.domain.actor import Actor
from services.files.domain.numbering import office_day
from services.files.domain.time_limit import Concern, TlLetter, Weeks
from services.files.handlers.desk import may_see_receipt
from services.files.settings import WEEKDAYS
from services.files.storage import FilesUnitOfWork
from services.files.storage.access import reach
from services.files.storage.directory import Directory
from services.files.storage.files import Files
from services.files.storage.receipts import Receipts


def weeks_of(uow: FilesUnitOfWork) -> Weeks:
    """The office's weeks of reporting."""
    return Weeks(WEEKDAYS.index(uow.settings.tl_report_weekday))


def may_see_item(session: Session, actor: Actor, one: TlLetter) -> bool:
    """Whether the actor may see the receipt or file that it is about."""
    if one.receipt_id is not None:
        receipt = Receipts(session).get(one.receipt_id)
        return receipt is not None and may_see_receipt(session, actor, receipt)
    file = Files(session).get(one.file_id) if one.file_id is not None else None
    return file is not None and reach(session, actor, file).may_see(file.grading)


def concerns_seen(session: Session, actor: Actor, one: TlLetter) -> list[Concern]:
    """A reporting desk sees its own part. So do the posts above it, unless the matter is confidential."""
    own = one.of_desk(actor.post_id)
    if own is not None:
        return [own]
    if one.grading in NARROW:
        return []
    below = set(Directory(session).subordinates(actor.post_id))
    return [concern for concern in one.concerns if concern.post.post_id in below]


def may_see(session: Session, actor: Actor, one: TlLetter) -> bool:
    """The register's keepers and overseers, who reports and the posts above, and who may see what it is about."""
    if one.is_overseen_by(actor) or concerns_seen(session, actor, one):
        return True
    return may_see_item(session, actor, one)


def view(session: Session, actor: Actor, one: TlLetter, uow: FilesUnitOfWork) -> TlLetterView:
    """One line as this actor, who may see it, sees it."""
    sees_item = may_see_item(session, actor, one)
    item_id: UUID | None = (one.receipt_id or one.file_id) if sees_item else None
    # A copy of the letter is no leave to see how the other offices stand.
    mine = one.of_desk(actor.post_id)
    all_of_it = one.is_overseen_by(actor) or (sees_item and mine is None)
    concerns = one.concerns if all_of_it else concerns_seen(session, actor, one)
    number = one.item_number if sees_item else ""
    return one.view(actor, weeks_of(uow), office_day(uow.now()), concerns, (item_id, number))
