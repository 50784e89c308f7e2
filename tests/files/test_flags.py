"""Flags on the correspondence side: one paper under consideration, fresh receipts in a row."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.files import (
    AttachDocument,
    CorrespondenceView,
    FileView,
    FlagPaper,
    ForwardFile,
    GetFile,
    ListCorrespondence,
    VerifyLedger,
)
from contracts.files.errors import CustodyChanged, FileNotFound, HeldByAnother, PaperNotFound
from tests.files.neighbours import Neighbours
from tests.files.office import Office


@pytest.fixture
def file(office: Office, neighbours: Neighbours) -> FileView:
    """With four papers and no flag."""
    made = office.a_file("clerk")
    for number in range(1, 5):
        enclose(office, made, f"पत्र {number}")
    return made


def enclose(office: Office, file: FileView, title: str, flag: str | None = None) -> CorrespondenceView:
    document = office.bus.a_document(title)
    command = AttachDocument(file_id=file.id, document_id=document.id, title=title, pages=1, flag=flag)
    return office.ask(command, by="clerk")


def papers(office: Office, file: FileView, by: str = "clerk") -> list[CorrespondenceView]:
    return office.ask(ListCorrespondence(file_id=file.id), by=by).items


def flags(office: Office, file: FileView) -> list[tuple[str | None, int | None]]:
    return [(paper.flag, paper.flag_number) for paper in papers(office, file)]


def flag(
    office: Office, file: FileView, serial: int, flag: str | None, by: str = "clerk", **given
) -> CorrespondenceView:
    paper = papers(office, file, by="clerk")[serial - 1]
    return office.ask(FlagPaper(file_id=file.id, paper_id=paper.id, flag=flag, **given), by=by)


def test_one_paper_is_under_consideration_and_the_flag_leaves_the_other(office: Office, file: FileView):
    flag(office, file, 1, "puc")

    moved = flag(office, file, 3, "puc")

    assert flags(office, file) == [(None, None), (None, None), ("puc", None), (None, None)]
    assert (moved.serial, moved.flagged_by.post.designation_en) == (3, "clerk")


def test_fresh_receipts_are_numbered_as_they_are_flagged_and_keep_their_numbers(office: Office, file: FileView):
    for serial in (2, 3, 4):
        flag(office, file, serial, "fr")
    flag(office, file, 2, None)
    assert flags(office, file) == [(None, None), (None, None), ("fr", 2), ("fr", 3)]

    flag(office, file, 1, "fr")

    assert flags(office, file) == [("fr", 4), (None, None), ("fr", 2), ("fr", 3)]


def test_a_flag_is_changed_and_taken_off(office: Office, file: FileView):
    flag(office, file, 1, "fr")
    flag(office, file, 1, "puc")
    assert flags(office, file)[0] == ("puc", None)

    bare = flag(office, file, 1, None)

    assert (bare.flag, bare.flagged_by, bare.flagged_at) == (None, None, None)
    assert flags(office, file) == [(None, None)] * 4


def test_what_is_put_in_with_a_flag_takes_it_from_the_paper_that_had_it(office: Office, file: FileView):
    flag(office, file, 1, "puc")

    new = enclose(office, file, "नया पत्र", "puc")

    assert (new.flag, new.flagged_by.post.designation_en) == ("puc", "clerk")
    assert flags(office, file)[0] == (None, None)
    assert enclose(office, file, "और एक", "fr").flag_number == 1


def test_only_the_desk_that_has_the_file_flags_its_papers(office: Office, file: FileView):
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")
    with pytest.raises(HeldByAnother):
        flag(office, file, 1, "puc")

    with pytest.raises(FileNotFound):
        flag(office, file, 1, "puc", by="tehsil-clerk")

    assert flags(office, file) == [(None, None)] * 4
    assert flag(office, file, 1, "puc", by="so-lra").flag == "puc"
    assert "flag_paper" in office.ask(GetFile(file_id=file.id), by="so-lra").allowed_actions
    assert "flag_paper" not in office.ask(GetFile(file_id=file.id), by="clerk").allowed_actions


def test_a_paper_of_another_file_and_an_act_of_another_stay_change_nothing(office: Office, file: FileView):
    other = office.a_file("clerk")
    with pytest.raises(PaperNotFound):
        office.ask(FlagPaper(file_id=other.id, paper_id=papers(office, file)[0].id, flag="puc"), by="clerk")

    with pytest.raises(CustodyChanged):
        flag(office, file, 1, "puc", custody_number=2)

    assert flags(office, file) == [(None, None)] * 4


def test_each_flag_stands_in_the_ledger_and_one_that_is_there_already_does_not_again(office: Office, file: FileView):
    flag(office, file, 1, "puc")
    flag(office, file, 1, "puc")
    flag(office, file, 2, "puc")
    flag(office, file, 2, None)

    rows = office.rows(
        "SELECT body FROM ledger WHERE subject_id = :file AND type = 'paper_flagged' ORDER BY serial", file=file.id
    )
    facts = [json.loads(bytes(row.body))["facts"] for row in rows]
    assert [(one["serial"], one["before"], one["flag"], one.get("instead_of")) for one in facts] == [
        (1, None, "puc", None),
        (2, None, "puc", 1),
        (2, "puc", None, None),
    ]
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "intact"


def test_two_who_flag_at_once_leave_one_paper_under_consideration(office: Office, file: FileView):
    """Guard: the lock on the file's row; without it one of the two is refused by ``uq_paper_flags_puc``."""
    failures: list[BaseException] = []

    def work(serial: int) -> None:
        try:
            flag(office, file, serial, "puc")
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(serial,)) for serial in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert [one for one, _ in flags(office, file)].count("puc") == 1


def test_the_database_knows_one_paper_under_consideration_and_no_number_twice(office: Office, file: FileView):
    """Guards: ``uq_paper_flags_puc``, ``uq_paper_flags_file_id_number``."""
    flag(office, file, 1, "puc")
    flag(office, file, 2, "fr")
    second = "INSERT INTO paper_flags SELECT file_id, 3, flag, number, by, at FROM paper_flags WHERE flag = :flag"

    for name, constraint in (("puc", "uq_paper_flags_puc"), ("fr", "uq_paper_flags_file_id_number")):
        with pytest.raises(IntegrityError, match=constraint), office.engine.begin() as connection:
            connection.execute(text(second), {"flag": name})


def test_a_paper_that_is_not_there_bears_no_flag(office: Office, file: FileView):
    """Guard: the foreign key from flag to paper."""
    flag(office, file, 1, "puc")
    elsewhere = text("UPDATE paper_flags SET serial = 9")

    with pytest.raises(IntegrityError, match="fk_paper_flags"), office.engine.begin() as connection:
        connection.execute(elsewhere)
