"""The manuals' statements: what they count, whose desks they show, and that they are those of then."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contracts.errors import PatravaliError
from contracts.files import (
    CloseFile,
    CloseReceipt,
    ConsultDesks,
    ForwardFile,
    GetPendency,
    GetStatement,
    MarkReceipt,
    ParkFile,
    PrintStatement,
    PutReceiptInFile,
    ResumeClock,
    Sender,
    StatementView,
    StopClock,
    UnparkFile,
)
from contracts.files.errors import NotYet, StatementTooLong
from services.files.domain.numbering import office_day
from services.files.domain.periods import month_of, months_before, week_of
from services.files.domain.vip import Issued, Limits, answered
from services.files.handlers.statements import must_fit
from tests.files.office import HandClock, key
from tests.files.test_past_pendency import an_act, do

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def clock(office):
    office.clock = HandClock(MONDAY)
    return office.clock


def asked(office, kind, by="dm", **given) -> StatementView:
    return office.ask(GetStatement(kind=kind, **given), by=by)


def balances(view, name="files", figure="closing"):
    """Desk → figure, where it is not nothing."""
    desks = [desk for section in view.sections for desk in section.desks]
    found = {desk.post.designation_en: getattr(getattr(desk, name), figure) for desk in desks}
    return {desk: count for desk, count in found.items() if count}


def flow(office, name, view):
    return next(desk.files for section in view.sections for desk in section.desks if desk.post.designation_en == name)


A_RECEIPT = ("diarise", "mark", "mark", "put_in_file", "close_receipt")
an_act_on_anything = st.one_of(
    an_act,
    st.tuples(
        st.sampled_from(A_RECEIPT),
        st.integers(0, 3),
        st.sampled_from(["clerk", "so-lra"]),
        st.sampled_from([1, 30, 200]),
    ),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(an_act_on_anything, min_size=1, max_size=14))
def test_the_balances_are_those_of_the_pendency_table_at_both_ends(office, clock, acts):
    """Guard: no step leads to a desk where something ended (``Chain.ends`` in ``storage.flows``)."""
    began = week_of(office_day(clock.now)).since
    files, receipts = [office.a_file("clerk").id], [office.a_receipt("clerk").id]
    for act, number, to, hours in acts:
        clock.forward(hours=hours, seconds=1)
        with suppress(PatravaliError):
            if act in A_RECEIPT:
                on_paper(office, receipts, files, act, number, to)
            else:
                do(office, files, act, files[number % len(files)], to, clock)
    before = None
    for day in (began + timedelta(days=days) for days in range(0, (office_day(clock.now) - began).days + 1, 7)):
        view = asked(office, "arrear", day=day)
        begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=5, minutes=30) - INSTANT
        assert balances(view) == pending(office, view.as_of)
        assert balances(view, figure="opening") == pending(office, begins)
        assert view.files.closing == sum(pending(office, view.as_of).values())
        assert before is None or Counter(balances(view, "receipts", "opening")) == before
        before = Counter(balances(view, "receipts"))
        for each in flows_of(view):
            assert each.opening + each.received - each.disposed == each.closing
            assert sum(dict(each.buckets).values()) == each.closing
            assert each.closed <= each.disposed
    lying = "SELECT holder->>'designation_en' AS desk FROM receipts WHERE state = 'open' AND held_since <= :now"
    assert before == Counter(row.desk for row in office.rows(lying, now=clock.now))


def on_paper(office, receipts, files, act, number, to):
    """This act on a receipt, by whoever has it."""
    receipt_id = receipts[number % len(receipts)]
    (row,) = office.rows("SELECT holder->>'designation_en' AS desk FROM receipts WHERE id = :id", id=receipt_id)
    if act == "diarise":
        receipts.append(office.a_receipt(to).id)
        return
    command = {
        "mark": MarkReceipt(receipt_id=receipt_id, to_post=office.post(to)),
        "put_in_file": PutReceiptInFile(receipt_id=receipt_id, file_id=files[number % len(files)]),
        "close_receipt": CloseReceipt(receipt_id=receipt_id, reason="सूचनार्थ"),
    }[act]
    office.ask(command, by=row.desk)


def pending(office, moment):
    desks = office.ask(GetPendency(as_of=moment), by="dm").desks
    return {desk.post.designation_en: desk.total for desk in desks}


def flows_of(view):
    for part in (view, *view.sections, *(desk for section in view.sections for desk in section.desks)):
        yield from (part.files, part.receipts)


def test_a_section_does_not_receive_what_its_desks_pass_to_each_other(office, clock):
    file, gone = office.a_file("clerk"), office.a_file("clerk")
    way = [(file, "clerk", "second-clerk"), (file, "second-clerk", "so-lra"), (file, "so-lra", "adm")]
    for each, sender, receiver in [*way, (gone, "clerk", "so-lra")]:
        clock.forward(minutes=1)
        office.ask(ForwardFile(file_id=each.id, to_post=office.post(receiver)), by=sender)
    clock.forward(minutes=1)
    office.ask(CloseFile(file_id=gone.id, reason="निस्तारित"), by="so-lra")

    view = asked(office, "arrear")

    (section,) = [one for one in view.sections if one.unit_en == "lra"]
    figures = section.files
    assert (figures.opening, figures.received, figures.disposed, figures.closed, figures.closing) == (0, 2, 2, 1, 0)
    assert [flow(office, desk, view).received for desk in ("clerk", "second-clerk", "so-lra")] == [2, 1, 2]
    assert (view.files.received, view.files.disposed, view.files.closing) == (2, 1, 1)


def test_what_was_overtaken_before_its_desk_could_see_it_never_came_there(office, clock):
    """Guard: ``since < left_at`` in ``storage.flows``."""
    office.a_file_sent("clerk", "second-clerk", "so-lra", "adm")

    view = asked(office, "arrear")

    assert balances(view, figure="received") == {"adm": 1}
    assert balances(view, figure="disposed") == {}


def test_a_week_that_is_over_stays_as_it_was(office, clock):
    file = office.a_file("clerk")
    clock.forward(days=9)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("adm")), by="clerk")

    last, this = asked(office, "arrear", day=MONDAY.date()), asked(office, "arrear")

    assert (last.since, last.until) == (date(2026, 3, 2), date(2026, 3, 8))
    assert last.as_of == datetime(2026, 3, 8, 18, 30, tzinfo=UTC) - INSTANT
    assert (balances(last), balances(this)) == ({"clerk": 1}, {"adm": 1})
    assert flow(office, "clerk", last).buckets.days_4_7 == 1
    assert this.as_of == clock.now
    with pytest.raises(NotYet):
        asked(office, "arrear", day=date(2026, 3, 16))


def test_others_get_a_statement_of_their_own_desk_and_those_below(office, clock):
    for desk in ("clerk", "so-lra", "est-clerk", "tehsil-clerk"):
        office.a_file(desk)

    seen = {who: set(balances(asked(office, "arrear", by=who))) for who in ("so-lra", "adm", "clerk", "sdm")}

    assert seen == {
        "so-lra": {"so-lra", "clerk"},
        "adm": {"so-lra", "clerk", "est-clerk"},
        "clerk": {"clerk"},
        "sdm": {"tehsil-clerk"},
    }
    assert set(balances(asked(office, "arrear", office_id=key("tehsil")))) == {"tehsil-clerk"}
    assert set(balances(asked(office, "arrear", unit_id=key("lra")))) == {"clerk", "so-lra"}
    assert asked(office, "arrear", by="clerk", unit_id=key("est")).sections == []


def test_the_monthly_statement_names_the_level_and_for_whom_a_case_waits(office, clock):
    old, _other = office.a_file("clerk"), office.a_file("clerk")
    clock.forward(days=20)
    office.ask(ForwardFile(file_id=old.id, to_post=office.post("so-lra")), by="clerk")
    due = clock.now.date() + timedelta(days=10)
    asking = ConsultDesks(file_id=old.id, to_posts=[office.post("tehsil-clerk")], question="राय दें", due_on=due)
    office.ask(asking, by="so-lra")
    office.ask(StopClock(file_id=old.id, reason="court", remarks="वाद विचाराधीन"), by="so-lra")
    clock.forward(days=40)
    office.ask(ResumeClock(file_id=old.id), by="so-lra")
    clock.forward(days=60)

    april, june = (asked(office, "monthly", day=date(2026, month, 15)) for month in (4, 6))

    case = next(case for case in april.cases if case.file_id == old.id)
    assert (case.days, case.over_three_months, case.held.post.designation_en) == (59, False, "so-lra")
    assert (case.held.holder.name_en, case.held.since) == ("so-lra", MONDAY + timedelta(days=20))
    assert [one.post.designation_en for one in case.consulted] == ["tehsil-clerk"]
    assert case.waiting_for == "court"
    later = next(case for case in june.cases if case.file_id == old.id)
    assert (later.waiting_for, later.over_three_months, june.over_three_months) == (None, True, 2)
    assert (april.total, june.total) == (2, 2)


def test_a_case_of_a_month_to_the_day_is_not_over_a_month(office, clock):
    clock.now = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)
    office.a_file("clerk")
    clock.forward(days=60)

    assert [asked(office, "monthly", day=date(2026, month, 1)).total for month in (3, 4, 5)] == [0, 0, 1]
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert (week_of(date(2026, 3, 8)).since, month_of(date(2028, 2, 3)).until) == (date(2026, 3, 2), date(2028, 2, 29))


def test_a_confidential_case_is_counted_for_all_who_answer_and_listed_for_who_may_see_it(office, clock):
    file = office.a_file("clerk", grading="confidential")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(days=62)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("sdm")), by="so-lra")

    seen = {who: asked(office, "monthly", by=who, day=date(2026, 4, 5)) for who in ("so-lra", "adm", "dm")}

    # The tehsil has it now: the ADM, who is above the desk of then only, learns no more than that there was one.
    assert {who: (len(view.cases), view.total, view.withheld) for who, view in seen.items()} == {
        "so-lra": (1, 1, 0),
        "adm": (0, 1, 1),
        "dm": (1, 1, 0),
    }


def a_letter_of(office, by="clerk", category="mp", **given):
    sender = Sender(name="श्री अजय वर्मा, सांसद", category=category)
    return office.a_receipt(by, sender=sender, **given)


def test_a_letter_of_a_member_stands_in_the_statement_until_it_is_answered(office, clock):
    receipt, ordinary = a_letter_of(office), office.a_receipt("clerk")
    clock.forward(days=20)
    (line,) = asked(office, "vip").vip
    assert (line.receipt_id, line.state) == (receipt.id, "acknowledge_late")
    assert (line.acknowledge_by, line.reply_by) == (date(2026, 3, 17), date(2026, 4, 1))
    file = office.a_file("clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    clock.forward(days=20)
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    clock.forward(days=30)

    march, april, may = (asked(office, "vip", day=date(2026, month, 9)) for month in (3, 4, 5))

    assert [(line.state, line.file_number is None, line.held.post.designation_en) for line in march.vip] == [
        ("acknowledge_late", False, "clerk")
    ]
    assert (march.late, [line.state for line in april.vip], may.vip) == (1, ["closed"], [])
    assert ordinary.id not in {line.receipt_id for line in march.vip}


RECEIVED = date(2026, 3, 2)
TO_MEMBER = Issued("21/7/2026-LRA/1", date(2026, 3, 10), ("श्री अजय वर्मा, सांसद, नैनीताल",))
TO_TEHSIL = Issued("21/7/2026-LRA/2", date(2026, 3, 12), ("तहसीलदार, कालसी",))
REPLY = Issued("21/7/2026-LRA/3", date(2026, 3, 24), ("श्री अजय वर्मा",))


@pytest.mark.parametrize(
    ("letters", "closed", "today", "state"),
    [
        ([], None, date(2026, 3, 17), "to_acknowledge"),
        ([], None, date(2026, 3, 18), "acknowledge_late"),
        ([TO_TEHSIL], None, date(2026, 3, 18), "acknowledge_late"),
        ([TO_MEMBER], None, date(2026, 3, 25), "to_reply"),
        ([TO_MEMBER, TO_TEHSIL], None, date(2026, 3, 26), "reply_late"),
        ([TO_MEMBER, REPLY], None, date(2026, 3, 26), "replied"),
        ([TO_MEMBER], date(2026, 3, 20), date(2026, 3, 26), "replied"),
        ([TO_TEHSIL], date(2026, 3, 20), date(2026, 3, 26), "closed"),
    ],
)
def test_fifteen_days_to_acknowledge_and_fifteen_more_to_reply(letters, closed, today, state):
    how = answered(RECEIVED, "श्री अजय वर्मा", letters, closed, today, Limits())

    assert how.state == state
    assert how.acknowledge_by == date(2026, 3, 17)


def test_a_paper_is_under_consideration_until_its_file_is_closed(office, clock):
    receipt = office.a_receipt("clerk")
    file = office.a_file("clerk")
    clock.forward(days=30)
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(days=30)
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    march, april, may = (asked(office, "puc", day=date(2026, month, 1)) for month in (3, 4, 5))

    assert [(line.file_number, line.held.post.designation_en, line.days) for line in march.papers] == [
        (None, "clerk", 29)
    ]
    assert [(line.file_number, line.held.post.designation_en) for line in april.papers] == [(file.number, "so-lra")]
    assert may.papers == []


def test_the_call_book_of_a_past_month_has_what_was_put_aside_then(office, clock):
    """Guard: ``parkings``, which keep the reason after the file was taken up."""
    file, moved, due = (office.a_file("clerk") for _ in range(3))
    for each, until in ((file, date(2026, 5, 1)), (moved, date(2026, 5, 1)), (due, date(2026, 3, 20))):
        office.ask(ParkFile(file_id=each.id, until=until, reason="शासन के उत्तर की प्रतीक्षा"), by="clerk")
    clock.forward(days=2)
    office.ask(ForwardFile(file_id=moved.id, to_post=office.post("so-lra")), by="clerk")
    clock.forward(days=38)
    office.ask(UnparkFile(file_id=file.id), by="clerk")

    march, april = (asked(office, "call_book", day=date(2026, month, 1)) for month in (3, 4))

    (line,) = march.call_book
    assert (line.file_id, line.parked_until, line.reason) == (file.id, date(2026, 5, 1), "शासन के उत्तर की प्रतीक्षा")
    assert (line.held.post.designation_en, line.parked_since) == ("clerk", MONDAY)
    assert april.call_book == []


@pytest.mark.parametrize("kind", ["arrear", "monthly", "vip", "puc", "call_book"])
def test_a_printed_statement_is_what_is_shown_and_only_who_asked_may_read_it(office, neighbours, clock, kind):
    file = office.a_file("clerk", subject="=HYPERLINK(प्रकरण)")
    a_letter_of(office, subject="+91 सीमांकन")
    clock.forward(days=40)
    office.ask(ParkFile(file_id=file.id, until=date(2026, 5, 1), reason="प्रतीक्षा"), by="clerk")

    made = office.ask(PrintStatement(kind=kind, form="xlsx", office_id=key("collectorate")), by="dm")

    (order,) = neighbours.statements
    shown = asked(office, kind, office_id=key("collectorate"))
    assert (order.form, order.statement.office) == ("xlsx", "कार्यालय जिलाधिकारी")
    rows = [row for table in order.statement.tables for row in table.rows if not row.strong]
    assert len(rows) == (2 * len(shown.sections[0].desks) if kind == "arrear" else shown.total)
    (grant,) = neighbours.grants
    assert (grant.document_ids, grant.person_id) == ([made.document_id], key("person dm"))


def test_too_long_a_statement_is_not_printed_but_asked_for_by_section():
    view = StatementView.model_construct(total=2_005, withheld=4)

    with pytest.raises(StatementTooLong) as refused:
        must_fit(view)

    assert refused.value.fields == {"lines": 2_001, "most": 2_000}
    must_fit(StatementView.model_construct(total=2_004, withheld=4))
