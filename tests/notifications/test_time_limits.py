"""Who hears of a TL letter: the reporting desks, and the TL section of a full report."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from contracts.files import tl_events as tl
from services.notifications.handlers import time_limits
from tests.notifications.builders import NAMES, SUBJECT, a_post_ref, an_event


def told(**changes: Any) -> dict[str, Any]:
    given = {
        "tl_id": uuid5(NAMES, "tl"),
        "number": "TL/7/2026",
        "office_id": uuid5(NAMES, "office"),
        "matter": SUBJECT,
        "grading": "normal",
        "due_on": date(2026, 12, 1),
        "kept_by": a_post_ref("clerk"),
    }
    return {**given, **changes}


def tell(world, office, handler, data):
    event = an_event(data)
    handler(event, world.uow(event), office)


def test_a_reporting_desk_is_told_of_the_matter(world, office):
    tell(world, office, time_limits.entered, tl.TlLetterEntered(**told(reporting=[a_post_ref("officer")])))

    (message,) = world.messages()
    assert world.told() == [("negi", "tl_entered")]
    assert message.title == "समय-सीमा पत्र TL/7/2026 पर आपके कार्यालय का प्रतिवेदन अपेक्षित है"
    assert message.text.splitlines()[1:5] == [
        f"प्रकरण: {SUBJECT}",
        "प्रतिवेदन देने वाला पटल: पद officer, नजारत अनुभाग",
        "पंजी रखने वाला पटल: पद clerk, नजारत अनुभाग",
        "नियत तिथि: 01.12.2026",
    ]


def test_of_a_confidential_letter_neither_matter_nor_reason_is_told(world, office):
    secret = told(grading="confidential", post=a_post_ref("officer"), reason="सूची अधूरी")

    tell(world, office, time_limits.sent_back, tl.TlReportSentBack(**secret))

    (message,) = world.messages()
    bodies = message.text + " ".join(row.body for row in world.deliveries())
    assert SUBJECT not in bodies
    assert "सूची अधूरी" not in bodies


def test_at_a_vacant_desk_the_superior_is_told_that_a_report_is_due(world, office):
    world.vacate("negi", "officer")
    due = told(reporting=[a_post_ref("officer")], week_ends_on=date(2026, 11, 20))

    tell(world, office, time_limits.reports_due, tl.TlReportsDue(**due))

    assert world.told() == [("rawat", "tl_waits")]


def test_the_tl_section_is_told_of_full_reports_alone(world, office):
    weekly = told(kept_by=a_post_ref("officer"), post=a_post_ref("clerk"))

    tell(world, office, time_limits.report_filed, tl.TlReportFiled(**weekly, full=False))
    assert world.told() == []
    tell(world, office, time_limits.report_filed, tl.TlReportFiled(**weekly, full=True))

    assert world.told() == [("negi", "tl_full_report")]
    assert "पद clerk" in world.messages()[0].text


def test_those_who_reported_are_told_of_the_end_and_of_more_time(world, office):
    desks = [a_post_ref("officer")]

    tell(world, office, time_limits.extended, tl.TlLetterExtended(**told(reporting=desks, reason="धनराशि शेष")))
    tell(world, office, time_limits.struck_off, tl.TlLetterStruckOff(**told(reporting=desks)))

    assert world.told() == [("negi", "tl_extended"), ("negi", "tl_struck_off")]
