"""Letters of one file on one day are told apart; bytes that are signed are never renumbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.domain import issue_number


def test_a_single_letter_bears_the_files_number_as_it_is():
    number = issue_number.of_the_day("A-11011/5/2001-Est.", ordinal=1, others_wait=False)

    assert number == "A-11011/5/2001-Est."


def test_the_first_of_several_letters_that_wait_bears_one_in_brackets_before_the_year():
    number = issue_number.of_the_day("A-11011/5/2001-Est.", ordinal=1, others_wait=True)

    assert number == "A-11011/5(I)/2001-Est."


def test_a_second_letter_of_the_day_bears_two_also_where_nobody_saw_it_coming():
    number = issue_number.of_the_day("A-11011/5/2001-Est.", ordinal=2, others_wait=False)

    assert number == "A-11011/5(II)/2001-Est."


def test_a_free_number_without_a_year_gets_the_suffix_at_its_end():
    number = issue_number.of_the_day("भूमि-12", ordinal=3, others_wait=False)

    assert number == "भूमि-12(III)"


def test_digits_that_only_look_like_a_year_are_left_alone():
    number = issue_number.of_the_day("REV/20011/7/2026", ordinal=2, others_wait=False)

    assert number == "REV/20011/7(II)/2026"


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (90, "XC")])
def test_roman_numbers_are_those_of_the_manual(number, letters):
    assert issue_number.roman(number) == letters


@given(st.text(min_size=1, max_size=100), st.sets(st.integers(2, 399), min_size=2, max_size=20))
def test_no_two_letters_of_one_file_and_day_bear_the_same_number(file_number, ordinals):
    numbers = {issue_number.of_the_day(file_number, ordinal, others_wait=False) for ordinal in {1, *ordinals}}

    assert len(numbers) == len({1, *ordinals})
