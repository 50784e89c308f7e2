"""A file as a case of a known type: its limits, and the checklist of papers and steps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from contracts.base import Code, Line, OptionalLine, Query, Version, View
from contracts.bounds import Moment
from contracts.files.custody import InHand
from contracts.files.procedure import CaseTypeView, ChecklistKind, CitationView, LimitBasis, LimitUnit
from contracts.files.views import SignatureBlock

ChecklistState = Literal["open", "done", "not_applicable"]


class CaseLimitView(View):
    """A limit as it was counted when the file became a case: a later pack does not change it."""

    code: Code
    name_hi: Line
    name_en: Line
    basis: LimitBasis
    count: int = Field(ge=1)
    unit: LimitUnit
    citation: CitationView
    after: Code | None = Field(description="The limit at whose end it begins; none: with the matter.")
    decides: bool = Field(description="Whether it may be the file's deadline; the others run besides.")
    due_at: datetime
    rolled_from: date | None = Field(description="The last day by count, where the office is closed on it.")


class CaseChoiceView(View):
    """Which limit is the file's deadline, since when, and why."""

    serial: int = Field(ge=1)
    limit: Code | None = Field(description="None where the type has no limit.")
    deadline: datetime | None
    reason: OptionalLine = Field(description="Empty for the choice with which the case began.")
    by: SignatureBlock
    at: datetime


class ChecklistItemView(View):
    """A paper or a step. Who marked it and when: of the last mark."""

    code: Code
    kind: ChecklistKind
    name_hi: Line
    name_en: Line
    mandatory: bool
    state: ChecklistState = "open"
    remarks: OptionalLine = ""
    by: SignatureBlock | None = None
    at: datetime | None = None


class CaseView(View):
    case_type: CaseTypeView
    began_at: datetime = Field(description="When the matter came in: from then on the limits run.")
    given_deadline: datetime | None = Field(description="Set besides, as by a court; the earlier one counts.")
    limits: list[CaseLimitView]
    choices: list[CaseChoiceView] = Field(description="The last one holds.")
    checklist: list[ChecklistItemView]
    set_by: SignatureBlock
    set_at: datetime


class FileCaseView(View):
    """The case of a file; none where it has no case type."""

    file_id: UUID
    case: CaseView | None


class SetCaseType(InHand, service="files", returns=FileCaseView):
    """Make a file a case of a type, once: its limits are counted and the checklist is laid out (row 11)."""

    file_id: UUID
    case_type: Code
    case_limit: Code | None = Field(
        default=None, description="The one that is the deadline; the type's first if left out."
    )
    case_began_at: Moment | None = Field(default=None, description="When the matter came in; now if left out.")
    expected_version: Version | None = None


class ChooseCaseLimit(InHand, service="files", returns=FileCaseView):
    """Another of the type's limits is the deadline from now on, as when a mutation becomes contested."""

    file_id: UUID
    case_limit: Code
    reason: Line
    expected_version: Version | None = None


class MarkChecklistItem(InHand, service="files", returns=FileCaseView):
    """Mark a paper or a step as done, as not applicable with the reason, or open it again with the reason."""

    file_id: UUID
    item: Code
    state: ChecklistState
    remarks: OptionalLine = ""
    expected_version: Version | None = None

    @model_validator(mode="after")
    def _says_why(self) -> MarkChecklistItem:
        if self.state != "done" and not self.remarks:
            raise ValueError("remarks say why it is not applicable, or open again")
        return self


class GetCase(Query, service="files", returns=FileCaseView):
    """The case of a file, its limits, choices and checklist."""

    file_id: UUID
