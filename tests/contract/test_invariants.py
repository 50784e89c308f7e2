"""The page of invariants names tests that exist and say which guard they prove."""

from __future__ import annotations

import ast
import re

import pytest

from tests.throwaway import ROOT

PAGE = (ROOT / "docs" / "invariants.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`", PAGE)))
PROMISES = (
    "One holder",
    "Append only",
    "Marking and numbers",
    "Nothing lost, nothing twice",
    "A signed PDF's bytes never change",
    "Clocks are fair and add up",
    "Need to know, and authority",
)
"""The invariants of the architecture, each with tests that try to break it."""


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_named_test_is_there_and_says_which_guard_it_proves(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]

    assert len(found) == 1
    assert "Guard" in (ast.get_docstring(found[0]) or ""), name


def test_every_invariant_has_a_test_of_its_own() -> None:
    parts = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])

    assert tuple(parts) == PROMISES
    assert [title for title, part in parts.items() if "::test_" not in part] == []
