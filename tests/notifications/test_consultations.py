"""Who hears of a consultation: the desk that has to answer, then the desk that has the file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid5

import pytest

from contracts.files import events as files
from services.notifications.handlers import consultations
from services.notifications.handlers.telling import DeskUnknown
from tests.notifications.builders import FILE, NAMES, SUBJECT, a_post_ref, an_event

QUESTION = "क्या भूमि विवादरहित है?"
REASON = "क्षेत्राधिकार में नहीं"
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def told(**changes: Any) -> dict[str, Any]:
    given = {
        "consultation_id": uuid5(NAMES, "consultation"),
        "number": 1,
        "file_id": FILE,
        "file_number": "11/23/2026-NAZ",
        "subject": SUBJECT,
        "grading": "normal",
        "asked_by": a_post_ref("clerk"),
        "holder": a_post_ref("officer"),
        "file_holder": a_post_ref("clerk"),
        "due_on": date(2026, 12, 1),
        "asked_at": NOW,
    }
    return {**given, **changes}


def asked(**changes: Any) -> files.ConsultationAsked:
    return files.ConsultationAsked(**told(question=QUESTION, urgency="immediate", **changes))


def tell(world, office, handler, data):
    event = an_event(data)
    handler(event, world.uow(event), office)


def test_the_asked_desk_is_told_with_the_question(world, office):
    tell(world, office, consultations.asked, asked())

    (message,) = world.messages()
    assert world.told() == [("negi", "opinion_asked")]
    assert message.title == "पत्रावली 11/23/2026-NAZ पर आपकी राय माँगी गई है"
    assert message.text.splitlines()[1:] == [
        f"विषय: {SUBJECT}",
        "आपका पटल: पद officer, नजारत अनुभाग",
        "राय माँगने वाला पटल: पद clerk, नजारत अनुभाग",
        "प्राथमिकता: तत्काल",
        "राय देने की नियत तिथि: 01.12.2026",
        f"प्रश्न: {QUESTION}",
    ]
    assert message.file_id == FILE
    assert world.states() == {"email": "pending", "in_app": "delivered", "sms": "pending"}


def test_of_a_confidential_file_neither_subject_nor_question_is_told(world, office):
    tell(world, office, consultations.asked, asked(grading="confidential"))

    (message,) = world.messages()
    bodies = " ".join(row.body for row in world.deliveries())
    assert SUBJECT not in message.text + bodies
    assert QUESTION not in message.text + bodies
    assert "राय देने की नियत तिथि: 01.12.2026" in message.text


def test_at_a_vacant_post_the_superior_is_told(world, office):
    world.vacate("negi", "officer")

    tell(world, office, consultations.asked, asked())

    assert world.told() == [("rawat", "opinion_waits")]
    assert "रिक्त पद: पद officer" in world.messages()[0].text


def test_the_desk_to_which_a_question_is_passed_on_is_told(world, office):
    passed = {"from_post": a_post_ref("clerk"), "serial": 2, "question": QUESTION, "urgency": "routine"}

    tell(world, office, consultations.asked, files.ConsultationPassedOn(**told(**passed)))

    assert world.told() == [("negi", "opinion_asked")]


def test_a_reminder_goes_to_the_desk_that_has_to_answer(world, office):
    tell(world, office, consultations.reminded, files.ConsultationReminded(**told(remarks="शीघ्र दें")))

    assert world.told() == [("negi", "opinion_reminded")]
    assert "अभ्युक्ति: शीघ्र दें" in world.messages()[0].text


@pytest.mark.parametrize("where", ["officer", "clerk"])
def test_the_desk_with_the_file_hears_of_the_opinion(world, office, where):
    holders = {"officer": "negi", "clerk": "bisht"}
    given = told(holder=a_post_ref("officer"), file_holder=a_post_ref(where), answered_at=NOW, paragraphs=2)

    tell(world, office, consultations.answered, files.ConsultationAnswered(**given))

    assert world.told() == [(holders[where], "opinion_given")]


def test_the_desk_with_the_file_hears_that_no_opinion_comes(world, office):
    given = told(returned_at=NOW, reason=REASON)

    tell(world, office, consultations.returned, files.ConsultationReturned(**given))

    assert world.told() == [("bisht", "opinion_returned")]
    assert f"कारण: {REASON}" in world.messages()[0].text


def test_a_withdrawn_question_is_told_to_the_asked_desk_alone(world, office):
    given = told(withdrawn_at=NOW, reason=REASON)

    tell(world, office, consultations.withdrawn, files.ConsultationWithdrawn(**given))
    world.vacate("negi", "officer")
    tell(world, office, consultations.withdrawn, files.ConsultationWithdrawn(**given))

    assert world.told() == [("negi", "opinion_withdrawn")]


def test_a_desk_that_is_not_known_yet_is_told_later(world, office):
    with pytest.raises(DeskUnknown):
        tell(world, office, consultations.asked, asked(holder=a_post_ref("unheard-of")))

    assert world.messages() == []
