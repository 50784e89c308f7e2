"""The documentation says what the code is: the map, and each service's README."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, inspect

from chassis import tables, topology
from chassis.events import Subscription
from chassis.rpc import ContractRpc
from tests.contract import map as architecture
from tests.throwaway import ROOT, ServiceDatabase

CHASSIS_TABLES = {*tables.chassis_metadata.tables, "alembic_version"}


def readme(service: str) -> str:
    return (ROOT / "services" / service / "README.md").read_text()


def mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<![A-Za-z_]){re.escape(name)}(?![A-Za-z_])", text) is not None


def test_the_map_is_drawn_from_the_code_as_it_is() -> None:
    assert architecture.page_with(architecture.drawn()) == architecture.PAGE.read_text(), (
        "run: python -m tests.contract.map"
    )


@pytest.mark.parametrize("service", topology.SERVICES)
def test_a_readme_names_every_command_and_query(service: str) -> None:
    found = architecture.entrypoints(architecture.service_classes()[service], ContractRpc)
    text = readme(service)

    missing = [
        entrypoint.model.__name__
        for method, entrypoint in found
        if not (mentions(text, method) or mentions(text, entrypoint.model.__name__))
    ]

    assert missing == []


@pytest.mark.parametrize("service", topology.SERVICES)
def test_a_readme_names_every_event_told_and_heard(service: str) -> None:
    text = readme(service)
    heard = [
        one.event_type for _, one in architecture.entrypoints(architecture.service_classes()[service], Subscription)
    ]

    missing = [name for name in {*architecture.published(service), *heard} if not mentions(text, name)]

    assert missing == []


@pytest.mark.parametrize("service", topology.SERVICES)
def test_a_readme_names_every_table(service: str, service_database: Callable[[str], ServiceDatabase]) -> None:
    engine = create_engine(service_database(service).owner_url)
    found = set(inspect(engine).get_table_names()) - CHASSIS_TABLES
    engine.dispose()
    text = readme(service)

    assert [name for name in sorted(found) if not mentions(text, name)] == []
