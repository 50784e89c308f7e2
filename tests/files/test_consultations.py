"""Consultations: other desks are asked, and the file stays where it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.errors import ClaimedTimeWrong, PatravaliError
from contracts.files import (
    AddNote,
    AnswerConsultation,
    CloseFile,
    ConsultationView,
    ConsultDesks,
    FileView,
    ForwardFile,
    GetConsultation,
    GetDeskCounts,
    GetFile,
    GetHistory,
    GetPendency,
    ListConsultations,
    ListDeskConsultations,
    ListNotes,
    OpenConsultation,
    OpenView,
    PassOnConsultation,
    RemindConsultation,
    ReturnConsultation,
    VerifyLedger,
    WithdrawConsultation,
)
from contracts.files.errors import (
    AskedAlready,
    AsksItself,
    ConsultationDueInThePast,
    ConsultationEnded,
    ConsultationHeldByAnother,
    ConsultationMoved,
    ConsultationNotFound,
    ConsultationsFull,
    ConsultationStale,
    HeldByAnother,
    NobodyCanAct,
    NotOfTheChain,
    NotTheAsker,
    PostNotFound,
    RemindedToday,
    UnfinishedBusiness,
)
from services.files.domain import consultation as domain
from tests.files.neighbours import Neighbours
from tests.files.office import HandClock, Office, Seat, key
from tests.files.test_ledger import tamper

QUESTION = "क्या भूमि विवादरहित है?"
OPINION = ["भूमि विवादरहित है।", "खतौनी संलग्न है।"]
DUE = date(2026, 3, 9)


@pytest.fixture
def clock(office: Office) -> HandClock:
    office.clock = HandClock(datetime(2026, 3, 2, 6, 30, tzinfo=UTC))
    return office.clock


def asked(office: Office, file: FileView, *desks: str, by: str = "clerk", **given: Any) -> list[ConsultationView]:
    values = {"to_posts": [office.post(desk) for desk in desks], "question": QUESTION, "due_on": DUE, **given}
    return office.ask(ConsultDesks(file_id=file.id, **values), by=by).items


def answered(office: Office, one: ConsultationView, by: str, **given: Any) -> ConsultationView:
    return office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=OPINION, **given), by=by)


def box(office: Office, by: str, name: str = "to_answer") -> list[Any]:
    return office.ask(ListDeskConsultations(box=name), by=by).items


def test_several_desks_are_asked_and_the_file_keeps_its_holder(office: Office, clock: HandClock):
    file = office.a_file("clerk")

    sdm, clerk = asked(office, file, "sdm", "est-clerk")

    assert [(one.number, one.holder.post_id) for one in (sdm, clerk)] == [
        (1, office.post("sdm")),
        (2, office.post("est-clerk")),
    ]
    seen = office.ask(GetFile(file_id=file.id), by="clerk")
    assert (seen.holder.post_id, seen.version, seen.custody_number) == (office.post("clerk"), file.version, 1)
    assert (seen.consultation_count, seen.open_consultations) == (2, 2)
    assert [event["number"] for event in office.events("consultation_asked")] == [1, 2]


def test_an_asked_desk_finds_the_question_in_its_box_and_reads_the_file(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["प्रकरण प्रस्तुत है।"]), by="clerk")
    one = asked(office, file, "sdm")[0]

    (item,) = box(office, "sdm")
    notes = office.ask(ListNotes(file_id=file.id), by="sdm").items
    counts = office.ask(GetDeskCounts(), by="sdm").consultations

    assert (item.id, item.file_id, item.unread, item.due_on, item.question) == (one.id, file.id, True, DUE, QUESTION)
    assert notes[0].paragraphs[0].text == "प्रकरण प्रस्तुत है।"
    assert (counts.to_answer, counts.unread, counts.due_today, counts.overdue, counts.asked) == (1, 1, 0, 0, 0)
    assert office.ask(GetDeskCounts(), by="clerk").consultations.asked == 1
    assert box(office, "est-clerk") == []


def test_an_opened_question_counts_as_read_and_what_is_late_as_overdue(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]
    clock.forward(days=8)

    opened = office.ask(OpenConsultation(consultation_id=one.id), by="sdm")

    counts = office.ask(GetDeskCounts(), by="sdm").consultations
    assert (opened.opened_at, opened.stays[0].opened_by.name_en) == (clock.now, "sdm")
    assert (counts.to_answer, counts.unread, counts.overdue) == (1, 0, 1)
    assert office.ask(OpenConsultation(consultation_id=one.id), by="sdm").version == opened.version


def test_an_opinion_stands_at_its_place_and_takes_no_paragraph_number(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["एक", "दो"]), by="clerk")
    one = asked(office, file, "sdm")[0]
    clock.forward(hours=1)

    answer = answered(office, one, "sdm")

    after = office.ask(AddNote(file_id=file.id, paragraphs=["तीन"]), by="clerk")
    assert (answer.state, answer.ended_at, answer.opinion.after_paragraph) == ("answered", clock.now, 2)
    assert [(part.number, part.text) for part in answer.opinion.paragraphs] == [(1, OPINION[0]), (2, OPINION[1])]
    assert answer.opinion.side == "right"
    assert after.paragraphs[0].number == 3
    assert box(office, "sdm") == []
    assert [item.id for item in box(office, "sdm", "answered")] == [one.id]


def test_an_answer_reaches_whoever_has_the_file_now(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")[0]
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    waited = [item.id for item in box(office, "so-lra", "asked")]
    answered(office, one, "sdm")

    (event,) = office.events("consultation_answered")
    assert waited == [one.id]
    assert event["file_holder"]["post_id"] == str(office.post("so-lra"))
    assert office.ask(ListConsultations(file_id=file.id), by="so-lra").items[0].opinion is not None


def test_a_question_is_passed_on_within_the_chain_and_has_one_holder(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]

    passed = office.ask(
        PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk"), remarks="आख्या दें"), by="sdm"
    )

    assert (passed.holder.post_id, passed.custody_number) == (office.post("tehsil-clerk"), 2)
    assert [stay.to_post.post_id for stay in passed.stays] == [office.post("sdm"), office.post("tehsil-clerk")]
    assert (box(office, "sdm"), len(box(office, "tehsil-clerk"))) == ([], 1)
    with pytest.raises(ConsultationHeldByAnother):
        answered(office, one, "sdm")
    assert answered(office, one, "tehsil-clerk").opinion.author.person.name_en == "tehsil-clerk"


def test_a_question_leaves_the_chain_of_the_asked_desk_for_nobody(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "tehsil-clerk")[0]

    with pytest.raises(NotOfTheChain):
        office.ask(PassOnConsultation(consultation_id=one.id, to_post=office.post("est-clerk")), by="tehsil-clerk")

    assert [item.id for item in box(office, "tehsil-clerk")] == [one.id]


def test_a_returned_question_tells_the_reason_and_gives_no_opinion(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]

    returned = office.ask(ReturnConsultation(consultation_id=one.id, reason="क्षेत्राधिकार में नहीं"), by="sdm")

    assert (returned.state, returned.reason, returned.opinion) == ("returned", "क्षेत्राधिकार में नहीं", None)
    assert office.events("consultation_returned")[0]["reason"] == "क्षेत्राधिकार में नहीं"


@pytest.mark.parametrize("by", ["clerk", "so-lra"])
def test_the_asker_and_the_desk_with_the_file_withdraw_and_remind(office: Office, clock: HandClock, by: str):
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")[0]
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    reminded = office.ask(RemindConsultation(consultation_id=one.id, remarks="शीघ्र"), by=by)
    with pytest.raises(RemindedToday):
        office.ask(RemindConsultation(consultation_id=one.id), by=by)
    withdrawn = office.ask(WithdrawConsultation(consultation_id=one.id, reason="अब आवश्यक नहीं"), by=by)

    assert [reminder.remarks for reminder in reminded.reminders] == ["शीघ्र"]
    assert withdrawn.state == "withdrawn"
    assert box(office, "sdm") == []
    assert len(office.events("consultation_reminded")) == len(office.events("consultation_withdrawn")) == 1


def test_nobody_else_withdraws_or_reminds(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]

    for by, refusal in (("sdm", NotTheAsker), ("so-lra", NotTheAsker), ("est-clerk", ConsultationNotFound)):
        for act in (RemindConsultation, WithdrawConsultation):
            given = {"reason": "कारण"} if act is WithdrawConsultation else {}
            with pytest.raises(refusal):
                office.ask(act(consultation_id=one.id, **given), by=by)


def test_only_the_desk_with_the_file_asks(office: Office, clock: HandClock):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        asked(office, file, "sdm", by="clerk")

    assert office.rows("SELECT 1 FROM consultations") == []


def test_what_cannot_be_asked_is_refused_and_leaves_nothing(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    asked(office, file, "sdm")
    office.seat(Seat("lonely", office="tehsil"), vacant=True)

    refusals = {
        AskedAlready: {"to_posts": [office.post("est-clerk"), office.post("sdm")]},
        AsksItself: {"to_posts": [office.post("clerk")]},
        PostNotFound: {"to_posts": [key("no post")]},
        NobodyCanAct: {"to_posts": [office.post("lonely")]},
        ConsultationDueInThePast: {"to_posts": [office.post("adm")], "due_on": DUE - timedelta(days=8)},
    }
    for refusal, given in refusals.items():
        with pytest.raises(refusal):
            asked(office, file, **given)

    with pytest.raises(ValidationError, match="each desk is named once"):
        ConsultDesks(file_id=file.id, to_posts=[office.post("adm")] * 2, question=QUESTION, due_on=DUE)
    with pytest.raises(ValidationError, match="20,000"):
        AnswerConsultation(consultation_id=file.id, paragraphs=["क" * 9000] * 3)
    assert len(office.rows("SELECT 1 FROM consultations")) == 1


def test_no_file_has_more_open_questions_than_can_be_kept_in_view(
    office: Office, clock: HandClock, monkeypatch: pytest.MonkeyPatch
):
    file = office.a_file("clerk")
    monkeypatch.setattr("services.files.handlers.consultations.MOST_OPEN", 2)
    asked(office, file, "sdm")

    with pytest.raises(ConsultationsFull):
        asked(office, file, "adm", "est-clerk")

    assert domain.MOST_OPEN == 50
    assert len(asked(office, file, "adm")) == 1


def test_a_question_may_be_asked_again_once_it_is_over(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")[0]
    answered(office, one, "sdm")

    again = asked(office, file, "sdm")[0]

    assert again.number == 2


def test_what_is_over_is_not_acted_on_again(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]
    answered(office, one, "sdm")

    late = (
        (AnswerConsultation(consultation_id=one.id, paragraphs=OPINION), "sdm"),
        (ReturnConsultation(consultation_id=one.id, reason="कारण"), "sdm"),
        (PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk")), "sdm"),
        (OpenConsultation(consultation_id=one.id), "sdm"),
        (WithdrawConsultation(consultation_id=one.id, reason="कारण"), "clerk"),
        (RemindConsultation(consultation_id=one.id), "clerk"),
    )
    for act, by in late:
        with pytest.raises(ConsultationEnded) as refused:
            office.ask(act, by=by)
        assert (refused.value.fields["state"], refused.value.fields["person_en"]) == ("answered", "sdm")


def test_a_file_with_an_open_question_is_not_closed(office: Office, clock: HandClock):
    file = office.a_file("so-lra")
    one = asked(office, file, "sdm", by="so-lra")[0]

    with pytest.raises(UnfinishedBusiness) as refused:
        office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    allowed = office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions

    assert refused.value.fields["consultations"] == 1
    assert "close_file" not in allowed
    office.ask(WithdrawConsultation(consultation_id=one.id, reason="अब आवश्यक नहीं"), by="so-lra")
    assert office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra").state == "closed"


def test_allowed_actions_are_those_that_are_not_refused(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")[0]

    def allowed(by: str) -> set[str]:
        return set(office.ask(GetConsultation(consultation_id=one.id), by=by).allowed_actions)

    answering = {"open_consultation", "answer_consultation", "return_consultation", "pass_on_consultation"}
    assert allowed("sdm") == answering
    assert allowed("clerk") == {"withdraw_consultation", "remind_consultation"}
    assert allowed("so-lra") == set()
    assert "consult_desks" in office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions
    assert "consult_desks" not in office.ask(GetFile(file_id=file.id), by="sdm").allowed_actions
    answered(office, one, "sdm")
    assert allowed("sdm") == allowed("clerk") == set()


def test_pendency_counts_the_file_with_its_holder_alone(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    before = office.ask(GetPendency(), by="dm")

    asked(office, file, "sdm", "est-clerk")

    assert office.ask(GetPendency(), by="dm").desks == before.desks


def test_the_history_says_who_was_asked_and_when_it_was_answered(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    first, second = asked(office, file, "sdm", "adm")
    clock.forward(hours=3)
    answered(office, first, "sdm")

    history = office.ask(GetHistory(file_id=file.id), by="clerk")

    assert [(one.number, one.state, one.ended_at) for one in history.consultations] == [
        (1, "answered", clock.now),
        (2, "open", None),
    ]
    assert {one.asked_at for one in history.consultations} == {second.asked_at}
    assert len(history.movements) == 1


def test_an_opinion_written_without_a_line_is_held_to_the_stay_of_the_question(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]
    clock.forward(hours=2)
    offline = {"source": "offline", "custody_number": 1, "base_version": one.version}
    office.ask(OpenConsultation(consultation_id=one.id), by="sdm")

    with pytest.raises(ClaimedTimeWrong):
        answered(office, one, "sdm", **offline, occurred_at=clock.now - timedelta(hours=3))
    with pytest.raises(ConsultationStale):
        answered(office, one, "sdm", custody_number=1, base_version=9)
    answer = answered(office, one, "sdm", **offline, occurred_at=clock.now - timedelta(hours=1))

    assert answer.ended_at == clock.now - timedelta(hours=1)


def test_a_queued_opinion_for_an_earlier_stay_is_refused(office: Office, clock: HandClock):
    one = asked(office, office.a_file("clerk"), "sdm")[0]
    for by, to in (("sdm", "tehsil-clerk"), ("tehsil-clerk", "sdm")):
        office.ask(PassOnConsultation(consultation_id=one.id, to_post=office.post(to)), by=by)

    with pytest.raises(ConsultationMoved) as refused:
        answered(office, one, "sdm", custody_number=1)

    assert refused.value.fields["custody_number"] == 3
    assert answered(office, one, "sdm", custody_number=3).state == "answered"


@pytest.mark.parametrize("grading", ["normal", "confidential"])
def test_a_late_opinion_is_told_that_the_question_was_withdrawn(office: Office, clock: HandClock, grading: str):
    file = office.a_file("clerk", grading=grading)
    one = asked(office, file, "sdm", disclose=True)[0]
    office.ask(WithdrawConsultation(consultation_id=one.id, reason="अब आवश्यक नहीं"), by="clerk")

    with pytest.raises(ConsultationEnded) as refused:
        answered(office, one, "sdm", custody_number=1, base_version=1)

    assert refused.value.fields["state"] == "withdrawn"


def test_lists_are_read_part_by_part(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    asked(office, file, "sdm", "adm", "est-clerk")
    for _ in range(2):
        asked(office, office.a_file("clerk"), "sdm")

    first = office.ask(ListConsultations(file_id=file.id, limit=2), by="clerk")
    rest = office.ask(ListConsultations(file_id=file.id, limit=2, cursor=first.next), by="clerk")
    page = office.ask(ListDeskConsultations(limit=2), by="sdm")
    other = office.ask(ListDeskConsultations(limit=2, cursor=page.next), by="sdm")

    assert [one.number for one in (*first.items, *rest.items)] == [1, 2, 3]
    assert rest.next is other.next is None
    assert len({item.id for item in (*page.items, *other.items)}) == 3


def test_documents_of_the_file_are_read_by_the_asked_desk_alone(
    office: Office, neighbours: Neighbours, clock: HandClock
):
    file = office.a_file("clerk")

    with pytest.raises(PatravaliError) as refused:
        office.ask(OpenView(file_id=file.id), by="sdm")
    one = asked(office, file, "sdm")[0]

    assert refused.value.code == "file.not_found"
    assert office.ask(OpenView(file_id=file.id), by="sdm").file_id == file.id
    office.ask(ReturnConsultation(consultation_id=one.id, reason="क्षेत्राधिकार में नहीं"), by="sdm")
    with pytest.raises(PatravaliError):
        office.ask(OpenView(file_id=file.id), by="sdm")


def test_the_ledger_has_an_entry_for_each_act_and_verifies(office: Office, clock: HandClock):
    file = office.a_file("clerk")
    one, other = asked(office, file, "sdm", "est-clerk")
    office.ask(OpenConsultation(consultation_id=one.id), by="sdm")
    office.ask(PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk")), by="sdm")
    office.ask(RemindConsultation(consultation_id=one.id), by="clerk")
    answered(office, one, "tehsil-clerk")
    office.ask(ReturnConsultation(consultation_id=other.id, reason="क्षेत्राधिकार में नहीं"), by="est-clerk")
    third = asked(office, file, "sdm")[0]
    office.ask(WithdrawConsultation(consultation_id=third.id, reason="अब आवश्यक नहीं"), by="clerk")

    report = office.ask(VerifyLedger(file_id=file.id), by="clerk")

    assert [row.type for row in office.rows("SELECT type FROM ledger ORDER BY serial")] == [
        "file_created",
        "consultation_asked",
        "consultation_opened",
        "consultation_passed_on",
        "consultation_reminded",
        "consultation_answered",
        "consultation_returned",
        "consultation_asked",
        "consultation_withdrawn",
    ]
    assert (report.verdict, report.problems) == ("intact", [])
    bodies = b"".join(bytes(row.body) for row in office.rows("SELECT body FROM ledger"))
    assert QUESTION.encode() not in bodies
    assert OPINION[0].encode() not in bodies


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE consultations SET question = 'अन्य प्रश्न'", "content:2"),
        ("UPDATE consultations SET due_on = due_on + 30", "content:2"),
        ("UPDATE consultation_movements SET remarks = 'अन्य'", "content:2"),
        ("UPDATE consultation_reminders SET remarks = 'अन्य'", "content:3"),
        ("""UPDATE consultation_ends SET paragraphs = '["असहमत"]'""", "content:4"),
        ("UPDATE consultation_ends SET after_paragraph = 9", "content:4"),
        ("DELETE FROM consultation_ends", "content:4"),
    ],
)
def test_tampering_with_a_consultation_shows(office: Office, clock: HandClock, statement: str, problem: str):
    """Guard: the salted hashes in the file's ledger, against one who can get round every other guard."""
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")[0]
    office.ask(RemindConsultation(consultation_id=one.id), by="clerk")
    answered(office, one, "sdm")

    tamper(office, statement)

    assert problem in office.ask(VerifyLedger(file_id=file.id), by="clerk").problems


def test_an_opinion_slipped_in_shows(office: Office, clock: HandClock):
    """Guard: verification asks of each part of a consultation which entry speaks of it."""
    file = office.a_file("clerk")
    asked(office, file, "sdm")
    slipped = """
        INSERT INTO consultation_ends SELECT id, 'answered', '["सहमत"]', '', asked_by, asked_post_id, 'left', 0, 0,
            asked_at, asked_at, 'live', salt FROM consultations
    """

    tamper(office, slipped)

    (problem,) = office.ask(VerifyLedger(file_id=file.id), by="clerk").problems
    assert problem.startswith("unrecorded:consultation_end:")
