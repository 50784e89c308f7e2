"""The lines of statements as of a moment: which files and letters, where they lay then, and what they waited for.

What is confidential is listed for those who may see it now, by custody, past custody, hierarchy above the present desk
or an open question; for others it is counted. Who answers for the desk of then may have no business with it today.
"""

# ruff: noqa: S608 - what is put together here are names of tables and columns, all of them constants

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from services.files.domain.access import NARROW
from services.files.domain.numbering import office_day
from services.files.domain.vip import Issued
from services.files.storage.past_pendency import FILES, RECEIPTS
from services.files.storage.tables import REACHED

MOST = 2_000
"""Lines of one statement: some sixty pages."""

_NEAR_FILE = """files.holder_post_id = ANY(:below)
    OR EXISTS (SELECT FROM movements own WHERE own.file_id = files.id AND own.to_post_id = :me)
    OR EXISTS (SELECT FROM consultations asked
        WHERE asked.file_id = files.id AND asked.holder_post_id = :me AND asked.state = 'open')"""
SEES_FILE = f"(files.grading <> ALL(:narrow) OR {_NEAR_FILE})"
_SEES_RECEIPT = f"""(receipts.grading <> ALL(:narrow) OR receipts.holder_post_id = ANY(:below)
    OR EXISTS (SELECT FROM receipt_movements own WHERE own.receipt_id = receipts.id AND own.to_post_id = :me)
    OR EXISTS (SELECT FROM receipt_copies copy WHERE copy.receipt_id = receipts.id AND copy.post_id = :me)
    OR {_NEAR_FILE})"""
# Whatever there is of it is counted before the limit; what may be seen comes first.
_COUNTED = "count(*) OVER () AS total, count(*) FILTER (WHERE NOT seen) OVER () AS withheld"

CASES = f"""
SELECT found.*, {_COUNTED}, count(*) FILTER (WHERE created_at < :three_months) OVER () AS over_three FROM (
    SELECT lay.id, number, subject, created_at, lay.post_id, lay.post, lay.since, lay.serial, lay.deadline,
        {SEES_FILE} AS seen
    FROM ({FILES.lay}) lay JOIN files ON files.id = lay.id
    WHERE lay.post_id = ANY(:posts) AND files.created_at < :one_month
) found ORDER BY NOT seen, created_at, id LIMIT :limit
"""
# A parking ends with its day, when it is taken up, with a later one, and with the stay. There are few of them.
CALL_BOOK = f"""
SELECT found.*, {_COUNTED} FROM (
    SELECT lay.id, number, subject, lay.post_id, lay.post, lay.since, lay.serial, parking.parked,
        {SEES_FILE} AS seen
    FROM (
        SELECT DISTINCT ON (file_id, serial) id, file_id, serial, parked, until FROM parkings
        WHERE since <= :at ORDER BY file_id, serial, since DESC
    ) parking
    JOIN ({FILES.lay}) lay ON lay.id = parking.file_id AND lay.serial = parking.serial
    JOIN files ON files.id = lay.id
    WHERE lay.post_id = ANY(:posts) AND parking.until > :today
        AND NOT EXISTS (SELECT FROM parking_ends WHERE parking_id = parking.id AND at <= :at)
) found ORDER BY NOT seen, parked->>'until', id LIMIT :limit
"""
# Letters not yet in a file, and those in files that are open, since which nothing was issued from there.
_ENTERED = f"""
CROSS JOIN LATERAL (
    SELECT {REACHED} AS at FROM receipt_movements
    WHERE receipt_id = receipts.id AND kind = 'put_in_file' AND {REACHED} <= :at ORDER BY serial DESC LIMIT 1
) entered
"""
_RECEIPT = """receipts.id, receipts.diary_number, receipts.letter_number, receipts.subject, receipts.sender,
    receipts.labels, receipts.received_on"""
PAPERS = f"""
SELECT found.*, {_COUNTED} FROM (
    SELECT {_RECEIPT}, files.id AS file_id, files.number AS file_number, lay.post_id, lay.post, lay.since,
        {_SEES_RECEIPT} AS seen
    FROM ({RECEIPTS.lay}) lay JOIN receipts ON receipts.id = lay.id LEFT JOIN files ON false
    WHERE lay.post_id = ANY(:posts)
    UNION ALL
    SELECT {_RECEIPT}, files.id, files.number, lay.post_id, lay.post, lay.since, {_SEES_RECEIPT}
    FROM ({FILES.lay}) lay JOIN files ON files.id = lay.id JOIN receipts ON receipts.file_id = files.id {_ENTERED}
    WHERE lay.post_id = ANY(:posts) AND NOT EXISTS (
        SELECT FROM letters WHERE letters.file_id = files.id AND issued_at > entered.at AND issued_at <= :at
    )
) found ORDER BY NOT seen, received_on, id LIMIT :limit
"""
_IS_VIP = """(receipts.sender->>'category' IN ('mp', 'mla', 'vip')
    OR receipts.labels && CAST('{lok_sabha,rajya_sabha,vip}' AS varchar[]))"""
VIP = f"""
SELECT {_RECEIPT}, files.id AS file_id, files.number AS file_number, entered.at AS entered_at,
    CASE WHEN entered.at IS NULL THEN stay.post_id ELSE lain.post_id END AS post_id,
    CASE WHEN entered.at IS NULL THEN stay.post ELSE lain.post END AS post,
    CASE WHEN entered.at IS NULL THEN stay.since ELSE lain.since END AS since,
    CASE WHEN stay.kind = 'closed' THEN stay.since WHEN lain.kind = 'closed' THEN lain.since END AS closed_at,
    {_SEES_RECEIPT} AS seen
FROM receipts
CROSS JOIN LATERAL (
    SELECT kind, to_post_id AS post_id, to_post AS post, {REACHED} AS since FROM receipt_movements
    WHERE receipt_id = receipts.id AND {REACHED} <= :at ORDER BY serial DESC LIMIT 1
) stay
LEFT JOIN LATERAL (SELECT stay.since AS at WHERE stay.kind = 'put_in_file') entered ON true
LEFT JOIN files ON files.id = receipts.file_id AND entered.at IS NOT NULL
LEFT JOIN LATERAL (
    SELECT kind, to_post_id AS post_id, to_post AS post, {REACHED} AS since FROM movements
    WHERE file_id = files.id AND {REACHED} <= :at ORDER BY serial DESC LIMIT 1
) lain ON true
WHERE receipts.diarised_at <= :at AND {_IS_VIP}
    AND (receipts.cancelled IS NULL OR (receipts.cancelled->>'at')::timestamptz > :at)
    AND CASE WHEN entered.at IS NULL THEN stay.post_id ELSE lain.post_id END = ANY(:posts)
ORDER BY receipts.received_on, receipts.id
"""
ISSUED = """
SELECT file_id, number, issued_at, addressees FROM letters
WHERE file_id = ANY(:files) AND issued_at <= :at ORDER BY issued_at, id
"""
CONSULTED = f"""
SELECT consultations.file_id, stay.to_post AS post, asked_at, due_on FROM consultations
LEFT JOIN consultation_ends ended ON ended.consultation_id = consultations.id AND ended.recorded_at <= :at
CROSS JOIN LATERAL (
    SELECT to_post FROM consultation_movements
    WHERE consultation_id = consultations.id AND {REACHED} <= :at ORDER BY serial DESC LIMIT 1
) stay
WHERE consultations.file_id = ANY(:files) AND ended.consultation_id IS NULL ORDER BY consultations.file_id, number
"""
STOPPED = """
SELECT DISTINCT ON (file_id, serial) file_id, serial, stopped->>'reason' AS reason, since FROM clock_stops
LEFT JOIN clock_resumes ON clock_resumes.stop_id = clock_stops.id AND clock_resumes.at <= :at
WHERE file_id = ANY(:files) AND since <= :at AND clock_resumes.stop_id IS NULL ORDER BY file_id, serial, since DESC
"""
PARKED = """
SELECT DISTINCT ON (file_id, serial) file_id, serial, until, parking_ends.at AS ended FROM parkings
LEFT JOIN parking_ends ON parking_ends.parking_id = parkings.id AND parking_ends.at <= :at
WHERE file_id = ANY(:files) AND since <= :at ORDER BY file_id, serial, since DESC
"""

Stay = tuple[UUID, int]
"""File and serial of the movement that brought it to the desk."""


@dataclass(frozen=True)
class Asked:
    """Whose statement of which desks, as of when."""

    at: datetime
    today: date
    me: UUID
    below: Sequence[UUID]
    """The actor's desk and those below it."""
    posts: Sequence[UUID]
    """Desks of the statement."""

    def values(self) -> dict[str, Any]:
        seeing = {"me": self.me, "below": list(self.below), "narrow": list(NARROW)}
        return {**seeing, "at": self.at, "today": self.today, "posts": list(self.posts), "limit": MOST + 1}


class StatementLines:
    def __init__(self, session: Session, asked: Asked) -> None:
        self._session = session
        self._asked = asked

    def cases(self, one_month: datetime, three_months: datetime) -> Sequence[Row[Any]]:
        """Files opened before ``one_month``, the oldest first."""
        return self._rows(CASES, one_month=one_month, three_months=three_months)

    def call_book(self) -> Sequence[Row[Any]]:
        """Files that were put aside, by the day until which."""
        return self._rows(CALL_BOOK)

    def papers(self) -> Sequence[Row[Any]]:
        """Letters on which nothing has gone out, the oldest first."""
        return self._rows(PAPERS)

    def vip(self) -> Sequence[Row[Any]]:
        """All marked letters that had come by then and lay at these desks, answered ones too."""
        return self._rows(VIP)

    def issued(self, files: Iterable[UUID]) -> dict[UUID, list[tuple[datetime, Issued]]]:
        """What went out from these files, in its order."""
        found: dict[UUID, list[tuple[datetime, Issued]]] = defaultdict(list)
        for row in self._of(ISSUED, files):
            names = tuple(each["name"] for each in row.addressees)
            found[row.file_id].append((row.issued_at, Issued(row.number, office_day(row.issued_at), names)))
        return found

    def consulted(self, files: Iterable[UUID]) -> dict[UUID, list[Row[Any]]]:
        """Desks whose opinion was awaited."""
        found: dict[UUID, list[Row[Any]]] = defaultdict(list)
        for row in self._of(CONSULTED, files):
            found[row.file_id].append(row)
        return found

    def stopped(self, files: Iterable[UUID]) -> Mapping[Stay, Row[Any]]:
        """Clocks that stood still."""
        return {(row.file_id, row.serial): row for row in self._of(STOPPED, files)}

    def parked(self, files: Iterable[UUID]) -> Mapping[Stay, date]:
        """Until when files were put aside."""
        return {
            (row.file_id, row.serial): row.until
            for row in self._of(PARKED, files)
            if row.ended is None and row.until > self._asked.today
        }

    def _rows(self, statement: str, **more: Any) -> Sequence[Row[Any]]:
        return self._session.execute(_typed(statement), {**self._asked.values(), **more}).all()

    def _of(self, statement: str, files: Iterable[UUID]) -> Sequence[Row[Any]]:
        return self._session.execute(_typed(statement), {"files": list(files), "at": self._asked.at}).all()


def _typed(statement: str) -> TextClause:
    typed = [bindparam(name, type_=ARRAY(Uuid)) for name in ("posts", "below", "files") if f":{name})" in statement]
    own = [bindparam("me", type_=Uuid)] if ":me" in statement else []
    return text(statement).bindparams(*typed, *own)
