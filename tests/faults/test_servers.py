"""Broker, database and store die or are restarted while twenty clients move files."""

import time
from collections.abc import Callable

import pytest

from chassis.topology import RETRY_DELAYS, retry_exchange
from tests.faults import truth
from tests.faults.people import Work
from tests.faults.platform import SERVERS, Platform

OUTAGE_SECONDS = 60.0


@pytest.mark.parametrize("server", SERVERS)
def test_a_killed_server_comes_back_and_nothing_is_lost_or_done_twice(
    server: str, platform: Platform, work: Callable[[], Work]
) -> None:
    processes = platform.pids()

    with work() as going:
        going.goes_on()
        platform.kill(server)
        platform.wait_ready()
        going.goes_on()

    truth.all_is_well(platform, going)
    assert platform.pids() == processes


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_may_be_restarted_while_the_office_works(
    server: str, platform: Platform, work: Callable[[], Work]
) -> None:
    processes = platform.pids()

    with work() as going:
        going.goes_on()
        platform.restart(server)
        platform.wait_ready()
        going.goes_on()

    truth.all_is_well(platform, going)
    assert platform.pids() == processes


def test_a_minute_without_the_database_costs_no_event_a_try(platform: Platform, work: Callable[[], Work]) -> None:
    with truth.retries(platform) as sent_round, work() as going:
        going.goes_on()

        platform.stop("postgres")
        time.sleep(OUTAGE_SECONDS)
        platform.start("postgres")
        platform.wait_ready()
        going.goes_on()

        assert sent_round.messages() == {}

    truth.all_is_well(platform, going)
    waiting = [retry_exchange(delay) for delay in RETRY_DELAYS]
    assert truth.waiting_in(platform, waiting) == dict.fromkeys(waiting, 0)
