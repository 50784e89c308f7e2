"""What is in the archive package of a file, so that it can be read and verified when no Patravali runs any more.

A package is a BagIt 1.0 bag (RFC 8493) in a ZIP. Below its base folder lie

- ``data/papers/``: the bytes of every version of every paper, under its number in the file's series;
- ``data/whole-file.pdf`` and ``data/notesheet.pdf``: the file to be read by people;
- ``data/ledger/entries.jsonl``: each line is the exact bytes of one entry; its SHA-256 is the entry's hash, and the
  next line names it as ``previous``;
- ``data/metadata/*.jsonl``: one JSON object a line, as ``METADATA`` names them, and ``data/metadata/schema.json``;
- ``tools/verify.py``: the verifier (Python's own library only), beside README files in Hindi and English.

A record (``ArchivedRecord``) holds what an entry of the ledger speaks of only by its hash: the SHA-256 over the bytes
of ``salt`` followed by ``said`` as canonical JSON (RFC 8785; ``said`` holds no fractions) is what stands in the entry's
``contents`` under ``ledger``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from contracts.base import Count, Sha256, Version, View
from contracts.files.cases import CaseView
from contracts.files.views import CorrespondenceView, LetterView, SignatureBlock

FORMAT = "patravali-archive-1"
ENTRIES = "ledger/entries.jsonl"
DOCUMENTS = "metadata/documents.jsonl"
SCHEMA = "metadata/schema.json"
WHOLE, NOTESHEET = "whole-file.pdf", "notesheet.pdf"
VERIFIER = Path(__file__).parent / "verify.py"
READMES = (Path(__file__).parent / "README.hi.txt", Path(__file__).parent / "README.en.txt")

RECORDS = {
    "subject": "subject",
    "movement": "movements",
    "note": "notes",
    "draft": "drafts",
    "reply": "replies",
    "consultation": "consultations",
    "consultation_movement": "consultations",
    "consultation_end": "consultations",
    "consultation_reminder": "consultations",
    "oral_order": "oral_orders",
    "oral_order_answer": "oral_orders",
    "meeting_decision": "meetings",
    "tl": "time_limits",
    "tl_entry": "time_limits",
    "deadline": "deadlines",
    "contest": "contests",
    "contest_ruling": "contests",
    "case_choice": "case_acts",
    "case_mark": "case_acts",
    "classification": "case_acts",
    "file_link": "relations",
    "file_link_end": "relations",
    "detachment": "relations",
}
"""In which file of metadata a record lies, by what stands before the colon of its name; others in ``others``."""
OTHERS = "others"
WITHHOLDABLE = ("file_link", "file_link_end")
"""Kinds of records that may be left out, because they name another file that the maker may not see."""


class ArchivedFile(View):
    """``metadata/file.jsonl``, one line: the file, where its ledger stood, and who had the package made."""

    format: Literal["patravali-archive-1"]
    id: UUID
    number: str
    subject: str
    subject_en: str
    office_id: UUID
    office_hi: str
    office_en: str
    state: Literal["open", "closed"]
    grading: str
    created_by: SignatureBlock
    created_at: datetime
    closed_at: datetime | None
    papers: Count
    notes: Count
    ledger_entries: Count
    ledger_head: Sha256 = Field(description="SHA-256 of the last line of ledger/entries.jsonl.")
    withheld: list[str] = Field(description="Records left out because they name a file that the maker may not see.")
    made_by: SignatureBlock
    made_at: datetime


class ArchivedRecord(View):
    """What an entry of the ledger hashes, with its salt; ``shown`` names people and desks as they were then."""

    ledger: str = Field(description="Its name in the contents of an entry, for example note:<id> or movement:3.")
    salt: str = Field(pattern="^[0-9a-f]*$", description="Bytes, in hexadecimal.")
    said: Any
    shown: dict[str, Any] = Field(default={}, description="Not covered by the hash.")


class ArchivedName(View):
    """``metadata/directory.jsonl``: whom an id means that stands in the ledger or in what a record says."""

    id: UUID
    kind: Literal["person", "post"]
    hi: str
    en: str


class ArchivedDocument(View):
    """``metadata/documents.jsonl``: a version of a paper's document, and where its bytes lie in the package."""

    serial: int = Field(ge=1, description="Of the paper in the file's series.")
    document_id: UUID
    version: Version
    in_file: bool = Field(description="The version that was put in the file; others came before it, or after.")
    path: str = Field(description="From the base folder.")
    sha256: Sha256
    size: Count
    media_type: str
    file_name: str = Field(description="As its sender named it.")
    created_at: datetime


METADATA: dict[str, type[View]] = {
    "file": ArchivedFile,
    "correspondence": CorrespondenceView,
    "letters": LetterView,
    "case": CaseView,
    "directory": ArchivedName,
    "documents": ArchivedDocument,
    **dict.fromkeys([*RECORDS.values(), OTHERS], ArchivedRecord),
}
"""What one line of each file of metadata is."""


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12): under ``$defs`` by the name of the file of metadata, what each of its lines is."""
    from pydantic.json_schema import models_json_schema

    models = list(dict.fromkeys(METADATA.values()))
    references, described = models_json_schema([(model, "serialization") for model in models])
    lines = {name: references[(model, "serialization")] for name, model in METADATA.items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, "lines": lines, **described}
