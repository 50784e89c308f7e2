"""What the database itself refuses, whoever asks: the service's role, and the owner of the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from contracts.files import (
    AddNote,
    AnswerConsultation,
    CloseFile,
    ConsultationView,
    ConsultDesks,
    DetachReceipt,
    ExtendDeadline,
    FileView,
    LinkFile,
    MarkChecklistItem,
    MarkReceipt,
    OpenConsultation,
    OpenFile,
    OpenReceipt,
    PassOnConsultation,
    PutReceiptInFile,
    RemindConsultation,
    ResumeClock,
    StopClock,
    UnlinkFile,
)
from services.files.storage.consultation_tables import consultations
from tests.files.office import Office, key
from tests.files.packs import a_pack, use

APPEND_ONLY = (
    "movements",
    "openings",
    "receipt_movements",
    "receipt_openings",
    "receipt_copies",
    "notes",
    "correspondence",
    "clock_stops",
    "clock_resumes",
    "deadline_changes",
    "ledger",
    "consultation_movements",
    "consultation_openings",
    "consultation_ends",
    "consultation_reminders",
    "procedure_packs",
    "procedure_rules",
    "disposals",
    "cases",
    "case_choices",
    "case_marks",
    "file_links",
    "file_link_ends",
    "detachments",
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
    office.ask(StopClock(file_id=file.id, reason="citizen", remarks="अभिलेख की प्रतीक्षा"), by="clerk")
    office.ask(ResumeClock(file_id=file.id), by="clerk")
    one = a_question(office, file)
    office.ask(OpenConsultation(consultation_id=one.id), by="sdm")
    office.ask(RemindConsultation(consultation_id=one.id), by="clerk")
    office.ask(AnswerConsultation(consultation_id=one.id, paragraphs=["सहमत"]), by="sdm")
    use(office, a_pack())
    linked = LinkFile(file_id=file.id, other_file_id=office.a_file().id)
    link = office.ask(linked, by="clerk").items[0].link_id
    office.ask(UnlinkFile(file_id=file.id, link_id=link, reason="भूलवश"), by="clerk")
    office.ask(DetachReceipt(file_id=file.id, receipt_id=receipt.id, reason="दूसरे प्रकरण का"), by="clerk")
    case = office.a_file(case_type="rti")
    office.ask(MarkChecklistItem(file_id=case.id, item="application", state="done"), by="clerk")
    closed = office.a_file("so-lra")
    later = datetime(2099, 1, 1, tzinfo=UTC)
    office.ask(ExtendDeadline(file_id=closed.id, deadline=later, reason="शासनादेश"), by="so-lra")
    office.ask(CloseFile(file_id=closed.id, reason="निस्तारित", disposal="disposed"), by="so-lra")
    return office


def a_question(office: Office, file: FileView) -> ConsultationView:
    """A question of the clerk to the SDM."""
    posts = [office.post("sdm")]
    command = ConsultDesks(file_id=file.id, to_posts=posts, question="राय दें", due_on=date(2099, 1, 1))
    return office.ask(command, by="clerk").items[0]


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


def test_a_question_cannot_be_where_no_movement_brought_it(office: Office):
    """Guard: the foreign key from consultation (serial, holder) to its movement, checked at commit."""
    a_question(office, office.a_file("clerk"))
    elsewhere = text("UPDATE consultations SET holder_post_id = :other, version = version + 1")

    with pytest.raises(IntegrityError, match="fk_consultations_holder"), office.engine.begin() as connection:
        connection.execute(elsewhere, {"other": key("post adm")})


def test_a_question_stays_as_it_was_asked_and_never_goes_back(office: Office):
    """Guard: the trigger ``consultations_stay_as_asked``."""
    one = a_question(office, office.a_file("clerk"))
    office.ask(PassOnConsultation(consultation_id=one.id, to_post=office.post("tehsil-clerk")), by="sdm")

    for change in ("question = 'x'", "due_on = due_on + 1", "movement_serial = 1, holder_post_id = asked_post_id"):
        with pytest.raises(DBAPIError, match="never changes"), office.engine.begin() as connection:
            connection.execute(text(f"UPDATE consultations SET {change}, version = version + 1"))


def test_what_is_over_is_not_opened_again(filled: Office):
    """Guard: the trigger ``consultations_stay_as_asked`` holds every column of an ended consultation."""
    again = text("UPDATE consultations SET state = 'open', version = version + 1")

    with pytest.raises(DBAPIError, match="never changes"), filled.engine.begin() as connection:
        connection.execute(again)


END = """
    INSERT INTO consultation_ends
    SELECT id, {kind}, {said}, '', asked_by, asked_post_id, 'left', 0, 0, asked_at, asked_at, 'live', salt
    FROM consultations
"""


def test_no_question_is_over_without_its_end(office: Office):
    """Guard: the foreign key from the state to the end."""
    a_question(office, office.a_file("clerk"))
    over = "UPDATE consultations SET state = 'answered', version = version + 1"

    with pytest.raises(IntegrityError, match="fk_consultations_end"), office.engine.begin() as connection:
        connection.execute(text(f"{over}; UPDATE files SET open_consultations = 0"))


def test_a_file_counts_its_open_questions(office: Office):
    """Guard: the trigger ``consultations_are_counted``."""
    a_question(office, office.a_file("clerk"))
    end = END.format(kind="'answered'", said="'[\"x\"]'")
    over = "UPDATE consultations SET state = 'answered', version = version + 1"

    with pytest.raises(DBAPIError, match="counts other consultations"), office.engine.begin() as connection:
        connection.execute(text(f"{end}; {over}"))


@pytest.mark.parametrize(
    ("kind", "said", "guard"),
    [
        pytest.param("'answered'", "'[\"x\"]'", "did not end so", id="an opinion for a question that is open"),
        pytest.param("'answered'", "'[]'", "an_answer_says_something", id="an answer without words"),
        pytest.param("'forgotten'", "'[]'", "kind_known", id="no known end"),
    ],
)
def test_no_end_is_written_that_is_none(office: Office, kind: str, said: str, guard: str):
    """Guards: the trigger ``consultation_ends_end`` and the checks of its table."""
    a_question(office, office.a_file("clerk"))

    with pytest.raises(DBAPIError, match=guard), office.engine.begin() as connection:
        connection.execute(text(END.format(kind=kind, said=said)))


def test_a_question_ends_once(filled: Office):
    """Guard: the primary key of ``consultation_ends``."""
    with pytest.raises(IntegrityError, match="pk_consultation_ends"), filled.engine.begin() as connection:
        connection.execute(text(END.format(kind="'returned'", said="'[]'")))


def test_no_file_is_closed_over_an_open_question(office: Office):
    """Guard: the check that a closed file has no open consultation."""
    file = office.a_file("clerk")
    a_question(office, file)

    with pytest.raises(IntegrityError, match="closed_when_answered"), office.engine.begin() as connection:
        connection.execute(text("UPDATE files SET state = 'closed', closed_at = now()"))


def test_a_desk_has_one_open_question_on_a_file(office: Office):
    """Guard: the partial unique index ``uq_consultations_open_at_desk``."""
    a_question(office, office.a_file("clerk"))
    columns = ", ".join(column.name for column in consultations.c if column.name not in ("id", "number", "ended_as"))
    second = (
        f"INSERT INTO consultations (id, number, {columns}) SELECT gen_random_uuid(), 2, {columns} FROM consultations"
    )

    with pytest.raises(IntegrityError, match="uq_consultations_open_at_desk"), office.engine.begin() as connection:
        connection.execute(text(second))
