"""What a log comes to in this office: files opened, forwarded, noted on, closed, in the order in which it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.files.replay.log import Case, Event, Log

Kind = Literal["create", "note", "forward", "open", "close", "annotate"]
SAID_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Act:
    kind: Kind
    at: datetime
    case: str
    place: int
    """Of the event in the log that it comes from; for a close, of the last event before it."""
    by: str
    """The desk that acts."""
    to: str = ""
    """The desk that a file is forwarded to."""
    text: str = ""
    deadline: datetime | None = None


def acts_of(log: Log) -> list[Act]:
    """By time; what happened at the same time in the order of the cases, and within a case of its events."""
    acts = [act for case in log.cases for act in _of_case(case)]
    return sorted(acts, key=lambda act: act.at)


def _of_case(case: Case) -> list[Act]:
    """A new desk is a forward by the one before it; the end closes the file; what comes after the end is noted only.

    A case that ended before its first event is closed when that event opens it.
    """
    first = case.events[0]
    holder = case.first_desk()
    acts = [Act("create", first.at, case.name, first.place, holder, text=case.name, deadline=case.deadline)]
    before = [event for event in case.events if case.ends is None or event.at <= case.ends]
    for event in before:
        if event.resource in ("", holder):
            acts.append(Act("note", event.at, case.name, event.place, holder, text=_text(event)))
        else:
            acts.append(Act("forward", event.at, case.name, event.place, holder, to=event.resource, text=_text(event)))
            holder = event.resource
            # The log saw it there because that desk did something with it.
            acts.append(Act("open", event.at, case.name, event.place, holder))
    if case.ends is not None:
        acts.append(Act("close", max(case.ends, first.at), case.name, (before or [first])[-1].place, holder))
    acts += [
        Act("annotate", event.at, case.name, event.place, event.resource or holder, text=_text(event))
        for event in case.events[len(before) :]
    ]
    return acts


def _text(event: Event) -> str:
    """What was done, and in which section the log saw it."""
    return " · ".join(part for part in (event.activity, event.group) if part) or SAID_NOTHING
