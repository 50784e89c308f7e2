"""A file that a superior took, and levels past which an urgent one went."""

from datetime import UTC, datetime

import pytest

from contracts.files import events as files
from services.notifications.handlers import desks
from tests.notifications.builders import FILE, SUBJECT, a_file_moved, a_post_ref, an_event


def test_the_desk_from_which_a_superior_took_a_file_is_told_why_and_nobody_else(world, office):
    up = {"from_post": a_post_ref("clerk"), "to_post": a_post_ref("officer"), "remarks": "दो माह से लम्बित"}
    event = an_event(a_file_moved(kind="pulled_up", yellow_note=True, **up))
    desks.file_moved(event, world.uow(event), office)

    assert world.told() == [("bisht", "file_pulled_up")]
    (message,) = world.messages()
    assert "कारण: दो माह से लम्बित" in message.text
    assert "पीली टिप्पणी पत्रावली के साथ गई" in message.text


@pytest.mark.parametrize("grading", ["normal", "confidential"])
def test_the_levels_past_which_an_urgent_file_went_are_informed(world, office, grading):
    sent = files.FileSentStraight(
        file_id=FILE,
        number="11/23/2026-NAZ",
        subject=SUBJECT,
        grading=grading,
        urgency="immediate",
        from_post=a_post_ref("dm"),
        to_post=a_post_ref("clerk"),
        remarks="आज ही उत्तर देना है",
        informed=[a_post_ref("officer")],
        moved_at=datetime.now(UTC),
        serial=3,
    )

    event = an_event(sent)
    desks.file_sent_straight(event, world.uow(event), office)

    assert world.told() == [("negi", "file_went_straight")]
    (message,) = world.messages()
    assert ("आज ही उत्तर देना है" in message.text) == (SUBJECT in message.text) == (grading == "normal")
