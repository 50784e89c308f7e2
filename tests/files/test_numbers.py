"""Numbers of files: by heads or free, unique always."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.files import CreateFile, ListNumberingHeads
from contracts.files.errors import BadNumberingHead, NumberTaken
from services.files.domain.numbering import comparable, expand, office_day, spell
from tests.files.office import HandClock, Office

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def test_a_pattern_is_filled_in_from_head_unit_office_and_year():
    template = expand("{office}/{head}/{serial}/{year}-{unit}", year=2026, office="COLL", unit="LRA", head="21")

    assert spell(template, 7) == "COLL/21/7/2026-LRA"


def test_what_is_compared_fits_its_column_whatever_is_written():
    assert len(comparable("\ufdfa" * 300)) == 300


def test_a_pattern_without_a_serial_gets_one():
    assert spell(expand("{unit}/{year}", year=2026, unit="LRA"), 7) == "LRA/2026/7"


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_name_can_pretend_to_be_the_serial(unit: str, head: str):
    template = expand("{head}/{serial}/{unit}", year=2026, unit=unit, head=head)

    assert template.count("{serial}") == 1


@pytest.mark.parametrize(
    ("number", "other", "same"),
    [
        ("21/5/2026-LRA", " 21 / 5/2026-lra", True),
        ("२१/५", "21/5", False),
        ("२१/५", "२१ / ५", True),
        ("21/5", "21/50", False),
        ("\u095bिला/१", "\u091c\u093cिला/१", True),
        ("21/5", "21\u200b/\u00ad5\ufeff", True),
        ("क्ष/१", "क्\u200dष/१", True),
        ("21/5", "21/\u202f5\ufe0f\u2800", True),
    ],
)
def test_numbers_that_look_the_same_are_the_same(number: str, other: str, same: bool):
    assert (comparable(number) == comparable(other)) == same


def test_the_day_of_the_office_is_the_day_in_india():
    assert office_day(datetime(2026, 12, 31, 18, 29, tzinfo=UTC)).isoformat() == "2026-12-31"
    assert office_day(datetime(2026, 12, 31, 18, 30, tzinfo=UTC)).isoformat() == "2027-01-01"


def test_each_head_has_a_series_of_its_own(office: Office):
    office.clock = HandClock(NOON)

    files = [office.a_file("clerk", head=head) for head in ("21", "21", "22")]
    elsewhere = office.a_file("tehsil-clerk", head="21")

    assert [file.number for file in files] == ["21/1/2026-LRA", "21/2/2026-LRA", "22/1/2026-LRA"]
    assert elsewhere.number == "21/1/2026-TEH"


def test_a_series_begins_anew_each_year(office: Office):
    office.clock = HandClock(NOON)
    office.a_file("clerk", head="21")

    office.clock.forward(days=365)

    assert office.a_file("clerk", head="21").number == "21/1/2027-LRA"


def test_a_head_of_another_section_is_refused(office: Office):
    with pytest.raises(BadNumberingHead):
        office.a_file("clerk", head="11")
    with pytest.raises(BadNumberingHead):
        office.a_file("dm", head="21")

    assert office.rows("SELECT 1 FROM number_series") == []


def test_a_free_number_is_taken_as_it_is_given(office: Office):
    file = office.a_file("clerk", free_number="पुरानी/12/2019-20")

    assert file.number == "पुरानी/12/2019-20"


def test_a_number_in_use_is_refused_however_it_is_written(office: Office):
    office.a_file("clerk", free_number="Old/12/2019")

    with pytest.raises(NumberTaken):
        office.ask(CreateFile(subject="विषय", free_number="OLD / 12 / 2019"), by="so-est")

    office.ask(CreateFile(subject="विषय", free_number="Old/12/2019"), by="tehsil-clerk")


def test_a_series_steps_over_a_number_that_was_taken_freely(office: Office):
    office.clock = HandClock(NOON)
    office.a_file("clerk", free_number="21/1/2026-LRA")

    assert office.a_file("clerk", head="21").number == "21/2/2026-LRA"


def test_the_heads_of_a_section_are_listed_part_by_part(office: Office):
    first = office.ask(ListNumberingHeads(limit=1), by="clerk")
    second = office.ask(ListNumberingHeads(limit=1, cursor=first.next), by="clerk")

    assert [head.code for head in first.items + second.items] == ["21", "22"]
    assert first.items[0].title_hi == "शीर्ष 21"
    assert second.next is None
    assert office.ask(ListNumberingHeads(), by="dm").items == []
