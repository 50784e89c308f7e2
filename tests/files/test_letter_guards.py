"""What the database itself refuses, to the service and to the owner of the tables alike."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contracts.files import CancelLetter, DispatchLetter, ReviseDraft
from tests.files.correspondents import (
    BDO,
    RAM,
    a_draft,
    a_printed_letter,
    a_signed_letter,
    an_approved_letter,
    an_issued_letter,
)

pytestmark = pytest.mark.usefixtures("neighbours")

REFUSED = "23001"  # restrict_violation
NOT_ALLOWED = "42501"  # insufficient_privilege


def attempt(engine, statement):
    """The SQLSTATE with which the database refuses a statement, or none where it obeys."""
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except DBAPIError as error:
        return error.orig.pgcode
    return None


@pytest.mark.parametrize(
    "change",
    [
        "number = 'A-1'",
        "subject = 'और कुछ'",
        "state = 'signed'",
        "state = 'cancelled', cancel_reason = 'भूल'",
        "signed_sha256 = repeat('0', 64)",
        "document_version = 9",
        "issued_at = now()",
        "issue_date = issue_date + 1",
        "addressees = '[]'",
    ],
)
def test_of_an_issued_letter_nothing_changes(office, change):
    an_issued_letter(office)

    assert attempt(office.engine, f"UPDATE letters SET {change}") == REFUSED
    assert attempt(office.owner, f"UPDATE letters SET {change}") == REFUSED


def test_an_issued_letter_may_become_dispatched_and_then_nothing_any_more(office):
    letter = an_issued_letter(office)
    office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="dispatcher")

    assert attempt(office.owner, "UPDATE letters SET state = 'issued'") == REFUSED
    assert attempt(office.owner, "UPDATE letters SET version = version + 1") == REFUSED


def test_a_reserved_number_never_changes_and_never_goes_away(office):
    an_approved_letter(office)

    assert attempt(office.owner, "UPDATE letters SET number = 'A-2'") == REFUSED
    assert attempt(office.owner, "UPDATE letters SET day_ordinal = 7") == REFUSED
    assert attempt(office.owner, "DELETE FROM letters") == REFUSED
    assert attempt(office.owner, "TRUNCATE letters CASCADE") == REFUSED


def test_a_letter_takes_no_step_out_of_turn(office):
    a_printed_letter(office)

    assert attempt(office.owner, "UPDATE letters SET state = 'issued', issued_at = now()") == REFUSED
    assert attempt(office.owner, "UPDATE letters SET state = 'approved'") == REFUSED


def test_a_signature_is_not_exchanged_for_another(office):
    a_signed_letter(office)

    assert attempt(office.owner, "UPDATE letters SET signed_sha256 = repeat('1', 64)") == REFUSED


def test_a_cancelled_letter_stays_cancelled_with_its_reason(office):
    letter = an_approved_letter(office)
    office.ask(CancelLetter(letter_id=letter.id, reason="भूल"), by="so-lra")

    assert attempt(office.owner, "UPDATE letters SET cancel_reason = 'अन्य'") == REFUSED
    assert attempt(office.owner, "UPDATE letters SET state = 'approved', cancel_reason = NULL") == REFUSED


@pytest.mark.parametrize("table", ["draft_versions", "dispatches", "signing_sessions"])
def test_what_is_only_added_is_never_changed_nor_removed(office, table):
    letter = an_issued_letter(office, addressees=[RAM, BDO])
    office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="dispatcher")
    column = {"draft_versions": "subject", "dispatches": "addressee", "signing_sessions": "expires_at"}[table]

    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        assert attempt(office.owner, statement) == REFUSED
        assert attempt(office.engine, statement) == NOT_ALLOWED


def test_a_frozen_draft_is_frozen_for_the_owner_too_and_an_open_one_is_not(office):
    file = office.a_file("so-lra")
    an_approved_letter(office, file=file)
    still_open = a_draft(office, file, "so-lra")

    frozen = attempt(office.owner, "UPDATE drafts SET state = 'draft', letter_id = NULL WHERE state = 'approved'")
    revised = office.ask(
        ReviseDraft(draft_id=still_open.id, expected_version=1, subject="नया", addressees=[RAM], body=["पाठ"]),
        by="so-lra",
    )

    assert frozen == REFUSED
    assert attempt(office.owner, "DELETE FROM drafts") == REFUSED
    assert revised.number == 2


def test_the_service_may_neither_delete_letters_nor_drop_a_guard(office):
    an_approved_letter(office)

    assert attempt(office.engine, "DELETE FROM letters") == NOT_ALLOWED
    assert attempt(office.engine, "DROP TRIGGER letters_stay ON letters") == NOT_ALLOWED
    assert attempt(office.engine, "ALTER TABLE letters DISABLE TRIGGER ALL") == NOT_ALLOWED
