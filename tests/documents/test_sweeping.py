"""What killed processes leave behind goes, and nothing else does."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts.documents import AbortUpload
from services.documents.domain.blob import object_key, staging_key
from services.documents.handlers import sweeping, uploads
from services.documents.store.api import Leftover
from tests.documents.builders import a_pdf
from tests.documents.conftest import Desk, a_person

LONG_AGO = timedelta(days=3)


class LitteredStore:
    """A store in which these lie about. ``asked_before`` is the age that was asked for."""

    def __init__(self, *leftovers: Leftover) -> None:
        self.leftovers = leftovers
        self.thrown_away: list[tuple[str, str]] = []
        self.asked_before: datetime | None = None

    def left_behind(self, prefix: str, before: datetime) -> Iterator[Leftover]:
        self.asked_before = before
        return (leftover for leftover in self.leftovers if leftover.key.startswith(prefix))

    def abort(self, key: str, session: str) -> None:
        self.thrown_away.append((key, session))


@pytest.mark.parametrize("place", [object_key, staging_key])
def test_parts_of_an_upload_that_was_never_recorded_are_thrown_away(desk: Desk, place: Callable[[uuid.UUID], str]):
    parts = Leftover(place(uuid.uuid4()), "session")
    store = LitteredStore(parts)

    sweeping.sweep_store(desk.uow(), store)

    assert store.thrown_away == [(parts.key, "session")]


def test_parts_of_an_upload_that_has_ended_are_thrown_away(desk: Desk):
    person = a_person()
    upload = desk.begin(person, a_pdf())
    command = AbortUpload(upload_id=upload.upload_id)
    uploads.abort(command, person, desk.uow(command, person))
    store = LitteredStore(Leftover(object_key(upload.upload_id), "a second session"))

    sweeping.sweep_store(desk.uow(), store)

    assert len(store.thrown_away) == 1


@pytest.mark.parametrize("status", ["open", "quarantined"])
def test_parts_that_a_row_accounts_for_stay(desk: Desk, status: str):
    upload = desk.begin(a_person(), a_pdf())
    with desk.uow() as uow:
        uow.uploads.close(uow.uploads.get(upload.upload_id), status)
        uow.commit()
    store = LitteredStore(Leftover(object_key(upload.upload_id), "session"))

    sweeping.sweep_store(desk.uow(), store)

    assert store.thrown_away == []


def test_what_is_not_ours_stays(desk: Desk):
    store = LitteredStore(Leftover("uploads/readme.txt", "one"), Leftover(f"blobs/{uuid.uuid4()}", "two"))

    sweeping.sweep_store(desk.uow(), store)

    assert store.thrown_away == []


def test_only_what_is_older_than_an_upload_may_last_is_asked_for(desk: Desk):
    store = LitteredStore()
    desk.clock = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)

    sweeping.sweep_store(desk.uow(), store)

    assert store.asked_before == desk.clock - timedelta(seconds=desk.settings.upload_lasting) - sweeping.GRACE


def test_each_sweep_orders_the_next_even_if_it_breaks_off(desk: Desk):
    class BrokenStore(LitteredStore):
        def left_behind(self, prefix: str, before: datetime) -> Iterator[Leftover]:
            raise ConnectionError

    desk.clock = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(ConnectionError):
        sweeping.sweep_store(desk.uow(), BrokenStore())

    assert desk.rows("SELECT at FROM due WHERE name = 'sweep_store'") == [(desk.clock + sweeping.SWEEP_EVERY,)]


def test_a_stored_document_outlives_every_sweep_and_a_second_session(desk: Desk):
    content = a_pdf()
    document = desk.upload(a_person(), content)
    key = desk.key_of(document)
    desk.store.begin(key)
    desk.clock = desk.now() + LONG_AGO

    sweeping.sweep_store(desk.uow(), desk.store)
    desk.run_due()

    assert list(desk.store.left_behind(key, desk.now())) == []
    assert b"".join(desk.store.read(key)) == content


def test_the_store_tells_sessions_by_their_age(desk: Desk, tmp_path: Path):
    prefix = f"objects/{uuid.uuid4()}"
    content = tmp_path / "content"
    content.write_bytes(b"bytes")
    session = desk.store.begin(f"{prefix}-parts")
    desk.store.put(f"{prefix}-whole", content, "text/plain")
    now = datetime.now(UTC)

    old = list(desk.store.left_behind(prefix, now + LONG_AGO))
    new = list(desk.store.left_behind(prefix, now - LONG_AGO))

    assert old == [Leftover(f"{prefix}-parts", session)]
    assert new == []


def test_working_files_of_a_killed_worker_go_after_a_day(tmp_path: Path):
    now = time.time()
    left, at_work, deep, strange = (
        _folder(tmp_path / name, age)
        for name, age in (
            ("patravali-work-a", 25),
            ("patravali-ocr-b", 1),
            ("patravali-press-c", 25),
            ("somebody-else", 99),
        )
    )
    (deep / "newer").write_bytes(b"still written")
    os.utime(deep, (now - 25 * 3600, now - 25 * 3600))

    removed = sweeping.sweep_disk(tmp_path, now)

    assert removed == 1
    assert not left.exists()
    assert [folder.exists() for folder in (at_work, deep, strange)] == [True, True, True]


def test_a_folder_that_vanishes_while_it_is_looked_at_does_no_harm(tmp_path: Path):
    class Vanishing:
        def glob(self, pattern: str) -> list[Path]:
            return [tmp_path / "patravali-work-gone"]

    assert sweeping.sweep_disk(Vanishing(), time.time()) == 0


def _folder(path: Path, hours: float) -> Path:
    """A folder with a file in it, both last written so many hours ago."""
    path.mkdir()
    (path / "page.png").write_bytes(b"png")
    at = time.time() - hours * 3600
    for one in (path / "page.png", path):
        os.utime(one, (at, at))
    return path
