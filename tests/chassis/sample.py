"""A small service on the whole chassis, and its subscriber, for tests of the chassis alone.

It goes by the names and broker users of real services, with contracts of its own: ``files`` records acts and publishes
``act_recorded``; ``notifications`` keeps what it hears. Run: ``python -m tests.chassis.sample files notifications``.
"""

from __future__ import annotations

import chassis.run  # first: it patches the standard library

import json  # isort: skip
import os
import sys
import time
from datetime import timedelta
from uuid import UUID

import eventlet
from sqlalchemy import Column, String, Table, Uuid, insert, select

from chassis.database import UnitOfWork
from chassis.events import subscribe
from chassis.extensions import UnitOfWorkProvider
from chassis.rpc import Bus, command, query
from chassis.settings import ServiceSettings
from chassis.tables import metadata
from chassis.timers import due
from contracts.base import Command, Event, Line, Query, View
from contracts.errors import Conflict

sample_metadata = metadata()
acts = Table("acts", sample_metadata, Column("id", Uuid, primary_key=True), Column("text", String(300), nullable=False))


class ActView(View):
    id: UUID
    text: Line


class CountView(View):
    count: int


class RecordAct(Command, service="files", returns=ActView):
    text: Line
    seconds: float = 0.0


class RefuseAct(Command, service="files", returns=ActView):
    text: Line


class EchoText(Query, service="files", returns=ActView):
    text: Line
    seconds: float = 0.0


class BreakDown(Query, service="files", returns=ActView):
    text: Line = "x"


class AskCount(Query, service="notifications", returns=CountView, callers=("files",)):
    pass


class CountElsewhere(Query, service="files", returns=CountView):
    pass


class ForDocumentsOnly(Query, service="files", returns=CountView, callers=("documents",)):
    pass


class RecordLater(Command, service="files", returns=ActView):
    text: Line
    after_seconds: float


class ActRecorded(Event, service="files"):
    act_id: UUID
    text: Line


class TooBusy(Conflict):
    """Refused for the test."""

    code = "sample.too_busy"


class FilesSettings(ServiceSettings, env_prefix="PATRAVALI_FILES_"):
    pass


class NotificationsSettings(ServiceSettings, env_prefix="PATRAVALI_NOTIFICATIONS_"):
    pass


def sample_keys(engine: object, settings: object) -> list[dict[str, object]]:
    return list(json.loads(os.environ["SAMPLE_JWKS"]))


class Files:
    migrations = None
    name = "files"
    uow = UnitOfWorkProvider(UnitOfWork, FilesSettings)
    bus = Bus()
    local_keys = staticmethod(sample_keys)

    @command(RecordAct)
    def record_act(self, request: RecordAct, caller: object) -> View:
        with self.uow as uow:
            view = ActView(id=uow.command_id, text=request.text)
            uow.session.execute(insert(acts).values(id=view.id, text=view.text))
            uow.publish(ActRecorded(act_id=view.id, text=view.text))
            eventlet.sleep(request.seconds)
            return uow.commit(view)

    @command(RefuseAct)
    def refuse_act(self, request: RefuseAct, caller: object) -> View:
        with self.uow as uow:
            uow.session.execute(insert(acts).values(id=uow.command_id, text=request.text))
            raise TooBusy(text=request.text)

    @query(EchoText)
    def echo_text(self, request: EchoText, caller: object) -> View:
        time.sleep(request.seconds)
        return ActView(id=UUID(int=0), text=request.text)

    @query(BreakDown)
    def break_down(self, request: BreakDown, caller: object) -> View:
        raise RuntimeError("a fault with a secret in it")

    @query(CountElsewhere)
    def count_elsewhere(self, request: CountElsewhere, caller: object) -> View:
        return self.bus.call(AskCount(), timeout=1.0)

    @query(ForDocumentsOnly)
    def for_documents_only(self, request: ForDocumentsOnly, caller: object) -> View:
        return CountView(count=0)

    @command(RecordLater)
    def record_later(self, request: RecordLater, caller: object) -> View:
        with self.uow as uow:
            at = uow.now() + timedelta(seconds=request.after_seconds)
            uow.due(at, "record", key=request.text, text=request.text, id=str(uow.command_id))
            return uow.commit(ActView(id=uow.command_id, text=request.text))

    @due("record")
    def record(self, payload: dict[str, str]) -> None:
        with self.uow as uow:
            uow.session.execute(insert(acts).values(id=UUID(payload["id"]), text=payload["text"]))
            uow.commit()


class Notifications:
    migrations = None
    name = "notifications"
    uow = UnitOfWorkProvider(UnitOfWork, NotificationsSettings)
    local_keys = staticmethod(sample_keys)

    @subscribe(ActRecorded)
    def on_act_recorded(self, event: object) -> None:
        with self.uow as uow:
            if event.data.text.startswith("fail"):
                raise ValueError("cannot digest this")
            uow.session.execute(insert(acts).values(id=event.data.act_id, text=event.data.text))
            uow.commit()

    @query(AskCount)
    def ask_count(self, request: AskCount, caller: object) -> View:
        with self.uow.reading() as session:
            return CountView(count=len(session.execute(select(acts.c.id)).all()))


SERVICES = {"files": Files, "notifications": Notifications}

if __name__ == "__main__":
    os._exit(chassis.run.run([SERVICES[name] for name in sys.argv[1:]]))
