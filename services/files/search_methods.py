"""The part of files on the bus that has to do with the search: the question, and what keeps its index."""

from __future__ import annotations

from typing import Any

from chassis.events import subscribe
from chassis.rpc import query
from chassis.timers import due
from contracts import documents
from contracts import files as contracts
from services.files.handlers import search as index
from services.files.queries import search


class SearchMethods:
    """Inherited by the service, which has ``uow`` and ``bus``."""

    uow: Any
    bus: Any

    @query(contracts.Search)
    def search(self, request, caller):
        return search.search(request, caller, self.uow)

    @subscribe(documents.DocumentTextReady)
    def on_document_text_ready(self, event):
        index.text_ready(event, self.uow)

    @due(index.KEEP)
    def keep_search(self, payload):
        index.keep(self.uow)

    @due(index.FETCH)
    def fetch_text(self, payload):
        index.fetch(payload, self.uow, self.bus)

    @due(index.COMPARE)
    def compare_search(self, payload):
        index.compare(self.uow)
