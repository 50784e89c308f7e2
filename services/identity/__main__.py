"""``python -m services.identity``: run the service."""

from chassis import run

run.main("identity")
