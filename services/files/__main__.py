"""``python -m services.files``: run the service."""

from chassis import run

run.main("files")
