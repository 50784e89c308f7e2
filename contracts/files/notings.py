"""A person's own standard notings at a desk. Private, and no part of any record."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.base import Command, Count, Query, Remarks, Strict, Version, View

MOST_OWN_NOTINGS = 100


class OwnNoting(Strict):
    """A phrase in both languages, or in the one that the person writes."""

    text_hi: Remarks = ""
    text_en: Remarks = ""

    @model_validator(mode="after")
    def _says_something(self) -> OwnNoting:
        if not self.text_hi and not self.text_en:
            raise PydanticCustomError("noting_empty", "a noting says something in at least one language")
        return self


OwnNotings = Annotated[list[OwnNoting], Field(max_length=MOST_OWN_NOTINGS)]


class OwnNotingView(View):
    text_hi: Remarks
    text_en: Remarks


class OwnNotingsView(View):
    """In the person's own order. The version is 0 before the first saving."""

    notings: list[OwnNotingView] = Field(max_length=MOST_OWN_NOTINGS)
    version: Count


class OwnNotingsSavedView(View):
    version: Version


class GetOwnNotings(Query, service="files", returns=OwnNotingsView):
    """The standard notings of the person at the desk of the acting charge."""


class SaveOwnNotings(Command, service="files", returns=OwnNotingsSavedView):
    """Save them whole, in this order."""

    notings: OwnNotings
    expected_version: Count | None = None


__all__ = [
    "MOST_OWN_NOTINGS",
    "GetOwnNotings",
    "OwnNoting",
    "OwnNotingView",
    "OwnNotings",
    "OwnNotingsSavedView",
    "OwnNotingsView",
    "SaveOwnNotings",
]
