"""The README names everything that the service takes, answers, publishes, stores and is set by."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.settings import ServiceSettings
from contracts import notifications as contract
from contracts.base import Event, Request
from services.notifications.settings import NotificationsSettings
from services.notifications.tables import notifications_metadata

README = (Path(__file__).parents[2] / "services" / "notifications" / "README.md").read_text(encoding="utf-8")
OWN = [value for value in vars(contract).values() if isinstance(value, type) and value.__module__ == contract.__name__]
NAMES = [
    *(model.__name__ for model in OWN if issubclass(model, Request)),
    *(model.event_type for model in OWN if issubclass(model, Event)),
    *notifications_metadata.tables,
    *(name.upper() for name in NotificationsSettings.model_fields if name not in ServiceSettings.model_fields),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_names_it(name: str):
    assert f"`{name}`" in README
