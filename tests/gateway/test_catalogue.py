"""Every refusal can be told in Hindi and English, and says what to do."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic_core import core_schema

import contracts
import gateway
from contracts.errors import InternalError, PatravaliError
from gateway import catalogue, problems
from gateway.routes import OPERATIONS
from gateway.routes.session import Wish

DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def all_errors() -> dict[str, type[PatravaliError]]:
    """Every error that a client can meet, the chassis' own included."""
    for package in (contracts, gateway):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    importlib.import_module("chassis.auth")
    importlib.import_module("chassis.errors")
    return {
        code: error
        for code, error in PatravaliError.known.items()
        if error.__module__.split(".")[0] in ("contracts", "gateway", "chassis")
    }


def all_fields() -> set[str]:
    found: set[str] = set()
    seen: set[type[BaseModel]] = set()

    def look(model: type[BaseModel]) -> None:
        if model in seen:
            return
        seen.add(model)
        for name, field in model.model_fields.items():
            found.add(name)
            for part in models_in(field.annotation):
                look(part)

    def models_in(annotation: Any) -> list[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return [annotation]
        return [model for each in get_args(annotation) for model in models_in(each)]

    for operation in OPERATIONS:
        look(operation.request)
    look(Wish)
    return found


def placeholders(sentence: str) -> set[str]:
    return {re.sub(r"_(hi|en)$", "", name) for _text, name, _spec, _conv in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["hi", "en"])
def test_every_code_has_a_title_and_says_what_to_do(language: Any) -> None:
    errors = catalogue.words(language, "errors")

    missing = set(all_errors()) - set(errors)

    assert not missing
    assert all(texts["title"] and len(texts["detail"]) > 20 for texts in errors.values())


def test_no_sentence_is_left_for_a_code_that_is_gone() -> None:
    assert catalogue.codes() <= set(all_errors())


def test_hindi_is_hindi_and_english_is_english() -> None:
    hindi, english = catalogue.words("hi", "errors"), catalogue.words("en", "errors")

    assert all(DEVANAGARI.search(texts["title"]) and DEVANAGARI.search(texts["detail"]) for texts in hindi.values())
    assert not [code for code, texts in english.items() if DEVANAGARI.search(texts["title"] + texts["detail"])]


@pytest.mark.parametrize("part", ["errors", "rules", "values", "fields"])
def test_both_languages_have_the_same_entries(part: str) -> None:
    hindi, english = catalogue.words("hi", part), catalogue.words("en", part)

    assert hindi.keys() == english.keys()
    if part == "values":
        assert all(hindi[name].keys() == english[name].keys() for name in hindi)


def test_both_languages_name_the_same_fields() -> None:
    hindi, english = catalogue.words("hi", "errors"), catalogue.words("en", "errors")

    for code in hindi:
        assert placeholders(hindi[code]["detail"]) == placeholders(english[code]["detail"]), code


@pytest.mark.parametrize("language", ["hi", "en"])
def test_a_sentence_names_only_what_its_error_says_that_it_brings(language: Any) -> None:
    """What it does not bring would be a dash. Its docstring, or that of the kind it is of, names the fields."""
    for code, error in all_errors().items():
        sentence = catalogue.entry(language, code)["detail"]
        named = {name for _text, name, _spec, _conv in string.Formatter().parse(sentence) if name}
        said = " ".join(kind.__doc__ or "" for kind in error.__mro__)
        assert named <= set(re.findall(r"``([a-z_]+)``", said)), code


def test_every_field_of_a_request_has_a_label() -> None:
    assert all_fields() <= catalogue.words("hi", "fields").keys()


def test_several_values_are_told_in_words() -> None:
    several = {"role": "adm / section_officer", "held": 2}

    assert catalogue.fill("hi", "{role}, {held}", several) == "अपर जिलाधिकारी या अनुभाग अधिकारी, 2"
    assert catalogue.fill("en", "{role}, {held}", several) == "ADM or section officer, 2"
    assert catalogue.fill("hi", "{role}", {"role": "adm / unheard_of"}) == "अपर जिलाधिकारी या unheard_of"


def test_moments_and_days_are_written_as_offices_write_them() -> None:
    fields = {"since": "2026-11-28T20:55:37+00:00", "until": "2026-11-28T20:55:37.123456Z", "due_on": "2026-11-30"}

    assert catalogue.fill("hi", "{since} {until} {due_on}", fields) == "29.11.2026, 02:25 29.11.2026, 02:25 30.11.2026"
    assert catalogue.fill("en", "{number}", {"number": "2026-11-30/7"}) == "2026-11-30/7"
    assert catalogue.fill("en", "{day}", {"day": "2026-13-45"}) == "2026-13-45"


def test_every_kind_of_error_has_a_status() -> None:
    assert {error.kind for error in all_errors().values()} <= problems.STATUS.keys()


def test_the_rules_are_pydantics() -> None:
    known = set(get_args(core_schema.ErrorType))
    own = {
        "given_twice",
        "not_one_line",
        "note_too_long",
        "not_plain_text",
        "nul",
        "other",
        "tables_too_large",
        "too_many_lines",
        "year_unlikely",
    }
    own |= {"opinion_too_long", "desk_named_twice", "matter_named_twice", "noting_empty"}

    assert catalogue.words("hi", "rules").keys() - own <= known


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "hi"),
        ("hi", "hi"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.5, hi;q=0.9", "hi"),
        ("fr, de;q=0.8", "hi"),
        ("en;q=0", "hi"),
        (";;;,,,q=", "hi"),
        ("x" * 10_000, "hi"),
    ],
)
def test_the_language_is_what_the_reader_ranks_first(header: str, language: str) -> None:
    assert catalogue.language_of(header) == language


def test_a_field_that_the_error_did_not_bring_is_a_dash() -> None:
    body = problems.document(InternalError(), "en")

    assert catalogue.UNKNOWN in body["detail"]


def test_a_code_of_a_newer_service_is_told_by_its_kind() -> None:
    newer = PatravaliError("the stars are not right")
    newer.kind, newer.code = "conflict", "stars.not_right"  # type: ignore[misc]

    body = problems.document(newer, "en")

    assert (body["status"], body["code"], body["title"]) == (409, "stars.not_right", "Not in this state")


def test_values_are_told_in_words() -> None:
    error = all_errors()["password.too_weak"](reason="short")

    assert "बहुत छोटा है" in problems.document(error, "hi")["detail"]
    assert "is too short" in problems.document(error, "en")["detail"]


def test_limits_in_bytes_are_told_in_megabytes() -> None:
    error = all_errors()["document.too_large"](limit=500 * 2**20)

    assert "500 MB" in problems.document(error, "en")["detail"]
