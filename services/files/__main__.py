"""``python -m services.files``: run the service."""

from chassis.start import main

main("files")
