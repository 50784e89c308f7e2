"""What a service class declares beside its entrypoints: the unit of work of the piece of work that runs."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from nameko.extensions import DependencyProvider
from sqlalchemy import Engine

from chassis.database import UnitOfWork
from chassis.invocation import Invocation
from chassis.settings import ServiceSettings

Work = TypeVar("Work", bound=UnitOfWork)


class UnitOfWorkProvider(DependencyProvider, Generic[Work]):
    """Gives each worker a fresh unit of work, guarded by the command, event or due row that it serves."""

    def __init__(self, work: type[Work], settings: type[ServiceSettings]) -> None:
        self.work = work
        self.settings = settings

    @property
    def engine(self) -> Engine:
        engine: Engine = self.container.config["engine"]
        return engine

    def get_dependency(self, worker_ctx: Any) -> Work:
        running: Invocation = worker_ctx.data.get("invocation") or Invocation()
        worker_ctx.service.running = running
        return self.work(
            self.engine,
            settings=self.container.config["settings"],
            guard=running.guard,
            command=running.command,
            command_id=running.command_id,
            request_id=running.request_id,
            within=running.within,
        )
