"""What the database itself refuses, whoever asks: the service's role, and the owner of the tables."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from contracts.files import AddNote, CloseFile, MarkReceipt, OpenFile, OpenReceipt, PutReceiptInFile
from tests.files.office import Office, key

APPEND_ONLY = (
    "movements",
    "openings",
    "receipt_movements",
    "receipt_openings",
    "receipt_copies",
    "notes",
    "correspondence",
    "ledger",
)
RESTRICT_VIOLATION = "23001"
INSUFFICIENT_PRIVILEGE = "42501"


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with a row in every append-only table."""
    receipt = office.a_receipt("dak")
    marked = MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk"), copies_to=[office.post("adm")])
    office.ask(marked, by="dak")
    office.ask(OpenReceipt(receipt_id=receipt.id), by="clerk")
    file = office.a_file_sent("so-lra", "clerk")
    office.ask(OpenFile(file_id=file.id), by="clerk")
    office.ask(PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=2), by="clerk")
    office.ask(AddNote(file_id=file.id, paragraphs=["प्रकरण प्रस्तुत है।"]), by="clerk")
    return office


def refused(engine: Engine, statement: str) -> str:
    """The SQLSTATE with which the statement, or its commit, was refused."""
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.execute(text(statement))
    return str(caught.value.orig.pgcode)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_recorded_never_changes(filled: Office, table: str):
    """Guards: the triggers and grants of ``chassis.tables.append_only``, against the service and against the owner."""
    column = filled.rows(f"SELECT * FROM {table}")[0]._fields[0]
    changes = (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE")
    before = filled.rows(f"SELECT count(*) FROM {table}")

    assert [refused(filled.engine, change) for change in changes] == [INSUFFICIENT_PRIVILEGE] * 3
    assert [refused(filled.owner, change) for change in changes] == [RESTRICT_VIOLATION] * 3

    assert filled.rows(f"SELECT count(*) FROM {table}") == before


def test_the_service_cannot_take_a_guard_away(office: Office):
    """Guard: the service's role owns no table."""
    for statement in (
        "ALTER TABLE notes DISABLE TRIGGER ALL",
        "DROP TRIGGER notes_append_only ON notes",
        "DROP TABLE ledger",
        "DELETE FROM files",
        "ALTER TABLE files DROP CONSTRAINT fk_files_holder_movements",
    ):
        with pytest.raises(ProgrammingError), office.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_file_has_a_holder(office: Office):
    """Guard: ``holder_post_id`` is NOT NULL."""
    office.a_file("clerk")

    with pytest.raises(IntegrityError), office.engine.begin() as connection:
        connection.execute(text("UPDATE files SET holder_post_id = NULL"))


def test_a_file_cannot_be_where_no_movement_brought_it(office: Office):
    """Guard: the foreign key from file (serial, holder) to movement (serial, to_post), checked at commit."""
    office.a_file("clerk")

    with pytest.raises(IntegrityError, match="fk_files_holder_movements"), office.engine.begin() as connection:
        connection.execute(text("UPDATE files SET holder_post_id = :other"), {"other": key("post adm")})


def test_a_file_cannot_go_back_to_an_earlier_desk_without_a_movement(office: Office):
    """Guard: the trigger ``files_never_goes_back``; the old movement's serial and desk alone would satisfy the key."""
    office.a_file_sent("clerk", "so-lra")
    back = text("UPDATE files SET movement_serial = 1, holder_post_id = :first")

    with pytest.raises(DBAPIError, match="never changes"), office.engine.begin() as connection:
        connection.execute(back, {"first": key("post clerk")})


COPY_LINK = """
    INSERT INTO movements (file_id, serial, kind, from_post_id, to_post_id, from_post, to_post, by, remarks,
                           occurred_at, recorded_at, source, salt)
    SELECT file_id, {serial}, kind, {sender}, {receiver}, to_post, to_post, by, remarks, occurred_at, recorded_at,
           source, salt
    FROM movements WHERE serial = 2
"""


@pytest.mark.parametrize(
    ("serial", "sender", "guard"),
    [
        pytest.param(2, "from_post_id", "pk_movements", id="a fork: another second movement"),
        pytest.param(4, "to_post_id", "fk_movements_chain", id="a gap: no third movement before it"),
        pytest.param(3, "from_post_id", "fk_movements_chain", id="a jump: from where the file was not"),
        pytest.param(3, "NULL", "ck_movements_chain_begins_once", id="a second beginning"),
        pytest.param(3, "to_post_id", "moves nothing", id="a movement to which no file has come"),
    ],
)
def test_the_chain_of_movements_cannot_be_broken(office: Office, serial: int, sender: str, guard: str):
    """Guards: primary key, the chain's foreign key and check, and the trigger ``movements_reach_their_item``."""
    office.a_file_sent("clerk", "so-lra")
    statement = COPY_LINK.format(serial=serial, sender=sender, receiver="to_post_id")

    with pytest.raises(DBAPIError, match=guard), office.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_receipt_is_guarded_like_a_file(office: Office):
    """Guards: the same foreign key and trigger on ``receipts``."""
    receipt = office.a_receipt("dak")
    office.ask(MarkReceipt(receipt_id=receipt.id, to_post=office.post("clerk")), by="dak")
    elsewhere = text("UPDATE receipts SET holder_post_id = :other")

    with pytest.raises(IntegrityError, match="fk_receipts_holder"), office.engine.begin() as connection:
        connection.execute(elsewhere, {"other": key("post adm")})
    with pytest.raises(DBAPIError, match="never changes"), office.engine.begin() as connection:
        connection.execute(text("UPDATE receipts SET movement_serial = 1, holder_post_id = diarised_post_id"))


def test_the_ledger_of_a_file_does_not_shrink(office: Office):
    """Guard: the trigger ``files_never_goes_back`` also holds the serial of the newest ledger entry."""
    office.a_file_sent("clerk", "so-lra")

    with pytest.raises(DBAPIError, match="never changes"), office.engine.begin() as connection:
        connection.execute(text("UPDATE files SET ledger_serial = 1"))


def test_a_closed_file_knows_when_it_was_closed(office: Office):
    """Guard: the check that state and closing time go together."""
    file = office.a_file("so-lra")
    office.ask(CloseFile(file_id=file.id, reason="निस्तारित"), by="so-lra")

    with pytest.raises(IntegrityError, match="ck_files_closed_when"), office.engine.begin() as connection:
        connection.execute(text("UPDATE files SET closed_at = NULL"))


def test_a_file_has_one_open_yellow_note(office: Office):
    """Guard: the partial unique index ``uq_yellow_notes_open``."""
    file = office.a_file("clerk")
    office.ask(AddNote(file_id=file.id, kind="yellow", paragraphs=["विचाराधीन"]), by="clerk")
    second = """
        INSERT INTO yellow_notes
        SELECT gen_random_uuid(), file_id, paragraphs, author, author_post_id, side, written_at, state, version
        FROM yellow_notes
    """

    with pytest.raises(IntegrityError, match="uq_yellow_notes_open"), office.engine.begin() as connection:
        connection.execute(text(second))
