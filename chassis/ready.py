"""A large answer made of columns of our own, without a model for each of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ready:
    """What a query's method returns instead of a view. The service's tests hold its form against the contract.

    Models of a thousand desks cost more than the counting of what lies there, and check what the database's
    types have said already.
    """

    body: dict[str, Any]
    """JSON, but for UUIDs and moments, which become texts on the way out."""
