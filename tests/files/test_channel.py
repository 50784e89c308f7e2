"""Levels of the State's channel that a file passes over on its way up."""

from __future__ import annotations

import pytest

from contracts.files import ForwardFile, ListJumpedLevels
from contracts.files.errors import FileNotFound
from tests.files.office import Office
from tests.files.packs import a_pack, use


def jumped(office: Office, by: str, to: str) -> list[tuple[str, str]]:
    file = office.a_file(by)
    found = office.ask(ListJumpedLevels(file_id=file.id, to_post=office.post(to)), by=by).items
    return [(one.name_en, one.post.designation_en) for one in found]


@pytest.mark.parametrize(
    ("by", "to", "levels"),
    [
        ("clerk", "so-lra", []),
        ("clerk", "adm", [("Section officer", "so-lra")]),
        ("clerk", "dm", [("Section officer", "so-lra"), ("Additional District Magistrate", "adm")]),
        ("so-lra", "dm", [("Additional District Magistrate", "adm")]),
        ("adm", "dm", []),
    ],
)
def test_the_levels_between_are_named_the_lowest_first(office: Office, by: str, to: str, levels: list[tuple[str, str]]):
    use(office, a_pack())

    assert jumped(office, by, to) == levels


def test_who_stands_directly_below_jumps_nobody(office: Office):
    """An SDM's superior is the District Magistrate: no ADM stands between, whatever the channel says."""
    use(office, a_pack())

    assert jumped(office, "sdm", "dm") == []


@pytest.mark.parametrize(("by", "to"), [("dm", "clerk"), ("clerk", "est-clerk"), ("clerk", "so-est"), ("adm", "sdm")])
def test_downwards_and_sideways_nobody_is_jumped(office: Office, by: str, to: str):
    use(office, a_pack())

    assert jumped(office, by, to) == []


def test_a_level_that_the_channel_does_not_have_is_not_jumped(office: Office):
    def without_adm(content: dict) -> None:
        content["channels"][0]["levels"] = ["dealing_hand", "section_officer", "dm"]

    use(office, a_pack(without_adm))

    assert jumped(office, "so-lra", "dm") == []


def test_without_a_pack_there_is_no_channel(office: Office):
    assert jumped(office, "clerk", "dm") == []


def test_a_jump_on_the_way_up_is_said_and_not_refused(office: Office):
    use(office, a_pack())
    file = office.a_file("clerk")

    moved = office.ask(ForwardFile(file_id=file.id, to_post=office.post("dm")), by="clerk")

    assert moved.holder.designation_en == "dm"


def test_who_may_not_see_the_file_is_not_told(office: Office):
    use(office, a_pack())
    file = office.a_file("clerk")

    with pytest.raises(FileNotFound):
        office.ask(ListJumpedLevels(file_id=file.id, to_post=office.post("dm")), by="est-clerk")
