"""Whoever sits at a desk hears of it when somebody else is given charge of it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from contracts.identity.events import ChargeAssumed
from services.notifications.handlers import charges
from services.notifications.handlers.telling import DeskUnknown
from tests.notifications.builders import an_event, charge_id, person_id, post_id

SINCE = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)


def a_charge_assumed(name: str = "pant", post: str = "officer", **changes):
    given = {
        "id": charge_id(name, post),
        "person_id": person_id(name),
        "post_id": post_id(post),
        "kind": "additional",
        "capacity": "own",
        "held_from": SINCE,
        "version": 1,
        "person": {"person_id": person_id(name), "name_hi": "मनोज पन्त", "name_en": "Manoj Pant"},
    }
    return ChargeAssumed.model_validate({**given, **changes})


def test_who_sits_there_and_the_desk_above_hear_of_a_charge_in_addition(world, office):
    world.person("pant")
    event = an_event(a_charge_assumed())

    charges.charge_assumed(event, world.uow(event), office)

    message, above = world.messages()
    assert world.told() == [("negi", "desk_shared"), ("rawat", "desk_shared")]
    assert message.text.splitlines()[:4] == [
        "पद: पद officer, नजारत अनुभाग",
        "कार्मिक: मनोज पन्त",
        "प्रभार का प्रकार: अतिरिक्त प्रभार",
        "प्रभावी: 02.03.2026 10:00 से",
    ]
    assert above.text.splitlines()[0] == "पद: पद officer, नजारत अनुभाग"


def test_a_posting_is_told_to_who_sits_there_only(world, office):
    world.person("pant")
    event = an_event(a_charge_assumed(kind="substantive"))

    charges.charge_assumed(event, world.uow(event), office)

    assert world.told() == [("negi", "desk_shared")]


@pytest.mark.parametrize("changes", [{"version": 2}, {"person": None}])
def test_other_dates_and_what_a_snapshot_repeats_are_no_news(world, office, changes):
    world.person("pant")
    event = an_event(a_charge_assumed(**changes))

    charges.charge_assumed(event, world.uow(event), office)

    assert world.told() == []


def test_the_charge_is_kept_for_what_comes_to_the_desk_later(world, office):
    world.person("pant")
    event = an_event(a_charge_assumed())

    charges.charge_assumed(event, world.uow(event), office)

    with world.uow() as uow:
        holders = {one.person_id for one in uow.directory.holders(post_id("officer"), datetime.now(UTC))}
    assert holders == {person_id("negi"), person_id("pant")}


def test_of_a_desk_that_is_not_known_yet_it_is_told_later(world, office):
    event = an_event(a_charge_assumed(post_id=uuid4()))

    with pytest.raises(DeskUnknown):
        charges.charge_assumed(event, world.uow(event), office)

    assert world.messages() == []
