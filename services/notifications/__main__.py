"""``python -m services.notifications``: run the service."""

from chassis import run

run.main("notifications")
