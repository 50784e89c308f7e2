"""From the events of files to messages at the pending desk, on a real database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from chassis.errors import AlreadyDone
from services.notifications.domain.message import Means
from services.notifications.handlers import desks, letters, receipts
from services.notifications.handlers.letters import HolderUnknown
from services.notifications.handlers.telling import DeskUnknown, Office
from services.notifications.storage import Preferences
from services.notifications.templates import load_catalogue
from tests.notifications.builders import (
    FILE,
    LETTER,
    RECEIPT,
    SUBJECT,
    a_draft_approved,
    a_file_created,
    a_file_moved,
    a_file_woke,
    a_letter_dispatched,
    a_letter_issued,
    a_post_ref,
    a_receipt_diarised,
    a_receipt_moved,
    an_event,
    person_id,
    post_id,
)


def prefer(world, name, **choice):
    with world.uow() as uow:
        uow.preferences.save(person_id(name), Preferences(**choice))
        uow.commit()


def move(world, office, **changes):
    event = an_event(a_file_moved(**changes))
    desks.file_moved(event, world.uow(event), office)
    return event


# ---------------------------------------------------------------- files


def test_the_desk_that_a_file_came_to_is_told(world, office):
    event = move(world, office)

    (message,) = world.messages()
    assert world.told() == [("negi", "file_arrived")]
    assert message.event_id == event.event_id
    assert message.title == "पत्रावली 11/23/2026-NAZ आपके पटल पर आई है"
    assert message.text.splitlines() == [
        "पत्रावली संख्या 11/23/2026-NAZ आपके पटल पर प्राप्त हुई है।",
        f"विषय: {SUBJECT}",
        "आपका पटल: पद officer, नजारत अनुभाग",
        "प्रेषक पटल: पद clerk, नजारत अनुभाग",
        "प्राथमिकता: तत्काल",
        "नियत तिथि: 01.12.2026",
        "अभ्युक्ति: कृपया अनुमोदन हेतु देखें",
        "कृपया अपेक्षित कार्यवाही करें।",
    ]
    assert (message.file_id, message.post_id, message.request_id) == (FILE, post_id("officer"), "req-1")


def test_nobody_is_told_of_a_history_that_was_loaded_from_elsewhere(world, office):
    moved = an_event(a_file_moved(), source="migrated")
    diarised = an_event(a_receipt_diarised(), source="migrated")

    desks.file_created(an_event(a_file_created(), source="migrated"), world.uow())
    desks.file_moved(moved, world.uow(moved), office)
    receipts.receipt_diarised(diarised, world.uow(diarised), office)

    assert (world.messages(), world.published()) == ([], [])
    with world.uow() as uow:
        assert uow.file_desks.get(FILE).post_id == post_id("officer")


def test_a_live_act_on_what_was_loaded_is_told(world, office):
    loaded = an_event(a_file_moved(), source="migrated")
    desks.file_moved(loaded, world.uow(loaded), office)

    move(world, office, serial=3)

    assert world.told() == [("negi", "file_arrived")]


def test_in_app_arrives_at_once_and_screens_hear_of_it(world, office):
    move(world, office)

    (event,) = world.published()
    assert world.states() == {"email": "pending", "in_app": "delivered", "sms": "pending"}
    assert event["type"] == "message_delivered"
    assert event["data"]["channel"] == "in_app"
    assert event["data"]["person_id"] == str(person_id("negi"))
    assert event["data"]["told"]["title"] == "पत्रावली 11/23/2026-NAZ आपके पटल पर आई है"
    assert SUBJECT not in str(event)


def test_everybody_who_holds_the_post_is_told_once(world, office):
    world.person("pant", language="en")
    world.charge("pant", "officer")

    move(world, office)

    assert sorted(world.told()) == [("negi", "file_arrived"), ("pant", "file_arrived")]
    english = next(row for row in world.messages() if row.recipient == str(person_id("pant")))
    assert english.title == "File 11/23/2026-NAZ has come to your desk"
    assert "From: Post clerk, Nazarat Section" in english.text


def test_a_charge_that_ended_or_has_not_begun_does_not_count(world, office):
    now = datetime.now(UTC)
    world.person("pant")
    world.person("gupta")
    world.charge("pant", "officer", until=now - timedelta(seconds=1))
    world.charge("gupta", "officer", since=now + timedelta(hours=1))

    move(world, office)

    assert world.told() == [("negi", "file_arrived")]


def test_a_person_who_is_not_active_is_not_told(world, office):
    world.person("negi", active=False)

    move(world, office)

    assert world.told() == [("rawat", "file_waits")]


def test_at_a_vacant_post_the_superior_is_told_that_it_waits(world, office):
    world.vacate("negi", "officer")

    move(world, office)

    (message,) = world.messages()
    assert world.told() == [("rawat", "file_waits")]
    assert "रिक्त पद: पद officer, नजारत अनुभाग" in message.text
    assert "यह सूचना आपको उच्चतर पद “पद adm, नजारत अनुभाग” के धारक के रूप में दी जा रही है।" in message.text


def test_a_vacant_superior_is_passed_on_the_way_up(world, office):
    world.vacate("bisht", "clerk")
    world.vacate("negi", "officer")

    move(world, office, to_post=a_post_ref("clerk"), from_post=a_post_ref("officer"))

    assert world.told() == [("rawat", "file_waits")]


def test_a_ring_of_vacant_posts_ends_and_tells_nobody(world, office):
    world.vacate("rawat", "adm")
    world.vacate("negi", "officer")
    world.post("adm", superior="officer")

    move(world, office)

    assert world.told() == []


def test_a_post_that_the_directory_lacks_is_asked_again_later(world, office):
    event = an_event(a_file_moved(to_post=a_post_ref("nowhere")))

    with pytest.raises(DeskUnknown):
        desks.file_moved(event, world.uow(event), office)

    assert world.messages() == []


def test_a_confidential_file_is_named_by_its_number_only(world, office):
    move(world, office, grading="confidential")

    (message,) = world.messages()
    everything = " ".join([message.title, message.text, *(row.body + row.subject for row in world.deliveries())])
    assert "11/23/2026-NAZ" in everything
    assert SUBJECT not in everything
    assert "अनुमोदन हेतु देखें" not in everything


def test_the_desk_that_lost_a_file_is_told_that_it_was_pulled_back(world, office):
    move(world, office, kind="pulled_back", from_post=a_post_ref("officer"), to_post=a_post_ref("clerk"))

    assert world.told() == [("negi", "file_taken_back")]
    assert world.states() == {"in_app": "delivered"}


def test_a_reopened_file_is_told_to_the_desk_it_came_to(world, office):
    move(world, office, kind="reopened", to_post=a_post_ref("clerk"))

    assert world.told() == [("bisht", "file_arrived")]


# ---------------------------------------------------------------- once


def test_the_same_event_again_changes_nothing(world, office):
    event = move(world, office)

    with pytest.raises(AlreadyDone):
        desks.file_moved(event, world.uow(event), office)

    assert len(world.messages()) == 1


def test_the_same_event_again_after_the_inbox_was_cleared_tells_nobody_twice(world, office):
    event = move(world, office)

    desks.file_moved(event, world.uow(), office)

    assert len(world.messages()) == 1
    assert len(world.deliveries()) == 3
    assert len(world.published()) == 1


def test_somebody_who_joined_the_desk_meanwhile_is_told_by_the_repetition(world, office):
    event = move(world, office)
    world.person("pant")
    world.charge("pant", "officer")

    desks.file_moved(event, world.uow(), office)

    assert world.told() == [("negi", "file_arrived"), ("pant", "file_arrived")]


# ---------------------------------------------------------------- channels


def test_a_channel_that_the_person_switched_off_is_left_out_with_the_reason(world, office):
    prefer(world, "negi", sms=False)

    move(world, office)

    assert world.states()["sms"] == "skipped switched_off"
    assert world.states()["email"] == "pending"


def test_a_person_without_a_mobile_number_gets_no_sms(world, office):
    world.person("negi", mobile=None)

    move(world, office)

    assert world.states()["sms"] == "skipped no_address"


def test_an_office_without_channels_tells_in_the_application(world):
    move(world, Office(load_catalogue(), Means(), "hi"))

    assert world.states() == {
        "email": "skipped channel_off",
        "in_app": "delivered",
        "sms": "skipped channel_off",
    }


def test_a_text_that_is_not_registered_is_not_sent_by_sms(world, office):
    registry = office.means.sms
    poorer = type(registry)(registry.entity_id, registry.header, {})

    move(world, Office(office.catalogue, Means(email=True, sms=poorer), "hi"))

    assert world.states()["sms"] == "skipped template_not_registered"


def test_the_language_chosen_here_goes_before_that_of_the_directory(world, office):
    prefer(world, "negi", language="en")

    move(world, office)

    sms = next(row for row in world.deliveries() if row.channel == "sms")
    assert world.messages()[0].language == "en"
    assert sms.body == "File 11/23/2026-NAZ is on your desk. -Patravali"
    assert sms.template_id


# ---------------------------------------------------------------- receipts


def test_a_marked_letter_is_told_to_its_desk_and_to_those_that_get_a_copy(world, office):
    event = an_event(a_receipt_moved(for_information=[post_id("officer"), post_id("clerk")]))

    desks.receipt_moved(event, world.uow(event), office)

    assert world.told() == [("bisht", "receipt_arrived"), ("negi", "receipt_copy")]
    assert {row.receipt_id for row in world.messages()} == {RECEIPT}


def test_a_letter_that_was_pulled_back_is_told_to_the_desk_that_lost_it(world, office):
    moved = a_receipt_moved(pulled_back=True, from_post=a_post_ref("clerk"), to_post=a_post_ref("receptionist"))
    event = an_event(moved)

    desks.receipt_moved(event, world.uow(event), office)

    assert world.told() == [("bisht", "receipt_taken_back")]


def test_a_letter_at_a_vacant_post_is_told_to_the_superior(world, office):
    world.vacate("bisht", "clerk")
    event = an_event(a_receipt_moved())

    desks.receipt_moved(event, world.uow(event), office)

    assert world.told() == [("negi", "receipt_waits")]


def test_the_desk_hears_that_a_parked_file_woke(world, office):
    event = an_event(a_file_woke())

    desks.file_woke(event, world.uow(event), office)

    assert world.told() == [("bisht", "file_arrived")]
    assert world.messages()[0].title == "रोकी हुई पत्रावली 11/23/2026-NAZ फिर से आवक में है"
    assert "रोकने का कारण: शासन के उत्तर की प्रतीक्षा" in world.messages()[0].text


def test_why_a_confidential_file_was_parked_is_not_told(world, office):
    event = an_event(a_file_woke(grading="confidential"))

    desks.file_woke(event, world.uow(event), office)

    assert SUBJECT not in world.messages()[0].text
    assert "शासन" not in world.messages()[0].text


def test_a_confidential_letter_is_named_by_its_number_only(world, office):
    event = an_event(a_receipt_moved(grading="secret"))

    desks.receipt_moved(event, world.uow(event), office)

    assert SUBJECT not in world.messages()[0].text


def test_the_sender_gets_the_diary_number(world, office):
    event = an_event(a_receipt_diarised())

    receipts.receipt_diarised(event, world.uow(event), office)

    email, sms = world.deliveries()
    assert world.told() == [("outsider", "receipt_acknowledged")]
    assert sms.address == "+919876500001"
    assert sms.body == "आपका पत्र मिला। डायरी DDN/2026/41, कोड 7K3M-2HQP, स्थिति पूछें: dehradun.example.in/status"
    assert sms.state == "pending"
    assert "स्थिति जानने का कोड: 7K3M-2HQP" in email.body
    assert "स्थिति यहाँ देखें: https://dehradun.example.in/status" in email.body
    assert email.address == "ram@example.in"
    assert "कार्यालय: कलेक्ट्रेट देहरादून" in email.body
    assert SUBJECT not in email.body


def test_an_address_too_long_for_an_sms_is_not_cut_into_a_wrong_one(world, office):
    page = "https://patravali.dehradun.district.example.in/status"
    event = an_event(a_receipt_diarised(status_page=page))

    receipts.receipt_diarised(event, world.uow(event), office)

    email, sms = world.deliveries()
    assert sms.body.endswith("स्थिति पूछें: कार्यालय में")
    assert page in email.body


def test_a_sender_who_left_no_address_is_not_told(world, office):
    event = an_event(a_receipt_diarised(sender_mobile=None, sender_email=None))

    receipts.receipt_diarised(event, world.uow(event), office)

    assert world.messages() == []


# ---------------------------------------------------------------- letters


def test_the_post_that_is_to_sign_is_told(world, office):
    event = an_event(a_draft_approved())

    letters.draft_approved(event, world.uow(event), office)

    assert world.told() == [("rawat", "letter_to_sign")]
    assert world.messages()[0].title == "पत्र संख्या 17/NAZ/2026 आपके हस्ताक्षर हेतु प्रस्तुत है"
    assert world.messages()[0].letter_id == LETTER


def test_the_dispatch_desks_are_told_of_an_issued_letter_without_its_subject(world, office):
    event = an_event(a_letter_issued())

    letters.letter_issued(event, world.uow(event), office)

    assert world.told() == [("joshi", "letter_to_dispatch")]
    assert SUBJECT not in world.messages()[0].text


def test_the_desk_that_has_the_file_is_told_of_the_dispatch(world, office):
    for data in (a_file_created(), a_letter_dispatched()):
        event = an_event(data)
        if data.event_type == "file_created":
            desks.file_created(event, world.uow(event))
        else:
            letters.letter_dispatched(event, world.uow(event), office)

    (message,) = world.messages()
    assert world.told() == [("bisht", "letter_dispatched")]
    assert "प्रेषिती: श्री राम सिंह" in message.text
    assert "प्रेषण का माध्यम: स्पीड पोस्ट" in message.text
    assert world.states() == {"in_app": "delivered"}


def test_a_late_older_move_does_not_bring_the_file_back_to_a_former_desk(world, office):
    move(world, office, serial=3, to_post=a_post_ref("adm"))
    move(world, office, serial=2, to_post=a_post_ref("officer"))
    event = an_event(a_letter_dispatched())

    letters.letter_dispatched(event, world.uow(event), office)

    assert world.told()[-1] == ("rawat", "letter_dispatched")


def test_the_addressee_of_a_confidential_file_is_not_named(world, office):
    move(world, office, grading="confidential")
    event = an_event(a_letter_dispatched())

    letters.letter_dispatched(event, world.uow(event), office)

    assert "राम सिंह" not in world.messages()[-1].text


def test_a_dispatch_that_comes_before_its_file_is_asked_again_later(world, office):
    event = an_event(a_letter_dispatched(), event_id=uuid4())

    with pytest.raises(HolderUnknown):
        letters.letter_dispatched(event, world.uow(event), office)

    assert world.messages() == []


# ---------------------------------------------------------------- the directory


def test_an_older_version_of_a_person_is_ignored_and_a_removed_post_is_gone(world, office):
    world.person("negi", version=7, email="new@ddn.example")
    world.person("negi", version=6, email="old@ddn.example")

    move(world, office)

    email = next(row for row in world.deliveries() if row.channel == "email")
    assert email.address == "new@ddn.example"

    world.post("officer", deleted=True)
    event = an_event(a_file_moved())
    with pytest.raises(DeskUnknown):
        desks.file_moved(event, world.uow(event), office)
