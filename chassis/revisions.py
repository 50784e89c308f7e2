"""Where a service's tables have to stand, without Alembic: loading that and its migrations costs a start a tenth of a
second in each process."""

from __future__ import annotations

import functools
from pathlib import Path

SERVICES_FOLDER = Path(__file__).resolve().parent.parent / "services"


@functools.cache
def newest_revision(service: str) -> str:
    """The revision that the code of this service needs: the last of its migrations by file name (``0042_what.py``)."""
    folder = SERVICES_FOLDER / service / "migrations" / "versions"
    return max(path.name.split("_", 1)[0] for path in folder.glob("[0-9]*_*.py"))
