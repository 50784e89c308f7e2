"""The subject tree and retention: from the pack when a file is opened, changed with the reason, on the record."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.files import (
    ChangeRetention,
    ClassifyFile,
    FileView,
    ForwardFile,
    GetFile,
    GetProcedure,
    OpenPartFile,
    OpenVolume,
    SetCaseType,
    VerifyLedger,
)
from contracts.files.classification_errors import (
    RetentionUnchanged,
    RetentionUnknown,
    SubjectHeadNeedsReason,
    SubjectHeadUnchanged,
    SubjectHeadUnknown,
)
from contracts.files.errors import HeldByAnother, RoleMissing
from tests.files.office import Office
from tests.files.packs import a_pack, use
from tests.files.test_ledger import tamper


@pytest.fixture(autouse=True)
def _pack(office: Office) -> None:
    use(office, a_pack())


def stands(file: FileView) -> tuple[str | None, str | None, bool]:
    """Head, retention, and whether an officer chose that."""
    head, kept = file.subject_head, file.retention
    return head and head.code, kept and kept.code, bool(kept and kept.chosen)


def verdict(office: Office, file: FileView, by: str = "clerk") -> tuple[str, list[str]]:
    report = office.ask(VerifyLedger(file_id=file.id), by=by)
    return report.verdict, report.problems


def test_a_file_is_kept_as_the_nearest_head_above_says(office: Office):
    under_a_trunk = office.a_file(subject_head="demarcation")
    of_its_own = office.a_file(subject_head="recovery")

    assert stands(under_a_trunk) == ("demarcation", "b", False)
    assert (stands(of_its_own), of_its_own.retention.years) == (("recovery", "c_5", False), 5)
    assert (under_a_trunk.subject_head.pack, under_a_trunk.subject_head.pack_version) == ("in-uk", 1)
    assert verdict(office, of_its_own) == ("intact", [])
    told = office.events("file_classified")
    assert [(one["subject_head"], one["retention"]) for one in told] == [("demarcation", "b"), ("recovery", "c_5")]


def test_a_case_type_brings_its_head_unless_another_is_chosen(office: Office):
    assert stands(office.a_file(case_type="rti")) == ("rti", "c_3", False)
    assert stands(office.a_file(case_type="rti", subject_head="courts")) == ("courts", "c_10", False)
    later = office.a_file()
    assert stands(later) == (None, None, False)

    office.ask(SetCaseType(file_id=later.id, case_type="arms_licence"), by="clerk")

    assert stands(office.ask(GetFile(file_id=later.id), by="clerk")) == ("arms", "c_10", False)
    assert verdict(office, later) == ("intact", [])


def test_an_unknown_head_opens_no_file(office: Office):
    with pytest.raises(SubjectHeadUnknown):
        office.a_file(subject_head="astronomy")

    assert office.rows("SELECT 1 FROM files") == []


def test_another_head_takes_a_reason(office: Office):
    file = office.a_file(subject_head="mutation")
    with pytest.raises(SubjectHeadNeedsReason):
        office.ask(ClassifyFile(file_id=file.id, subject_head="certificates"), by="clerk")
    with pytest.raises(SubjectHeadUnchanged):
        office.ask(ClassifyFile(file_id=file.id, subject_head="mutation", reason="पुनः"), by="clerk")

    now = office.ask(
        ClassifyFile(file_id=file.id, subject_head="certificates", reason="प्रमाण-पत्र का प्रकरण"), by="clerk"
    )

    assert stands(now) == ("certificates", "c_3", False)
    assert [row.reason for row in office.rows("SELECT reason FROM classifications ORDER BY serial")] == [
        "",
        "प्रमाण-पत्र का प्रकरण",
    ]
    assert verdict(office, file) == ("intact", [])


def test_only_the_desk_that_has_the_file_classifies_it(office: Office):
    file = office.a_file_sent("clerk", "so-lra")

    with pytest.raises(HeldByAnother):
        office.ask(ClassifyFile(file_id=file.id, subject_head="mutation"), by="clerk")


def test_a_section_officer_keeps_a_file_longer_and_that_outlives_another_subject(office: Office):
    file = office.a_file(subject_head="certificates")
    longer = ChangeRetention(file_id=file.id, retention="c_10", reason="वाद विचाराधीन")
    assert "change_retention" not in file.allowed_actions
    with pytest.raises(RoleMissing):
        office.ask(longer, by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    kept = office.ask(longer, by="so-lra")
    moved = office.ask(ClassifyFile(file_id=file.id, subject_head="rti", reason="अन्य विषय"), by="so-lra")

    assert (stands(kept), stands(moved)) == (("certificates", "c_10", True), ("rti", "c_10", True))
    with pytest.raises(RetentionUnchanged):
        office.ask(ChangeRetention(file_id=file.id, retention="c_10", reason="पुनः"), by="so-lra")
    with pytest.raises(RetentionUnknown):
        office.ask(ChangeRetention(file_id=file.id, retention="c_7", reason="अन्य"), by="so-lra")
    assert verdict(office, file, by="so-lra") == ("intact", [])


def test_a_later_pack_changes_nothing_of_what_was_said(office: Office):
    file = office.a_file(subject_head="certificates")

    def shorter(content: dict[str, Any]) -> None:
        content["version"] = 2
        head = next(one for one in content["subjects"] if one["code"] == "certificates")
        head["retention"] = "c_1"

    use(office, a_pack(shorter))

    assert stands(office.ask(GetFile(file_id=file.id), by="clerk")) == ("certificates", "c_3", False)
    assert stands(office.a_file(subject_head="certificates")) == ("certificates", "c_1", False)


def test_parts_and_volumes_stand_where_their_file_does(office: Office):
    file = office.a_file(subject_head="mutation")

    part = office.ask(OpenPartFile(file_id=file.id, reason="मुख्य पत्रावली बाहर है"), by="clerk")
    volume = office.ask(OpenVolume(file_id=office.a_file(subject_head="arms").id), by="clerk")

    assert (stands(part), stands(volume)) == (("mutation", "b", False), ("arms", "c_10", False))
    assert [verdict(office, one) for one in (part, volume)] == [("intact", [])] * 2


def test_what_was_said_never_changes_and_a_change_is_noticed(office: Office):
    """Guard: the append-only trigger of classifications, and their hashes in the ledger."""
    file = office.a_file(subject_head="mutation")
    with pytest.raises(DBAPIError), office.engine.begin() as connection:
        connection.execute(text("UPDATE classifications SET reason = 'x'"))

    tamper(office, "UPDATE classifications SET retention = jsonb_set(retention, '{code}', '\"c_1\"')")

    found, problems = verdict(office, file)
    assert found == "broken"
    assert any("content" in problem for problem in problems)


def test_the_procedure_shows_the_tree(office: Office):
    shown = office.ask(GetProcedure(), by="clerk")

    mutation = next(head for head in shown.subjects if head.code == "mutation")
    assert (mutation.parent, mutation.retention) == ("revenue", None)
    assert "नामान्तरण" in mutation.keywords_hi
    assert "mutation" in mutation.keywords_en
    assert "c_10" in {one.code for one in shown.retention}
