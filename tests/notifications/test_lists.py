"""What people and administrators see and choose."""

from uuid import uuid4

import pytest

from contracts.errors import Invalid
from contracts.notifications import (
    GetPreferences,
    ListDeliveries,
    ListMessages,
    MarkRead,
    MessageNotFound,
    NotificationsAdministratorOnly,
    PersonUnknown,
    SetPreferences,
)
from services.notifications.domain.message import Means
from services.notifications.handlers import desks
from services.notifications.handlers.messages import mark_read
from services.notifications.handlers.preferences import set_preferences
from services.notifications.queries.deliveries import list_deliveries
from services.notifications.queries.messages import list_messages
from services.notifications.queries.preferences import get_preferences
from tests.notifications.builders import a_file_moved, a_post_ref, an_event, person_id


@pytest.fixture
def inbox(world, office):
    """Five messages for Negi, one for Rawat."""
    for serial in range(2, 7):
        event = an_event(a_file_moved(serial=serial, number=f"11/{serial}/2026"))
        desks.file_moved(event, world.uow(event), office)
    event = an_event(a_file_moved(serial=7, to_post=a_post_ref("adm")))
    desks.file_moved(event, world.uow(event), office)
    return world


def messages_of(world, name="negi", **query):
    return list_messages(ListMessages(**query), world.caller(name), world.uow())


def numbers(page):
    return [item.number for item in page.items]


# ---------------------------------------------------------------- messages


def test_one_sees_ones_own_messages_newest_first(inbox):
    page = messages_of(inbox)

    assert numbers(page) == ["11/6/2026", "11/5/2026", "11/4/2026", "11/3/2026", "11/2/2026"]
    assert page.next is None


def test_a_message_shows_its_deliveries_with_masked_addresses(inbox):
    (message,) = messages_of(inbox, "rawat").items

    shown = {delivery.channel: (delivery.state, delivery.address) for delivery in message.deliveries}
    assert shown == {
        "in_app": ("delivered", ""),
        "email": ("pending", "r…t@ddn.example"),
        "sms": ("pending", "…3210"),
    }


def test_pages_continue_where_the_last_one_ended(inbox):
    first = messages_of(inbox, limit=2)
    second = messages_of(inbox, limit=2, cursor=first.next)
    third = messages_of(inbox, limit=2, cursor=second.next)

    assert numbers(first) + numbers(second) + numbers(third) == numbers(messages_of(inbox))
    assert third.next is None


def test_a_stream_that_is_taken_up_again_gets_what_came_later_oldest_first(inbox):
    seen = messages_of(inbox).items[3]

    first = messages_of(inbox, after=seen.id, limit=2)
    rest = messages_of(inbox, after=seen.id, limit=2, cursor=first.next)

    assert numbers(first) + numbers(rest) == ["11/4/2026", "11/5/2026", "11/6/2026"]


def test_a_message_of_somebody_else_is_not_known(inbox):
    other = messages_of(inbox, "rawat").items[0]

    with pytest.raises(MessageNotFound):
        messages_of(inbox, after=other.id)


@pytest.mark.parametrize("cursor", ["x", "bTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNA", "eDEy", "bS3gpKY"])
def test_a_strange_cursor_is_refused(inbox, cursor):
    with pytest.raises(Invalid):
        messages_of(inbox, cursor=cursor)


def test_a_read_message_is_no_longer_unread(inbox):
    ids = [item.id for item in messages_of(inbox).items[:2]]

    command = MarkRead(message_ids=ids)
    done = mark_read(command, inbox.caller("negi"), inbox.uow())
    again = mark_read(command, inbox.caller("negi"), inbox.uow())

    assert (done.marked, done.unread) == (2, 3)
    assert (again.marked, again.unread) == (0, 3)
    assert numbers(messages_of(inbox, unread=True)) == ["11/4/2026", "11/3/2026", "11/2/2026"]


def test_the_message_of_another_cannot_be_marked_and_nothing_is(inbox):
    own, other = messages_of(inbox).items[0], messages_of(inbox, "rawat").items[0]

    with pytest.raises(MessageNotFound):
        mark_read(MarkRead(message_ids=[own.id, other.id]), inbox.caller("negi"), inbox.uow())

    assert len(messages_of(inbox, unread=True).items) == 5


# ---------------------------------------------------------------- preferences


def preferences_of(world, office, name="negi"):
    return get_preferences(GetPreferences(), world.caller(name), world.uow(), office.means)


def test_at_first_every_channel_is_on_in_the_language_of_the_directory(world, office):
    view = preferences_of(world, office)

    assert view.language == "hi"
    assert [(channel.channel, channel.on, channel.fixed) for channel in view.channels] == [
        ("in_app", True, True),
        ("email", True, False),
        ("sms", True, False),
    ]


def test_what_a_change_leaves_out_stays_as_it_is(world, office):
    for change in (SetPreferences(sms=False), SetPreferences(language="en")):
        set_preferences(change, world.caller("negi"), world.uow(), office.means)

    view = preferences_of(world, office)
    assert view.language == "en"
    assert {channel.channel: channel.on for channel in view.channels} == {"in_app": True, "email": True, "sms": False}


def test_in_app_cannot_be_switched_off():
    with pytest.raises(ValueError, match="Extra inputs"):
        SetPreferences(in_app=False)


def test_an_empty_change_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        SetPreferences()


def test_a_channel_that_the_office_has_not_is_shown_as_not_available(world):
    view = get_preferences(GetPreferences(), world.caller("negi"), world.uow(), Means())

    assert {channel.channel: channel.available for channel in view.channels} == {
        "in_app": True,
        "email": False,
        "sms": False,
    }


def test_somebody_whom_the_directory_does_not_know_has_no_preferences(world, office):
    with pytest.raises(PersonUnknown):
        preferences_of(world, office, "stranger")
    with pytest.raises(PersonUnknown):
        set_preferences(SetPreferences(sms=True), world.caller("stranger"), world.uow(), office.means)


# ---------------------------------------------------------------- administrators


@pytest.fixture
def administered(inbox):
    inbox.post("admin", roles=["administrator"])
    inbox.person("gupta")
    inbox.charge("gupta", "admin")
    return inbox


def deliveries_of(world, name="gupta", post="admin", **query):
    return list_deliveries(ListDeliveries(**query), world.caller(name, post), world.uow())


def test_an_administrator_sees_what_was_sent_because_of_one_event(administered):
    row = administered.messages()[-1]

    page = deliveries_of(administered, event_id=row.event_id)

    assert [(item.channel, item.state) for item in page.items] == [
        ("email", "pending"),
        ("in_app", "delivered"),
        ("sms", "pending"),
    ]
    assert {item.person_id for item in page.items} == {person_id("rawat")}


def test_deliveries_can_be_asked_for_by_state_and_channel_and_come_in_pages(administered):
    first = deliveries_of(administered, state="pending", channel="sms", limit=4)
    second = deliveries_of(administered, state="pending", channel="sms", limit=4, cursor=first.next)

    assert (len(first.items), len(second.items)) == (4, 2)
    assert {item.channel for item in first.items + second.items} == {"sms"}
    assert second.next is None


def test_an_event_that_told_nobody_has_no_deliveries(administered):
    assert deliveries_of(administered, event_id=uuid4()).items == []


def test_others_do_not_see_the_deliveries_of_others(administered):
    with pytest.raises(NotificationsAdministratorOnly):
        deliveries_of(administered, "negi", "officer")


def test_the_charge_of_another_person_gives_no_right(administered):
    caller = type(administered.caller("negi"))(
        person_id("negi"), administered.caller("gupta", "admin").charge_id, uuid4()
    )

    with pytest.raises(NotificationsAdministratorOnly):
        list_deliveries(ListDeliveries(), caller, administered.uow())


def test_a_charge_that_ended_gives_no_right(administered):
    administered.vacate("gupta", "admin")

    with pytest.raises(NotificationsAdministratorOnly):
        deliveries_of(administered)
