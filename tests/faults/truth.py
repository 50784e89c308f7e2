"""What has to be true after every fault, asked of the public API and of the databases themselves."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import UUID

import pika

from chassis.topology import RETRY_DELAYS, SERVICES, dead_letter_queue, retry_exchange
from clients.demo.office import Desk
from contracts.documents import GetDocument
from contracts.files import GetHistory, ListDesk, VerifyLedger
from tests.faults.people import Moved, Mover, Scanner, Work
from tests.faults.platform import Platform, eventually

DESK_HANDLER = "notifications.on_file_moved"


def all_is_well(platform: Platform, work: Work) -> None:
    """Everything below, after the work has ended."""
    everything_acknowledged_is_there_once(work.movers)
    every_file_has_one_holder(work.movers, work.desks)
    every_ledger_verifies(work.movers)
    every_event_took_effect_once(platform, work.movers)
    every_paper_is_stored_once(platform, work.scanner)
    nothing_was_given_up(platform)


def everything_acknowledged_is_there_once(movers: list[Mover]) -> None:
    """The history of each file is its client's own record, and each movement begins where the one before ended."""
    for mover in movers:
        movements = mover.holder.api.get_history(GetHistory(file_id=mover.file_id)).movements
        found = [
            Moved(movement.remarks, movement.from_post and movement.from_post.post_id, movement.to_post.post_id)
            for movement in movements
        ]
        # The first one has no desk before it; the platform may say so by naming the same desk twice.
        assert _without_beginning(found) == _without_beginning(mover.acknowledged), mover.name
        assert [movement.serial for movement in movements] == list(range(1, len(movements) + 1)), mover.name
        assert all(one.to_post == following.from_post for one, following in pairwise(movements)), mover.name


def _without_beginning(moves: list[Moved]) -> list[Moved]:
    first, *others = moves
    return [Moved(first.remarks, None, first.to_post), *others]


def every_file_has_one_holder(movers: list[Mover], desks: list[Desk]) -> None:
    """Each file lies on the desk that its client knows, and on no other."""
    lies: dict[UUID, list[UUID]] = {mover.file_id: [] for mover in movers}
    for desk in desks:
        for item in desk.api.pages(desk.api.list_desk, ListDesk(kind="file", limit=100)):
            if item.id in lies:
                lies[item.id].append(desk.post_id)
    assert lies == {mover.file_id: [mover.holder.post_id] for mover in movers}


def every_ledger_verifies(movers: list[Mover]) -> None:
    """One entry for each act, and what they hash is what is stored."""
    for mover in movers:
        report = mover.holder.api.verify_ledger(VerifyLedger(file_id=mover.file_id))
        assert (report.verdict, report.problems) == ("intact", []), mover.name
        assert report.entries == len(mover.acknowledged), mover.name


def every_event_took_effect_once(platform: Platform, movers: list[Mover]) -> None:
    """One event for each movement, all of them published, each handled once, one message for each."""
    eventually(lambda: not unsent(platform), "every outbox is empty")
    told = _movements_told(platform, movers)
    assert Counter(told.values()) == {mover.file_id: len(mover.acknowledged) - 1 for mover in movers}
    events = list(told)
    eventually(lambda: len(_handled(platform, events)) >= len(events), "notifications has handled every movement")
    assert Counter(_handled(platform, events)) == Counter(events)
    assert Counter(_messages(platform, events)) == Counter(events)


def unsent(platform: Platform) -> dict[str, int]:
    """Rows that wait, by service, where there are any."""
    statement = "SELECT count(*) AS number FROM outbox WHERE sent_at IS NULL"
    waiting = {service: platform.rows(service, statement)[0].number for service in SERVICES}
    return {service: number for service, number in waiting.items() if number}


def _movements_told(platform: Platform, movers: list[Mover]) -> dict[UUID, UUID]:
    """The file by the id of the event, for all movements of these clients."""
    rows = platform.rows(
        "files",
        "SELECT event_id, (payload -> 'data' ->> 'file_id')::uuid AS file_id FROM outbox"
        " WHERE event_type = 'file_moved' AND payload -> 'data' ->> 'file_id' = ANY(%s)",
        [str(mover.file_id) for mover in movers],
    )
    return {row.event_id: row.file_id for row in rows}


def _handled(platform: Platform, events: list[UUID]) -> list[UUID]:
    statement = "SELECT event_id FROM inbox WHERE handler = %s AND event_id = ANY(%s)"
    return [row.event_id for row in platform.rows("notifications", statement, DESK_HANDLER, events)]


def _messages(platform: Platform, events: list[UUID]) -> list[UUID]:
    statement = "SELECT event_id FROM messages WHERE event_id = ANY(%s)"
    return [row.event_id for row in platform.rows("notifications", statement, events)]


def every_paper_is_stored_once(platform: Platform, scanner: Scanner) -> None:
    """Each with one version whose bytes are the client's, made ready by the worker; and none beside them."""

    def versions(document_id: UUID) -> list[Any]:
        return scanner.desk.api.get_document(GetDocument(document_id=document_id)).versions

    for document_id, sha256 in scanner.stored.items():
        eventually(lambda: versions(document_id)[0].status == "ready", "the worker has made the pages")  # noqa: B023
        assert [version.sha256 for version in versions(document_id)] == [sha256]
    titles = [scanner.title(number) for number in range(len(scanner.stored))]
    rows = platform.rows("documents", "SELECT id, title FROM documents WHERE title = ANY(%s)", titles)
    assert {row.id for row in rows} == scanner.stored.keys()
    assert sorted(row.title for row in rows) == sorted(titles)


def nothing_was_given_up(platform: Platform) -> None:
    """No dead letters, and no work of a service that was tried in vain and counted."""
    queues = [dead_letter_queue(service) for service in SERVICES]
    assert waiting_in(platform, queues) == dict.fromkeys(queues, 0)
    for service in SERVICES:
        assert platform.rows(service, "SELECT name, last_error FROM due WHERE parked OR attempts > 0") == []


def waiting_in(platform: Platform, queues: list[str]) -> dict[str, int]:
    """Messages by queue."""
    connection = pika.BlockingConnection(pika.URLParameters(platform.broker_url))
    try:
        channel = connection.channel()
        return {queue: channel.queue_declare(queue, passive=True).method.message_count for queue in queues}
    finally:
        connection.close()


class Tap:
    """Copies of what passes an exchange, while it is open: ``with Tap(platform, {"files.events": "file_moved"})``."""

    def __init__(self, platform: Platform, bindings: dict[str, str]) -> None:
        self._platform = platform
        self._bindings = bindings

    def __enter__(self) -> Tap:
        parameters = pika.URLParameters(self._platform.broker_url)
        # Nobody tends it between two looks.
        parameters.heartbeat = 0
        self._connection = pika.BlockingConnection(parameters)
        self._channel = self._connection.channel()
        self._queue = self._channel.queue_declare("", exclusive=True).method.queue
        for exchange, key in self._bindings.items():
            self._channel.queue_bind(self._queue, exchange, key)
        self._seen: Counter[UUID] = Counter()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def messages(self) -> Counter[UUID]:
        """How often each message id passed so far."""
        while True:
            method, properties, _ = self._channel.basic_get(self._queue, auto_ack=True)
            if method is None:
                return self._seen
            self._seen[UUID(properties.message_id)] += 1


def retries(platform: Platform) -> Tap:
    """Every event that is sent round to be tried again; a counted try is one message here."""
    return Tap(platform, {retry_exchange(delay): "" for delay in RETRY_DELAYS})
