"""Words in both scripts, numbers however they are typed, and the ladder down which a search goes."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from contracts.marked import plain
from services.files.domain.search.ladder import BEGINNING, QUARTER, filed_under, ladder, quarter_of
from services.files.domain.search.paper import Paper
from services.files.domain.search.sound import coarse_keys, fine_keys
from services.files.domain.search.words import endings_of, number_of, spelled, words_of
from tests.external import DATA

LETTERS = str.maketrans("0123456789abcdef", "कखगघचछजझटठडढतथदध")

ALIKE = [
    ("देहरादून", "Dehradun"), ("रमेश", "Ramesh"), ("सुरेश", "Suresh"), ("लक्ष्मी", "Laxmi"), ("लक्ष्मी", "Lakshmi"),
    ("सिंह", "Singh"), ("शर्मा", "Sharma"), ("पाण्डेय", "Pandey"), ("दुबे", "Dubey"), ("गुप्ता", "Gupta"),
    ("चौहान", "Chauhan"), ("बड़थ्वाल", "Barthwal"), ("गाँव", "Gaon"), ("ज्ञानेन्द्र", "Gyanendra"), ("इंदौर", "Indore"),
    ("देवरिया", "Deoria"), ("माधौगढ़", "Madhogarh"), ("ऋषिकेश", "Rishikesh"), ("कनाड़िया", "Kanadia"),
    ("बड़वानी", "Barwani"), ("सीमांकन", "seemankan"), ("अम्बेडकर", "Ambedkar"), ("ओंकारेश्वर", "Omkareshwar"),
]  # fmt: skip


@pytest.mark.parametrize(("hindi", "latin"), ALIKE)
def test_both_spellings_of_a_name_sound_alike(hindi: str, latin: str):
    assert fine_keys(spelled(hindi)) & fine_keys(spelled(latin))


@pytest.mark.parametrize(
    ("one", "other"), [("दिवाकर", "दीवाकर"), ("रुद्रपुर", "रूद्रपुर"), ("ऋषिकेश", "ऋषिकेष"), ("हत्ता", "हटा"), ("Mohd", "Mohhd")]
)
def test_what_typists_confuse_sounds_alike(one: str, other: str):
    assert fine_keys(spelled(one)) & fine_keys(spelled(other))


@pytest.mark.parametrize(
    ("one", "other"), [("देहरादून", "देवरिया"), ("रमेश", "राकेश"), ("Indore", "Jalaun"), ("सीमांकन", "दाखिल"), ("का", "क्या")]
)
def test_other_words_do_not(one: str, other: str):
    assert not fine_keys(spelled(one)) & fine_keys(spelled(other))


def test_an_english_spelling_is_met_by_its_consonants():
    assert not fine_keys("lucknow") & fine_keys("लखनऊ")
    assert coarse_keys("lucknow") & coarse_keys("लखनऊ")


@pytest.mark.parametrize(
    ("one", "other"),
    [("बाज़ार", "बाजार"), ("गाँव", "गांव"), ("सम्बन्ध", "संबंध"), ("पञ्चायत", "पंचायत"), ("शक्\u200dति", "शक्ति"), ("क़लम", "कलम"),
     ("ĀB", "āb")],
)  # fmt: skip
def test_spellings_that_only_the_typist_decides_are_one_word(one: str, other: str):
    assert words_of(one) == words_of(other)
    assert len(words_of(one)) == 1


@pytest.mark.parametrize("typed", ["LRA/21/7/2026", "lra 21 7 2026", "LRA-21-07-2026", "एलआरए", "२१/७/२०२६", "7/2026"])
def test_a_number_is_one_of_its_endings_however_it_is_typed(typed: str):
    endings = endings_of("COLL/LRA/21/7/2026")

    assert (number_of(typed) in endings) == (typed != "एलआरए")


def test_a_word_and_a_lone_number_are_no_number_of_a_register():
    assert number_of("सीमांकन") is None
    assert number_of("2026") is None


def test_marks_of_a_note_are_no_part_of_its_words():
    written = "**देहरादून** __तत्काल__\n| तहसील | सं__ख्या |\n|---|---:|\n| सदर | 12 |\n- खसरा"

    assert words_of(written) == words_of(plain(written))
    assert {"देहरादून", "तत्काल", "सदर", "12", "खसरा"} <= set(map(spelled, words_of(written)))


def test_the_ladder_covers_every_quarter_once_and_has_few_rungs():
    newest = quarter_of(datetime(2026, 3, 2, tzinfo=UTC))
    rungs = list(ladder(newest))

    for days in (0, 1, 2, 30, 365, 3000, 9000):
        quarter = quarter_of(datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=days))
        assert len(set(filed_under(quarter)) & set(rungs)) == 1
    assert len(rungs) == len(set(rungs)) < 40
    assert quarter_of(BEGINNING - QUARTER * 9) == 0


def test_the_words_of_a_very_long_paper_fit_into_the_index():
    paper = Paper("file", UUID(int=1), UUID(int=1), datetime(2026, 3, 2, tzinfo=UTC), 1, heading=["सीमांकन"])
    paper.words = {f"शब्द{number:x}".translate(LETTERS) for number in range(90_000)}

    entries = paper.entries()

    assert "hसीमांकन" in entries
    assert sum(len(entry.encode()) + 4 for entry in entries) < 2**20


def _pairs():
    """Names of districts, tehsils, blocks and towns in both scripts, variants that were seen among them."""
    with (DATA / "lgd/four_districts_hindi_names.csv").open() as table:
        for row in csv.DictReader(table):
            for hindi in filter(None, [row["name_hi"], *row["variants_seen"].split("|")]):
                yield row["name_en"], hindi
    for name, latin, local in (
        ("india_blocks_2022.csv", "block_name", "block_name_local"),
        ("urban_local_bodies_uk_up_mp.csv", "name", "name_local"),
    ):
        with (DATA / "lgd" / name).open() as table:
            yield from ((row[latin], row[local]) for row in csv.DictReader(table) if re.search("[ऀ-ॿ]", row[local]))


@pytest.mark.external_data
def test_names_of_places_are_found_in_the_other_script():
    """What is not found differs in more than its sound: another suffix, an abbreviation, a slip of the table."""
    fine = likely = 0
    pairs = list(_pairs())
    for latin, hindi in pairs:
        one, other = words_of(latin), words_of(hindi)

        def met(keys, one=one, other=other) -> bool:
            joined = keys("".join(one)) & keys("".join(other))
            return bool(joined) or all(any(keys(a) & keys(b) for b in other) for a in one)

        fine += met(fine_keys)
        likely += met(fine_keys) or met(coarse_keys)

    print(f"\nnames of places: {fine} of {len(pairs)} sound alike ({fine / len(pairs):.1%}), nearly so {likely}")  # noqa: T201 - the figure is what it is for
    assert len(pairs) > 500
    assert fine / len(pairs) > 0.93
    assert likely / len(pairs) > 0.95
