"""The README names everything that the service has."""

from __future__ import annotations

import re
from pathlib import Path

import contracts.files as contracts
from contracts.base import Event, Request
from contracts.files import (
    events,
    follow_up_events,
    meeting_events,
    paper_file_events,
    reply_events,
    tl_events,
)
from services.files.settings import FilesSettings
from services.files.storage import letter_tables, replay_tables
from tests.throwaway import ROOT

README = Path(ROOT / "services/files/README.md").read_text()
NAMED = set(re.findall(r"`([A-Za-z_]+)`", README))


def test_every_table_is_named():
    assert set(letter_tables.metadata.tables) | set(replay_tables.metadata.tables) <= NAMED


def test_every_command_and_query_is_named():
    models = [thing for thing in vars(contracts).values() if isinstance(thing, type) and issubclass(thing, Request)]

    assert {model.__name__ for model in models if hasattr(model, "call")} <= NAMED


def test_every_event_is_named():
    modules = (events, tl_events, meeting_events, paper_file_events, reply_events, follow_up_events)
    told = [thing for module in modules for thing in vars(module).values()]
    models = [thing for thing in told if isinstance(thing, type) and issubclass(thing, Event)]

    assert {model.event_type for model in models if hasattr(model, "event_type")} <= NAMED


def test_every_setting_of_its_own_is_named():
    own = set(FilesSettings.__annotations__) | {"broker_url", "database_url"}

    assert {name.upper() for name in own} <= NAMED
