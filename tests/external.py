"""Real documents, logs and tables that lie outside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.throwaway import ROOT

DATA = Path(os.environ.get("PATRAVALI_TEST_DATA") or ROOT.parent / "shared" / "data")


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on them are collected only where they lie."""
    if DATA.is_dir():
        return
    away = [item for item in items if item.get_closest_marker("external_data")]
    config.hook.pytest_deselected(items=away)
    items[:] = [item for item in items if item not in away]
