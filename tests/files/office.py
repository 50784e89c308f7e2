"""A small district on a real database, and people who send commands as the bus would deliver them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from chassis.auth import Person
from chassis.clock import system_clock
from chassis.database import CommandGuard, make_engine
from chassis.ids import new_id
from contracts.base import Command, Request
from contracts.errors import from_wire
from contracts.files import CreateFile, DiariseReceipt, FileView, ForwardFile, PersonRef, PostRef, ReceiptView, Sender
from contracts.identity import ChargeView, NumberingView, OfficeView, PersonView, PostView, UnitView
from services.files.domain.actor import Actor
from services.files.service import FilesService
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork
from services.files.storage.projection import DIRECTORY
from tests.files.neighbours import Neighbours
from tests.throwaway import ServiceDatabase

SPACE = uuid.UUID("9a0f3f0e-0000-4000-8000-000000000000")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def key(name: str) -> uuid.UUID:
    """The id of everything that a test names."""
    return uuid.uuid5(SPACE, name)


@dataclass(frozen=True)
class Seat:
    """A post with the person who holds it; both bear the same name here."""

    name: str
    roles: tuple[str, ...] = ("dealing_hand",)
    superior: str | None = None
    unit: str | None = None
    office: str = "collectorate"


SEATS = (
    Seat("dm", ("dm",)),
    Seat("adm", ("adm",), "dm"),
    Seat("so-lra", ("section_officer",), "adm", "lra"),
    Seat("clerk", ("dealing_hand",), "so-lra", "lra"),
    Seat("second-clerk", ("dealing_hand",), "so-lra", "lra"),
    Seat("so-est", ("section_officer",), "adm", "est"),
    Seat("est-clerk", ("dealing_hand",), "so-est", "est"),
    Seat("dak", ("receipt",), "so-est", "est"),
    Seat("dispatcher", ("dispatch",), "so-est", "est"),
    Seat("administrator", ("administrator",), "adm"),
    Seat("sdm", ("section_officer",), "dm", None, "tehsil"),
    Seat("tehsil-clerk", ("dealing_hand",), "sdm", "tehsil-unit", "tehsil"),
)
HEADS = {"lra": ("21", "22"), "est": ("11",), "tehsil-unit": ("21",)}


@dataclass
class Office:
    """The district's files service: ``office.ask(command, by="clerk")`` answers the view or raises the refusal."""

    engine: Engine
    owner: Engine
    settings: FilesSettings
    admin_url: str
    """As superuser, whom no guard of the database stops."""
    bus: Neighbours = field(default_factory=Neighbours)
    clock: Any = system_clock
    versions: dict[uuid.UUID, int] = field(default_factory=dict)
    """Of the directory's aggregates, as identity counts them."""

    def ask(self, request: Request, by: str | Person, command_id: uuid.UUID | None = None) -> Any:
        """Send a request through the service's entrypoint, as JSON at both ends."""
        person = self.person(by) if isinstance(by, str) else by
        request = type(request).model_validate_json(request.model_dump_json())
        service = FilesService()
        service.uow = self.work(request, person, command_id)
        service.bus = self.bus
        body = from_json(to_json(getattr(service, request.call.method)(request, person)))
        if body["error"]:
            raise from_wire(body["error"])
        return request.call.returns.model_validate(body["result"])

    def work(self, request: Request | None, person: Person, command_id: uuid.UUID | None = None) -> FilesUnitOfWork:
        command = request if isinstance(request, Command) else None
        command_id = command_id or new_id()
        guard = CommandGuard(person.key, command_id, command) if command is not None else None
        return FilesUnitOfWork(
            self.engine, settings=self.settings, guard=guard, command=command, command_id=command_id, clock=self.clock
        )

    def person(self, name: str, charge: str | None = None) -> Person:
        return Person(key(f"person {name}"), key(f"charge {charge or name}"), key(f"session {name}"))

    def post(self, name: str) -> uuid.UUID:
        return key(f"post {name}")

    def apply(self, kind: str, view: Any) -> bool:
        """Tell the service of an aggregate of the directory, as identity's events do."""
        with FilesUnitOfWork(self.engine) as uow:
            newer = DIRECTORY.apply(uow.session, kind, view, uow.now())
            uow.commit()
        return newer

    def next_version(self, aggregate: uuid.UUID) -> int:
        self.versions[aggregate] = self.versions.get(aggregate, 0) + 1
        return self.versions[aggregate]

    def seat(self, seat: Seat, *, vacant: bool = False) -> None:
        """Make a post, and put a person of the same name in charge of it."""
        self.apply(
            "post",
            PostView(
                id=self.post(seat.name),
                office_id=key(seat.office),
                unit_id=key(seat.unit) if seat.unit else None,
                designation_hi=f"पद {seat.name}",
                designation_en=seat.name,
                abbreviation_hi=seat.name,
                abbreviation_en=seat.name.upper(),
                roles=list(seat.roles),
                superior_post_id=self.post(seat.superior) if seat.superior else None,
                version=self.next_version(self.post(seat.name)),
            ),
        )
        if not vacant:
            self.employ(seat.name)
            self.charge(seat.name)

    def employ(self, name: str, *, active: bool = True) -> None:
        person_id = key(f"person {name}")
        version = self.next_version(person_id)
        user_name = "u." + re.sub("[^a-z0-9._-]", "-", name.lower())
        self.apply(
            "person",
            PersonView(
                id=person_id, user_name=user_name, name_hi=f"श्री {name}", name_en=name, active=active, version=version
            ),
        )

    def charge(
        self,
        post: str,
        person: str | None = None,
        *,
        until: datetime | None = None,
        since: datetime = LONG_AGO,
        capacity: str = "own",
        kind: str | None = None,
        name: str | None = None,
        deleted: bool = False,
    ) -> None:
        """Give a person charge of a post, or change that charge."""
        charge_id = key(f"charge {name or post}")
        kinds = {"own": "substantive", "for": "acting_for", "link_officer": "link_officer"}
        self.apply(
            "charge",
            ChargeView(
                id=charge_id,
                person_id=key(f"person {person or post}"),
                post_id=self.post(post),
                kind=kind or kinds[capacity],
                capacity=capacity,
                held_from=since,
                held_until=until,
                version=self.next_version(charge_id),
                deleted=deleted,
            ),
        )

    def a_file(self, by: str = "clerk", **given: Any) -> FileView:
        """A file on this desk, numbered freely unless the test says otherwise."""
        numbered = {} if {"head", "free_number"} & set(given) else {"free_number": f"N-{new_id()}"}
        values = {"subject": "सीमांकन का प्रकरण", **numbered, **given}
        return self.ask(CreateFile(**values), by=by)

    def a_file_sent(self, *way: str, **given: Any) -> FileView:
        """A file that went this way, desk by desk, unopened at the last one."""
        file = self.a_file(way[0], **given)
        for sender, receiver in pairwise(way):
            file = self.ask(ForwardFile(file_id=file.id, to_post=self.post(receiver)), by=sender)
        return file

    def numbers_letters(self, pattern: str) -> None:
        """From now on the collectorate numbers its letters so."""
        view = OfficeView(
            id=key("collectorate"),
            kind="collectorate",
            name_hi="कार्यालय जिलाधिकारी",
            name_en="collectorate",
            abbreviation_hi="coll",
            abbreviation_en="COLL",
            numbering=NumberingView(letter=pattern),
            version=2,
        )
        self.apply("office", view)

    def a_receipt(self, by: str = "dak", **given: Any) -> ReceiptView:
        sender = Sender(name="राम सिंह", mobile="+919412345678")
        values = {"subject": "भूमि का सीमांकन", "sender": sender, "received_on": date(2026, 3, 2), **given}
        if "document_id" not in values:
            values["document_id"] = self.bus.a_document().id
        return self.ask(DiariseReceipt(**values), by=by)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What is in the tables, seen as their owner."""
        with self.owner.connect() as connection:
            return list(connection.execute(text(sql), values))

    def events(self, event_type: str) -> list[dict[str, Any]]:
        """The data of the events of this type, in their order."""
        sql = "SELECT payload FROM outbox WHERE event_type = :type ORDER BY id"
        return [row.payload["data"] for row in self.rows(sql, type=event_type)]

    def leave(self) -> None:
        """Give the connections back."""
        self.engine.dispose()
        self.owner.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session


def an_office(database: ServiceDatabase, max_workers: int = 10) -> Office:
    """The district of SEATS on this database."""
    office = open_office(database, max_workers=max_workers)
    for name, hindi in (("collectorate", "कार्यालय जिलाधिकारी"), ("tehsil", "तहसील कार्यालय")):
        office.apply(
            "office",
            OfficeView(
                id=key(name),
                kind="collectorate" if name == "collectorate" else "tehsil",
                name_hi=hindi,
                name_en=name,
                abbreviation_hi=name[:4],
                abbreviation_en=name[:4].upper(),
                version=1,
            ),
        )
    for unit, heads in HEADS.items():
        office.apply(
            "unit",
            UnitView(
                id=key(unit),
                office_id=key("tehsil" if unit == "tehsil-unit" else "collectorate"),
                name_hi=f"अनुभाग {unit}",
                name_en=unit,
                abbreviation_hi=unit,
                abbreviation_en="TEH" if unit == "tehsil-unit" else unit.upper(),
                heads=[{"code": code, "title_hi": f"शीर्ष {code}", "title_en": f"Head {code}"} for code in heads],
                version=1,
            ),
        )
    for seat in SEATS:
        office.seat(seat)
    return office


def open_office(
    database: ServiceDatabase, versions: dict[uuid.UUID, int] | None = None, max_workers: int = 10
) -> Office:
    """The service on a database; ``versions`` where a copied directory is in it already."""
    settings = FilesSettings(
        broker_url="amqp://files:none@127.0.0.1/none", database_url=database.url, max_workers=max_workers
    )
    return Office(
        make_engine(settings),
        create_engine(database.owner_url),
        settings,
        database.admin_url,
        versions=dict(versions or {}),
    )


def an_actor() -> Actor:
    """A clerk, for what asks no database."""
    return Actor(
        person=PersonRef(person_id=key("person clerk"), name_hi="श्री clerk", name_en="clerk"),
        charge_id=key("charge clerk"),
        capacity="own",
        post=PostRef(post_id=key("post clerk"), designation_hi="पद clerk", designation_en="clerk", abbreviation="C"),
        roles=frozenset({"dealing_hand"}),
        office_id=key("collectorate"),
        unit_id=key("lra"),
        superior_id=key("post so-lra"),
    )


class HandClock:
    """A clock that the test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)
