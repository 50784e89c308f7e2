"""Files as cases of a known type: limits that stay as they were counted, and a checklist that closing asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.files import (
    CaseView,
    ChooseCaseLimit,
    CloseFile,
    CreateFile,
    FileView,
    ForwardFile,
    GetCase,
    GetFile,
    GetPendency,
    ListJumpedLevels,
    ListLedger,
    MarkChecklistItem,
    SetCaseType,
    VerifyLedger,
)
from contracts.files.case_errors import (
    CaseBeginsLater,
    CaseLimitChosen,
    CaseLimitUnknown,
    CaseTypeSet,
    CaseTypeUnknown,
    ChecklistItemNotFound,
    ChecklistItemUnchanged,
    NoCaseType,
)
from contracts.files.errors import FileNotFound, HeldByAnother, UnfinishedBusiness
from contracts.identity import CalendarView
from services.files.domain.clock.limits import end_of
from tests.files.office import HandClock, Office, key
from tests.files.packs import PACK, a_pack, use
from tests.files.test_clock import HOURS, at
from tests.files.test_ledger import tamper

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(MONDAY)
    use(office, a_pack())
    return office.clock


def closes_on_sundays(office: Office) -> None:
    week = {"valid_from": "2026-01-01", "opens": "10:00", "closes": "17:00", "days_off": [{"weekday": 7, "nth": []}]}
    named = {"id": str(key("calendar")), "scope": "district", "name_hi": "जनपद", "name_en": "District"}
    office.apply("calendar", CalendarView.model_validate({**named, "patterns": [week], "version": 1}))


def case_of(office: Office, file: FileView, by: str = "clerk") -> CaseView:
    case = office.ask(GetCase(file_id=file.id), by=by).case
    assert case is not None
    return case


def marked(
    office: Office, file: FileView, item: str, by: str = "clerk", state: str = "done", remarks: str = ""
) -> CaseView:
    mark = MarkChecklistItem(file_id=file.id, item=item, state=state, remarks=remarks)
    return office.ask(mark, by=by).case


def day(moment: datetime) -> str:
    return moment.astimezone(at("2026-01-01").tzinfo).strftime("%Y-%m-%d %H:%M:%S")


# --- Counting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "unit", "since", "ends", "rolled"),
    [
        (5, "calendar_days", "2026-11-16T10:00", "2026-11-21 23:59:59", None),
        # The fifth day is the Sunday, the ninth a holiday.
        (5, "calendar_days", "2026-11-17T10:00", "2026-11-23 23:59:59", date(2026, 11, 22)),
        (9, "calendar_days", "2026-11-15T10:00", "2026-11-25 23:59:59", date(2026, 11, 24)),
        # Hours count through nights and Sundays, whatever the calendar.
        (48, "calendar_hours", "2026-11-21T10:00", "2026-11-23 10:00:00", None),
        (5, "working_days", "2026-11-20T10:00", "2026-11-27 23:59:59", None),
        # An hour of Saturday is left, Sunday is off, the ninth hour is on Monday.
        (9, "working_hours", "2026-11-21T16:00", "2026-11-25 11:00:00", None),
    ],
)
def test_a_limit_ends_by_its_unit_and_rolls_over_closed_days(count, unit, since, ends, rolled):
    end = end_of(count, unit, at(since), HOURS, rolls=unit == "calendar_days")

    assert (day(end.at), end.rolled_from) == (ends, rolled)


def test_a_limit_that_does_not_roll_ends_on_the_closed_day():
    end = end_of(5, "calendar_days", at("2026-11-17T10:00"), HOURS, rolls=False)

    assert (day(end.at), end.rolled_from) == ("2026-11-22 23:59:59", None)


# --- A file that is a case ----------------------------------------------------------------------------------------


def test_a_file_opened_as_a_case_gets_deadline_limits_and_checklist(office: Office, clock: HandClock):
    closes_on_sundays(office)

    file = office.a_file(case_type="rti", case_began_at=datetime(2026, 2, 20, 6, tzinfo=UTC))

    assert (file.case_type.code, file.case_type.pack_version) == ("rti", 1)
    # Thirty days after the 20th of February is Sunday, the 22nd of March.
    assert day(file.deadline) == "2026-03-23 23:59:59"
    case = case_of(office, file)
    limits = {limit.code: limit for limit in case.limits}
    assert limits["rti_request"].rolled_from == date(2026, 3, 22)
    assert limits["rti_request"].citation.confirmed is True
    assert (limits["rti_transfer"].decides, day(limits["rti_transfer"].due_at)) == (False, "2026-02-25 23:59:59")
    assert case.choices[-1].limit == "rti_request"
    assert {item.state for item in case.checklist} == {"open"}
    entry = office.ask(ListLedger(file_id=file.id), by="clerk").items[0]
    assert '"case_type":"rti"' in entry.body
    assert '"procedure":"in-uk/1"' in entry.body


def test_a_limit_begins_where_the_one_before_it_ends(office: Office, clock: HandClock):
    file = office.a_file(case_type="mp_mla_letter")

    assert day(file.deadline) == "2026-04-01 23:59:59"
    case = case_of(office, file)
    assert {limit.code: day(limit.due_at)[:10] for limit in case.limits} == {
        "vip_reply": "2026-04-01",
        "vip_acknowledgement": "2026-03-17",
    }


def test_a_matter_that_is_late_already_is_opened_all_the_same(office: Office, clock: HandClock):
    file = office.a_file(case_type="rti", case_began_at=MONDAY - timedelta(days=90))

    assert file.deadline < MONDAY
    assert office.ask(GetPendency(), by="so-lra").overdue == 1


def test_a_deadline_given_besides_counts_where_it_is_earlier(office: Office, clock: HandClock):
    court = MONDAY + timedelta(days=10)

    assert office.a_file(case_type="rti", deadline=court).deadline == court
    later = office.a_file(case_type="rti", deadline=MONDAY + timedelta(days=90))
    assert day(later.deadline) == "2026-04-01 23:59:59"


def test_a_type_without_a_limit_has_no_deadline(office: Office, clock: HandClock):
    file = office.a_file(case_type="demarcation")

    assert file.deadline is None
    assert case_of(office, file).choices[-1].limit is None


def test_unknown_types_limits_and_days_are_refused(office: Office, clock: HandClock):
    with pytest.raises(CaseTypeUnknown):
        office.a_file(case_type="weather")
    with pytest.raises(CaseLimitUnknown):
        office.a_file(case_type="rti", case_limit="rti_transfer")
    with pytest.raises(CaseBeginsLater):
        office.a_file(case_type="rti", case_began_at=MONDAY + timedelta(days=1))
    with pytest.raises(ValidationError):
        CreateFile(subject="सूचना", head="21", case_limit="rti_request")


def test_a_file_without_a_type_is_given_one_once(office: Office, clock: HandClock):
    file = office.a_file()
    assert "set_case_type" in file.allowed_actions
    assert "mark_checklist_item" not in file.allowed_actions
    assert office.ask(GetCase(file_id=file.id), by="clerk").case is None
    with pytest.raises(NoCaseType):
        marked(office, file, "application")

    office.ask(SetCaseType(file_id=file.id, case_type="rti", case_limit="rti_life_or_liberty"), by="clerk")

    now = office.ask(GetFile(file_id=file.id), by="clerk")
    assert now.deadline == MONDAY + timedelta(hours=48)
    assert "set_case_type" not in now.allowed_actions
    assert {"choose_case_limit", "mark_checklist_item"} <= set(now.allowed_actions)
    with pytest.raises(CaseTypeSet):
        office.ask(SetCaseType(file_id=file.id, case_type="mutation"), by="clerk")


def test_another_limit_is_taken_with_the_reason_and_the_counts_follow(office: Office, clock: HandClock):
    use(office, a_pack(path=PACK.with_name("in-up.yaml")), instead_of="in-uk")
    file = office.a_file(case_type="mutation")
    assert day(file.deadline) == "2026-04-16 23:59:59"
    clock.now = MONDAY + timedelta(days=50)
    assert office.ask(GetPendency(), by="so-lra").overdue == 1

    chosen = ChooseCaseLimit(file_id=file.id, case_limit="mutation_contested", reason="आपत्ति प्राप्त हुई")
    case = office.ask(chosen, by="clerk").case

    assert [choice.limit for choice in case.choices] == ["mutation_undisputed", "mutation_contested"]
    assert case.choices[-1].reason == "आपत्ति प्राप्त हुई"
    assert day(office.ask(GetFile(file_id=file.id), by="clerk").deadline) == "2026-05-31 23:59:59"
    assert office.ask(GetPendency(), by="so-lra").overdue == 0
    then = office.ask(GetPendency(as_of=MONDAY + timedelta(days=49)), by="so-lra")
    assert then.overdue == 1
    with pytest.raises(CaseLimitChosen):
        office.ask(chosen, by="clerk")


def test_a_later_pack_changes_nothing_of_a_case(office: Office, clock: HandClock):
    """Guard: the case keeps what was laid out (``cases``), it is not read from the pack in use."""
    file = office.a_file(case_type="rti")
    before = case_of(office, file)

    def shorter(content: dict[str, Any]) -> None:
        content["version"] = 2
        next(rule for rule in content["limits"] if rule["code"] == "rti_request")["count"] = 3
        next(rule for rule in content["case_types"] if rule["code"] == "rti")["checklist"].pop()

    use(office, a_pack(shorter))

    assert case_of(office, file) == before
    assert office.ask(GetFile(file_id=file.id), by="clerk").deadline == file.deadline
    assert day(office.a_file(case_type="rti").deadline) == "2026-03-05 23:59:59"


# --- The checklist ------------------------------------------------------------------------------------------------


def test_an_item_says_who_marked_it_and_can_be_opened_again(office: Office, clock: HandClock):
    file = office.a_file(case_type="rti")

    done = {item.code: item for item in marked(office, file, "application").checklist}["application"]
    assert (done.state, done.by.post.post_id, done.at) == ("done", office.post("clerk"), MONDAY)
    with pytest.raises(ChecklistItemUnchanged):
        marked(office, file, "application")
    again = marked(office, file, "application", state="open", remarks="पृष्ठ अधूरे हैं")

    item = {item.code: item for item in again.checklist}["application"]
    assert (item.state, item.remarks) == ("open", "पृष्ठ अधूरे हैं")
    assert len(office.rows("SELECT 1 FROM case_marks")) == 2
    with pytest.raises(ChecklistItemNotFound):
        marked(office, file, "weather")
    with pytest.raises(ValidationError):
        MarkChecklistItem(file_id=file.id, item="fee", state="not_applicable")


def test_a_file_is_closed_when_its_mandatory_items_are_marked(office: Office, clock: HandClock):
    """Guard: ``Business.checklist`` counts what is open."""
    file = office.a_file("so-lra", case_type="public_grievance")
    assert "close_file" not in file.allowed_actions
    with pytest.raises(UnfinishedBusiness) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    assert refused.value.fields["checklist"] == 4

    for item in ("complaint", "report", "action"):
        marked(office, file, item, by="so-lra")
    marked(office, file, "informed", by="so-lra", state="not_applicable", remarks="शिकायतकर्ता का पता अंकित नहीं")

    assert "close_file" in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").state == "closed"


def test_only_the_desk_that_has_the_file_marks_and_only_who_may_see_it_reads(office: Office, clock: HandClock):
    file = office.a_file(case_type="rti", grading="confidential")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    with pytest.raises(HeldByAnother):
        marked(office, file, "application")
    for name in ("est-clerk", "tehsil-clerk"):
        with pytest.raises(FileNotFound):
            office.ask(GetCase(file_id=file.id), by=name)
    assert case_of(office, file, by="so-lra").case_type.code == "rti"


def test_the_ledger_notices_a_changed_mark_and_a_changed_choice(office: Office, clock: HandClock):
    """Guard: choices and marks are hashed into the ledger (``case_choice``, ``case_mark``)."""
    file = office.a_file(case_type="rti")
    marked(office, file, "application")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == []

    tamper(office, "UPDATE case_marks SET state = 'not_applicable', remarks = 'x'")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == ["content:2"]

    tamper(office, "UPDATE case_choices SET deadline = deadline + interval '1 year'")
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").problems == ["content:1"]


def test_jumped_levels_go_by_the_channel_of_the_case_type(office: Office, clock: HandClock):
    def straight_to_the_adm(content: dict[str, Any]) -> None:
        content["version"] = 2
        ordinary = content["channels"][0]
        content["channels"].append({**ordinary, "code": "straight", "levels": ["dealing_hand", "adm", "dm"]})
        next(rule for rule in content["case_types"] if rule["code"] == "rti")["channel"] = "straight"

    use(office, a_pack(straight_to_the_adm))
    case, plain = office.a_file(case_type="rti"), office.a_file()

    def jumped(file: FileView) -> list[str]:
        found = office.ask(ListJumpedLevels(file_id=file.id, to_post=office.post("dm")), by="clerk")
        return [level.level for level in found.items]

    assert jumped(plain) == ["section_officer", "adm"]
    assert jumped(case) == ["adm"]
