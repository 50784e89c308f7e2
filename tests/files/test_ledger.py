"""The tamper-evident log: one entry an act, and every way of tampering shows."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from sqlalchemy import create_engine, text

from contracts.files import (
    AddNote,
    CloseFile,
    ConfirmNote,
    CreateFile,
    FileView,
    ForwardFile,
    LedgerReport,
    ListLedger,
    OpenFile,
    PutReceiptInFile,
    ReopenFile,
    ReviseNote,
    VerifyLedger,
)
from tests.files.office import Office


@pytest.fixture
def file(office: Office) -> FileView:
    """A file with something of everything in it."""
    file = office.a_file("clerk", subject="गोपनीय विषय")
    receipt = office.a_receipt("clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["मूल टीप"]), by="clerk")
    office.ask(ForwardFile(file_id=file.id, to_post=office.post("so-lra"), remarks="मूल टिप्पणी"), by="clerk")
    office.ask(OpenFile(file_id=file.id), by="so-lra")
    draft = office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["कच्ची"]), by="so-lra")
    revise = ReviseNote(file_id=file.id, note_id=draft.id, paragraphs=["पक्की"], expected_version=1)
    office.ask(revise, by="so-lra")
    office.ask(ConfirmNote(file_id=file.id, note_id=draft.id), by="so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")
    return office.ask(ReopenFile(file_id=file.id, reason="नया पत्र"), by="so-lra")


def verify(office: Office, file: FileView) -> LedgerReport:
    return office.ask(VerifyLedger(file_id=file.id), by="so-lra")


def test_a_time_claimed_in_another_zone_is_hashed_as_the_database_gives_it_back(office: Office):
    here = timezone(timedelta(hours=5, minutes=30))
    given = {"source": "offline", "occurred_at": datetime.now(here) - timedelta(seconds=10)}
    file = office.ask(CreateFile(subject="विषय", free_number="P-1", **given), by="so-lra")
    note = AddNote(file_id=file.id, paragraphs=["टीप"], source="offline", occurred_at=datetime.now(here))
    office.ask(note, by="so-lra")

    assert verify(office, file).problems == []


def tamper(office: Office, statement: str) -> None:
    """Change what is stored as one could who owns the machine: as superuser with the triggers asleep."""
    engine = create_engine(office.admin_url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        assert connection.execute(text(statement)).rowcount == 1
    engine.dispose()


def test_every_act_has_its_entry_in_order(office: Office, file: FileView):
    entries = office.ask(ListLedger(file_id=file.id), by="so-lra").items

    assert [entry.type for entry in entries] == [
        "file_created",
        "receipt_put_in_file",
        "note_added",
        "file_forwarded",
        "file_opened",
        "yellow_note_written",
        "yellow_note_revised",
        "note_confirmed",
        "file_closed",
        "file_reopened",
    ]
    assert verify(office, file).verdict == "intact"


def test_anyone_can_check_the_chain_from_its_text(office: Office, file: FileView):
    """The entry's text is what is hashed, and names the hash before it: no service is needed to check that."""
    entries = office.ask(ListLedger(file_id=file.id), by="so-lra").items

    assert all(hashlib.sha256(entry.body.encode()).hexdigest() == entry.hash for entry in entries)
    assert all(json.loads(later.body)["previous"] == entry.hash for entry, later in pairwise(entries))
    assert json.loads(entries[0].body)["previous"] is None
    assert verify(office, file).head == entries[-1].hash


def test_no_text_is_in_the_ledger_itself(office: Office, file: FileView):
    bodies = "".join(entry.body for entry in office.ask(ListLedger(file_id=file.id), by="so-lra").items)

    for said in ("गोपनीय विषय", "मूल टीप", "मूल टिप्पणी", "पक्की"):
        assert said not in bodies


def test_an_entry_names_who_acted_and_when(office: Office, file: FileView):
    entry = json.loads(office.ask(ListLedger(file_id=file.id), by="so-lra").items[3].body)

    assert entry["actor"]["post"] == str(office.post("clerk"))
    assert entry["actor"]["capacity"] == "own"
    assert entry["facts"]["to"] == str(office.post("so-lra"))
    assert {"occurred_at", "recorded_at", "source", "subject", "serial"} <= set(entry)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE ledger SET body = convert_to(replace(convert_from(body, 'utf8'), 'live', 'LIVE'), 'utf8') "
         "WHERE type = 'file_closed'", "hash:9"),
        ("UPDATE ledger SET hash = sha256('x') WHERE type = 'note_added'", "hash:3"),
        ("UPDATE ledger SET type = 'note_confirmed' WHERE type = 'note_added'", "columns:3"),
        ("UPDATE ledger SET recorded_at = recorded_at - interval '1 day' WHERE type = 'file_opened'", "time:5"),
        ("DELETE FROM ledger WHERE type = 'file_opened'", "serial:6"),
        ("DELETE FROM ledger WHERE type = 'file_reopened'", "head:9"),
        ("""UPDATE notes SET paragraphs = '["अन्य टीप"]' WHERE kind = 'green'""", "content:3"),
        ("UPDATE notes SET salt = 'x' WHERE kind = 'green'", "content:3"),
        ("UPDATE movements SET remarks = 'अन्य' WHERE kind = 'forwarded'", "content:4"),
        ("UPDATE movements SET occurred_at = occurred_at - interval '1 day' WHERE kind = 'forwarded'", "content:4"),
        ("DELETE FROM notes WHERE kind = 'green'", "content:3"),
        ("UPDATE files SET subject = 'अन्य विषय'", "content:1"),
        ("UPDATE files SET ledger_hash = sha256('x')", "head:10"),
    ],
)  # fmt: skip
def test_tampering_shows(office: Office, file: FileView, statement: str, problem: str):
    """Guard: the hash chain and the salted hashes of contents, against one who can get round every other guard."""
    assert verify(office, file).problems == []

    tamper(office, statement)

    report = verify(office, file)
    assert report.verdict == "broken"
    assert problem in report.problems


def test_a_note_slipped_in_shows(office: Office, file: FileView):
    tamper(
        office,
        """
        INSERT INTO notes SELECT gen_random_uuid(), file_id, 9, 90, paragraphs, kind, author, author_post_id, side,
            written_at, confirmed_at, version, salt FROM notes WHERE kind = 'green'
        """,
    )

    (problem,) = verify(office, file).problems
    assert problem.startswith("unrecorded:note:")


def test_the_ledger_is_read_part_by_part(office: Office, file: FileView):
    first = office.ask(ListLedger(file_id=file.id, limit=6), by="so-lra")
    second = office.ask(ListLedger(file_id=file.id, limit=6, cursor=first.next), by="so-lra")

    assert [entry.serial for entry in first.items + second.items] == list(range(1, 11))
    assert second.next is None


def test_a_receipt_has_a_ledger_of_its_own(office: Office, file: FileView):
    rows = office.rows("SELECT l.type FROM ledger l JOIN receipts r ON r.id = l.subject_id ORDER BY l.serial")

    assert [row.type for row in rows] == ["receipt_diarised", "receipt_put_in_file"]
