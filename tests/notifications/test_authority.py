"""Those whom a proposal about authority concerns hear of it, and messages go when they are old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from sqlalchemy import func, select, update

from chassis import tables as chassis_tables
from contracts.identity.events import ProposalMade, ProposalSettled
from services.notifications import tables
from services.notifications.handlers import authority, desks, messages
from services.notifications.storage import Preferences
from tests.notifications.builders import a_file_moved, an_event, person_id

LAPSES = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)


def a_proposal(**changes):
    named = {"name_hi": "अनिता रावत", "name_en": "Anita Rawat"}
    given = {
        "id": uuid4(),
        "number": "7F3A01",
        "act": "set_password",
        "state": "pending",
        "person": {"person_id": person_id("negi"), **named},
        "reason": "पासवर्ड भूल गए",
        "proposed_by": {"person_id": person_id("bisht"), "name_hi": "प्रबन्धक", "name_en": "Manager"},
        "proposed_at": LAPSES - timedelta(hours=72),
        "lapses_at": LAPSES,
        "concerned": [person_id("negi")],
    }
    return {**given, **changes}


def in_days(days: float):
    return lambda: datetime.now(UTC) + timedelta(days=days)


def swept(world, days: float) -> None:
    uow = world.uow()
    uow._clock, uow.settings = in_days(days), SimpleNamespace(keep_days=400)
    messages.sweep(uow)


def count(world, table) -> int:
    with world.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_the_one_concerned_is_warned_also_where_he_has_switched_email_and_sms_off(world, office):
    with world.uow() as uow:
        uow.preferences.save(person_id("negi"), Preferences(email=False, sms=False))
        uow.commit()
    event = an_event(ProposalMade.model_validate(a_proposal(second=[])))

    authority.proposal_made(event, world.uow(event), office)

    (message,) = world.messages()
    assert world.told() == [("negi", "authority_proposed")]
    assert message.title == "आपके प्रभार या लॉग-इन पर प्रस्ताव 7F3A01"
    assert "कारण: पासवर्ड भूल गए" in message.text
    assert "पुष्टि की अन्तिम सीमा: 30.11.2026 12:00" in message.text
    assert world.states() == {"in_app": "delivered", "email": "pending", "sms": "pending"}


def test_who_may_confirm_it_is_asked_and_a_repeat_asks_nobody_twice(world, office):
    event = an_event(ProposalMade.model_validate(a_proposal(second=[person_id("negi")], concerned=[person_id("negi")])))

    authority.proposal_made(event, world.uow(), office)
    authority.proposal_made(event, world.uow(), office)

    assert world.told() == [("negi", "authority_to_confirm")]


def test_how_it_ended_is_told(world, office):
    event = an_event(ProposalSettled.model_validate(a_proposal(state="refused", remarks="मैंने नहीं कहा था")))

    authority.proposal_settled(event, world.uow(event), office)

    (message,) = world.messages()
    assert message.kind == "authority_settled"
    assert message.text.splitlines()[0] == "प्रस्ताव 7F3A01: अस्वीकृत"
    assert "अभ्युक्ति: मैंने नहीं कहा था" in message.text


def test_messages_go_when_they_are_old_and_not_before(world, office):
    event = an_event(a_file_moved())
    desks.file_moved(event, world.uow(event), office)
    with world.engine.begin() as connection:
        connection.execute(update(tables.deliveries).values(state="delivered", next_attempt_at=None))

    swept(world, 399)
    kept = count(world, tables.messages)
    swept(world, 401)

    assert (kept, count(world, tables.messages), count(world, tables.deliveries)) == (1, 0, 0)


def test_what_is_still_tried_stays(world, office):
    event = an_event(a_file_moved())
    desks.file_moved(event, world.uow(event), office)

    swept(world, 401)

    assert count(world, tables.messages) == 1


def test_a_sweep_orders_the_next_soon_while_there_is_more(world, office, monkeypatch):
    monkeypatch.setattr(messages, "SWEEP_AT_ONCE", 1)
    for _ in range(2):
        event = an_event(a_file_moved(serial=9))
        desks.file_moved(event, world.uow(event), office)
    with world.engine.begin() as connection:
        connection.execute(update(tables.deliveries).values(state="delivered", next_attempt_at=None))

    swept(world, 401)

    due = chassis_tables.due.c
    with world.engine.connect() as connection:
        at = connection.execute(select(due.at).where(due.name == messages.SWEEP)).scalar_one()
    assert count(world, tables.messages) == 1
    assert at - in_days(401)() < timedelta(minutes=1)
