"""What a visitor sees of an officer's sitting: numbers, ages and counts, and what becomes of each file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts.files import (
    AddNote,
    Addressee,
    ApproveDraft,
    CloseFile,
    CreateDraft,
    ForwardFile,
    GetSitting,
    PullBackFile,
    SittingView,
)
from contracts.files.sitting import SittingTooLong
from tests.files.office import Office


def sitting(office: Office, since: datetime, by: str = "dm") -> SittingView:
    return office.ask(GetSitting(since=since), by=by)


def states(view: SittingView) -> list[tuple[str | None, str]]:
    return [(file.number, file.state) for file in view.files]


def test_a_file_changes_its_state_and_keeps_its_place(office: Office):
    since = datetime.now(UTC)
    files = [office.a_file_sent("adm", "dm", free_number=f"{n}/2026") for n in range(1, 5)]
    draft = office.ask(
        CreateDraft(file_id=files[0].id, subject="विषय", addressees=[Addressee(name="तहसीलदार")], body=["पाठ"]), by="dm"
    )

    office.ask(ApproveDraft(draft_id=draft.id, expected_version=draft.version), by="dm")
    office.ask(AddNote(file_id=files[1].id, paragraphs=["अनुमोदित।"]), by="dm")
    office.ask(ForwardFile(file_id=files[2].id, to_post=office.post("adm")), by="dm")

    view = sitting(office, since)
    assert states(view) == [("1/2026", "approved"), ("2/2026", "noted"), ("3/2026", "sent"), ("4/2026", "waiting")]
    assert (view.waiting, view.approved, view.letters, view.sent, view.closed) == (3, 2, 1, 1, 0)
    assert [file.to_post and file.to_post.designation_en for file in view.files] == [None, None, "adm", None]
    assert sum(view.buckets.model_dump().values()) == 3


def test_nothing_of_the_matter_is_in_the_answer(office: Office):
    """Guard: the number and the way of a graded file are left out where the view is made (``_shown``)."""
    secret = office.a_file_sent("adm", "dm", free_number="GUPT/1", grading="confidential", subject="गोपनीय जाँच")
    office.a_file_sent("adm", "dm", free_number="SAMANYA/1", subject="सीमांकन का विवाद")
    office.ask(ForwardFile(file_id=secret.id, to_post=office.post("adm"), remarks="देखें"), by="dm")

    view = sitting(office, datetime.now(UTC) - timedelta(hours=1))

    said = view.model_dump_json()
    assert [name for name in ("GUPT", "गोपनीय जाँच", "सीमांकन", "देखें", str(secret.id), "श्री") if name in said] == []
    assert sorted(states(view), key=str) == [("SAMANYA/1", "waiting"), (None, "sent")]
    assert [file.to_post for file in view.files if file.number is None] == [None]


def test_what_left_before_or_came_back_is_not_what_was_done(office: Office):
    before = office.a_file_sent("adm", "dm")
    office.ask(ForwardFile(file_id=before.id, to_post=office.post("adm")), by="dm")
    since = datetime.now(UTC)
    back = office.a_file_sent("adm", "dm")
    office.ask(ForwardFile(file_id=back.id, to_post=office.post("adm")), by="dm")
    office.ask(PullBackFile(file_id=back.id), by="dm")
    closed = office.a_file_sent("adm", "dm")
    office.ask(CloseFile(file_id=closed.id, reason="निस्तारित"), by="dm")

    view = sitting(office, since)

    assert sorted(state for _, state in states(view)) == ["closed", "waiting"]


def test_everybody_sees_the_own_desk_only_and_a_day_back_at_most(office: Office):
    office.a_file_sent("adm", "dm")

    assert sitting(office, datetime.now(UTC), by="clerk").files == []
    with pytest.raises(SittingTooLong):
        sitting(office, datetime.now(UTC) - timedelta(days=2))
