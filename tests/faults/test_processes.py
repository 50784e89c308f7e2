"""kill -9 of each process of the platform while twenty clients move files."""

from collections.abc import Callable

import pytest

from tests.faults import truth
from tests.faults.people import Work
from tests.faults.platform import PROCESSES, Platform


def test_what_is_acknowledged_under_no_fault_is_there_as_well(platform: Platform, work: Callable[[], Work]) -> None:
    running = platform.pids()

    with work() as going:
        going.goes_on(acts=5)

    truth.all_is_well(platform, going)
    assert platform.pids() == running


@pytest.mark.parametrize("process", PROCESSES)
def test_a_killed_process_comes_back_and_nothing_is_lost_or_done_twice(
    process: str, platform: Platform, work: Callable[[], Work]
) -> None:
    with work() as going:
        going.goes_on()

        platform.kill(process)
        platform.wait_ready()
        going.goes_on()

    truth.all_is_well(platform, going)
