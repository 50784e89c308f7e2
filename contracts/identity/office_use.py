"""Offices as a review of their use looks at them: their place in the tree, and how many people use the system there."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from contracts.base import Count, Line, Query, View
from contracts.bounds import Moment
from contracts.identity.views import LgdLevel, OfficeKind


class OfficeUseView(View):
    """An office, and the people who are counted there.

    A person is counted once in the district: in the office of the substantive charge, or else of the charge that has
    been held longest.
    """

    office_id: UUID
    kind: OfficeKind
    name_hi: Line
    name_en: Line
    revenue_parent_id: UUID | None
    development_parent_id: UUID | None
    lgd_level: LgdLevel | None
    lgd_code: int | None
    users: Count = Field(description="People who hold a charge then.")
    active_7: Count | None = Field(
        description="Of them signed in on that day or one of the six before it; none where this was not recorded yet."
    )
    active_30: Count | None = Field(description="On that day or one of the twenty-nine before it.")


class OfficeUseList(View):
    """All offices of the district."""

    offices: list[OfficeUseView] = Field(max_length=100_000)


class GetOfficeUse(Query, service="identity", returns=OfficeUseList, callers=("files",)):
    """Offices with their users as of a moment. The offices and who is an active user are those of now."""

    as_of: Moment


__all__ = ["GetOfficeUse", "OfficeUseList", "OfficeUseView"]
