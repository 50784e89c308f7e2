"""One worker at a time works on the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, func, select


@contextmanager
def alone(engine: Engine, sha256: str) -> Iterator[bool]:
    """Whether nobody else works on these bytes now; if so, nobody will until the end of the block.

    A lock of the database session, so it goes when its process is killed, and no transaction stays open for it.
    """
    key = int(sha256[:15], 16)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        mine = bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar_one())
        try:
            yield mine
        finally:
            if mine:
                connection.execute(select(func.pg_advisory_unlock(key)))
