"""Reading event logs: both formats say the same, nothing is dropped in silence, nothing hostile gets through."""

from __future__ import annotations

import gzip
import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.files.replay import report, texts
from services.files.replay.acts import acts_of
from services.files.replay.district import district_of
from services.files.replay.formats import csv_rows, read, xes_rows
from services.files.replay.log import Finding, Row, Unreadable, assemble
from services.files.replay.totals import Totals, totals_of
from services.identity.load import District

LOGS = Path(__file__).parent / "logs"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
# In the CSV each line speaks of its case and may contradict the others; in XES the case speaks once.
OF_CSV_ALONE = {"attribute_varies"}


def dirty(name: str = "dirty.csv"):
    return assemble(read(LOGS / name)[1], NOW)


def a_row(**said: str) -> Row:
    return Row(
        **{"place": 1, "case": "7", "activity": "जाँच", "resource": "पटल", "timestamp": "2026-01-05T10:00:00Z", **said}
    )


def found(*rows: Row) -> list[tuple[str, str]]:
    return [(finding.code, finding.detail) for finding in assemble(rows, NOW).findings]


def test_a_log_reads_the_same_in_either_format():
    table, xes = dirty("dirty.csv"), dirty("dirty.xes")

    assert [case.name for case in xes.cases] == [case.name for case in table.cases]
    for one, other in zip(xes.cases, table.cases, strict=True):
        assert [(e.at, e.activity, e.resource, e.group) for e in one.events] == [
            (e.at, e.activity, e.resource, e.group) for e in other.events
        ]
        assert (one.starts, one.ends, one.deadline) == (other.starts, other.ends, other.deadline)
    counted = Counter(finding.code for finding in table.findings if finding.code not in OF_CSV_ALONE)
    assert Counter(finding.code for finding in xes.findings) == counted


def test_the_projects_own_log_has_every_kind_of_dirt_that_can_be_read():
    of_the_future = {"in_the_future", "ends_in_the_future"}

    assert {finding.code for finding in dirty().findings} == texts.FINDINGS.keys() - {"refused"} - of_the_future


def test_each_finding_names_the_case_and_the_line():
    (late,) = (finding for finding in dirty().findings if finding.code == "starts_after_first_event")
    (twice,) = (finding for finding in dirty().findings if finding.code == "attribute_varies")

    assert (late.case, late.place) == ("starts-late", 11)
    assert (twice.case, twice.place, twice.detail) == ("varies", 26, "deadline: 2026-03-31T00:00:00+05:30")


def test_what_has_not_happened_is_not_taken():
    future = "2026-03-02T00:00:00Z"

    assert found(a_row(), a_row(timestamp=future), a_row(end=future)) == [
        ("in_the_future", future),
        ("ends_in_the_future", future),
        ("never_ended", ""),
        ("no_deadline", ""),
        ("repeated_event", "1"),
    ]


def test_a_time_without_a_zone_is_indias():
    log = assemble([a_row(timestamp="2026-01-05T10:00:00")], NOW)

    assert log.cases[0].events[0].at == datetime(2026, 1, 5, 4, 30, tzinfo=UTC)


def test_a_long_name_is_cut_and_said_to_be():
    log = assemble([a_row(case="क" * 400)], NOW)

    assert len(log.cases[0].name) == 300
    assert "text_changed" in {finding.code for finding in log.findings}


def test_a_new_desk_is_a_forward_by_the_one_before_and_what_follows_the_end_is_noted_only():
    acts = [act for act in acts_of(dirty()) if act.case == "ended-early"]

    assert [(act.kind, act.by) for act in acts] == [
        ("create", "पटल-1"),
        ("note", "पटल-1"),
        ("close", "पटल-1"),
        ("annotate", "पटल-1"),
        ("annotate", "अधिकारी"),
    ]


def test_a_case_that_ended_before_its_first_event_is_closed_by_it():
    acts = [act for act in acts_of(dirty()) if act.case == "ended-first"]

    assert [act.kind for act in acts] == ["create", "close", "annotate"]
    assert len({act.at for act in acts}) == 1


def test_acts_come_in_the_order_of_time_and_those_of_a_case_in_its_own():
    acts = acts_of(dirty())

    assert [act.at for act in acts] == sorted(act.at for act in acts)
    assert [(act.kind, act.by, act.to) for act in acts if act.case == "same-time"] == [
        ("create", "पटल-1", ""),
        ("note", "पटल-1", ""),
        ("forward", "पटल-1", "पटल-2"),
        ("open", "पटल-2", ""),
        ("forward", "पटल-2", "अधिकारी"),
        ("open", "अधिकारी", ""),
    ]


def test_the_totals_of_a_moment_by_hand():
    at = datetime.fromisoformat("2025-11-30T23:59:00+05:30")

    # never-ended (overdue), starts-late, out-of-order, same-time, no-desk-once (overdue), unreadable
    assert totals_of(dirty(), at) == Totals(9, 6, 2, {"पटल-2": 4, "पटल-1": 1, "अधिकारी": 1})


def csv_of(text: str) -> list[Row]:
    return list(csv_rows(io.BytesIO(text.encode())))


def test_columns_are_found_by_the_names_of_the_standard_and_by_plain_ones():
    standard = csv_of("case:concept:name,org:resource,time:timestamp,case:deadline\n1,पटल,t,d\n")
    plain = csv_of("\ufeffTimestamp,Resource,Case,Deadline\nt,पटल,1,d\n")

    assert standard == plain == [Row(place=2, case="1", resource="पटल", timestamp="t", deadline="d")]


def test_a_short_line_lacks_what_it_lacks():
    assert csv_of("case,resource,timestamp\n1\n\n") == [Row(place=2, case="1")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "case"),
        ("case,timestamp\n", "resource"),
        ("case,case_id,resource,timestamp\n", "2 columns"),
    ],
)
def test_a_table_without_its_columns_is_no_log(text, said):
    with pytest.raises(Unreadable, match=said):
        csv_of(text)


def test_a_table_that_is_not_utf8_is_no_log():
    with pytest.raises(Unreadable, match="utf-8"):
        list(csv_rows(io.BytesIO("case,resource,timestamp\nपटल,,\n".encode("utf-16"))))


BOMB = """<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/><event/></trace></log>"""
OUTSIDE = """<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]><log><trace><event/></trace></log>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, '<!DOCTYPE log SYSTEM "http://example.in/log.dtd"><log/>'])
def test_a_document_type_is_refused(text):
    with pytest.raises(Unreadable, match="document type"):
        list(xes_rows(io.BytesIO(text.encode())))


@pytest.mark.parametrize("text", ["", "no XML", "<log><trace>", "<html/>", "<log>&b;</log>"])
def test_what_is_no_xes_is_refused(text):
    with pytest.raises(Unreadable):
        list(xes_rows(io.BytesIO(text.encode())))


def test_what_stands_within_an_attribute_or_for_all_events_is_not_the_events():
    rows = read(LOGS / "dirty.xes")[1]

    assert {row.resource for row in rows} & {"within", "nobody"} == set()
    assert rows[0].resource == "पटल-1"


def test_a_packed_log_is_the_same_log(tmp_path):
    packed = tmp_path / "dirty.xes.gz"
    packed.write_bytes(gzip.compress((LOGS / "dirty.xes").read_bytes()))

    assert read(packed)[1] == read(LOGS / "dirty.xes")[1]


def test_a_damaged_package_is_refused(tmp_path):
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(b"case,resource,timestamp\n" * 100)[:-9])

    with pytest.raises(Unreadable, match="gzip"):
        read(packed)


def test_another_kind_of_file_is_refused(tmp_path):
    other = tmp_path / "log.txt"
    other.touch()

    with pytest.raises(Unreadable, match=r"log\.txt"):
        read(other)


def test_the_desks_become_a_district_that_identity_takes():
    district = district_of(dirty(), "ab" * 32, "परीक्षण")

    commands = [command for _, command in District(district).commands()]

    posts = {command.designation_en for command in commands if type(command).__name__ == "SavePost"}
    charges = [command for command in commands if type(command).__name__ == "AssumeCharge"]
    units = [command for command in commands if type(command).__name__ == "SaveUnit"]
    assert posts == {"पटल-1", "पटल-2", "अधिकारी", "clerk", "Clerk", "District Magistrate"}
    assert len(charges) == len(posts)
    assert {unit.name_en for unit in units} == {"प्राप्ति", "राजस्व"}
    assert max(charge.held_from for charge in charges) < min(act.at for act in acts_of(dirty()))
    assert len({person["user_name"] for person in district["people"]}) == len(posts)


def test_a_desk_that_is_called_like_the_dm_is_another_one():
    log = assemble([a_row(resource="DM"), a_row(resource="District Magistrate*")], NOW)

    posts = district_of(log, "ab" * 32, "परीक्षण")["offices"][0]["posts"]

    names = [post["designation"]["en"] for post in posts]
    assert names == ["District Magistrate**", "DM", "District Magistrate*"]
    assert len({post["abbreviation"]["en"] for post in posts}) == 3


def test_a_report_holds_no_formula(tmp_path):
    to = tmp_path / "report.csv"

    report.write(to, [Finding("attribute_unreadable", "=1+1", 7, "@SUM(A1)")])

    assert to.read_text(encoding="utf-8").splitlines()[1].startswith("attribute_unreadable,'=1+1,7,'@SUM(A1),")


def test_every_finding_and_refusal_is_said_in_both_languages():
    for said in (*texts.FINDINGS.values(), *texts.REFUSALS.values(), *texts.RESULT.values()):
        assert said.hi
        assert said.en.isascii()
