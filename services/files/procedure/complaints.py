"""What is wrong with a pack, in Hindi and English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


@dataclass(frozen=True)
class Complaint:
    hi: str
    en: str


Found = Iterator[tuple[tuple[str | int, ...], Complaint]]
"""Where something is wrong, from the top of the pack, and what."""


# Pydantic's kinds of errors; {…} are their own fields.
_REASONS = {
    "missing": ("यह आवश्यक है, पर दिया नहीं गया", "this is needed and not there"),
    "extra_forbidden": ("यह कुंजी ज्ञात नहीं है", "no such key is known"),
    "no_hindi": ("हिन्दी पाठ देवनागरी में नहीं है", "the Hindi text has no letter of Devanagari"),
    "literal_error": ("अज्ञात मान; इनमें से एक दें: {expected}", "unknown; give one of {expected}"),
    "string_type": ("यहाँ पाठ चाहिए", "a text belongs here"),
    "string_too_short": ("यह खाली है", "this is empty"),
    "string_too_long": ("{max_length} अक्षरों से अधिक है", "longer than {max_length} characters"),
    "string_pattern_mismatch": ("इस रूप में नहीं है: {pattern}", "not of the form {pattern}"),
    "list_type": ("यहाँ सूची चाहिए", "a list belongs here"),
    "too_short": ("कम से कम {min_length} प्रविष्टि चाहिए", "at least {min_length} is needed"),
    "dict_type": ("यहाँ कुंजी और मान चाहिए", "keys and values belong here"),
    "model_type": ("यहाँ कुंजी और मान चाहिए", "keys and values belong here"),
    "bool_parsing": ("true या false दें", "give true or false"),
    "bool_type": ("true या false दें", "give true or false"),
    "int_type": ("यहाँ पूर्णांक चाहिए", "a whole number belongs here"),
    "int_parsing": ("यहाँ पूर्णांक चाहिए", "a whole number belongs here"),
    "int_from_float": ("यहाँ पूर्णांक चाहिए", "a whole number belongs here"),
    "greater_than_equal": ("{ge} से कम नहीं हो सकता", "not less than {ge}"),
    "less_than_equal": ("{le} से अधिक नहीं हो सकता", "not more than {le}"),
}
_DATE = ("तिथि वर्ष-माह-दिन के रूप में दें, जैसे 2026-04-01", "give a date as year-month-day, such as 2026-04-01")


def of_error(error: ErrorDetails) -> Complaint:
    """A refusal of the models in words; what has none here is told in pydantic's."""
    kind = error["type"]
    if kind.startswith("date") or kind == "year_unlikely":
        return Complaint(*_DATE)
    hi, en = _REASONS.get(kind, ("यह मान स्वीकार्य नहीं है", error["msg"].replace("{", "(").replace("}", ")")))
    given = error.get("ctx", {})
    return Complaint(hi.format_map(given), en.format_map(given))
