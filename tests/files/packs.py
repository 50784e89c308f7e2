"""Packs of rules for tests, and how an office takes one into use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from services.files.handlers.procedure import load
from services.files.procedure.pack import Pack
from services.files.procedure.reading import read
from services.files.storage import FilesUnitOfWork
from tests.files.office import Office
from tests.throwaway import ROOT

PACK = ROOT / "deploy" / "procedure" / "in-uk.yaml"


def a_pack(change: Callable[[dict[str, Any]], None] = lambda content: None, path: Path = PACK) -> Pack:
    """The State's pack, with what the test wants otherwise."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    # What a test says of versions does not depend on how often the shipped pack was revised.
    content["version"] = 1
    change(content)
    pack, wrong = read(yaml.safe_dump(content, allow_unicode=True))
    assert pack is not None, wrong
    return pack


def work(office: Office) -> FilesUnitOfWork:
    return FilesUnitOfWork(office.engine, settings=office.settings, clock=office.clock)


def use(office: Office, pack: Pack, instead_of: str | None = None) -> bool:
    return load(pack, instead_of, work(office))
