"""``python -m services.documents.worker``"""

# First of all: it patches the standard library for eventlet.
from chassis.start import run  # isort: skip

import os

from services.documents.worker.service import DocumentsWorker

os._exit(run([DocumentsWorker]))
