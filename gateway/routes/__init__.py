"""The public API: one module a noun, each a table of operations."""

from __future__ import annotations

from gateway.operations import Operation
from gateway.routes import (
    certificates,
    citizen,
    correspondence,
    desk,
    directory,
    documents,
    files,
    inbox,
    letters,
    operating,
    receipts,
    session,
    uploads,
)

# Those that are asked most come first: the router tries one after the other.
MODULES = (
    files,
    desk,
    documents,
    receipts,
    correspondence,
    letters,
    uploads,
    inbox,
    session,
    certificates,
    directory,
    citizen,
    operating,
)
OPERATIONS: tuple[Operation, ...] = tuple(operation for module in MODULES for operation in module.OPERATIONS)
