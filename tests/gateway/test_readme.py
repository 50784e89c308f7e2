"""What the README says of settings and metrics is so."""

from __future__ import annotations

import re
from pathlib import Path

import gateway
from gateway.metrics import Metrics
from gateway.settings import GatewaySettings

README = (Path(gateway.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_explained_and_none_that_is_gone() -> None:
    table = README.partition("## Settings")[2].partition("\n\nBuckets")[0]

    first_columns = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
    named = {name.lower() for column in first_columns for name in re.findall(r"`([A-Z_]+)`", column)}

    assert named == set(GatewaySettings.model_fields)


def test_every_metric_of_ours_is_listed() -> None:
    families = Metrics().registry.collect()
    ours = {family.name for family in families if family.name.startswith("patravali_")}

    assert all(name in README for name in ours)
