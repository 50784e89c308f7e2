"""What no text and no date of an office may hold, as a check and, for the published schema, as a pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

# Line breaks and other controls, and the marks that turn the direction of writing: in a register's line they could
# forge another line or show other text than is stored. Joiners (ZWJ, ZWNJ) belong to Devanagari and stay.
UNFIT_FOR_A_LINE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
UNFIT_FOR_A_TEXT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
# What is dropped at the ends of an input before it is looked at: Unicode's White_Space.
SPACE = r"\x09-\x0d\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


@dataclass(frozen=True)
class Fit:
    """For ``Annotated``: the text holds none of these characters.

    The pattern in the schema (ECMA-262) is of the whole input, with the white space that is dropped. ``bare`` is for
    models that drop none; ``empty`` where nothing may be said.
    """

    unfit: str
    """A character class without its brackets."""
    code: str
    message: str
    empty: bool = False
    bare: bool = False

    @property
    def pattern(self) -> str:
        if self.bare:
            return f"^[^{self.unfit}]*$"
        said = f"[^{self.unfit}{SPACE}][^{self.unfit}]*[{SPACE}]*"
        return f"^[{SPACE}]*({said})?$" if self.empty else f"^[{SPACE}]*{said}$"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        unfit = re.compile(f"[{self.unfit}]")

        def check(value: str) -> str:
            if unfit.search(value):
                raise PydanticCustomError(self.code, self.message)
            return value

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = handler(schema)
        if handler.mode == "validation":
            described["pattern"] = self.pattern
        return described


_LINE = (UNFIT_FOR_A_LINE, "not_one_line", "line breaks and control characters do not belong here")
_TEXT = (UNFIT_FOR_A_TEXT, "not_plain_text", "control characters do not belong here")
ONE_LINE = Fit(*_LINE)
ONE_LINE_OR_NONE = Fit(*_LINE, empty=True)
PLAIN_TEXT = Fit(*_TEXT)
PLAIN_TEXT_OR_NONE = Fit(*_TEXT, empty=True)
BARE_TEXT = Fit(*_TEXT, bare=True)
# A name that turns its direction shows another ending than it has; slashes would make folders of it.
FILE_NAME = Fit(UNFIT_FOR_A_LINE + r"/\\", *_LINE[1:])


class Growing:
    """For ``Annotated`` around a Literal in a view: a list of kinds to which newer services may add.

    Who reads an unknown one takes it as it is. The schema says so (``x-growing``), and only such a list may get values
    that it was not released with.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        later = core_schema.str_schema(pattern="^[a-z][a-z0-9_]{0,63}$")
        return core_schema.union_schema([handler(source), later], mode="left_to_right")

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        known: dict[str, Any] = handler(schema["choices"][0])
        return {**known, "x-growing": True}


GROWING = Growing()


@dataclass(frozen=True)
class Years:
    """For ``Annotated``: a date or moment of these centuries.

    What is older is in no office's register, and at the ends of the calendar no time zone can be counted.
    """

    first: int
    last: int
    written: str
    """How each begins (ISO 8601)."""
    code: str
    """Pydantic's own of what is not written so."""

    @property
    def pattern(self) -> str:
        """Both for the schema, which has no other word for it."""
        centuries = "|".join(str(century) for century in range(self.first // 100, self.last // 100 + 1))
        return self.written.replace("^[0-9]{2}", f"^({centuries})")

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written, schema = re.compile(self.written), handler(source)
        reader = SchemaValidator(schema)

        def check_form(value: Any) -> Any:
            # Pydantic also takes seconds since 1970, and "19" for nineteen of them.
            if isinstance(value, int | float) or (isinstance(value, str) and not written.match(value)):
                raise PydanticCustomError(self.code, "a number is no date")
            # Behind a function pydantic takes JSON's text for Python's, which it would refuse where it is strict.
            return reader.validate_python(value) if isinstance(value, str) else value

        def check(value: date) -> date:
            if not self.first <= value.year <= self.last:
                between = {"first": self.first, "last": self.last}
                raise PydanticCustomError("year_unlikely", "the year lies between {first} and {last}", between)
            return value

        plausible = core_schema.no_info_after_validator_function(check, schema)
        return core_schema.no_info_before_validator_function(check_form, plausible)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = handler(schema)
        if handler.mode == "validation":
            described["pattern"] = self.pattern
        return described


DAYS = Years(1900, 2199, "^[0-9]{2}[0-9]{2}-[0-9]{2}-[0-9]{2}$", "date_parsing")
MOMENTS = Years(1900, 2199, "^[0-9]{2}[0-9]{2}-[0-9]{2}-[0-9]{2}[Tt]", "datetime_parsing")
Day = Annotated[date, DAYS]
Moment = Annotated[AwareDatetime, MOMENTS]

ALWAYS_FIT = frozenset(
    one.pattern
    for one in (ONE_LINE, ONE_LINE_OR_NONE, PLAIN_TEXT, PLAIN_TEXT_OR_NONE, BARE_TEXT, FILE_NAME, DAYS, MOMENTS)
)
"""Patterns that may be written to a field later: no text or date that an office ever sent is refused by them."""
