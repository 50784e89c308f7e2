"""``python -m services.notifications``: run the service."""

from chassis.start import main

main("notifications")
