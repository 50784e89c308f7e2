"""A wrong pack is refused with line and reason, all at once; the packs that are shipped are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from services.files.procedure.reading import read
from tests.throwaway import ROOT

FOLDER = ROOT / "deploy" / "procedure"
SHIPPED = sorted(FOLDER.glob("*.yaml"))

RIGHT = """\
pack: in-xx
version: 1
name: {hi: परीक्षण, en: Test}
citations:
  practice: {hi: व्यवहार, en: Practice, confirmed: false}
levels:
- {code: desk, citation: practice, valid_from: 2000-01-01, roles: [dealing_hand], name: {hi: पटल, en: Desk}}
- {code: head, citation: practice, valid_from: 2000-01-01, roles: [dm], name: {hi: प्रमुख, en: Head}}
channels:
- {code: ordinary, citation: practice, valid_from: 2000-01-01, levels: [desk, head], name: {hi: सरणी, en: Channel}}
urgency:
- {code: routine, citation: practice, valid_from: 2000-01-01, name: {hi: सामान्य, en: Routine}}
numbering:
- {code: letter, citation: practice, valid_from: 2000-01-01, pattern: '{file}/{serial}'}
limits:
- {code: rti, citation: practice, valid_from: 2000-01-01, basis: statutory, count: 30, unit: calendar_days,
   name: {hi: सूचना, en: RTI}}
retention:
- {code: c_3, citation: practice, valid_from: 2000-01-01, name: {hi: ग-3, en: C-3}}
subjects:
- {code: land, citation: practice, valid_from: 2000-01-01, retention: c_3, name: {hi: भूमि, en: Land}}
- {code: lease, citation: practice, valid_from: 2000-01-01, parent: land, name: {hi: पट्टा, en: L}, keywords: {hi: [पट]}}
notings:
- {code: approved, citation: practice, valid_from: 2000-01-01, hi: अनुमोदित।, en: Approved.}
disposals:
- {code: disposed, citation: practice, valid_from: 2000-01-01, name: {hi: निस्तारित, en: Disposed of}}
closing:
- {code: disposal, citation: practice, valid_from: 2000-01-01, required: true}
"""
DESK = "- {code: desk, citation: practice, valid_from: 2000-01-01, roles: [dealing_hand], name: {hi: पटल, en: Desk}}"
ROUTINE = "- {code: routine, citation: practice, valid_from: 2000-01-01, name: {hi: सामान्य, en: Routine}}"


def told(text: str) -> list[str]:
    pack, wrong = read(text)
    assert (pack is None) == bool(wrong)
    return [str(each) for each in wrong]


def line_of(text: str, kind: str) -> int:
    """On which line the rules of a kind begin; each rule has one line."""
    return text.splitlines().index(f"{kind}:") + 1


def test_a_right_pack_is_taken():
    pack, wrong = read(RIGHT)

    assert wrong == []
    assert pack is not None
    assert [kind for kind, _, _ in pack.rules()].count("levels") == 2


def test_the_digest_is_of_the_content_and_of_nothing_else():
    commented, _ = read("# another look\n" + RIGHT.replace("{hi: परीक्षण, en: Test}", "{en: Test, hi: परीक्षण}"))
    changed, _ = read(RIGHT.replace("Approved.", "Agreed."))
    right, _ = read(RIGHT)

    assert commented.sha256 == right.sha256
    assert changed.sha256 != right.sha256


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_pack_is_right_and_named_after_its_state(path: Path):
    pack, wrong = read(path.read_text(encoding="utf-8"))

    assert wrong == []
    assert pack is not None
    assert pack.pack == path.stem
    assert pack.disposals
    assert pack.channels


def test_three_states_have_one():
    assert [path.stem for path in SHIPPED] == ["in-mp", "in-uk", "in-up"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_nobody_confirmed_says_so_in_both_languages(path: Path):
    citations = yaml.safe_load(path.read_text(encoding="utf-8"))["citations"]

    open_ones = [each for each in citations.values() if not each["confirmed"]]

    assert open_ones
    assert all("to be confirmed" in each["en"] and "पुष्टि शेष" in each["hi"] for each in open_ones)


WRONG = {
    "a role nobody has": ("[dealing_hand]", "[patwari]", "levels[0].roles[0]", "unknown; give one of"),
    "a level that is not given": ("[desk, head]", "[desk, middle]", "channels[0].levels[1]", "no level middle"),
    "five levels": ("[desk, head]", "[desk, head, a, b, c]", "channels[0].levels", "5 levels; at most 4"),
    "a level twice": ("[desk, head]", "[desk, head, desk]", "channels[0].levels[2]", "come back to level desk"),
    "a role on two levels": ("roles: [dm]", "roles: [dealing_hand]", "channels[0].levels[1]", "stands on level desk"),
    "a level that ends before its channel": (
        DESK,
        DESK.replace("valid_from: 2000-01-01", "valid_from: 2000-01-01, valid_to: 2020-12-31"),
        "channels[0].levels[0]",
        "does not hold as long",
    ),
    "two rules of one code on one day": (
        ROUTINE,
        ROUTINE.replace("}}", "}, valid_to: 2026-04-01}") + "\n" + ROUTINE.replace("2000-01-01", "2026-04-01"),
        "urgency[1].valid_from",
        "another rule of routine",
    ),
    "an end before the beginning": (
        ROUTINE,
        ROUTINE.replace("}}", "}, valid_to: 1999-12-31}"),
        "urgency[0].valid_to",
        "end lies before",
    ),
    "a grade that the system does not know": ("code: routine", "code: urgent", "urgency[0].code", "'routine'"),
    "a pattern with an unknown place": ("'{file}/{serial}'", "'{district}/{serial}'", "numbering[0].pattern", "read"),
    "a file's number from itself": ("code: letter", "code: file", "numbering[0].pattern", "cannot be read"),
    "a limit without a unit": (", unit: calendar_days", "", "limits[0].unit", "needed and not there"),
    "a statute in working days": ("calendar_days", "working_days", "limits[0].unit", "not in working_days"),
    "a target in calendar days": ("statutory", "internal", "limits[0].unit", "not in calendar_days"),
    "a limit of nothing": ("count: 30", "count: 0", "limits[0].count", "not less than 1"),
    "a noting without Hindi": ("hi: अनुमोदित।, ", "", "notings[0].hi", "needed and not there"),
    "a noting in English twice": ("hi: अनुमोदित।", "hi: Approved.", "notings[0].hi", "no letter of Devanagari"),
    "a head under an unknown one": ("parent: land", "parent: sea", "subjects[1].parent", "no subject sea"),
    "a head under itself": ("parent: land", "parent: lease", "subjects[1].parent", "a circle"),
    "two heads of one code": ("{code: lease", "{code: land", "subjects[1].valid_from", "another rule of land"),
    "a head that nobody says how to keep": ("retention: c_3, ", "", "subjects[0].code", "a trunk has to say"),
    "a retention that is not given": (
        "retention: c_3",
        "retention: c_5",
        "subjects[0].retention",
        "no retention class c_5",
    ),
    "a retention of eleven years": ("{code: c_3", "{code: c_11", "retention[0].code", "not of the form"),
    "a citation that is not given": (
        "{code: disposed, citation: practice",
        "{code: disposed, citation: order",
        "disposals[0].citation",
        "no citation order",
    ),
    "a citation nobody uses": (
        "citations:",
        "citations:\n  order: {hi: आदेश, en: Order, confirmed: true}",
        "citations.order",
        "no rule rests",
    ),
    "a rule without a first day": (
        "{code: disposed, citation: practice, valid_from: 2000-01-01",
        "{code: disposed, citation: practice",
        "disposals[0].valid_from",
        "needed and not there",
    ),
    "a day that is none": ("2000-01-01, required", "2000-02-31, required", "", "day is out of range"),
    "a year in words": (
        "valid_from: 2000-01-01, required",
        "valid_from: soon, required",
        "closing[0].valid_from",
        "date",
    ),
    "an unknown key": ("required: true", "required: true, forced: yes", "closing[0].forced", "no such key"),
    "a key twice": ("en: Approved.", "en: Approved., en: Agreed.", "notings[0].en", "stands twice"),
    "a version of words": ("version: 1", "version: first", "version", "whole number"),
    "something that is not YAML": ("en: Test}", "en: Test", "", "not YAML"),
}


@pytest.mark.parametrize(("before", "after", "place", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_pack_is_told_where_and_why(before: str, after: str, place: str, reason: str):
    assert RIGHT.count(before) == 1
    text = RIGHT.replace(before, after)

    found = told(text)

    [complaint] = [line for line in found if reason in line]
    assert re.match(rf"\d+: {re.escape(place)}", complaint)
    assert re.search("[\u0904-\u0939]", complaint.rpartition(" / ")[0])
    if rule := re.match(r"(\w+)\[(\d)\]", place):
        assert complaint.startswith(f"{line_of(text, rule[1]) + 1 + int(rule[2])}: ")


HEADS = [
    *(("a", "b", "c_3"), ("b", "a", None), ("c", None, "c_3")),
    *(("d", "c", None), ("e", "d", None), ("f", "e", None), ("g", "f", None)),
]  # fmt: skip


def test_circles_depth_and_keywords_of_the_tree_are_told_by_line():
    content = yaml.safe_load(RIGHT)
    content["subjects"] = [
        {"code": code, "citation": "practice", "valid_from": "2000-01-01", "parent": parent, "retention": retention}
        | {
            "name": {"hi": "विषय", "en": "Head"},
            "keywords": {"hi": ["भूमि", "भूमि"] if code == "c" else [], "en": ["x1"]},
        }
        for code, parent, retention in HEADS
    ]

    found = told(yaml.safe_dump(content, allow_unicode=True))

    assert [re.sub(r"^\d+: (.*?): .* / ", r"\1: ", line) for line in found] == [
        "subjects[0].parent: the head comes to lie below itself: a circle",
        "subjects[1].parent: the head comes to lie below itself: a circle",
        "subjects[2].keywords.hi[1]: the word भूमि stands twice",
        "subjects[6].parent: lies more than 4 levels deep",
    ]


def test_a_hindi_keyword_is_in_devanagari():
    (complaint,) = told(RIGHT.replace("keywords: {hi: [पट]}", "keywords: {hi: [patta]}"))

    assert "subjects[1].keywords.hi[0]" in complaint


def test_all_that_is_wrong_is_told_at_once_the_first_line_first():
    text = (
        RIGHT.replace("[dealing_hand]", "[patwari]").replace(", unit: calendar_days", "").replace("hi: अनुमोदित।, ", "")
    )

    found = told(text)

    assert [line.split(": ")[1] for line in found] == ["levels[0].roles[0]", "limits[0].unit", "notings[0].hi"]
    assert [int(line.split(": ")[0]) for line in found] == [7, 16, 24]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "&a [*a]", "{" * 3000])
def test_what_is_no_pack_at_all_is_refused(text: str):
    assert told(text)
