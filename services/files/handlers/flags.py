"""Flagging papers, and taking flags off."""

from __future__ import annotations

from typing import Any

from chassis.auth import Caller
from contracts.files import CorrespondenceView, FlagPaper
from contracts.files.errors import PaperNotFound
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.domain.flags import flagged, gives_way
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork
from services.files.storage.flags import Flags


def flag(request: FlagPaper, caller: Caller, uow: FilesUnitOfWork) -> CorrespondenceView:
    """A flag that the paper bears already stays, with its number. Raises as ``file_in_hand``, PaperNotFound."""
    with desk.acting(uow, caller) as actor:
        file = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        paper = uow.correspondence.get(file.id, request.paper_id)
        if paper is None:
            raise PaperNotFound
        if paper.flag == request.flag:
            return uow.commit(paper)
        facts: dict[str, Any] = {"paper": paper.id, "serial": paper.serial, "before": paper.flag}
        facts |= put(uow, file, paper.serial, request.flag, actor)
        desk.record(uow, file, "paper_flagged", actor, facts)
        changed = uow.correspondence.get(file.id, request.paper_id)
        assert changed is not None
        return uow.commit(changed)


def put(uow: FilesUnitOfWork, file: File, serial: int, wanted: str | None, actor: Actor) -> dict[str, Any]:
    """What the ledger is to say of it. The file's row is locked."""
    flags = Flags(uow.session)
    if wanted is None:
        flags.take_off(file.id, serial)
        return {"flag": None}
    present = flags.of_file(file.id)
    new = flagged(
        present, serial, "puc" if wanted == "puc" else "fr", actor.signature, uow.when.not_before(file.held_since)
    )
    before = gives_way(present, new)
    if before is not None:
        flags.take_off(file.id, before.serial)
    flags.put(file.id, new)
    return {"flag": new.flag, "number": new.number, "instead_of": before and before.serial}
