"""Outages as everybody may look them up: what is charged to nobody is nobody's secret."""

from __future__ import annotations

from chassis.auth import Caller
from contracts.base import Page
from contracts.files import ListOutages, OutageView
from services.files.domain.outage import seen_by
from services.files.handlers.desk import reading
from services.files.queries import cursors
from services.files.storage import FilesUnitOfWork
from services.files.storage.outages import Outages


def list_outages(request: ListOutages, caller: Caller, uow: FilesUnitOfWork) -> Page[OutageView]:
    """Those that began last first."""
    after = cursors.moment_and_id(request.cursor)
    with reading(uow, caller) as (session, actor):
        found = Outages(session).listed(request.office_id, after, request.limit + 1)
    given = [seen_by(one, actor) for one in found[: request.limit]]
    more = cursors.encode(given[-1].since, given[-1].id) if len(found) > len(given) else None
    return Page[OutageView].model_construct(items=given, next=more)
