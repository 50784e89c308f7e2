"""An example of every contract, in the words of a real office.

``example_of(model)`` fills a model's schema: by the field's name where the office has a usual value, otherwise by
its type and bounds. Every example is valid; a test holds them to it, and the released schemas carry them.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

Schema = dict[str, Any]

MOMENT = "2026-11-20T05:30:00Z"
ID = "018f6b1a-7c00-7000-8000-00000000a001"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

USUAL: dict[str, Any] = {
    "subject": "ग्राम कालसी की दाखिल-खारिज में विलम्ब की शिकायत",
    "subject_en": "Complaint about a delayed mutation in Kalsi",
    "name": "रामलाल नेगी",
    "name_hi": "दीपक भट्ट",
    "name_en": "Deepak Bhatt",
    "designation_hi": "वरिष्ठ सहायक, राजस्व अनुभाग",
    "designation_en": "Senior Assistant, Revenue Section",
    "abbreviation": "DH1(LRA)",
    "office_hi": "जिलाधिकारी कार्यालय, देहरादून",
    "office_en": "Collectorate, Dehradun",
    "unit_hi": "राजस्व अनुभाग",
    "unit_en": "Revenue Section",
    "question": "क्या भूमि राजस्व अभिलेखों में विवादरहित है? कृपया अपनी राय दें।",
    "remarks": "कृपया अवलोकनार्थ।",
    "reason": "प्रकरण निस्तारित।",
    "title": "शिकायती पत्र",
    "number": "LRA-12/5/2026-COLL",
    "diary_number": "COLL/2026/123",
    "letter_number": "LRA-12/5/2026-COLL",
    "tracking_number": "EU123456789IN",
    "address": "ग्राम व पोस्ट कालसी, तहसील कालसी, देहरादून",
    "mobile": "9000000001",
    "email": "deepak.bhatt@example.in",
    "user_name": "deepak.bhatt",
    "file_name": "letter.pdf",
    "media_type": "application/pdf",
    "declared_type": "application/pdf",
    "head": "12",
    "barcode": "1000000016",
    "almirah": "7",
    "shelf": "3",
    "room": "अभिलेखागार",
    "allowed_actions": ["open_file", "forward_file"],
    "free_number": None,
    "other_file_id": None,
    "to_sign": "MYIBvw==",
    "signature": "MEUCIQ==",
    "paragraphs": ["प्रार्थी का पत्र अवलोकनार्थ प्रस्तुत है।"],
    "body": ["आपके पत्र के सन्दर्भ में अवगत कराना है कि दाखिल-खारिज की कार्यवाही पूर्ण कर ली गई है।"],
}


def example_of(model: type[BaseModel], mode: str = "validation") -> Any:
    """A valid example of this model, as JSON values."""
    schema = model.model_json_schema(mode="serialization" if mode == "serialization" else "validation")
    given = schema.get("examples")
    return given[0] if given else _fill(schema, schema)


def _fill(schema: Schema, root: Schema, name: str = "") -> Any:
    if "$ref" in schema:
        return _fill(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, name)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema.get("default", schema["enum"][0])
    if "anyOf" in schema:
        return _any_of(schema, root, name)
    if schema.get("type") == "object" or "properties" in schema:
        return _object(schema, root)
    if schema.get("type") == "array":
        return _array(schema, root, name)
    return _scalar(schema, name)


def _any_of(schema: Schema, root: Schema, name: str) -> Any:
    if name in USUAL and USUAL[name] is None:
        return None
    parts = [part for part in schema["anyOf"] if part.get("type") != "null"]
    return _fill(parts[0], root, name) if parts else None


def _object(schema: Schema, root: Schema) -> Any:
    given = schema.get("examples")
    if given:
        return given[0]
    return {name: _fill(part, root, name) for name, part in schema.get("properties", {}).items()}


def _array(schema: Schema, root: Schema, name: str) -> Any:
    items = schema.get("items", {})
    if isinstance(USUAL.get(name), list) and items.get("type") == "string" and "enum" not in items:
        return USUAL[name]
    if schema.get("minItems", 0) == 0 and ("enum" in items or not items):
        return []
    return [_fill(items, root, name)]


def _scalar(schema: Schema, name: str) -> Any:
    kind = schema.get("type")
    if kind == "boolean":
        return schema.get("default", True)
    if kind in ("integer", "number"):
        usual = max(schema.get("minimum", 1), 2026 if "year" in name else 1)
        return schema.get("default", min(usual, schema.get("maximum", usual)))
    if kind == "null" or kind is None:
        return None
    return _text(schema, name)


FORMATS = {
    "uuid": ID,
    "date": "2026-11-20",
    "date-time": MOMENT,
    "email": "deepak.bhatt@example.in",
    "uri": "https://store.example.in/part",
}
# For texts of a certain form: the first that fits is taken.
FORMS = (
    SHA256,
    "12",
    "MYIBvw==",
    "revenue",
    "deepak.bhatt",
    "certificate.expired",
    "{serial}/{year}",
    "9000000001",
    "+919000000001",
    "DH1",
    "in-uk",
    "c_3",
)


def _text(schema: Schema, name: str) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    longest, shortest = schema.get("maxLength", 200), schema.get("minLength", 0)
    usual = [text for text in (USUAL.get(name), schema.get("default")) if isinstance(text, str) and text]
    candidates = [text for text in (*usual, "पत्रावली"[:longest].ljust(shortest, "x"), *FORMS) if len(text) <= longest]
    return next((form for form in candidates if re.search(schema.get("pattern", ""), form)), FORMS[0])
