"""Who hears of an order by word of mouth, and of contested time."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid5

import pytest

from contracts.files import events as files
from services.notifications.handlers import contests, oral_orders
from tests.notifications.builders import FILE, NAMES, a_post_ref, an_event, person_id, post_id

NUMBER = "11/23/2026-NAZ"
NOTE = uuid5(NAMES, "note")
CONTEST = uuid5(NAMES, "contest")
LATE_IN_GREENWICH = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


def tell(world, office, handler, data):
    event = an_event(data)
    handler(event, world.uow(event), office)


def test_the_officer_himself_hears_what_was_recorded_in_his_name(world, office):
    told = files.OralOrderRecorded(
        file_id=FILE,
        number=NUMBER,
        note_id=NOTE,
        ordered_by=a_post_ref("dm"),
        ordered_by_person=person_id("negi"),
        recorded_by=a_post_ref("clerk"),
        ordered_at=LATE_IN_GREENWICH,
    )

    tell(world, office, oral_orders.recorded, told)

    (message,) = world.messages()
    assert world.told() == [("negi", "oral_order_recorded")], "the person, not who sits at the post by now"
    assert message.title == f"पत्रावली {NUMBER} में आपके नाम से मौखिक आदेश दर्ज हुआ है"
    assert "आदेश की तिथि: 21.11.2026" in message.text, "the day in India"
    assert "किसने दर्ज किया: पद clerk, नजारत अनुभाग" in message.text


@pytest.mark.parametrize("grading", ["normal", "confidential"])
def test_the_desk_hears_that_the_officer_denies_it(world, office, grading):
    reason = "मैंने केवल आख्या माँगी थी"
    about = {"file_id": FILE, "note_id": NOTE, "number": NUMBER, "recorded_by_post": post_id("clerk")}

    tell(
        world,
        office,
        oral_orders.denied,
        files.OralOrderDenied(**about, grading=grading, denied_by=a_post_ref("dm"), reason=reason),
    )

    (message,) = world.messages()
    assert world.told() == [("bisht", "oral_order_denied")]
    assert (reason in message.text) == (grading == "normal")


def test_the_desk_hears_that_the_officer_confirms_it(world, office):
    about = {"file_id": FILE, "note_id": NOTE, "number": NUMBER, "recorded_by_post": post_id("clerk")}

    tell(world, office, oral_orders.confirmed, files.OralOrderConfirmed(**about, confirmed_by=a_post_ref("dm")))

    assert world.told() == [("bisht", "oral_order_confirmed")]


def test_an_event_of_an_older_release_tells_nobody(world, office):
    old = files.OralOrderConfirmed(file_id=FILE, note_id=NOTE, confirmed_by=a_post_ref("dm"))

    tell(world, office, oral_orders.confirmed, old)

    assert world.told() == []


def test_the_one_above_hears_that_time_is_contested(world, office):
    told = files.TimeContested(contest_id=CONTEST, file_id=FILE, number=NUMBER, post=a_post_ref("clerk"), serial=2)

    tell(world, office, contests.contested, told)

    (message,) = world.messages()
    assert world.told() == [("negi", "contest_to_rule")]
    assert "आपत्तिकर्ता पटल: पद clerk, नजारत अनुभाग" in message.text


@pytest.mark.parametrize(("accepted", "said"), [(True, "स्वीकार:"), (False, "अस्वीकार:")])
def test_the_desk_hears_what_was_ruled(world, office, accepted, said):
    told = files.ContestRuled(
        contest_id=CONTEST, file_id=FILE, number=NUMBER, post=a_post_ref("clerk"), accepted=accepted
    )

    tell(world, office, contests.ruled, told)

    (message,) = world.messages()
    assert world.told() == [("bisht", "contest_ruled")]
    assert f"का निर्णय: {said}" in message.text
