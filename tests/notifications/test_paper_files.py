"""Who hears of a paper file: who has to receive, issue, bring back or search for it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from contracts.files import paper_file_events as papers
from services.notifications.handlers import paper_files
from tests.notifications.builders import NAMES, SUBJECT, a_post_ref, an_event


def told(**changes: Any) -> dict[str, Any]:
    given = {
        "paper_id": uuid5(NAMES, "paper"),
        "barcode": "1000000016",
        "office_id": uuid5(NAMES, "office"),
        "number": "21-15/2014-15",
        "volume": 1,
        "subject": SUBJECT,
        "grading": "normal",
        "account": a_post_ref("clerk"),
    }
    return {**given, **changes}


def tell(world, office, handler, data):
    event = an_event(data)
    handler(event, world.uow(event), office)


def test_the_desk_that_has_to_receive_it_is_told(world, office):
    coming = papers.PaperFileHandedOver(**told(to_post=a_post_ref("officer"), return_on=date(2026, 12, 1)))

    tell(world, office, paper_files.handed_over, coming)

    (message,) = world.messages()
    assert world.told() == [("negi", "paper_coming")]
    assert message.title == "कागज़ी पत्रावली 21-15/2014-15 आपके पटल को दी गई है"
    assert message.text.splitlines()[1:5] == [
        "बारकोड: 1000000016",
        f"विषय: {SUBJECT}",
        "देने वाला पटल: पद clerk, नजारत अनुभाग",
        "लौटाने की तिथि: 01.12.2026",
    ]


def test_of_a_confidential_one_neither_subject_nor_reason_is_told(world, office):
    secret = told(grading="confidential", asked_by=a_post_ref("clerk"), reason="जाँच", account=a_post_ref("officer"))

    tell(world, office, paper_files.requested, papers.PaperFileRequested(**secret))

    (message,) = world.messages()
    bodies = message.text + " ".join(row.body for row in world.deliveries())
    assert SUBJECT not in bodies
    assert "जाँच" not in bodies


def test_at_a_vacant_desk_the_superior_is_told_that_it_is_overdue(world, office):
    world.vacate("negi", "officer")
    late = told(account=a_post_ref("officer"), lender=a_post_ref("clerk"), return_on=date(2026, 11, 20))

    tell(world, office, paper_files.overdue, papers.PaperFileOverdue(**late))

    assert world.told() == [("rawat", "paper_waits")]


def test_the_officer_above_is_told_of_a_loss_once_it_is_reported(world, office):
    above = a_post_ref("officer")

    tell(world, office, paper_files.missing, papers.PaperFileMissing(**told(loss="ordered", to_order=above)))
    assert world.told() == []
    lost = papers.PaperFileMissing(**told(loss="reported", last_seen="अलमारी 7", to_order=above))
    tell(world, office, paper_files.missing, lost)

    assert world.told() == [("negi", "paper_lost")]
    assert "अलमारी 7" in world.messages()[0].text
