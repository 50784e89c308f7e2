"""``python -m services.signatures`` runs the service."""

from chassis.start import main

main("signatures")
