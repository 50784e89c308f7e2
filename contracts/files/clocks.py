"""Fair clocks: who is charged with each second of a file's life."""

from __future__ import annotations

from pydantic import Field

from contracts.base import View


class SharesView(View):
    """A time in whole seconds, each second charged to one of these. They sum to the whole, exactly."""

    desk: int = Field(ge=0, description="Working time of the desk on which it lay.")
    other_office: int = Field(ge=0, description="It waited for another office.")
    citizen: int = Field(ge=0, description="It waited for the citizen.")
    court: int = Field(ge=0, description="It waited for a court.")
    off_hours: int = Field(ge=0, description="The office of the desk was closed: nights, holidays, weekly days off.")
    outage: int = Field(ge=0, description="The platform was measured to be out.")
    total: int = Field(ge=0, description="All of it by the wall clock; the six above sum to it.")


__all__ = ["SharesView"]
