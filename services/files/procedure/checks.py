"""What the parts of a pack must agree on with each other, and with what the service knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from contracts.identity.views import LETTER_NUMBER, NUMBER
from services.files.procedure import tree
from services.files.procedure.complaints import Complaint, Found
from services.files.procedure.naming import Kind, covered, named
from services.files.procedure.pack import KINDS, CaseType, Channel, Level, Limit, Pack, Rule

MOST_LEVELS = 4
"""Per decision (CSMOP; the manuals of States follow it)."""
_EVERY_DAY, _OFFICE_TIME = ("calendar_days", "calendar_hours"), ("working_days", "working_hours")
UNITS = {"statutory": _EVERY_DAY, "instruction": _EVERY_DAY + _OFFICE_TIME, "internal": _OFFICE_TIME}
"""A statute counts every day, an instruction as it says, and what an office expects of itself its own time."""
AFTER_THE_FILE = r"^(?=.*\{file\})(?=.*\{serial\})([^{}\x00-\x1f]|\{(file|serial)\}){1,100}$"
"""The pattern of a part or a volume: the file's number and which one it is."""
CHANNEL = Kind("सरणी", "channel", "दी नहीं गई है")
LIMIT = Kind("सीमा", "limit", "दी नहीं गई है")
UNREADABLE = Complaint(
    "प्रतिरूप पढ़ा नहीं जा सकता; स्थान {head} {serial} {year} {unit} {office} हैं, पत्र, भाग और खण्ड के लिए {file} भी",
    "the pattern cannot be read; its places are {head} {serial} {year} {unit} {office},"
    " for a letter, a part or a volume also {file}",
)


def complaints(pack: Pack) -> Found:
    """Place and reason of all that does not fit."""
    yield from _citations(pack)
    yield from _periods(pack)
    for kind in KINDS:
        yield from _overlaps(kind, getattr(pack, kind))
    for place, channel in enumerate(pack.channels):
        yield from _channel(place, channel, pack.levels)
    for place, limit in enumerate(pack.limits):
        yield from _unit(place, limit)
    yield from tree.complaints(pack)
    for place, case_type in enumerate(pack.case_types):
        yield from _case_type(place, case_type, pack)
    for place, numbering in enumerate(pack.numbering):
        known = {"letter": LETTER_NUMBER, "part": AFTER_THE_FILE, "volume": AFTER_THE_FILE}.get(numbering.code, NUMBER)
        if not re.match(known, numbering.pattern):
            yield ("numbering", place, "pattern"), UNREADABLE


def _citations(pack: Pack) -> Found:
    cited = set()
    for kind, place, rule in pack.rules():
        cited.add(rule.citation)
        if rule.citation not in pack.citations:
            yield (
                (kind, place, "citation"),
                Complaint(f"सन्दर्भ {rule.citation} दिया नहीं गया है", f"no citation {rule.citation} is given"),
            )
    for code in pack.citations.keys() - cited:
        yield ("citations", code), Complaint("किसी नियम में यह सन्दर्भ नहीं है", "no rule rests on this citation")


def _periods(pack: Pack) -> Found:
    for kind, place, rule in pack.rules():
        if rule.last < rule.valid_from:
            yield (kind, place, "valid_to"), Complaint("अन्त आरम्भ से पहले है", "the end lies before the beginning")


def _overlaps(kind: str, rules: Iterable[Rule]) -> Found:
    """Two rules of one code on the same day: nobody could say which holds."""
    of_code: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
    for place, rule in enumerate(rules):
        of_code[rule.code].append((place, rule))
    for code, entries in of_code.items():
        until = date.min
        for place, rule in sorted(entries, key=lambda entry: entry[1].valid_from):
            if rule.valid_from <= until:
                yield (
                    (kind, place, "valid_from"),
                    Complaint(f"{code} का एक और नियम इस दिन भी मान्य है", f"another rule of {code} holds on that day"),
                )
            until = max(until, rule.last)


def _channel(place: int, channel: Channel, levels: list[Level]) -> Found:
    here = ("channels", place, "levels")
    if len(channel.levels) > MOST_LEVELS:
        yield (
            here,
            Complaint(
                f"{len(channel.levels)} स्तर हैं; अधिकतम {MOST_LEVELS} हो सकते हैं",
                f"{len(channel.levels)} levels; at most {MOST_LEVELS} decide",
            ),
        )
    taken: dict[str, str] = {}
    for at, code in enumerate(channel.levels):
        own = [level for level in levels if level.code == code]
        if not own:
            yield (*here, at), Complaint(f"स्तर {code} दिया नहीं गया है", f"no level {code} is given")
        elif not covered(own, channel.valid_from, channel.last):
            yield (
                (*here, at),
                Complaint(
                    f"स्तर {code} सरणी की पूरी अवधि में मान्य नहीं है", f"level {code} does not hold as long as the channel"
                ),
            )
        if code in channel.levels[:at]:
            yield (
                (*here, at),
                Complaint(f"पत्रावली स्तर {code} पर लौट आएगी", f"the file would come back to level {code}: a circle"),
            )
            continue
        for role in sorted({role for level in own for role in level.roles}):
            if role in taken:
                yield (
                    (*here, at),
                    Complaint(
                        f"भूमिका {role} स्तर {taken[role]} पर भी है; पत्रावली घूमकर लौटेगी",
                        f"role {role} stands on level {taken[role]} too: a circle",
                    ),
                )
            taken.setdefault(role, code)


def _case_type(place: int, case_type: CaseType, pack: Pack) -> Found:
    here = ("case_types", place)
    if case_type.channel is not None:
        yield from named((*here, "channel"), case_type.channel, pack.channels, case_type, CHANNEL)
    if case_type.subject is not None:
        yield from named((*here, "subject"), case_type.subject, pack.subjects, case_type, tree.SUBJECT)
    seen: set[str] = set()
    for kind in ("limits", "besides"):
        for at, each in enumerate(getattr(case_type, kind)):
            where = (*here, kind, at)
            for key, code in (("limit", each.limit), ("after", each.after)):
                if code is not None:
                    yield from named((*where, key), code, pack.limits, case_type, LIMIT)
            if each.after == each.limit:
                yield (*where, "after"), Complaint("सीमा स्वयं के बाद नहीं चल सकती", "a limit cannot begin at its own end")
            if each.limit in seen:
                yield (*where, "limit"), Complaint(f"सीमा {each.limit} दो बार है", f"limit {each.limit} stands twice")
            seen.add(each.limit)
    items: set[str] = set()
    for at, item in enumerate(case_type.checklist):
        if item.code in items:
            yield (
                (*here, "checklist", at, "code"),
                Complaint(f"{item.code} जाँच-सूची में दो बार है", f"{item.code} stands twice in the checklist"),
            )
        items.add(item.code)


def _unit(place: int, limit: Limit) -> Found:
    fitting = UNITS[limit.basis]
    if limit.rolls_forward and limit.unit != "calendar_days":
        yield (
            ("limits", place, "rolls_forward"),
            Complaint("केवल दिनों की सीमा आगे खिसकती है", "only a limit in calendar days ends on a later day"),
        )
    if limit.unit not in fitting:
        yield (
            ("limits", place, "unit"),
            Complaint(
                f"{limit.basis} सीमा की इकाई {' या '.join(fitting)} है, {limit.unit} नहीं",
                f"a limit that is {limit.basis} is counted in {' or '.join(fitting)}, not in {limit.unit}",
            ),
        )
