"""Who hears that replies to a letter have not come: the desk with the file."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from contracts.files.reply_events import RepliesDue
from services.notifications.handlers import replies
from tests.notifications.builders import NAMES, SUBJECT, a_post_ref, an_event

LATE = [f"तहसीलदार {number}" for number in range(1, 8)]


def tell(world: Any, office: Any, **changes: Any) -> None:
    given = {
        "file_id": uuid5(NAMES, "file"),
        "number": "21/7/2026-LRA",
        "letter_id": uuid5(NAMES, "letter"),
        "letter_number": "21/7/2026-LRA/3",
        "subject": SUBJECT,
        "grading": "normal",
        "holder": a_post_ref("officer"),
        "due_on": date(2026, 3, 16),
        "names": LATE,
    }
    event = an_event(RepliesDue(**{**given, **changes}))
    replies.due(event, world.uow(event), office)


def test_the_desk_with_the_file_is_told_who_has_not_answered(world: Any, office: Any):
    tell(world, office)

    (message,) = world.messages()
    assert world.told() == [("negi", "replies_due")]
    assert message.title == "पत्रावली 21/7/2026-LRA: पत्र के उत्तर की तिथि आ गई है"
    assert "(शेष प्रापक: 7)" in message.text
    assert f"विषय: {SUBJECT}" in message.text
    assert f"जिनके उत्तर शेष हैं: {', '.join(LATE[:5])} +2" in message.text
    assert message.file_id == uuid5(NAMES, "file")


def test_of_a_confidential_file_neither_subject_nor_addressees_are_told(world: Any, office: Any):
    tell(world, office, grading="confidential")

    (message,) = world.messages()
    bodies = message.text + " ".join(row.body for row in world.deliveries())
    assert SUBJECT not in bodies
    assert LATE[0] not in bodies


def test_at_a_vacant_desk_the_superior_is_told(world: Any, office: Any):
    world.vacate("negi", "officer")

    tell(world, office)

    assert world.told() == [("rawat", "replies_due")]
