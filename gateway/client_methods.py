"""``python -m gateway.client_methods > clients/api/operations.py`` writes the Python client's methods."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from contracts.base import Page, View
from gateway.operations import Operation
from gateway.routes import OPERATIONS

BY_HAND = frozenset(
    {
        "sign_in",
        "sign_in_service",
        "refresh_session",
        "choose_charge",
        "sign_out",
        "sign_out_everywhere",
        "follow_inbox",
        "put_part",
        "store_document",
        "open_page",
        "open_document",
        "open_file_compilation",
        "get_health",
    }
)
"""Written in ``clients/api/client.py``, because they are more than a question and an answer; or the gateway's own and
for operators' browsers, as ``get_health``."""

HEADER = '''"""The operations of the API. Made by ``python -m gateway.client_methods``; do not edit."""

from __future__ import annotations

from uuid import UUID

from clients.api.transport import Transport
from contracts import documents, files, identity, notifications, signatures
from contracts.base import Nothing, Page
from contracts.signatures import VerificationReport


class Operations(Transport):
    """One method for each request of the contracts."""
'''


def lines(operations: Iterable[Operation]) -> Iterator[str]:
    """The module's text, line by line."""
    yield HEADER.rstrip()
    for operation in sorted(operations, key=lambda each: each.name):
        if operation.name not in BY_HAND:
            yield ""
            yield from _method(operation)


def _method(operation: Operation) -> Iterator[str]:
    spec = operation.spec
    request = f"{spec.service}.{operation.request.__name__}"
    view = _view_name(spec.returns, spec.service)
    if spec.kind == "query":
        yield f"    def {operation.name}(self, request: {request}) -> {view}:"
        start, rest = "        return self.query(", f'"{operation.path}", request, {view}'
        yield from _fitting(f"{start}{rest})", [start, f"            {rest}", "        )"])
        return
    start, rest = f"    def {operation.name}(", f"self, request: {request}, *, key: UUID | None = None"
    yield from _fitting(f"{start}{rest}) -> {view}:", [start, f"        {rest}", f"    ) -> {view}:"])
    start, rest = "        return self.command(", f'"{operation.verb}", "{operation.path}", request, key, {view}'
    yield from _fitting(f"{start}{rest})", [start, f"            {rest}", "        )"])


def _fitting(line: str, folded: list[str]) -> list[str]:
    """The line, or its folded form where it is too long."""
    return [line] if len(line) <= 120 else folded


def _view_name(view: type[View], service: str) -> str:
    if issubclass(view, Page):
        item = view.model_fields["items"].annotation
        return f"Page[{_view_name(item.__args__[0], service)}]"  # type: ignore[union-attr]
    owner = view.__module__.split(".")[1]
    return view.__name__ if owner != service else f"{service}.{view.__name__}"


def text(operations: Iterable[Operation] = OPERATIONS) -> str:
    return "\n".join(lines(operations)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
