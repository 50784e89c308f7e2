"""What no text and no date may hold: the check and the published pattern say the same."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from contracts import release
from contracts.base import Strict
from contracts.bounds import (
    BARE_TEXT,
    FILE_NAME,
    ONE_LINE,
    ONE_LINE_OR_NONE,
    PLAIN_TEXT,
    PLAIN_TEXT_OR_NONE,
    Day,
    Fit,
    Moment,
)
from contracts.files import ForwardFile
from contracts.identity import AssumeCharge

TEXTS = {
    "one": ONE_LINE,
    "one_or_none": ONE_LINE_OR_NONE,
    "plain": PLAIN_TEXT,
    "plain_or_none": PLAIN_TEXT_OR_NONE,
    "file": FILE_NAME,
}
TRICKY = st.sampled_from(
    "a/\\\u0915 \t\n\r\x0b\x0c\x00\x08\x1c\x1f\x7f\x85\xa0\u1680\u200b\u200d\u2028\u2029\u202e\u202f\u2066\u3000\ufeff"
)


def takes(text: str, fit: Fit) -> bool:
    class Form(Strict):
        said: Annotated[str, fit]

    try:
        said = Form(said=text).said
    except ValidationError:
        return False
    return bool(said) or fit.empty


@pytest.mark.parametrize("fit", TEXTS.values(), ids=TEXTS.keys())
@given(text=st.text(TRICKY | st.characters(codec="utf-8"), max_size=12))
def test_the_pattern_takes_exactly_what_the_contract_takes(fit: Fit, text: str) -> None:
    # ECMA-262 has no end of line before a last line feed, which Python's $ knows.
    described = re.search(fit.pattern.removesuffix("$") + r"\Z", text) is not None

    assert described == takes(text, fit)


@given(text=st.text(TRICKY | st.characters(codec="utf-8"), max_size=12))
def test_text_that_keeps_its_white_space_is_described_so(text: str) -> None:
    class Kept(BaseModel):
        said: Annotated[str, BARE_TEXT]

    described = re.search(BARE_TEXT.pattern.removesuffix("$") + r"\Z", text) is not None
    try:
        taken = Kept(said=text).said == text
    except ValidationError:
        taken = False

    assert described == taken


class Dated(BaseModel):
    day: Day | None = None
    at: Moment | None = None


@pytest.mark.parametrize("year", [1, 500, 1899, 2200, 9999])
def test_a_year_in_no_register_is_refused(year: int) -> None:
    for field in ({"day": date(year, 6, 1)}, {"at": datetime(year, 6, 1, tzinfo=UTC)}):
        with pytest.raises(ValidationError) as refused:
            Dated(**field)

        assert refused.value.errors()[0]["type"] == "year_unlikely"


@pytest.mark.parametrize("strict", [True, False])
def test_a_date_is_taken_as_the_gateway_and_the_services_read_it(strict: bool) -> None:
    said = '{"day": "2026-11-30", "at": "2026-11-30T10:00:00+05:30"}'

    dated = Dated.model_validate_json(said, strict=strict)

    assert (dated.day, dated.at) == (date(2026, 11, 30), datetime(2026, 11, 30, 4, 30, tzinfo=UTC))


@pytest.mark.parametrize("written", ["19", "1763620200", "20261120", "२०२६-११-२०", 19, 1763620200.5])
def test_a_number_is_no_date(written: object) -> None:
    for field, code in (("day", "date_parsing"), ("at", "datetime_parsing")):
        with pytest.raises(ValidationError) as refused:
            Dated.model_validate({field: written})

        assert refused.value.errors()[0]["type"] == code


def test_the_first_and_the_last_day_are_taken() -> None:
    ends = [Dated(day=date(1900, 1, 1)), Dated(day=date(2199, 12, 31)), Dated(at="1900-01-01T00:00:00+14:00")]

    assert [one.day or one.at.astimezone(UTC).date() for one in ends] == [  # type: ignore[union-attr]
        date(1900, 1, 1),
        date(2199, 12, 31),
        date(1899, 12, 31),
    ]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59-12:00"])
def test_a_charge_at_the_ends_of_the_calendar_is_refused(at: str) -> None:
    someone = "018f6b1a-7c00-7000-8000-00000000a001"

    with pytest.raises(ValidationError, match="year_unlikely"):
        AssumeCharge.model_validate({"person_id": someone, "post_id": someone, "held_from": at})


def test_only_what_was_always_fit_may_be_asked_of_a_released_field() -> None:
    released = release.schema_of(ForwardFile)
    looser, other = (release.schema_of(ForwardFile) for _ in range(2))
    del looser["request"]["properties"]["remarks"]["pattern"]
    other["request"]["properties"]["remarks"]["pattern"] = "^[a-z]*$"

    assert release.breaks(looser, released) == []
    assert release.breaks(released, other) == ["request.remarks: pattern became ^[a-z]*$"]
