"""The public API: one module a noun, each a table of operations."""

from __future__ import annotations

from gateway.operations import Operation
from gateway.routes import (
    certificates,
    citizen,
    consultations,
    correspondence,
    desk,
    directory,
    documents,
    files,
    inbox,
    letters,
    meetings,
    operating,
    paper_files,
    receipts,
    reviews,
    search,
    session,
    time_limits,
    uploads,
)

# Those that are asked most come first: the router tries one after the other.
MODULES = (
    files,
    desk,
    documents,
    receipts,
    correspondence,
    consultations,
    letters,
    time_limits,
    search,
    meetings,
    paper_files,
    uploads,
    inbox,
    session,
    reviews,
    certificates,
    directory,
    citizen,
    operating,
)
OPERATIONS: tuple[Operation, ...] = tuple(operation for module in MODULES for operation in module.OPERATIONS)
