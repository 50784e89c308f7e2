"""The unit of work, the guards of tables and the ledger, on a real database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, MetaData, create_engine, insert, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from chassis import ledger
from chassis.database import CommandGuard, InboxGuard, UnitOfWork, make_engine
from chassis.errors import AlreadyDone
from chassis.projection import Kind, Projection
from chassis.settings import ServiceSettings
from chassis.tables import append_only
from contracts.base import Command, Event, View
from contracts.errors import ClaimedTimeWrong, CommandMismatch
from tests.chassis.conftest import make_tables
from tests.throwaway import ServiceDatabase, ThrowAway

NOON = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
BOOK = ledger.ledger_table(MetaData(), "book")


class Answer(View):
    number: int


class Add(Command, service="files", returns=Answer):
    number: int


class Added(Event, service="files"):
    number: int


class Desk(View):
    id: uuid.UUID
    version: int
    name: str
    deleted: bool = False


@dataclass(frozen=True)
class Databases:
    service: Engine
    owner: Engine


@pytest.fixture
def databases(throw_away: ThrowAway) -> Iterator[Databases]:
    with throw_away.empty_database("files") as database:
        make_tables(database)
        _add_book(database)
        engines = Databases(create_engine(database.url), create_engine(database.owner_url))
        yield engines
        engines.service.dispose()
        engines.owner.dispose()


def _add_book(database: ServiceDatabase) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        BOOK.create(connection)
        append_only(Operations(MigrationContext.configure(connection)), "book")
    engine.dispose()


def a_command_work(databases: Databases, command: Add, command_id: uuid.UUID, person: str = "p") -> UnitOfWork:
    guard = CommandGuard(person, command_id, command)
    return UnitOfWork(databases.service, guard=guard, command=command, command_id=command_id, clock=lambda: NOON)


def an_act(number: int) -> str:
    return f"INSERT INTO acts VALUES ('{uuid.UUID(int=number)}', 'n')"


def count(databases: Databases, table: str) -> int:
    with databases.owner.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_an_act_of_the_past_bears_its_own_time_and_the_one_at_which_it_was_recorded(databases: Databases) -> None:
    long_ago = datetime(2011, 7, 1, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    uow = UnitOfWork(databases.service, clock=lambda: NOON, past=long_ago)

    with uow:
        uow.publish(Added(number=1))
        uow.commit()

    with databases.owner.connect() as connection:
        payload = connection.execute(text("SELECT payload FROM outbox")).scalar_one()
    assert (uow.source, uow.occurred_at, uow.authority_at, uow.now()) == ("migrated", long_ago, long_ago, NOON)
    assert uow.occurred_at.tzinfo is UTC
    assert (payload["source"], payload["occurred_at"]) == ("migrated", "2011-06-30T18:30:00Z")
    assert payload["recorded_at"] == "2026-11-22T06:30:00Z"


def test_leaving_without_commit_rolls_everything_back(databases: Databases) -> None:
    with a_command_work(databases, Add(number=1), uuid.uuid4()) as uow:
        uow.session.execute(text(an_act(1)))
        uow.due(NOON, "later", key="k")

    assert [count(databases, table) for table in ("acts", "due", "command_log")] == [0, 0, 0]


def test_a_repeated_command_gets_the_first_result(databases: Databases) -> None:
    command_id = uuid.uuid4()
    with a_command_work(databases, Add(number=1), command_id) as uow:
        uow.commit(Answer(number=41))

    with pytest.raises(AlreadyDone) as done, a_command_work(databases, Add(number=1), command_id):
        pass

    assert done.value.result == {"number": 41}


def test_the_same_id_with_another_body_is_refused(databases: Databases) -> None:
    command_id = uuid.uuid4()
    with a_command_work(databases, Add(number=1), command_id) as uow:
        uow.commit(Answer(number=41))

    with pytest.raises(CommandMismatch), a_command_work(databases, Add(number=2), command_id):
        pass


def test_an_event_takes_effect_once_for_each_handler(databases: Databases) -> None:
    event_id = uuid.uuid4()
    with UnitOfWork(databases.service, guard=InboxGuard("files.one", event_id)) as uow:
        uow.commit()

    with pytest.raises(AlreadyDone), UnitOfWork(databases.service, guard=InboxGuard("files.one", event_id)):
        pass
    with UnitOfWork(databases.service, guard=InboxGuard("files.two", event_id)) as uow:
        uow.commit()

    assert count(databases, "inbox") == 2


def test_an_act_from_the_future_is_refused_and_one_from_the_past_keeps_its_time(databases: Databases) -> None:
    yesterday = NOON - timedelta(days=1)

    with a_command_work(databases, Add(number=1, occurred_at=yesterday, source="offline"), uuid.uuid4()) as uow:
        assert (uow.occurred_at, uow.now(), uow.source) == (yesterday, NOON, "offline")
    with pytest.raises(ClaimedTimeWrong):
        a_command_work(databases, Add(number=1, occurred_at=NOON + timedelta(hours=1)), uuid.uuid4()).__enter__()


@pytest.mark.parametrize(
    ("source", "oldest"), [("live", timedelta(minutes=5)), ("offline", timedelta(days=90))], ids=["live", "offline"]
)
def test_an_act_may_be_as_old_as_its_source_allows_and_no_older(
    databases: Databases, source: str, oldest: timedelta
) -> None:
    allowed = Add(number=1, occurred_at=NOON - oldest, source=source)
    too_old = Add(number=1, occurred_at=NOON - oldest - timedelta(seconds=1), source=source)
    first_of_all = Add(number=1, occurred_at="1900-01-01T00:00:00+23:00", source=source)

    with a_command_work(databases, allowed, uuid.uuid4()) as uow:
        assert uow.occurred_at == NOON - oldest
    for refused in (too_old, first_of_all):
        with pytest.raises(ClaimedTimeWrong):
            a_command_work(databases, refused, uuid.uuid4()).__enter__()

    assert count(databases, "command_log") == 0


def test_a_failed_statement_does_not_tell_its_values(databases: Databases) -> None:
    url = databases.service.url.render_as_string(hide_password=False)
    engine = make_engine(ServiceSettings(broker_url="amqp://files:x@127.0.0.1/", database_url=url))

    with pytest.raises(DBAPIError) as failed, engine.connect() as connection:
        connection.execute(text("SELECT 1/0 WHERE length(:subject) > 1"), {"subject": "गोपनीय"})
    engine.dispose()

    assert "division by zero" in str(failed.value)
    assert "गोपनीय" not in str(failed.value)


def test_the_steps_of_a_command_have_other_ids_for_another_person(databases: Databases) -> None:
    command_id = uuid.uuid4()
    ours, again, theirs = (
        a_command_work(databases, Add(number=1), command_id, person=person) for person in ("p", "p", "q")
    )

    assert ours.derived_id("upload") == again.derived_id("upload")
    assert ours.derived_id("upload") != ours.derived_id("document")
    assert ours.derived_id("upload") != theirs.derived_id("upload")


def test_a_due_row_is_moved_by_ordering_it_again_and_can_be_cancelled(databases: Databases) -> None:
    with UnitOfWork(databases.service) as uow:
        uow.due(NOON, "wake", key="f1", n=1)
        uow.due(NOON + timedelta(days=1), "wake", key="f1", n=2)
        uow.due(NOON, "wake", key="f2")
        uow.cancel_due("wake", "f2")
        uow.commit()

    with databases.owner.connect() as connection:
        rows = connection.execute(text("SELECT key, at, payload FROM due")).all()
    assert [(row.key, row.at, row.payload) for row in rows] == [("f1", NOON + timedelta(days=1), {"n": 2})]


def test_reading_cannot_write(databases: Databases) -> None:
    with (
        pytest.raises(DBAPIError, match="read-only"),
        UnitOfWork(databases.service).reading() as session,
    ):
        session.execute(text(an_act(1)))


def test_a_connection_that_was_read_from_can_write_again(databases: Databases) -> None:
    """Guard: that it only reads is a property of one use of a connection of the pool, not of the connection."""
    for number in (1, 2):
        with UnitOfWork(databases.service).reading() as session:
            session.execute(text("SELECT 1"))
        with UnitOfWork(databases.service) as uow:
            uow.session.execute(text(an_act(number)))
            uow.commit()

    assert count(databases, "acts") == 2


def write_entries(databases: Databases, subject: uuid.UUID, number: int) -> ledger.Head | None:
    head: ledger.Head | None = None
    with Session(databases.service) as session:
        for serial in range(number):
            head, row = ledger.next_entry(subject, head, "noted", NOON, {"n": serial, "text": "टिप्पणी"})
            session.execute(insert(BOOK), row)
        session.commit()
    return head


def verdict(databases: Databases, subject: uuid.UUID, head: ledger.Head | None) -> tuple[str, ...]:
    with Session(databases.service) as session:
        return ledger.verify(session, BOOK, subject, head).problems


def test_an_untouched_ledger_verifies(databases: Databases) -> None:
    subject = uuid.uuid4()
    head = write_entries(databases, subject, 5)

    assert verdict(databases, subject, head) == ()


@pytest.mark.parametrize("statement", ["UPDATE book SET type = 'x'", "DELETE FROM book", "TRUNCATE book"])
def test_the_database_refuses_to_change_a_ledger(databases: Databases, statement: str) -> None:
    """Guards: the triggers of append_only (for the owner) and the missing privileges (for the service)."""
    write_entries(databases, uuid.uuid4(), 2)

    with pytest.raises(DBAPIError, match="never changes"), databases.owner.begin() as connection:
        connection.execute(text(statement))
    with pytest.raises(ProgrammingError, match="permission denied"), databases.service.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        ("UPDATE book SET body = set_byte(body, 3, 65) WHERE serial = 3", "hash:3"),
        ("DELETE FROM book WHERE serial = 3", "serial:4"),
        ("DELETE FROM book WHERE serial = 5", "head:4"),
        ("UPDATE book SET type = 'forged' WHERE serial = 2", "columns:2"),
        ("UPDATE book SET recorded_at = recorded_at + interval '1 s' WHERE serial = 2", "time:2"),
    ],
)
def test_tampering_behind_the_guards_is_found(databases: Databases, tampering: str, problem: str) -> None:
    subject = uuid.uuid4()
    head = write_entries(databases, subject, 5)
    with databases.owner.begin() as connection:
        connection.execute(text("ALTER TABLE book DISABLE TRIGGER USER"))
        connection.execute(text(tampering))

    assert problem in verdict(databases, subject, head)


def test_a_weeded_content_leaves_the_chain_intact_and_a_wrong_one_is_found() -> None:
    salt = ledger.new_salt()
    kept = ledger.content_hash({"text": "गोपनीय"}, salt)

    assert ledger.content_hash({"text": "गोपनीय"}, salt) == kept
    assert ledger.content_hash({"text": "गोपनीय "}, salt) != kept
    assert ledger.content_hash({"text": "गोपनीय"}, ledger.new_salt()) != kept


def test_a_projection_keeps_the_newest_version_whatever_the_order(databases: Databases) -> None:
    kept: dict[uuid.UUID, Desk] = {}
    projection = Projection({"desk": Kind(Desk, lambda session, view: kept.__setitem__(view.id, view))})
    desk = uuid.uuid4()

    with UnitOfWork(databases.service) as uow:
        taken = [
            projection.apply(uow.session, "desk", Desk(id=desk, version=version, name=str(version)), NOON)
            for version in (2, 1, 3, 3)
        ]
        uow.commit()

    assert taken == [True, False, True, False]
    assert kept[desk].name == "3"


def test_a_tombstone_is_not_undone_by_an_older_version(databases: Databases) -> None:
    kept: list[Desk] = []
    projection = Projection({"desk": Kind(Desk, lambda session, view: kept.append(view))})
    desk = uuid.uuid4()

    with UnitOfWork(databases.service) as uow:
        projection.apply(uow.session, "desk", Desk(id=desk, version=5, name="x", deleted=True), NOON)
        projection.apply(uow.session, "desk", Desk(id=desk, version=4, name="x"), NOON)
        uow.commit()

    assert [view.deleted for view in kept] == [True]
