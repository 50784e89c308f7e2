"""The floors: an echo by nameko alone, an echo by pika alone, and the bare transaction of a forward."""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psycopg2
from sqlalchemy.engine import make_url

TABLES = """
CREATE TABLE command (actor text, id uuid, body text, result jsonb, PRIMARY KEY (actor, id));
CREATE TABLE file (id uuid PRIMARY KEY, holder uuid NOT NULL, version int NOT NULL);
CREATE TABLE movement (
    file_id uuid, serial int, from_post uuid, to_post uuid, at timestamptz, PRIMARY KEY (file_id, serial)
);
CREATE TABLE audit (file_id uuid, serial int, body bytea, hash bytea, PRIMARY KEY (file_id, serial));
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload jsonb, created_at timestamptz);
"""


@contextlib.contextmanager
def an_echo(mode: str, url: str) -> Iterator[None]:
    """An echo process, ready; ended afterwards."""
    command = [sys.executable, "-W", "ignore", "-m", f"tests.load.echo_{mode}", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        yield
    finally:
        process.kill()
        process.wait()


class BareForward:
    """The transaction that a forward cannot do without, as plain SQL: id, lock, state, movement, audit, outbox."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection = psycopg2.connect(address)
        self._file, self._serial = str(uuid.uuid4()), 0

    def prepare(self) -> None:
        with self._connection, self._connection.cursor() as cursor:
            cursor.execute(TABLES)
            cursor.execute("INSERT INTO file VALUES (%s, %s, 1)", (self._file, str(uuid.uuid4())))

    def run(self) -> None:
        self._serial += 1
        command, post = str(uuid.uuid4()), str(uuid.uuid4())
        payload = json.dumps({"file": self._file, "serial": self._serial, "text": "x" * 600})
        with self._connection, self._connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO command VALUES ('p', %s, 'h', NULL) ON CONFLICT DO NOTHING RETURNING id", (command,)
            )
            cursor.execute("SELECT holder, version FROM file WHERE id = %s FOR UPDATE", (self._file,))
            cursor.execute("UPDATE file SET holder = %s, version = version + 1 WHERE id = %s", (post, self._file))
            cursor.execute(
                "INSERT INTO movement VALUES (%s, %s, %s, %s, now())", (self._file, self._serial, post, post)
            )
            cursor.execute(
                "INSERT INTO audit VALUES (%s, %s, %s, %s)", (self._file, self._serial, payload.encode(), b"0" * 32)
            )
            cursor.execute("INSERT INTO outbox (payload, created_at) VALUES (%s, now())", (payload,))
            cursor.execute("UPDATE command SET result = %s WHERE actor = 'p' AND id = %s", (payload, command))

    def milliseconds(self, number: int) -> float:
        """Median of so many transactions."""
        times = []
        for _ in range(number):
            started = time.perf_counter()
            self.run()
            times.append((time.perf_counter() - started) * 1000)
        return statistics.median(times)

    def close(self) -> None:
        self._connection.close()
