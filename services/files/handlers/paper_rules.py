"""What an office goes by: its cutover day and its record room, set by a keeper of the directory."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.files.errors import OfficeUnknown
from contracts.files.paper_files import PaperRulesView, SetPaperRules
from services.files.domain.outage import KEEPERS
from services.files.handlers import desk
from services.files.storage import FilesUnitOfWork


def set_rules(request: SetPaperRules, caller: Caller, uow: FilesUnitOfWork) -> PaperRulesView:
    """What was set before stays to be read. Raises RoleMissing, OfficeUnknown, PostNotFound."""
    with desk.acting(uow, caller) as actor:
        actor.require(KEEPERS, "emd_manager")
        if uow.directory.office(request.office_id) is None:
            raise OfficeUnknown(office=request.office_id)
        record_room = desk.post_ref(uow.session, request.record_room) if request.record_room is not None else None
        rules = PaperRulesView(
            office_id=request.office_id,
            serial=uow.numbering.next(request.office_id, "paper_rules", 0, "paper_rules"),
            cutover_on=request.cutover_on,
            record_room=record_room,
            reason=request.reason,
            by=actor.signature,
            at=uow.when.recorded_at,
        )
        uow.paper_rules.add(rules)
        return uow.commit(rules)
