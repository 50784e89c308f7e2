"""The files service: receipts, files, notes, drafts, letters, movements, ledger, pendency."""

from contracts.files import (
    adoption_errors,
    case_errors,
    classification_errors,
    diary_errors,
    errors,
    events,
    fairness_errors,
    follow_up_errors,
    follow_up_events,
    meeting_errors,
    meeting_events,
    oral_order_errors,
    paper_file_errors,
    paper_file_events,
    relation_errors,
    reply_errors,
    reply_events,
    tl_errors,
    tl_events,
)
from contracts.files.adoption import *  # noqa: F403
from contracts.files.around import *  # noqa: F403
from contracts.files.arrangement import *  # noqa: F403
from contracts.files.blocks import *  # noqa: F403
from contracts.files.cases import *  # noqa: F403
from contracts.files.citizen import *  # noqa: F403
from contracts.files.classification import *  # noqa: F403
from contracts.files.clocks import *  # noqa: F403
from contracts.files.compilations import *  # noqa: F403
from contracts.files.consultations import *  # noqa: F403
from contracts.files.custody import *  # noqa: F403
from contracts.files.deadlines import *  # noqa: F403
from contracts.files.desk import *  # noqa: F403
from contracts.files.diary import *  # noqa: F403
from contracts.files.fairness import *  # noqa: F403
from contracts.files.flags import *  # noqa: F403
from contracts.files.follow_ups import *  # noqa: F403
from contracts.files.forecast import *  # noqa: F403
from contracts.files.history import *  # noqa: F403
from contracts.files.letters import *  # noqa: F403
from contracts.files.levels import *  # noqa: F403
from contracts.files.meetings import *  # noqa: F403
from contracts.files.notes import *  # noqa: F403
from contracts.files.notings import *  # noqa: F403
from contracts.files.oral_orders import *  # noqa: F403
from contracts.files.paper_files import *  # noqa: F403
from contracts.files.pendency import *  # noqa: F403
from contracts.files.procedure import *  # noqa: F403
from contracts.files.relations import *  # noqa: F403
from contracts.files.replies import *  # noqa: F403
from contracts.files.requests import *  # noqa: F403 - the module's whole content is its public face
from contracts.files.resembling import *  # noqa: F403
from contracts.files.search import *  # noqa: F403
from contracts.files.sitting import *  # noqa: F403
from contracts.files.statements import *  # noqa: F403
from contracts.files.stopping import *  # noqa: F403
from contracts.files.time_limits import *  # noqa: F403
from contracts.files.views import *  # noqa: F403

__all__ = [
    "adoption_errors",
    "case_errors",
    "classification_errors",
    "diary_errors",
    "errors",
    "events",
    "fairness_errors",
    "follow_up_errors",
    "follow_up_events",
    "meeting_errors",
    "meeting_events",
    "oral_order_errors",
    "paper_file_errors",
    "paper_file_events",
    "relation_errors",
    "reply_errors",
    "reply_events",
    "tl_errors",
    "tl_events",
]
