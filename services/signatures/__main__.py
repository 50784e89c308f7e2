"""``python -m services.signatures`` runs the service."""

from chassis.run import main

main("signatures")
