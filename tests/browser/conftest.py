"""The running platform, one Chromium, and people who sit down at it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from clients.demo import office
from clients.demo.platform import Running
from contracts.identity import AssumeCharge, ChargeView, RelinquishCharge, SearchDirectory
from tests.browser.charges import LINK, OWN
from tests.browser.matters import Matters
from tests.browser.people import Person, a_browser, at_a_browser
from tests.installations import address_of, an_installation

SETTINGS = {
    # One address signs in for a whole district here.
    "PATRAVALI_GATEWAY_SIGN_IN_RATE": "50",
    "PATRAVALI_GATEWAY_SIGN_IN_BURST": "500",
    "PATRAVALI_GATEWAY_STATUS_RATE": "50",
    "PATRAVALI_GATEWAY_STATUS_BURST": "500",
}


@pytest.fixture(scope="package")
def platform() -> Iterator[Running]:
    """Started once; PATRAVALI_SYSTEM_HOME names one that runs already."""
    running = os.environ.get("PATRAVALI_SYSTEM_HOME")
    if running:
        yield Running(address_of(Path(running)), Path(running))
        return
    with an_installation("browser", SETTINGS) as home:
        yield Running(address_of(home), home)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def matters(platform: Running) -> Iterator[Matters]:
    """Letters and files that lie at desks before somebody looks."""
    with ExitStack() as stack:
        yield Matters(platform, stack)


@pytest.fixture
def sits(platform: Running, chromium: Browser) -> Iterator[Callable[..., Person]]:
    """``sits("DM")``: the person at that desk before a fresh browser. Trouble on any page fails the test at its end."""
    people: list[Person] = []
    with ExitStack() as stack:

        def down(post: str | None, **given: object) -> Person:
            person = stack.enter_context(at_a_browser(chromium, platform, post, **given))
            people.append(person)
            return person

        yield down
        troubles = [trouble for person in people for trouble in person.watch.unexpected()]
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def link(platform: Running, matters: Matters) -> Iterator[ChargeView]:
    """The person at OWN is link officer at LINK besides."""
    administrator, person = matters.at(office.ADMINISTRATOR).api, matters.at(OWN)
    found = administrator.search_directory(SearchDirectory(text=LINK)).items
    post = next(entry.post for entry in found if entry.post.abbreviation_en == LINK)
    charge = administrator.assume_charge(AssumeCharge(person_id=person.person_id, post_id=post.id, kind="link_officer"))
    yield charge
    administrator.relinquish_charge(RelinquishCharge(charge_id=charge.id))
