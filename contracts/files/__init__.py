"""The files service: receipts, files, notes, drafts, letters, movements, ledger, pendency."""

from contracts.files import errors, events
from contracts.files.around import *  # noqa: F403
from contracts.files.arrangement import *  # noqa: F403
from contracts.files.citizen import *  # noqa: F403
from contracts.files.custody import *  # noqa: F403
from contracts.files.desk import *  # noqa: F403
from contracts.files.letters import *  # noqa: F403
from contracts.files.pendency import *  # noqa: F403
from contracts.files.requests import *  # noqa: F403 - the module's whole content is its public face
from contracts.files.views import *  # noqa: F403

__all__ = ["errors", "events"]
