"""The patterns by which an office numbers: what they may hold is checked where they come in."""

import pytest
from pydantic import ValidationError

from contracts.identity import Numbering


def test_a_letter_may_bear_its_files_number():
    assert Numbering().letter == "{file}/{serial}"
    assert Numbering(letter="पत्रांक {serial}/{file}").letter == "पत्रांक {serial}/{file}"


@pytest.mark.parametrize("kind", ["file", "receipt"])
def test_only_a_letter_has_a_file(kind: str):
    with pytest.raises(ValidationError):
        Numbering(**{kind: "{file}/{serial}"})


@pytest.mark.parametrize(
    "pattern", ["{serial}/{month}", "{serial", "LRA", "", "{serial}\n{year}", "{serial}\u202e", "x" * 101]
)
def test_what_is_no_pattern_is_refused(pattern: str):
    for kind in ("file", "receipt", "letter"):
        with pytest.raises(ValidationError):
            Numbering(**{kind: pattern})
