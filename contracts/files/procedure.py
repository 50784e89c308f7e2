"""What a State decides differently: its pack of rules, of which those of one day are shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.base import Code, Line, OptionalLine, Query, Sha256, Version, View
from contracts.bounds import GROWING, Day
from contracts.identity import Role

PackCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-[a-z]{2}$")]
RetentionCode = Annotated[str, StringConstraints(pattern=r"^(a|b|c_([1-9]|10))$")]
LimitBasis = Literal["statutory", "instruction", "internal"]
LimitUnit = Literal["calendar_days", "calendar_hours", "working_days", "working_hours"]
ChecklistKind = Literal["paper", "step"]


class CitationView(View):
    """On what rules rest."""

    text_hi: Line
    text_en: Line
    source: OptionalLine = Field(description="Where it can be read; empty for what is practice.")
    confirmed: bool = Field(description="False: the office has still to confirm it.")


class RuleView(View):
    """What all rules say."""

    code: Code
    citation: Code = Field(description="A key of the answer's citations.")
    valid_from: date
    valid_to: date | None = Field(description="The last day; none where none is set.")


class LevelView(RuleView):
    name_hi: Line
    name_en: Line
    roles: list[Annotated[Role, GROWING]] = Field(description="A post with one of these stands on this level.")


class ChannelView(RuleView):
    name_hi: Line
    name_en: Line
    levels: list[Code] = Field(description="Codes of levels, the lowest first.")


class UrgencyGradeView(RuleView):
    """The code is a value of a file's urgency."""

    name_hi: Line
    name_en: Line


class NumberPatternView(RuleView):
    """The code is what is numbered: file, receipt or letter."""

    pattern: Line


class LimitView(RuleView):
    name_hi: Line
    name_en: Line
    basis: LimitBasis
    count: int = Field(ge=1)
    unit: LimitUnit
    rolls_forward: bool = Field(
        default=False, description="Whether it ends on the office's next open day where it would end on a closed one."
    )


class RetentionRuleView(RuleView):
    """For how long a record is kept: ``a`` for ever and microfilmed, ``b`` for ever, ``c_3`` for three years."""

    name_hi: Line
    name_en: Line


class SubjectHeadRuleView(RuleView):
    """A head of the subject tree."""

    name_hi: Line
    name_en: Line
    parent: Code | None = Field(default=None, description="The head above it; none for a trunk.")
    keywords_hi: list[Line] = Field(default_factory=list, description="Words of a subject by which it is offered.")
    keywords_en: list[Line] = Field(default_factory=list)
    retention: RetentionCode | None = Field(default=None, description="None: that of the head above.")


class CaseLimitRuleView(View):
    """A limit of a case type."""

    limit: Code = Field(description="Code of a limit.")
    after: Code | None = Field(default=None, description="The limit at whose end it begins; none: with the matter.")


class ChecklistRuleView(View):
    """A paper that a case of the type needs in the file, or a step that is taken in it."""

    code: Code
    kind: ChecklistKind
    name_hi: Line
    name_en: Line
    mandatory: bool = Field(description="The file is not closed before it is marked.")


class CaseTypeRuleView(RuleView):
    """A kind of matter, with the limits and the checklist that its files begin with."""

    name_hi: Line
    name_en: Line
    subject: Code | None = Field(default=None, description="The head of the tree under which its files are put.")
    channel: Code | None = Field(description="Its usual channel of submission; none: the office's first one.")
    limits: list[CaseLimitRuleView] = Field(description="One of them is the file's deadline; the first unless chosen.")
    besides: list[CaseLimitRuleView] = Field(description="Those that run besides.")
    checklist: list[ChecklistRuleView]


class NotingView(RuleView):
    text_hi: Line
    text_en: Line


class DisposalRuleView(RuleView):
    name_hi: Line
    name_en: Line


class PackView(View):
    """The pack in use. The digest (SHA-256) is that of its content, whatever its file looks like."""

    code: PackCode
    version: Version
    sha256: Sha256
    name_hi: Line
    name_en: Line
    loaded_at: datetime


class DisposalView(View):
    """The category under which a file was closed, by the pack that was in use then."""

    code: Code
    name_hi: Line
    name_en: Line
    pack: PackCode
    pack_version: Version


class SubjectHeadView(View):
    """The head of the subject tree under which a file stands, by the pack that was in use when it was put there."""

    code: Code
    name_hi: Line
    name_en: Line
    pack: PackCode
    pack_version: Version


class RetentionView(View):
    """For how long a file is kept after its closing, by the pack that was in use when that was said."""

    code: RetentionCode
    name_hi: Line
    name_en: Line
    years: int | None = Field(ge=1, le=10, description="None: for ever.")
    chosen: bool = Field(description="An officer chose it with the reason; otherwise it is that of the subject.")
    pack: PackCode
    pack_version: Version


class CaseTypeView(View):
    """The case type of a file, by the pack that was in use when it was given."""

    code: Code
    name_hi: Line
    name_en: Line
    channel: Code | None
    pack: PackCode
    pack_version: Version


class ProcedureView(View):
    """The rules that hold on a day. All lists are empty where the office has loaded no pack."""

    day: date
    pack: PackView | None
    citations: dict[Code, CitationView]
    levels: list[LevelView]
    channels: list[ChannelView]
    urgency: list[UrgencyGradeView]
    numbering: list[NumberPatternView]
    limits: list[LimitView]
    retention: list[RetentionRuleView] = Field(default_factory=list)
    subjects: list[SubjectHeadRuleView] = Field(default_factory=list, description="The tree, heads in any order.")
    case_types: list[CaseTypeRuleView] = Field(default_factory=list)
    notings: list[NotingView]
    disposals: list[DisposalRuleView] = Field(description="Categories under which a file is closed.")
    disposal_required: bool = Field(description="Whether a file is closed under a category only.")


class GetProcedure(Query, service="files", returns=ProcedureView):
    """The State's rules as they hold, or held, on a day in India: today unless another is named."""

    day: Day | None = None
