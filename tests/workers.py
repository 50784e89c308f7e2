"""How tests are dealt out to the workers of one run (pytest-xdist).

A module stays together, because its fixtures may cost more than its tests. A folder that is a package stays together as
well: it has something of `scope="package"`, a whole platform. Such folders go first, because they take longest.
"""

from pathlib import Path, PurePosixPath

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent


def together(nodeid: str) -> str:
    """What shares a worker with this test: the tests of its folder, or those of its module."""
    module = nodeid.partition("::")[0]
    folder = str(PurePosixPath(module).parent)
    return folder if _is_package(folder) else module


def longest_first(items: list[pytest.Item]) -> None:
    """Put folders that stay together in front; within both parts the order stays."""
    items.sort(key=lambda item: not _is_package(together(item.nodeid)))


class Dealing(LoadScopeScheduling):
    """Gives each worker one part after the other, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def _is_package(folder: str) -> bool:
    return (ROOT / folder / "__init__.py").is_file()
