"""From the outside world's exceptions to ours.

Kinds, codes and the wire form are in ``contracts.errors``; here is what only services know: which failures of the
database mean that it is away (try again, not your fault), and which that the work lost a race.
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contracts.errors import CallTimeout, PatravaliError, Unavailable

SERIALIZATION_FAILURE = "40001"
DEADLOCK_DETECTED = "40P01"
QUERY_CANCELED = "57014"
LOCK_NOT_AVAILABLE = "55P03"
READ_ONLY = "25006"


class AlreadyDone(Exception):
    """This command, event or due row took effect before. ``result`` is what the command answered then."""

    def __init__(self, result: dict[str, object] | None = None) -> None:
        super().__init__("already done")
        self.result = result


def sql_state(error: BaseException) -> str:
    """The five-character SQLSTATE of a database error, or an empty string."""
    return str(getattr(getattr(error, "orig", None), "pgcode", None) or "")


def lost_a_race(error: BaseException) -> bool:
    """The transaction may simply be run again."""
    return sql_state(error) in (SERIALIZATION_FAILURE, DEADLOCK_DETECTED)


def database_is_away(error: BaseException) -> bool:
    """Connection lost, refused, or the server is shutting down or starting."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = sql_state(error)
    if error.connection_invalidated or state.startswith(("08", "57P", "53")) or state == READ_ONLY:
        return True
    return isinstance(error, OperationalError | InterfaceError) and not state


def refusal_of(error: BaseException) -> PatravaliError | None:
    """What to answer for a failure of the database, or nothing if it is not one that we know."""
    if database_is_away(error):
        return Unavailable("The database is away.", part="database")
    if sql_state(error) in (QUERY_CANCELED, LOCK_NOT_AVAILABLE) or lost_a_race(error):
        return CallTimeout("The database did not finish in time.")
    return None


def is_infrastructure(error: BaseException) -> bool:
    """True where waiting helps and trying does not count: database, store, broker or another service is away."""
    return isinstance(error, Unavailable) or database_is_away(error)
