"""Outages and contested time: who records them, what the clocks make of them, and that the shares still add up."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from contracts.errors import PatravaliError
from contracts.files import (
    CloseFile,
    ContestTime,
    DeclareOutage,
    ForwardFile,
    GetHistory,
    ListContests,
    ListOutages,
    RuleOnContest,
    StopClock,
    VerifyLedger,
    WithdrawOutage,
)
from contracts.files.errors import OfficeUnknown, RoleMissing
from contracts.files.fairness_errors import (
    ContestNotFound,
    ContestOpen,
    ContestOutside,
    ContestRuled,
    NotAbove,
    OutageUnclear,
    OutageWithdrawn,
    StayNotYours,
)
from services.files.handlers.outages import beat
from services.files.storage import FilesUnitOfWork
from tests.files.office import HandClock, key

# Without a calendar every hour counts, so that what is not the desk's is what the test put there.
NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
HOUR = 3600


@pytest.fixture
def clock(office):
    office.clock = HandClock(NOON)
    return office.clock


def history(office, file, by="dm"):
    return office.ask(GetHistory(file_id=file.id), by=by)


def declare(office, since, until, by="administrator", **given):
    said = {"reason": "स्वान लाइन कटी रही", **given}
    return office.ask(DeclareOutage(since=since, until=until, **said), by=by)


def contest(office, file, by="clerk", serial=1, **given):
    said = {"charge_to": "other_office", "reason": "आख्या तहसील से प्रतीक्षित थी", **given}
    return office.ask(ContestTime(file_id=file.id, serial=serial, **said), by=by)


def rule(office, one, by="so-lra", accepted=True, **given):
    return office.ask(RuleOnContest(contest_id=one.id, accepted=accepted, reason="अभिलेख देखा गया", **given), by=by)


def test_a_declared_outage_changes_the_past_of_every_desk_and_withdrawn_it_never_was(office, clock):
    file = office.a_file_sent("clerk", "tehsil-clerk")
    clock.forward(hours=10)
    before = history(office, file).shares

    outage = declare(office, NOON + timedelta(hours=2), NOON + timedelta(hours=5))

    after = history(office, file)
    assert (before.desk, before.outage) == (10 * HOUR, 0)
    assert (after.shares.desk, after.shares.outage, after.shares.total) == (7 * HOUR, 3 * HOUR, 10 * HOUR)
    assert [one.id for one in after.outages] == [outage.id]
    withdrawn = office.ask(WithdrawOutage(outage_id=outage.id, reason="उस दिन लाइन चालू थी"), by="administrator")
    assert (withdrawn.withdrawn_by.person.name_en, withdrawn.allowed_actions) == ("administrator", [])
    assert history(office, file).shares == before
    with pytest.raises(OutageWithdrawn):
        office.ask(WithdrawOutage(outage_id=outage.id, reason="फिर"), by="administrator")
    assert [one.withdrawn_reason for one in office.ask(ListOutages(), by="clerk").items] == ["उस दिन लाइन चालू थी"]


def test_an_outage_of_one_office_is_charged_at_its_own_desks_only(office, clock):
    here, there = office.a_file("clerk"), office.a_file("tehsil-clerk")
    clock.forward(hours=6)

    declare(office, NOON, NOON + timedelta(hours=4), office_id=key("tehsil"))

    assert [history(office, file).shares.outage for file in (here, there)] == [0, 4 * HOUR]


def test_only_keepers_declare_an_outage_and_only_one_that_is_over(office, clock):
    clock.forward(days=100)
    for who in ("clerk", "dm"):
        with pytest.raises(RoleMissing):
            declare(office, NOON, NOON + timedelta(hours=1), by=who)
    for since, until in (
        (clock.now, clock.now + timedelta(hours=1)),
        (NOON + timedelta(hours=1), NOON),
        (NOON, NOON + timedelta(days=63)),
    ):
        with pytest.raises(OutageUnclear):
            declare(office, since, until)
    with pytest.raises(OfficeUnknown):
        declare(office, NOON, NOON + timedelta(hours=1), office_id=key("nowhere"))
    assert office.ask(ListOutages(), by="dm").items == []


def test_a_silence_of_the_heartbeat_is_an_outage(office, clock):
    office.rows("SELECT 1")
    file = office.a_file("clerk")
    for hours in (0, 1 / 60, 3, 1 / 60):
        clock.forward(hours=hours)
        beat(FilesUnitOfWork(office.engine, settings=office.settings, clock=clock))

    (outage,) = office.ask(ListOutages(), by="dm").items

    assert (outage.kind, outage.by, (outage.until - outage.since)) == ("measured", None, timedelta(hours=3))
    assert history(office, file).shares.outage == 3 * HOUR
    (row,) = office.rows("SELECT at FROM due WHERE name = 'beat'")
    assert row.at == clock.now + timedelta(seconds=60)
    assert [event["kind"] for event in office.events("outage_recorded")] == ["measured"]


def test_contested_time_counts_elsewhere_once_a_superior_has_accepted_it(office, clock):
    file = office.a_file("clerk")
    clock.forward(hours=8)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(hours=2)

    one = contest(office, file, since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=6))

    waiting = history(office, file, by="so-lra")
    assert (waiting.shares.desk, waiting.contests[0].allowed_actions) == (10 * HOUR, ["rule_on_contest"])
    assert [one.id for one in office.ask(ListContests(), by="so-lra").items] == [one.id]
    ruled = rule(office, one, charge_to="citizen")
    after = history(office, file)
    assert (ruled.ruling.accepted, ruled.ruling.charge_to) == (True, "citizen")
    assert (after.shares.desk, after.shares.citizen, after.shares.total) == (5 * HOUR, 5 * HOUR, 10 * HOUR)
    assert after.movements[0].shares.citizen == 5 * HOUR
    assert office.ask(ListContests(), by="so-lra").items == []
    assert [each.id for each in office.ask(ListContests(box="own"), by="clerk").items] == [one.id]
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []


def test_a_refused_contest_changes_nothing_and_is_final(office, clock):
    file = office.a_file("clerk")
    clock.forward(hours=4)
    before = history(office, file).shares
    one = contest(office, file)
    with pytest.raises(ContestOpen):
        contest(office, file)

    ruled = rule(office, one, accepted=False)

    assert (ruled.ruling.accepted, ruled.ruling.charge_to) == (False, None)
    assert history(office, file).shares == before
    with pytest.raises(ContestRuled):
        rule(office, one, by="adm")
    assert contest(office, file).id != one.id


def test_nobody_contests_for_another_desk_or_rules_on_his_own(office, clock):
    file = office.a_file_sent("clerk", "so-lra")
    clock.forward(hours=4)
    with pytest.raises(StayNotYours):
        contest(office, file, by="so-lra")
    with pytest.raises(ContestOutside):
        contest(office, file, by="so-lra", serial=2, until=clock.now + timedelta(hours=1))
    one = contest(office, file, by="so-lra", serial=2)

    for who in ("so-lra", "clerk"):
        with pytest.raises(NotAbove):
            rule(office, one, by=who)
    with pytest.raises(ContestNotFound):
        rule(office, one, by="sdm")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    with pytest.raises(StayNotYours):
        contest(office, file, by="so-lra", serial=3)
    assert rule(office, one, by="adm").ruling.accepted


def test_who_also_holds_the_post_above_does_not_rule_on_his_own_contest(office, clock):
    """Guard: the person in ``Contest.check_rule``; a link officer is above the desk that he comes from."""
    file = office.a_file_sent("clerk", "so-lra")
    clock.forward(hours=4)
    office.charge("adm", "so-lra", capacity="link_officer", name="link")
    one = contest(office, file, by="so-lra", serial=2)

    with pytest.raises(NotAbove):
        rule(office, one, by=office.person("so-lra", "link"))
    assert rule(office, one, by="adm").ruling.accepted


def test_what_was_contested_cannot_be_changed_behind_the_service(office, clock):
    """Guard: the ledger's entry and the append-only triggers of ``contests`` and ``contest_rulings``."""
    file = office.a_file("clerk")
    clock.forward(hours=4)
    rule(office, contest(office, file))

    for table in ("contests", "contest_rulings", "outages", "outage_withdrawals", "parkings", "parking_ends"):
        (row,) = office.rows(f"SELECT count(*) AS guards FROM pg_trigger WHERE tgrelid = '{table}'::regclass "
                             "AND tgname LIKE '%append_only'")  # fmt: skip
        assert row.guards == 1
    entries = office.rows("SELECT type FROM ledger WHERE subject_id = :id ORDER BY serial", id=file.id)
    assert [row.type for row in entries][-2:] == ["time_contested", "contest_ruled"]


ACTS = ("forward", "stop", "outage", "office_outage", "contest", "accept", "refuse", "withdraw", "close")
an_act = st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 30))


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(an_act, min_size=2, max_size=12))
def test_whatever_is_recorded_contested_and_ruled_the_shares_sum_to_the_elapsed_time(office, clock, acts):
    """Guard: outages and accepted contests are stretches of one count (``domain.clock``), not taken off afterwards."""
    file, began = office.a_file("clerk"), clock.now
    for act, number, hours in acts:
        clock.forward(hours=hours, seconds=1)
        with suppress(PatravaliError):
            do(office, file, act, number, began, clock.now)
        view = history(office, file)
        for part in (view, *view.movements, *view.desks):
            shares = part.shares
            parts = (shares.desk, shares.citizen, shares.other_office, shares.court, shares.off_hours, shares.outage)
            assert sum(parts) == shares.total
        assert sum(one.shares.total for one in view.movements) == view.shares.total
        assert view.shares.total == round(view.elapsed_seconds)


def do(office, file, act, number, began, now):
    holder = office.rows("SELECT holder->>'designation_en' AS desk FROM files WHERE id = :id", id=file.id)[0].desk
    since = began + (now - began) * number / 6
    open_ones = office.rows("SELECT id FROM contests WHERE id NOT IN (SELECT contest_id FROM contest_rulings)")
    outages = office.rows("SELECT id FROM outages ORDER BY recorded_at")
    if act in ("accept", "refuse") and open_ones:
        ruling = RuleOnContest(contest_id=open_ones[0].id, accepted=act == "accept", reason="देखा")
        office.ask(ruling, by="dm")
    elif act == "withdraw" and outages:
        office.ask(WithdrawOutage(outage_id=outages[number % len(outages)].id, reason="भूल"), by="administrator")
    elif act in ("outage", "office_outage"):
        where = {"office_id": key("collectorate")} if act == "office_outage" else {}
        declare(office, since, since + (now - since) / 2, **where)
    elif act == "contest":
        charge_to = ("citizen", "other_office", "court", "outage")[number % 4]
        contest(office, file, by=holder, serial=1 + number % 3, charge_to=charge_to)
    elif act == "forward":
        office.ask(ForwardFile(file_id=file.id, to_post=office.post(("so-lra", "adm", "clerk")[number % 3])), by=holder)
    elif act == "stop":
        office.ask(StopClock(file_id=file.id, reason="court", remarks="वाद"), by=holder)
    elif act == "close":
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by=holder)
