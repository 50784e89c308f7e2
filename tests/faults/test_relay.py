"""The relay dies after the broker has taken an event and before its row is marked as sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.faults import truth
from tests.faults.people import Work
from tests.faults.platform import Platform, eventually

LOCK = 20_261_122
# The relay's mark waits at this trigger; commands, which only insert, pass.
HOLD = f"""
SELECT pg_advisory_lock({LOCK});
CREATE FUNCTION hold_the_mark() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock({LOCK}); RETURN NULL; END $$;
CREATE TRIGGER hold_the_mark BEFORE UPDATE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION hold_the_mark();
"""
RELEASE = f"""
SELECT pg_advisory_unlock({LOCK});
DROP TRIGGER hold_the_mark ON outbox;
DROP FUNCTION hold_the_mark();
"""
WAITING = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


@contextmanager
def marks_held(platform: Platform) -> Iterator[Callable[[], Any]]:
    """Nobody can mark an event of files as sent. Gives a function that tells who tries: whoever does has published."""
    with platform.database("files") as cursor:
        cursor.execute(HOLD)
        try:
            yield lambda: platform.rows("files", WAITING, LOCK)
        finally:
            cursor.execute(RELEASE)


def test_an_event_that_was_published_twice_takes_effect_once(platform: Platform, work: Callable[[], Work]) -> None:
    with truth.Tap(platform, {"files.events": "file_moved"}) as wire:
        with work() as going:
            going.goes_on()

            with marks_held(platform) as those_who_published:
                eventually(those_who_published, "the relay has published and wants to mark", seconds=25)
                platform.kill("relay")
            platform.wait_ready()
            going.goes_on()

        truth.all_is_well(platform, going)
        passed = wire.messages()

    assert set(passed.values()) == {1, 2}
