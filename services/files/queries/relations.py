"""The files that belong with a file, for those who may see both."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from chassis.auth import Caller
from contracts.files import ListRelatedFiles, RelatedFilesView, RelatedFileView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.handlers.desk import file_to_read, may_see, reading, volumes
from services.files.storage import FilesUnitOfWork
from services.files.storage.files import Files
from services.files.storage.relations import Link, Relations

MOST = 500


def list_related(request: ListRelatedFiles, caller: Caller, uow: FilesUnitOfWork) -> RelatedFilesView:
    """Main file, parts, volumes, then links and references. Raises FileNotFound."""
    with reading(uow, caller) as (session, actor):
        return related(session, actor, file_to_read(session, actor, request.file_id))


def related(session: Session, actor: Actor, file: File) -> RelatedFilesView:
    """What the actor may not see is left out without a trace: a count would tell that there is something."""
    items = list(_kin(session, actor, file))
    for link in Relations(session).links_of(file.id):
        other = Files(session).get(link.other(file.id))
        if other is not None and may_see(session, actor, other):
            items.append(_view(link.kind, other, link))
    return RelatedFilesView(file_id=file.id, items=items[:MOST])


def _kin(session: Session, actor: Actor, file: File) -> Iterator[RelatedFileView]:
    if file.kin.main_id is not None:
        main = Files(session).get(file.kin.main_id)
        if main is not None and may_see(session, actor, main):
            yield _view("main", main)
    for volume in volumes(session, file):
        # Who may see one of them may see them all.
        if volume.id != file.id:
            yield _view("volume", volume, serial=volume.kin.volume_number)
    for part in Relations(session).parts_of(file.id):
        if may_see(session, actor, part):
            yield _view("part", part, serial=part.kin.part_number)


def _view(relation: str, file: File, link: Link | None = None, serial: int | None = None) -> RelatedFileView:
    return RelatedFileView(
        relation=relation,
        file_id=file.id,
        number=file.number,
        subject=file.subject,
        grading=file.grading,
        state="closed" if file.state == "closed" else "open",
        holder=file.holder,
        serial=serial,
        merged_at=file.kin.merged_at,
        link_id=link.id if link is not None else None,
        remarks=link.remarks if link is not None else "",
        by=link.by if link is not None else None,
        since=link.at if link is not None else file.created_at,
    )
