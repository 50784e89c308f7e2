"""Need to know in consultations: who sees a file because a desk was asked, and how grading narrows it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from contracts.files import (
    AnswerConsultation,
    ConsultationView,
    ConsultDesks,
    FileView,
    GetConsultation,
    ListReaders,
    PassOnConsultation,
    ReturnConsultation,
    WithdrawConsultation,
)
from contracts.files.errors import ConsultationNotFound, DisclosureNotConfirmed
from tests.files.office import Office
from tests.files.test_access import who_sees

DUE = date(2099, 3, 9)


def asked(office: Office, file: FileView, to: str, *, disclose: bool = False) -> ConsultationView:
    command = ConsultDesks(file_id=file.id, to_posts=[office.post(to)], question="राय दें", due_on=DUE, disclose=disclose)
    return office.ask(command, by="clerk").items[0]


def end(office: Office, one: ConsultationView, how: str, by: str = "tehsil-clerk") -> None:
    if how == "answered":
        office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["सहमत"]), by=by)
    elif how == "returned":
        office.ask(ReturnConsultation(consultation_id=one.id, reason="कारण"), by=by)
    else:
        office.ask(WithdrawConsultation(consultation_id=one.id, reason="कारण"), by="clerk")


def test_a_normal_file_is_seen_by_the_asked_desk_and_those_above_it(office: Office):
    file = office.a_file("clerk")
    before = who_sees(office, file.id)

    asked(office, file, "tehsil-clerk")

    assert who_sees(office, file.id) - before == {"tehsil-clerk", "sdm"}


@pytest.mark.parametrize("grading", ["confidential", "secret", "top_secret"])
def test_a_graded_file_is_shown_on_saying_so_and_to_the_asked_desk_alone(office: Office, grading: str):
    file = office.a_file("clerk", grading=grading)
    before = who_sees(office, file.id)

    with pytest.raises(DisclosureNotConfirmed):
        asked(office, file, "tehsil-clerk")
    unseen = who_sees(office, file.id)
    asked(office, file, "tehsil-clerk", disclose=True)

    entry = json.loads(bytes(office.rows("SELECT body FROM ledger WHERE type = 'consultation_asked'")[0].body))
    assert unseen == before
    assert who_sees(office, file.id) - before == {"tehsil-clerk"}
    assert (entry["facts"]["grading"], entry["facts"]["disclosed"]) == (grading, True)


@pytest.mark.parametrize(
    ("how", "left"), [("answered", {"tehsil-clerk", "sdm"}), ("returned", set()), ("withdrawn", set())]
)
def test_of_a_normal_file_only_an_answer_leaves_something_to_see(office: Office, how: str, left: set[str]):
    file = office.a_file("clerk")
    before = who_sees(office, file.id)
    one = asked(office, file, "tehsil-clerk")

    end(office, one, how)

    assert who_sees(office, file.id) - before == left


@pytest.mark.parametrize("how", ["answered", "returned", "withdrawn"])
def test_a_confidential_file_is_out_of_reach_again_when_the_question_is_over(office: Office, how: str):
    file = office.a_file("clerk", grading="confidential")
    before = who_sees(office, file.id)
    one = asked(office, file, "tehsil-clerk", disclose=True)

    end(office, one, how)

    assert who_sees(office, file.id) == before


def test_ones_own_opinion_on_a_confidential_file_can_be_read_again(office: Office):
    file = office.a_file("clerk", grading="confidential")
    one = asked(office, file, "tehsil-clerk", disclose=True)
    end(office, one, "answered")

    own = office.ask(GetConsultation(consultation_id=one.id), by="tehsil-clerk")

    assert own.opinion.paragraphs[0].text == "सहमत"
    for other in ("sdm", "est-clerk"):
        with pytest.raises(ConsultationNotFound):
            office.ask(GetConsultation(consultation_id=one.id), by=other)


def test_a_withdrawn_question_on_a_confidential_file_is_not_shown_any_more(office: Office):
    file = office.a_file("clerk", grading="confidential")
    one = asked(office, file, "tehsil-clerk", disclose=True)
    end(office, one, "withdrawn")

    with pytest.raises(ConsultationNotFound):
        office.ask(GetConsultation(consultation_id=one.id), by="tehsil-clerk")


def test_who_passes_a_graded_question_on_says_so_again_and_sees_the_file_no_more(office: Office):
    file = office.a_file("clerk", grading="confidential")
    before = who_sees(office, file.id)
    one = asked(office, file, "sdm", disclose=True)
    command = PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk"))

    with pytest.raises(DisclosureNotConfirmed):
        office.ask(command, by="sdm")
    office.ask(command.model_copy(update={"disclose": True}), by="sdm")

    assert who_sees(office, file.id) - before == {"tehsil-clerk"}


def test_readers_are_named_with_the_reason(office: Office):
    file = office.a_file("clerk")
    one = asked(office, file, "sdm")
    office.ask(PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk")), by="sdm")

    while_open = {item.post.post_id: item.reason for item in office.ask(ListReaders(file_id=file.id), by="clerk").items}
    end(office, one, "answered")
    after = {item.post.post_id: item.reason for item in office.ask(ListReaders(file_id=file.id), by="clerk").items}

    assert while_open[office.post("tehsil-clerk")] == "consulted"
    assert while_open[office.post("sdm")] == after[office.post("tehsil-clerk")] == "gave_opinion"


def test_readers_are_those_who_see_it(office: Office):
    for grading in ("normal", "confidential"):
        file = office.a_file("clerk", grading=grading)
        asked(office, file, "tehsil-clerk", disclose=True)

        named = {item.post.post_id for item in office.ask(ListReaders(file_id=file.id), by="clerk").items}

        assert named == {office.post(name) for name in who_sees(office, file.id)}
