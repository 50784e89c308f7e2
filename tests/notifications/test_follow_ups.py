"""Who hears that the day of a follow-up has come: the desk that set it, wherever the file is."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from contracts.files.follow_up_events import FollowUpDue
from services.notifications.handlers import follow_ups
from tests.notifications.builders import NAMES, SUBJECT, a_post_ref, an_event

WORD = "तहसील की आख्या आई या नहीं"


def tell(world: Any, office: Any, **changes: Any) -> None:
    given = {
        "follow_up_id": uuid5(NAMES, "follow-up"),
        "file_id": uuid5(NAMES, "file"),
        "number": "21/7/2026-LRA",
        "subject": SUBJECT,
        "grading": "normal",
        "post": a_post_ref("officer"),
        "holder": a_post_ref("clerk"),
        "word": WORD,
        "due_on": date(2026, 3, 16),
    }
    event = an_event(FollowUpDue(**{**given, **changes}))
    follow_ups.due(event, world.uow(event), office)


def test_the_desk_is_told_its_word_and_where_the_file_is(world: Any, office: Any):
    tell(world, office)

    (message,) = world.messages()
    assert world.told() == [("negi", "follow_up_due")]
    assert message.title == "स्मरण: पत्रावली 21/7/2026-LRA"
    assert f"याद दिलाने को: {WORD}" in message.text
    assert "पत्रावली इस समय यहाँ है: पद clerk" in message.text


def test_of_a_confidential_file_neither_subject_nor_word_is_told(world: Any, office: Any):
    tell(world, office, grading="confidential")

    (message,) = world.messages()
    bodies = message.text + " ".join(row.body for row in world.deliveries())
    assert SUBJECT not in bodies
    assert WORD not in bodies
