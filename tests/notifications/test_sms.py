"""The size of an SMS and the registry of texts."""

import pytest

from services.notifications.domain.sms import (
    RegisteredText,
    Registry,
    as_registered,
    needs_ucs2,
    shortened,
    units,
)

TEXT = RegisteredText("1007000000000000001", "पत्रावली {#var#} आपके पटल पर आई है।")


def a_registry(**texts: RegisteredText) -> Registry:
    return Registry("1001", "PTRVLI", {(name, "hi"): text for name, text in texts.items()})


def test_each_letter_and_each_matra_counts_one_unit():
    word = "की"

    length = units(word)

    assert length == 2


def test_a_character_outside_the_basic_plane_counts_two_units():
    assert units("😀") == 2


@pytest.mark.parametrize(("text", "is_unicode"), [("File 11/2 is on your desk.", False), ("पत्र 11/2", True)])
def test_hindi_needs_ucs2_and_plain_english_does_not(text, is_unicode):
    assert needs_ucs2(text) is is_unicode


def test_a_number_within_thirty_characters_stays_whole():
    number = "11-2/23/2026-NAZARAT"

    assert shortened(number) == number


def test_a_longer_number_keeps_its_beginning_and_its_end():
    number = "VERY-LONG-HEAD-OF-AN-OLD-SERIES/11/2026-NAZ"

    short = shortened(number)

    assert units(short) == 30
    assert short.startswith("VERY-LONG-")
    assert short.endswith("2026-NAZ")


def test_the_registered_form_has_the_operators_sign_for_a_variable():
    assert as_registered("पत्रावली {number} आई है।") == "पत्रावली {#var#} आई है।"


def test_a_text_that_matches_word_for_word_is_admitted():
    registry = a_registry(file_arrived=TEXT)

    found = registry.find("file_arrived", "hi", "पत्रावली 11/2/2026 आपके पटल पर आई है।")

    assert found is TEXT


@pytest.mark.parametrize(
    "sms",
    [
        "पत्रावली 11/2/2026 आपके पटल पर आयी है।",
        "पत्रावली 11/2/2026 आपके पटल पर आई है। ",
        f"पत्रावली {'9' * 31} आपके पटल पर आई है।",
    ],
    ids=["another spelling", "a blank more", "a variable of 31 characters"],
)
def test_a_text_that_differs_is_not_admitted(sms):
    registry = a_registry(file_arrived=TEXT)

    assert registry.find("file_arrived", "hi", sms) is None


def test_a_language_that_is_not_registered_is_not_admitted():
    registry = a_registry(file_arrived=TEXT)

    assert registry.find("file_arrived", "en", "पत्रावली 1 आपके पटल पर आई है।") is None
