"""Drafts: whoever has the file may change them, every version stays, an approved one is frozen."""

import pytest
from pydantic import ValidationError

from contracts.files import (
    AddNote,
    ApproveDraft,
    DiscardDraft,
    ForwardFile,
    GetDraft,
    GetFile,
    ListDrafts,
    ListDraftVersions,
    ReviseDraft,
    VerifyLedger,
)
from contracts.files.errors import DraftFrozen, DraftNotFound, FileNotFound, HeldByAnother, RoleMissing, Stale
from services.files.domain import approval
from services.files.settings import FilesSettings
from tests.files.correspondents import BDO, RAM, a_draft
from tests.files.test_ledger import tamper


def revision(draft, text="संशोधित", version=None):
    return ReviseDraft(
        draft_id=draft.id,
        expected_version=version or draft.version,
        subject=draft.subject,
        addressees=[RAM, BDO],
        body=[text],
    )


def test_each_revision_keeps_the_text_before_it_and_the_name_of_who_wrote_it(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk", body=["मसौदा"])
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    revised = office.ask(revision(draft), by="so-lra")

    versions = office.ask(ListDraftVersions(draft_id=draft.id), by="clerk").items
    assert (revised.number, revised.revised_by.person.name_en) == (2, "so-lra")
    assert [(one.number, one.body, one.revised_by.person.name_en) for one in versions] == [
        (2, ["संशोधित"], "so-lra"),
        (1, ["मसौदा"], "clerk"),
    ]


def test_a_desk_that_no_longer_has_the_file_cannot_revise_its_draft(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    with pytest.raises(HeldByAnother):
        office.ask(revision(draft), by="clerk")


def test_two_who_revise_the_same_version_do_not_overwrite_each_other(office):
    draft = a_draft(office, office.a_file("clerk"), "clerk")
    office.ask(revision(draft, "पहला"), by="clerk")

    with pytest.raises(Stale) as refused:
        office.ask(revision(draft, "दूसरा"), by="clerk")

    assert refused.value.fields["version"] == 2
    assert office.ask(GetDraft(draft_id=draft.id), by="clerk").body == ["पहला"]


def test_an_approved_draft_is_neither_revised_nor_discarded(office):
    draft = a_draft(office, office.a_file("so-lra"), "so-lra")
    office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra")

    for command in (revision(draft, version=2), DiscardDraft(draft_id=draft.id)):
        with pytest.raises(DraftFrozen):
            office.ask(command, by="so-lra")

    assert office.ask(GetDraft(draft_id=draft.id), by="so-lra").number == 1


def test_a_discarded_draft_stays_readable_and_cannot_be_approved(office):
    draft = a_draft(office, office.a_file("so-lra"), "so-lra")

    office.ask(DiscardDraft(draft_id=draft.id), by="so-lra")

    assert office.ask(GetDraft(draft_id=draft.id), by="so-lra").state == "discarded"
    with pytest.raises(DraftFrozen):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=2), by="so-lra")


def test_a_keeper_of_the_directory_writes_no_drafts(office):
    file = office.a_file_sent("clerk", "so-lra", "adm", "administrator")

    with pytest.raises(RoleMissing):
        a_draft(office, file, "administrator")


def test_a_draft_of_a_file_that_one_may_not_know_does_not_exist(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")

    for request in (GetDraft(draft_id=draft.id), revision(draft), ListDraftVersions(draft_id=draft.id)):
        with pytest.raises(DraftNotFound):
            office.ask(request, by="est-clerk")
    with pytest.raises(FileNotFound):
        office.ask(ListDrafts(file_id=file.id), by="est-clerk")


def test_a_desk_is_shown_what_it_may_do_with_a_draft(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra")), by="clerk")

    officer = office.ask(GetDraft(draft_id=draft.id), by="so-lra")
    clerk = office.ask(GetDraft(draft_id=draft.id), by="clerk")

    assert draft.allowed_actions == ["revise_draft", "discard_draft"]
    assert officer.allowed_actions == ["revise_draft", "discard_draft", "approve_draft"]
    assert clerk.allowed_actions == []


def test_the_drafts_of_a_file_are_listed_part_by_part(office):
    file = office.a_file("clerk")
    drafts = [a_draft(office, file, "clerk", subject=f"विषय {number}") for number in range(3)]

    first = office.ask(ListDrafts(file_id=file.id, limit=2), by="clerk")
    rest = office.ask(ListDrafts(file_id=file.id, limit=2, cursor=first.next), by="clerk")

    assert [one.id for one in first.items + rest.items] == [draft.id for draft in drafts]
    assert rest.next is None


def test_a_change_of_a_stored_text_shows_in_the_ledger(office):
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk")
    with office.owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE draft_versions DISABLE TRIGGER draft_versions_append_only")
        connection.exec_driver_sql("UPDATE draft_versions SET subject = 'बदला हुआ'")

    report = office.ask(VerifyLedger(file_id=file.id), by="clerk")

    assert report.verdict == "broken"
    assert report.problems == ["content:2"]
    assert office.ask(GetDraft(draft_id=draft.id), by="clerk").subject == "बदला हुआ"


def test_what_is_written_now_may_be_marked_and_what_was_typed_before_is_not(office):
    """Guard: ``marked`` of a version, and its place in the hash of the text."""
    file = office.a_file("clerk")
    draft = a_draft(office, file, "clerk", body=["**तत्काल**"])
    assert (draft.marked, draft.body) == (True, ["**तत्काल**"])

    tamper(office, "UPDATE draft_versions SET marked = false")

    assert office.ask(GetDraft(draft_id=draft.id), by="clerk").marked is False
    assert office.ask(VerifyLedger(file_id=file.id), by="clerk").verdict == "broken"
    assert office.ask(revision(draft, "__अब__"), by="clerk").marked is True


def test_tables_of_a_letter_have_their_bound(office):
    row = "| क | ख | ग | घ | च | छ | ज | झ | ट | ठ |"
    table = "\n".join([row, "|" + "---|" * 10, *[row] * 100])

    with pytest.raises(ValidationError):
        a_draft(office, office.a_file("clerk"), "clerk", body=[table, table])


def test_work_on_drafts_raises_the_version_of_the_file(office):
    file = office.a_file("clerk")

    a_draft(office, file, "clerk")

    assert office.ask(GetFile(file_id=file.id), by="clerk").version == file.version + 1
    with pytest.raises(Stale):
        office.ask(AddNote(file_id=file.id, paragraphs=["प"], expected_version=file.version), by="clerk")


def test_an_office_may_reserve_letters_to_its_seniors():
    table = approval.rights({"letter": ["adm", "dm"]})

    assert not approval.may_approve(table, "letter", frozenset({"section_officer"}))
    assert approval.may_approve(table, "letter", frozenset({"adm"}))
    assert approval.may_approve(table, "endorsement", frozenset({"section_officer"}))


@pytest.mark.parametrize("wrong", [{"telegram": ["dm"]}, {"letter": ["collector"]}])
def test_a_setting_for_a_form_or_a_role_that_does_not_exist_is_refused_at_start(office, wrong):
    with pytest.raises(ValidationError):
        FilesSettings(**{**office.settings.model_dump(), "letter_approvers": wrong})


def test_the_offices_own_table_holds_in_the_service(office):
    office.settings = FilesSettings(**{**office.settings.model_dump(), "letter_approvers": {"letter": ["dm"]}})
    draft = a_draft(office, office.a_file("so-lra"), "so-lra")

    with pytest.raises(RoleMissing):
        office.ask(ApproveDraft(draft_id=draft.id, expected_version=1), by="so-lra")

    assert draft.allowed_actions == ["revise_draft", "discard_draft"]
