"""``python -m services.documents``: the service by itself, or with those named on the command line."""

from chassis.start import main

main("documents")
