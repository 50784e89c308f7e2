"""The first import of a process that runs services: everything else is loaded without the collector of garbage."""

from __future__ import annotations

from chassis import loading

loading.begin()

from chassis.run import main, run  # noqa: E402 - the most is loaded here

__all__ = ["main", "run"]
