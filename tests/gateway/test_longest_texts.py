"""The browser's fields end where the server's do: what somebody typed is not refused for its length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.openapi import describe
from gateway.routes import OPERATIONS

LONGEST = json.loads((Path(__file__).parents[2] / "gateway/web/src/api/longest.json").read_text(encoding="utf-8"))
API = describe(OPERATIONS, "")
SCHEMAS = API["components"]["schemas"]
FIELDS = {
    "abbreviation": ["SaveOffice.abbreviation_hi", "SaveOffice.abbreviation_en"],
    "address": ["Addressee.address", "Sender.address"],
    "fileNumber": ["LinkFile.other_number"],
    "freeNumber": ["CreateFile.free_number"],
    "name": ["Addressee.name", "Sender.name", "Folder.name", "SavedFilter.name", "SaveOffice.name_hi"],
    "paragraph": ["AddNote.paragraphs", "AnswerConsultation.paragraphs"],
    "password": ["ChangePassword.new_password"],
    "question": ["ConsultDesks.question"],
    "reason": [
        "CancelLetter.reason",
        "CancelReceipt.reason",
        "CloseFile.reason",
        "CloseReceipt.reason",
        "DeclareOutage.reason",
        "FollowUpWish.word",
        "ParkFile.reason",
        "ProposeChange.reason",
        "RefuseProposal.remarks",
        "ReopenFile.reason",
        "ReturnConsultation.reason",
        "ReturnDiaryBlock.reason",
        "SetFollowUp.word",
        "SetSavingsFactor.basis",
        "StopClock.remarks",
        "WaiveReply.reason",
        "WithdrawConsultation.reason",
        "WithdrawOutage.reason",
        "WithdrawReply.reason",
    ],
    "reference": ["CreateDraft.reference"],
    "remarks": ["DispatchLetter.remarks", "ForwardFile.remarks", "MarkReceipt.remarks", "PassOnConsultation.remarks"],
    "subject": ["CreateDraft.subject", "CreateFile.subject", "CreateFile.subject_en", "DiariseReceipt.subject"],
    "title": ["AttachDocument.title"],
    "tracking": ["DispatchLetter.tracking_number"],
}
BY_THEIR_FORM = {"email", "userName"}
"""The server holds these to a pattern instead of a length."""


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, of in FIELDS.items() for field in of])
def test_a_field_of_the_browser_is_as_long_as_the_servers(name: str, field: str) -> None:
    model, _, inside = field.partition(".")

    assert _longest(SCHEMAS[model]["properties"][inside]) == LONGEST[name]


def test_the_words_that_are_searched_for_are_as_long_as_the_servers() -> None:
    parameters = API["paths"]["/search"]["get"]["parameters"]

    said = next(one["schema"] for one in parameters if one["name"] == "text")

    assert _longest(said) == LONGEST["search"]


def test_each_bound_is_compared() -> None:
    assert FIELDS.keys() | BY_THEIR_FORM | {"search"} == LONGEST.keys()


def _longest(schema: dict[str, Any]) -> int | None:
    """Of a text, of one that may be left out, or of each text of a list."""
    parts = [schema, *schema.get("anyOf", []), schema.get("items", {})]
    return next((part["maxLength"] for part in parts if "maxLength" in part), None)
