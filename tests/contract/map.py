"""Draws the map of the architecture out of the code: who answers what, tells what, hears what, asks whom.

``python -m tests.contract.map`` rewrites the drawn part of docs/architecture.md; a test compares it.
"""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from chassis import topology
from chassis.events import Subscription
from chassis.rpc import ContractRpc
from chassis.timers import Due
from contracts.base import Event
from contracts.release import models

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn from the code: begin -->\n", "<!-- drawn from the code: end -->\n"
MODULES = {name: f"services.{name}.service" for name in topology.SERVICES}
WORKERS = {"documents_worker": "services.documents.worker.service"}


def service_classes() -> dict[str, type]:
    """Every nameko service class of the platform, by its name."""
    found: dict[str, type] = {}
    for name, module in {**MODULES, **WORKERS}.items():
        members = vars(importlib.import_module(module)).values()
        found[name] = next(value for value in members if isinstance(value, type) and getattr(value, "name", "") == name)
    return found


def entrypoints(service: type, kind: type) -> list[Any]:
    """The service's entrypoints of one kind, with the name of their method."""
    found = []
    for name, method in inspect.getmembers(service, inspect.isfunction):
        for entrypoint in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ()):
            if isinstance(entrypoint, kind):
                found.append((name, entrypoint))
    return sorted(found, key=lambda pair: pair[0])


def published(service: str) -> list[str]:
    return sorted(
        model.event_type for model in models() if issubclass(model, Event) and model.source_service == service
    )


def drawn() -> str:
    """The drawn part of the page, in Markdown."""
    lines = ["```mermaid", "flowchart LR"]
    for caller, callees in topology.CALLS.items():
        lines += [
            f"  {caller} -->|calls| {callee}" for callee in callees if callee != "identity" or caller == "gateway"
        ]
    hears: set[tuple[str, str]] = set()
    for name, service in service_classes().items():
        hears |= {(entrypoint.source_service, name) for _, entrypoint in entrypoints(service, Subscription)}
    lines += [f"  {source} -. events .-> {name}" for source, name in sorted(hears)]
    lines += ["```", ""]
    for name, service in service_classes().items():
        lines += _chapter(name, service)
    return "\n".join(lines) + "\n"


def _chapter(name: str, service: type) -> list[str]:
    specs = [entrypoint.spec for _, entrypoint in entrypoints(service, ContractRpc)]
    heard = [f"{one.source_service}.{one.event_type}" for _, one in entrypoints(service, Subscription)]
    rows = {
        "asks": ", ".join(topology.CALLS.get(name, ())),
        "commands": ", ".join(sorted(spec.method for spec in specs if spec.kind == "command")),
        "queries": ", ".join(sorted(spec.method for spec in specs if spec.kind == "query")),
        "publishes": ", ".join(published(name)),
        "hears": ", ".join(sorted(heard)),
        "does later": ", ".join(sorted(one.name for _, one in entrypoints(service, Due))),
    }
    return [f"### {name}", "", *(f"- **{key}:** {value}" for key, value in rows.items() if value), ""]


def page_with(drawing: str) -> str:
    """The page with this drawing in its place."""
    text = PAGE.read_text()
    return text[: text.index(BEGIN) + len(BEGIN)] + drawing + text[text.index(END) :]


if __name__ == "__main__":
    PAGE.write_text(page_with(drawn()))
