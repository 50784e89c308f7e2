"""A file that jumped levels on its way up comes back through them, and at most four deal with a submission."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts.errors import PatravaliError
from contracts.files import (
    ConsultDesks,
    FileView,
    ForwardFile,
    GetFile,
    GetHistory,
    ListJumpedLevels,
    ListNextDesks,
    PullBackFile,
    VerifyLedger,
)
from contracts.files.levels import NotUrgent, ReasonMissing, ReturnsThrough, TooManyLevels
from tests.files.office import Office, Seat, key, open_office
from tests.files.packs import a_pack, use

WHY = "न्यायालय में आज ही उत्तर देना है"


@pytest.fixture
def office(office: Office) -> Office:
    use(office, a_pack())
    return office


def forward(office: Office, file: FileView, by: str, to: str, **given: Any) -> FileView:
    return office.ask(ForwardFile(file_id=file.id, to_post=office.post(to), **given), by=by)


def names(levels: list[Any]) -> list[str]:
    return [level.post.designation_en for level in levels]


def vacate(office: Office, post: str) -> None:
    office.charge(post, until=datetime.now(UTC) - timedelta(hours=1))


def test_a_file_returns_through_every_level_that_it_jumped(office: Office):
    """Guard: ``Outlook.passed``, asked by every forward under the row's lock."""
    file = office.a_file_sent("clerk", "dm")

    for by, to, first in (("dm", "clerk", "adm"), ("dm", "so-lra", "adm"), ("adm", "clerk", "so-lra")):
        if by == "adm":
            forward(office, file, "dm", "adm")
        with pytest.raises(ReturnsThrough) as refused:
            forward(office, file, by, to)
        assert refused.value.fields["post_en"] == first
        assert refused.value.fields["post"] == str(office.post(first))

    forward(office, file, "adm", "so-lra")
    back = forward(office, file, "so-lra", "clerk")
    assert (back.holder.designation_en, back.returns_through) == ("clerk", [])


def test_who_went_step_by_step_comes_back_in_one(office: Office):
    file = office.a_file_sent("clerk", "so-lra", "adm", "dm")

    assert forward(office, file, "dm", "clerk").holder.designation_en == "clerk"


def test_the_view_the_trail_and_the_ledger_say_what_was_jumped(office: Office):
    file = office.a_file_sent("clerk", "dm")

    seen = office.ask(GetFile(file_id=file.id), by="dm")
    assert names(seen.returns_through) == ["adm", "so-lra"]
    assert names(office.ask(GetHistory(file_id=file.id), by="dm").movements[-1].jumped) == ["so-lra", "adm"]
    body = office.rows("SELECT body FROM ledger WHERE type = 'file_forwarded'")[0].body
    assert str(office.post("adm")) in bytes(body).decode()
    assert office.ask(VerifyLedger(file_id=file.id), by="dm").problems == []


def test_what_was_jumped_cannot_be_changed_afterwards_without_being_noticed(office: Office):
    """Guard: the levels are part of what the movement's hash in the ledger covers."""
    file = office.a_file_sent("clerk", "dm")
    with office.owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE movements DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE movements SET passed = NULL")

    assert office.ask(VerifyLedger(file_id=file.id), by="dm").verdict == "broken"


@pytest.mark.parametrize("to", ["sdm", "dispatcher"])
def test_a_desk_that_is_not_below_what_was_jumped_can_be_marked_to(office: Office, to: str):
    """The SDM stands under the DM, and under no level that was jumped. The dispatcher stands under the ADM."""
    file = office.a_file_sent("clerk", "dm")

    if to == "sdm":
        assert names(forward(office, file, "dm", to).returns_through) == ["adm", "so-lra"]
        with pytest.raises(ReturnsThrough):
            forward(office, file, "sdm", "clerk")
    else:
        with pytest.raises(ReturnsThrough):
            forward(office, file, "dm", to)


def test_it_can_always_go_further_up(office: Office):
    file = office.a_file_sent("clerk", "adm")

    assert names(forward(office, file, "adm", "dm").returns_through) == ["so-lra"]


def test_urgent_it_goes_straight_and_the_levels_are_informed(office: Office):
    file = office.a_file_sent("clerk", "dm")

    sent = forward(office, file, "dm", "clerk", straight=True, urgency="immediate", remarks=WHY)

    assert (sent.holder.designation_en, sent.returns_through) == ("clerk", [])
    (told,) = office.events("file_sent_straight")
    assert [post["designation_en"] for post in told["informed"]] == ["adm", "so-lra"]
    assert told["remarks"] == WHY
    step = office.ask(GetHistory(file_id=file.id), by="dm").movements[-1]
    assert (names(step.informed), step.remarks) == (["adm", "so-lra"], WHY)
    assert office.ask(VerifyLedger(file_id=file.id), by="dm").problems == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"remarks": WHY}, NotUrgent), ({"urgency": "immediate"}, ReasonMissing)],
    ids=["routine", "without a reason"],
)
def test_straight_is_for_what_is_urgent_and_says_why(office: Office, given: dict[str, Any], refusal: type):
    file = office.a_file_sent("clerk", "dm")

    with pytest.raises(refusal):
        forward(office, file, "dm", "clerk", straight=True, **given)

    assert office.ask(GetFile(file_id=file.id), by="dm").holder.designation_en == "dm"
    assert office.events("file_sent_straight") == []


def test_an_empty_desk_strands_no_file(office: Office):
    """Nobody sits at the ADM's: it comes back past that desk, and the trail says so.

    The section officer is there. Guard: ``Way.live``.
    """
    file = office.a_file_sent("clerk", "dm")
    vacate(office, "adm")

    with pytest.raises(ReturnsThrough) as refused:
        forward(office, file, "dm", "clerk")
    assert refused.value.fields["post_en"] == "so-lra"
    forward(office, file, "dm", "so-lra")

    assert names(office.ask(GetHistory(file_id=file.id), by="dm").movements[-1].vacant) == ["adm"]
    assert forward(office, file, "so-lra", "clerk").returns_through == []


def test_a_jump_that_is_pulled_back_was_none(office: Office):
    file = office.a_file_sent("clerk", "dm")

    back = office.ask(PullBackFile(file_id=file.id), by="clerk")

    assert back.returns_through == []
    assert forward(office, file, "clerk", "second-clerk").holder.designation_en == "second-clerk"


def test_a_return_that_is_pulled_back_is_still_to_come(office: Office):
    file = office.a_file_sent("clerk", "dm")
    forward(office, file, "dm", "adm")

    back = office.ask(PullBackFile(file_id=file.id), by="dm")

    assert names(back.returns_through) == ["adm", "so-lra"]
    with pytest.raises(ReturnsThrough):
        forward(office, file, "dm", "clerk")


def test_a_question_to_another_desk_moves_no_file_and_needs_no_way_back(office: Office):
    file = office.a_file_sent("clerk", "dm")
    ask = ConsultDesks(file_id=file.id, to_posts=[office.post("clerk")], question="राय दें", due_on="2099-01-01")

    office.ask(ask, by="dm")

    assert names(office.ask(GetFile(file_id=file.id), by="dm").returns_through) == ["adm", "so-lra"]


def test_an_act_from_a_queue_is_refused_alike(office: Office):
    file = office.a_file_sent("clerk", "dm")
    stay = office.ask(GetFile(file_id=file.id), by="dm").custody_number
    queued = {"custody_number": stay, "source": "offline", "occurred_at": datetime.now(UTC)}

    with pytest.raises(ReturnsThrough):
        forward(office, file, "dm", "clerk", **queued)

    assert forward(office, file, "dm", "adm", **queued).holder.designation_en == "adm"


def test_the_channel_of_the_day_of_the_act_counts(office: Office):
    """A pack that ends the channel frees what goes up from then on; what was jumped before still comes back."""
    file = office.a_file_sent("clerk", "dm")

    def no_channel(content: dict[str, Any]) -> None:
        content["version"] += 1
        content["case_types"] = []
        for rule in content["channels"]:
            rule["valid_to"] = date(2026, 1, 1)

    use(office, a_pack(no_channel))

    with pytest.raises(ReturnsThrough):
        forward(office, file, "dm", "clerk")
    other = office.a_file_sent("clerk", "dm")
    assert forward(office, other, "dm", "clerk").holder.designation_en == "clerk"


def test_without_a_pack_nothing_is_held_back(office_database, district):
    bare = open_office(office_database, district[1])
    try:
        file = bare.a_file_sent("clerk", "dm")
        assert forward(bare, file, "dm", "clerk").returns_through == []
    finally:
        bare.leave()


def a_deep_office(office: Office) -> None:
    """Between section officer and ADM stands one more desk of the same office."""
    office.seat(Seat("oc", ("section_officer",), "adm"))
    office.seat(Seat("so-lra", ("section_officer",), "oc", "lra"))


def test_no_more_than_four_levels_deal_with_a_submission(office: Office):
    """Guard: ``Outlook.too_many``. It is submitted anew, past one of the levels, and comes back through that one."""
    a_deep_office(office)
    file = office.a_file_sent("clerk", "so-lra", "oc", "adm")

    with pytest.raises(TooManyLevels) as refused:
        forward(office, file, "adm", "dm")
    assert refused.value.fields["levels"] == 4

    forward(office, file, "adm", "clerk")
    for by, to in (("clerk", "so-lra"), ("so-lra", "adm"), ("adm", "dm")):
        file = forward(office, file, by, to)
    assert file.holder.designation_en == "dm"


def test_the_levels_are_counted_within_an_office(office: Office):
    office.seat(Seat("tehsildar", ("section_officer",), "sdm", None, "tehsil"))
    office.seat(Seat("kanungo", ("dealing_hand",), "tehsildar", None, "tehsil"))
    office.seat(Seat("lekhpal", ("dealing_hand",), "kanungo", None, "tehsil"))

    file = office.a_file_sent("lekhpal", "kanungo", "tehsildar", "sdm", "dm")

    assert file.holder.designation_en == "dm"


def test_what_the_dialogue_asks_agrees_with_what_is_refused(office: Office):
    """For every desk to which a file could be marked: the answer before, and what then happens."""
    a_deep_office(office)
    ways = (("clerk", "dm"), ("clerk", "adm", "dm"), ("clerk", "so-lra", "oc", "adm"), ("so-est", "adm"))
    for way in ways:
        file, by = office.a_file_sent(*way), way[-1]
        for to in ("clerk", "so-lra", "oc", "adm", "dm", "so-est", "sdm", "dispatcher"):
            if to == by:
                continue
            said = office.ask(ListJumpedLevels(file_id=file.id, to_post=office.post(to)), by=by)
            offered = office.ask(ListNextDesks(file_id=file.id), by=by).items
            refusal: PatravaliError | None = None
            try:
                forward(office, office.a_file_sent(*way), by, to)
            except (ReturnsThrough, TooManyLevels) as refused:
                refusal = refused
            assert (said.first is not None) == isinstance(refusal, ReturnsThrough), (way, to)
            assert (said.most_levels is not None) == isinstance(refusal, TooManyLevels), (way, to)
            if said.first is not None and isinstance(refusal, ReturnsThrough):
                assert str(said.first.post.post_id) == refusal.fields["post"]
            assert refusal is None or office.post(to) not in [desk.post.post_id for desk in offered]


def test_the_next_desk_is_the_level_that_was_jumped(office: Office):
    file = office.a_file_sent("clerk", "dm")

    offered = office.ask(ListNextDesks(file_id=file.id), by="dm").items

    assert (offered[0].post.designation_en, offered[0].reason) == ("adm", "returns_through")
    assert key("post clerk") not in [desk.post.post_id for desk in offered]
