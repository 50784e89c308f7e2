"""Between the contract's value objects and JSONB columns: what a register shows is kept as it was then."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from contracts.base import View

Value = TypeVar("Value", bound=View)


@overload
def dump(value: View) -> dict[str, Any]: ...
@overload
def dump(value: None) -> None: ...
def dump(value: View | None) -> dict[str, Any] | None:
    return None if value is None else value.model_dump(mode="json")


@overload
def load(kind: type[Value], stored: dict[str, Any]) -> Value: ...
@overload
def load(kind: type[Value], stored: None) -> None: ...
def load(kind: type[Value], stored: dict[str, Any] | None) -> Value | None:
    return None if stored is None else kind.model_validate(stored)
