"""What a replay found and did: a table for the operator, and a file for programs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from services.files.replay.acts import Act
from services.files.replay.log import Finding, Log
from services.files.replay.texts import FINDINGS, FOUND, PENDENCY, RESULT, Said
from services.files.replay.totals import Totals, totals_of
from services.files.storage.past_pendency import PastPendency

COLUMNS = ("code", "case", "place", "detail", "hi", "en")
LARGEST_HOLDERS = 10
CHECKED = 12
"""Moments at which the loaded files are compared with the log."""


def write(path: Path, findings: Sequence[Finding]) -> None:
    """One line for each finding (CSV, UTF-8). ``place``: line of the CSV, number of the XES event."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS)
        for finding in findings:
            said = FINDINGS[finding.code]
            case, detail = _no_formula(finding.case), _no_formula(finding.detail)
            lines.writerow([finding.code, case, finding.place or "", detail, said.hi, said.en])


def _no_formula(text: str) -> str:
    """What a spreadsheet shows as it is, and does not calculate: the words are those of a stranger's log."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def summary(log: Log, acts: Sequence[Act], findings: Sequence[Finding]) -> Iterator[str]:
    """What was done, and what was found how often."""
    done = Counter[str](act.kind for act in acts)
    refused = sum(finding.code == "refused" for finding in findings)
    counts = {"rows": log.rows, "cases": len(log.cases), **done, "refused": refused}
    yield from (_line(counts.get(code, 0), said) for code, said in RESULT.items())
    yield f"\n{FOUND}:"
    found = Counter(finding.code for finding in findings)
    yield from (_line(found[code], said) for code, said in FINDINGS.items() if found[code])


def pendency(totals: Totals) -> Iterator[str]:
    """The figures of a moment, and the desks that have most."""
    yield from (_line(getattr(totals, code), said) for code, said in PENDENCY.items())
    most = sorted(totals.holders.items(), key=lambda held: (-held[1], held[0]))
    yield from (f"{count:>9}    {desk}" for desk, count in most[:LARGEST_HOLDERS])


def loaded_totals(session: Session, at: datetime) -> Totals:
    """As the service's own table gives them."""
    past = PastPendency(session)
    desks = past.desks(at, None, None)
    holders: Mapping[str, int] = {desk["post"]["designation_en"]: desk["total"] for desk in desks}
    overdue = sum(desk["overdue"] for desk in desks)
    return Totals(past.started(at, None, None), sum(holders.values()), overdue, dict(holders))


def differences(session: Session, log: Log) -> list[str]:
    """Moments, spread over the log and at its end, at which the table says other than the log."""
    moments = sorted(event.at for case in log.cases for event in case.events)
    step = max(1, len(moments) // CHECKED)
    compared = [(at, loaded_totals(session, at), totals_of(log, at)) for at in (*moments[::step], moments[-1])]
    return [f"{at.isoformat()}: {ours}, {theirs}" for at, ours, theirs in compared if ours != theirs]


def _line(count: int, said: Said) -> str:
    return f"{count:>9}    {said}"
