"""``python -m services.identity``: run the service."""

from chassis.start import main

main("identity")
