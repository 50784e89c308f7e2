"""Events that were given up: ``python -m chassis.deadletters files list|show|replay|drop [EVENT_ID|--all]``.

An operator lists them, looks at one (what failed, the traceback, the event), replays it into the queue that it failed
in once the cause is mended, or drops it. Looking takes nothing away: messages that are not meant go back.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

import pika

from chassis import topology
from chassis.relay import settings_of

# A replayed event waits the shortest delay and starts the ladder anew.
REPLAY_BY = topology.retry_exchange("1s")


class DeadLetters:
    """The dead-letter queue of one service, seen with that service's own broker user."""

    def __init__(self, service: str) -> None:
        self.queue = topology.dead_letter_queue(service)
        parameters = pika.URLParameters(settings_of(service).broker_url)
        self.user = parameters.credentials.username
        self._connection = pika.BlockingConnection(parameters)
        self._channel = self._connection.channel()
        self._channel.confirm_delivery()

    def close(self) -> None:
        """End the connection; messages that were only looked at return to the queue."""
        self._connection.close()

    def take(self) -> Iterator[tuple[Any, Any, bytes]]:
        """Each message once, held unacknowledged until ``close``."""
        while True:
            method, properties, body = self._channel.basic_get(self.queue)
            if method is None:
                return
            yield method, properties, body

    def replay(self, method: Any, properties: Any, body: bytes) -> None:
        """Put it back into the queue that it failed in, then take it from here."""
        headers = {key: value for key, value in (properties.headers or {}).items() if key == "patravali-request-id"}
        again = pika.BasicProperties(
            content_type=properties.content_type,
            content_encoding=properties.content_encoding,
            delivery_mode=2,
            message_id=properties.message_id,
            headers=headers,
            user_id=self.user,
        )
        target = (properties.headers or {})["patravali-queue"]
        self._channel.basic_publish(REPLAY_BY, target, body, again, mandatory=True)
        self._channel.basic_ack(method.delivery_tag)

    def drop(self, method: Any) -> None:
        self._channel.basic_ack(method.delivery_tag)


def main() -> int:
    arguments = _arguments()
    letters = DeadLetters(arguments.service)
    found = 0
    try:
        for method, properties, body in letters.take():
            if not arguments.all and arguments.event_id not in (None, properties.message_id):
                continue
            found += 1
            _act(arguments.act, letters, method, properties, body)
    finally:
        letters.close()
    sys.stdout.write(f"{found} event(s)\n")
    return 0 if found or arguments.act == "list" else 1


def _act(act: str, letters: DeadLetters, method: Any, properties: Any, body: bytes) -> None:
    headers = properties.headers or {}
    event = json.loads(body)
    line = f"{properties.message_id}  {event.get('type')}  {headers.get('patravali-queue')}"
    sys.stdout.write(f"{line}  {headers.get('patravali-error')}\n")
    if act == "show":
        sys.stdout.write(f"{json.dumps(event, ensure_ascii=False, indent=2)}\n{headers.get('patravali-traceback')}\n")
    elif act == "replay":
        letters.replay(method, properties, body)
    elif act == "drop":
        letters.drop(method)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chassis.deadletters", description=__doc__)
    parser.add_argument("service", choices=topology.SERVICES)
    parser.add_argument("act", choices=("list", "show", "replay", "drop"))
    parser.add_argument("event_id", nargs="?")
    parser.add_argument("--all", action="store_true", help="all events of the service")
    arguments = parser.parse_args()
    if arguments.act in ("replay", "drop") and not (arguments.all or arguments.event_id):
        parser.error(f"{arguments.act} needs an event id or --all")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
