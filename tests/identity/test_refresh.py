"""Refresh tokens: each works once, a lost answer is no theft, and theft ends the session."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.identity import ChooseCharge, GetMe, RefreshSession, SavePerson, SignedIn, SignOut, SignOutEverywhere
from contracts.identity.errors import SessionEnded
from services.identity import tables
from services.identity.domain.sessions import raw
from services.identity.handlers import directory, sessions
from services.identity.queries.me import get_me
from tests.identity.builders import NOON, OPERATOR, Office


def is_alive(office: Office, answer: SignedIn) -> bool:
    try:
        get_me(GetMe(), office.as_caller(answer), office.work())
    except SessionEnded:
        return False
    return True


def test_a_refresh_gives_the_next_token_and_a_new_access_token(office):
    first = office.sign_in(office.a_holder())
    office.clock.forward(minutes=9)

    second = office.refresh(first.refresh_token)

    assert second.refresh_token != first.refresh_token
    assert second.expires_at == office.clock.at + (first.expires_at - NOON)
    assert office.claims(second)["sid"] == office.claims(first)["sid"]
    assert second.charge_id == first.charge_id


def test_the_previous_token_within_a_minute_gives_the_very_same_successor(office):
    first = office.sign_in(office.a_holder())
    second = office.refresh(first.refresh_token)
    office.clock.forward(seconds=60)

    again = office.refresh(first.refresh_token)

    assert again.refresh_token == second.refresh_token
    assert again.refresh_expires_at == second.refresh_expires_at
    assert is_alive(office, again)
    assert office.refresh(again.refresh_token).refresh_token not in (first.refresh_token, second.refresh_token)


def test_a_token_used_again_after_a_minute_ends_the_session_for_both_holders(office):
    first = office.sign_in(office.a_holder())
    second = office.refresh(first.refresh_token)
    office.clock.forward(seconds=61)

    with pytest.raises(SessionEnded):
        office.refresh(first.refresh_token)

    with pytest.raises(SessionEnded):
        office.refresh(second.refresh_token)
    assert not is_alive(office, second)
    assert office.count(tables.sessions, end_reason="refresh_token_reused") == 1


def test_a_token_used_again_after_its_successor_was_used_ends_the_session_at_once(office):
    first = office.sign_in(office.a_holder())
    second = office.refresh(first.refresh_token)
    third = office.refresh(second.refresh_token)

    with pytest.raises(SessionEnded):
        office.refresh(first.refresh_token)

    with pytest.raises(SessionEnded):
        office.refresh(third.refresh_token)


def test_theft_ends_only_the_session_it_happened_in(office):
    person = office.a_holder()
    stolen, other = office.sign_in(person), office.sign_in(person)
    office.refresh(stolen.refresh_token)
    office.clock.forward(minutes=2)
    with pytest.raises(SessionEnded):
        office.refresh(stolen.refresh_token)

    assert is_alive(office, other)
    assert office.refresh(other.refresh_token).person.id == person.id


def test_two_refreshes_at_once_get_the_same_successor(office):
    first = office.sign_in(office.a_holder())

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: office.refresh(first.refresh_token), range(8)))

    assert len({answer.refresh_token for answer in answers}) == 1
    assert office.count(tables.refresh_tokens) == 2
    assert is_alive(office, answers[0])


def test_the_table_holds_neither_token_nor_successor(office):
    first = office.sign_in(office.a_holder())
    second = office.refresh(first.refresh_token)

    with office.work().reading() as database:
        stored = b"".join(
            part
            for row in database.execute(tables.refresh_tokens.select())
            for part in (row.token_hash, row.successor_hash or b"", row.successor_sealed or b"")
        )

    assert raw(first.refresh_token) not in stored
    assert raw(second.refresh_token) not in stored


@pytest.mark.parametrize("token", ["ptv-r-" + "A" * 43, "x" * 49, "ptv-r-" + "é" * 43, "ptv-r-short-but-long-enough"])
def test_what_is_no_token_of_ours_is_refused(office, token):
    with pytest.raises(SessionEnded):
        office.refresh(token)


def test_a_token_that_lay_unused_too_long_is_refused(office):
    first = office.sign_in(office.a_holder())
    office.clock.forward(hours=office.settings.refresh_token_hours)

    with pytest.raises(SessionEnded):
        office.refresh(first.refresh_token)


def test_however_often_it_is_refreshed_a_session_ends_one_day(office):
    answer = office.sign_in(office.a_holder())
    for _ in range(office.settings.session_days - 1):
        office.clock.forward(days=1)
        answer = office.refresh(answer.refresh_token)
    office.clock.forward(days=1)

    with pytest.raises(SessionEnded):
        office.refresh(answer.refresh_token)

    assert answer.refresh_expires_at == office.clock.at


def test_signing_out_ends_this_session_and_no_other(office):
    person = office.a_holder()
    here, there = office.sign_in(person), office.sign_in(person)

    sessions.sign_out(SignOut(), office.as_caller(here), office.work())
    sessions.sign_out(SignOut(), office.as_caller(here), office.work())

    assert not is_alive(office, here)
    assert is_alive(office, there)
    with pytest.raises(SessionEnded):
        office.refresh(here.refresh_token)


def test_signing_out_everywhere_ends_all_sessions_of_the_person_and_of_nobody_else(office):
    person, other = office.a_holder(), office.sign_in(office.a_holder())
    here, there = office.sign_in(person), office.sign_in(person)

    sessions.sign_out_everywhere(SignOutEverywhere(), office.as_caller(here), office.work())

    assert not is_alive(office, here)
    assert not is_alive(office, there)
    assert is_alive(office, other)


def test_nothing_can_be_chosen_in_a_session_that_has_ended(office):
    answer = office.sign_in(office.a_holder())
    caller = office.as_caller(answer)
    sessions.sign_out(SignOut(), caller, office.work())

    with pytest.raises(SessionEnded):
        sessions.choose_charge(ChooseCharge(charge_id=answer.charge_id), caller, office.work(), office.signer)


def test_a_person_put_out_of_action_is_out_of_every_session(office):
    person = office.a_holder()
    answer = office.sign_in(person)
    values = person.model_dump(include={"user_name", "name_hi", "name_en"})

    directory.save_person(SavePerson(person_id=person.id, active=False, **values), OPERATOR, office.work())

    assert not is_alive(office, answer)
    with pytest.raises(SessionEnded):
        office.refresh(answer.refresh_token)


def test_the_daily_sweep_drops_tokens_of_dead_sessions_and_keeps_the_record_for_a_year(office):
    person = office.a_holder()
    dead, alive = office.sign_in(person), office.sign_in(person)
    sessions.sign_out(SignOut(), office.as_caller(dead), office.work())
    office.clock.forward(days=2)

    sessions.sweep(office.work())
    tokens, records = office.count(tables.refresh_tokens), office.count(tables.sessions)
    office.clock.forward(days=400)
    sessions.sweep(office.work())

    assert (tokens, records) == (1, 2)
    assert office.count(tables.sessions) == 0
    assert alive.person.id == person.id


def test_a_refresh_request_never_shows_its_token_when_printed():
    request = RefreshSession(refresh_token="ptv-r-" + "s" * 43)

    assert "sss" not in repr(request)
