"""What each office did electronically in a period and how it stood at its end, in one statement; and stated factors.

A desk belongs to the office in which the directory has it now. Everything else is as it was then: what lay where and
what was sent comes from the chains of movements, and counts from when the desk could see it.
"""

# ruff: noqa: S608 - what is put together here are names of tables and columns, all of them constants

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Uuid, bindparam, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.orm import Session

from contracts.files import SavingsFactorView
from contracts.files.views import SignatureBlock
from services.files.domain.adoption import quantity
from services.files.domain.numbering import dawn
from services.files.storage.adoption_tables import savings_factors
from services.files.storage.directory_tables import offices
from services.files.storage.paper_file_tables import paper_rules
from services.files.storage.past_pendency import FILES
from services.files.storage.tables import REACHED, Moment
from services.files.storage.values import dump, load

_PIECE = "width_bucket({at}, CAST(:cuts AS timestamptz[]))"


def _in_period(at: str) -> str:
    return f"{at} > :begins AND {at} <= :ends"


def _of(name: str, at: str, source: str, post: str, number: str = "count(*)", where: str = "true") -> str:
    """What happened in the period at desks."""
    return f"""
SELECT desk.office_id, {_PIECE.format(at=at)} AS piece, '{name}' AS name, {number} AS number
FROM {source} JOIN posts desk ON desk.id = {post} WHERE {_in_period(at)} AND {where} GROUP BY 1, 2"""


def _by(name: str, at: str, source: str, number: str = "count(*)", where: str = "true") -> str:
    """What happened in the period, of things that name their office."""
    return f"""
SELECT office_id, {_PIECE.format(at=at)} AS piece, '{name}' AS name, {number} AS number
FROM {source} WHERE {_in_period(at)} AND {where} GROUP BY 1, 2"""


_KEPT = "(cancelled IS NULL OR closed_at > :ends)"
"""A letter that was diarised by mistake is counted until that was said."""
_AFAR = "mode IN ('email', 'inter_office')"
_SENT = "(SELECT dispatches.*, letters.pages FROM dispatches JOIN letters ON letters.id = letter_id) sent"
COUNTED = f"""
WITH moved AS (
    SELECT file_id, serial, kind, from_post_id, to_post_id, {REACHED} AS at FROM movements
    WHERE {_in_period(REACHED)}
), stays AS (
    SELECT moved.*, before.kind AS before_kind, before.since FROM moved
    CROSS JOIN LATERAL (
        SELECT kind, {REACHED} AS since FROM movements
        WHERE movements.file_id = moved.file_id AND movements.serial = moved.serial - 1
    ) before
), closed AS (
    SELECT moved.at, moved.to_post_id, extract(epoch FROM moved.at - files.created_at) AS seconds
    FROM moved JOIN files ON files.id = moved.file_id WHERE moved.kind = 'closed'
), sent AS (
    SELECT moved.at, came.office_id AS from_office_id, came.office_id <> went.office_id AS afar
    FROM moved JOIN posts came ON came.id = moved.from_post_id JOIN posts went ON went.id = moved.to_post_id
    WHERE moved.kind = 'forwarded'
), counted AS (
    SELECT id AS office_id, 0 AS piece, 'onboarded' AS name, 1 AS number FROM offices
    WHERE EXISTS (SELECT FROM files WHERE office_id = offices.id AND created_at <= :ends)
        OR EXISTS (SELECT FROM receipts WHERE office_id = offices.id AND diarised_at <= :ends)
    UNION ALL
    SELECT desk.office_id, 0, 'files_open', count(*) FROM ({FILES.lay}) lay JOIN posts desk ON desk.id = lay.post_id
    GROUP BY 1
    UNION ALL
    SELECT office_id, 0, 'paper_pending', count(*) FROM paper_files
    WHERE is_legacy AND registered_on <= :last AND (ended_on IS NULL OR ended_on > :last) GROUP BY 1
    UNION ALL {_of("files_created", "created_at", "files", "created_post_id")}
    UNION ALL {_of("files_disposed", "at", "closed", "to_post_id")}
    UNION ALL {_of("hours_taken", "at", "closed", "to_post_id", "round(sum(greatest(seconds, 0)) / 3600)")}
    UNION ALL {_of("notes", "confirmed_at", "notes", "author_post_id", where="merged_from IS NULL")}
    UNION ALL {_of("receipts", "diarised_at", "receipts", "diarised_post_id", where=_KEPT)}
    UNION ALL {
    _of("scanned", "diarised_at", "receipts", "diarised_post_id", where=f"document_id IS NOT NULL AND {_KEPT}")
}
    UNION ALL {
    _of(
        "stays",
        "at",
        "stays",
        "from_post_id",
        where="before_kind <> 'closed'",
    )
}
    UNION ALL {
    _of(
        "stay_hours",
        "at",
        "stays",
        "from_post_id",
        "round(sum(greatest(extract(epoch FROM at - since), 0)) / 3600)",
        "before_kind <> 'closed'",
    )
}
    UNION ALL
    SELECT from_office_id, {_PIECE.format(at="at")}, 'files_moved', count(*) FROM sent GROUP BY 1, 2
    UNION ALL
    SELECT from_office_id, {_PIECE.format(at="at")}, 'transfers', count(*) FROM sent WHERE afar GROUP BY 1, 2
    UNION ALL {_by("letters_approved", "approved_at", "letters")}
    UNION ALL {_by("letters_signed", "signed_at", "letters")}
    UNION ALL
    SELECT office_id, 0, 'letters_waiting', count(*) FROM letters
    WHERE approved_at <= :ends AND (signed_at IS NULL OR signed_at > :ends)
        AND (cancelled_at IS NULL OR cancelled_at > :ends) GROUP BY 1
    UNION ALL {_by("copied_pages", "issued_at", "letters", "sum(pages)")}
    UNION ALL {_by("mailed", "dispatched_at", _SENT, where=_AFAR)}
    UNION ALL {_by("mailed_pages", "dispatched_at", _SENT, "sum(pages)", _AFAR)}
    UNION ALL {_by("sent_on_paper", "dispatched_at", _SENT, where=f"NOT {_AFAR}")}
    UNION ALL
    SELECT receipts.office_id, {_PIECE.format(at="copy.at")}, 'receipt_copies', count(*)
    FROM receipt_copies copy JOIN receipts ON receipts.id = copy.receipt_id
    WHERE {_in_period("copy.at")} GROUP BY 1, 2
)
SELECT office_id, piece, name, CAST(number AS bigint) AS number FROM counted WHERE office_id = ANY(:offices)
"""
_COUNTED = text(COUNTED).bindparams(
    bindparam("offices", type_=ARRAY(Uuid)), bindparam("cuts", type_=ARRAY(Moment)), bindparam("last", type_=Date)
)


@dataclass(frozen=True)
class Asked:
    """Which offices, which period, and the days inside it at which a factor changes."""

    offices: Sequence[UUID]
    begins: datetime
    """The last moment before it."""
    ends: datetime
    last: date
    cuts: Sequence[date]


class Adoption:
    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self, asked: Asked) -> tuple[dict[UUID, Counter[str]], list[Counter[str]]]:
        """By office over the whole period, and by piece of it over all offices."""
        values = {
            "offices": list(asked.offices),
            "begins": asked.begins,
            "ends": asked.ends,
            "at": asked.ends,
            "last": asked.last,
            "cuts": [dawn(day) for day in asked.cuts],
        }
        by_office: dict[UUID, Counter[str]] = defaultdict(Counter)
        by_piece: list[Counter[str]] = [Counter() for _ in range(len(asked.cuts) + 1)]
        for row in self._session.execute(_COUNTED, values):
            by_office[row.office_id][row.name] += row.number or 0
            by_piece[row.piece][row.name] += row.number or 0
        return by_office, by_piece

    def offices(self) -> dict[UUID, tuple[str, str]]:
        """Hindi and English names of those that are not abolished."""
        row = offices.c
        found = self._session.execute(select(row.id, row.name_hi, row.name_en).where(~row.deleted))
        return {each.id: (each.name_hi, each.name_en) for each in found}

    def cutovers(self, at: datetime) -> dict[UUID, date | None]:
        """By office, as it was set by then."""
        row = paper_rules.c
        wanted = (
            select(row.office_id, row.cutover_on)
            .where(row.at <= at)
            .order_by(row.office_id, row.serial.desc())
            .ext(distinct_on(row.office_id))
        )
        return {each.office_id: each.cutover_on for each in self._session.execute(wanted)}


class SavingsFactors:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, stated: SavingsFactorView) -> None:
        names = ("id", "code", "value", "valid_from", "basis", "at")
        values = {name: getattr(stated, name) for name in names}
        self._session.execute(insert(savings_factors), {**values, "by": dump(stated.by)})

    def all(self) -> list[SavingsFactorView]:
        """In the order in which they were stated."""
        rows = self._session.execute(select(savings_factors).order_by(savings_factors.c.serial))
        return [_factor(row) for row in rows]

    def listed(self, code: str | None, before: int | None, limit: int) -> list[tuple[int, SavingsFactorView]]:
        """The newest first, each with its serial."""
        row = savings_factors.c
        wanted = select(savings_factors).order_by(row.serial.desc()).limit(limit)
        if code is not None:
            wanted = wanted.where(row.code == code)
        if before is not None:
            wanted = wanted.where(row.serial < before)
        return [(found.serial, _factor(found)) for found in self._session.execute(wanted)]


def _factor(row: Row[Any]) -> SavingsFactorView:
    return SavingsFactorView(
        id=row.id,
        code=row.code,
        value=None if row.value is None else quantity(row.value),
        valid_from=row.valid_from,
        basis=row.basis,
        by=load(SignatureBlock, row.by),
        at=row.at,
    )
