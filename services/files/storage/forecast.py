"""What a forecast looks at: open files with a time to keep, and stays of those that were disposed of lately."""

# ruff: noqa: S608 - what is put together here are names of tables and columns, all of them constants

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from services.files.domain.access import NARROW
from services.files.storage.statement_lines import SEES_FILE
from services.files.storage.tables import REACHED

LATELY = timedelta(days=180)
MOST_FILES = 5_000
"""Of those disposed of last: some twenty thousand stays, read in well under a second."""

DUE = text(f"""
SELECT id, number, subject, holder_post_id AS post_id, holder AS post, held_since AS since, deadline, due_on,
    stopped->>'reason' AS stopped, open_consultations, {SEES_FILE} AS seen
FROM files WHERE state = 'open' AND (deadline IS NOT NULL OR due_on IS NOT NULL) AND holder_post_id = ANY(:posts)
ORDER BY id
""").bindparams(
    bindparam("posts", type_=ARRAY(Uuid)), bindparam("below", type_=ARRAY(Uuid)), bindparam("me", type_=Uuid)
)
STAYS = text(f"""
WITH done AS (
    SELECT id, closed_at FROM files WHERE state = 'closed' AND closed_at > :since ORDER BY closed_at DESC LIMIT :most
), stays AS (
    SELECT to_post_id AS post_id, kind, {REACHED} AS since, done.closed_at,
        lead({REACHED}) OVER (PARTITION BY file_id ORDER BY serial) AS left_at
    FROM movements JOIN done ON done.id = movements.file_id
)
SELECT post_id, extract(epoch FROM left_at - since) AS until_left,
    extract(epoch FROM closed_at - since) AS until_closed
FROM stays WHERE kind <> 'closed' AND left_at > since
""")


def due(session: Session, posts: Sequence[UUID], below: Sequence[UUID], me: UUID) -> Sequence[Row[Any]]:
    """Open files at these desks that have a deadline, or a day set for the desk."""
    values = {"posts": list(posts), "below": list(below), "me": me, "narrow": list(NARROW)}
    return session.execute(DUE, values).all()


def stays(session: Session, now: datetime) -> Sequence[Row[Any]]:
    """Stays of files that were disposed of lately, in seconds."""
    return session.execute(STAYS, {"since": now - LATELY, "most": MOST_FILES}).all()
