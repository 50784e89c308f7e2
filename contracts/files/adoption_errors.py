"""What files refuses of the adoption board, and why."""

from __future__ import annotations

from contracts.errors import Conflict


class DistrictUnknown(Conflict):
    """No office has the district's code of the Local Government Directory: the directory has to say it first."""

    code = "adoption.district_unknown"


__all__ = ["DistrictUnknown"]
