"""The migrations, and what the database itself refuses."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from chassis.migrate import downgrade, upgrade
from clients.demo_ca import DemoOfficer
from contracts.signatures import CertificateView
from services.signatures.library.api import Edition
from services.signatures.tables import signatures_metadata
from tests.signatures.office import SignatureOffice
from tests.throwaway import ThrowAway


def test_the_migrations_go_up_down_and_up_again(throw_away: ThrowAway) -> None:
    with throw_away.empty_database("signatures") as database:
        upgrade("signatures", database.owner_url)
        downgrade("signatures", database.owner_url)
        engine = create_engine(database.owner_url)
        left = inspect(engine).get_table_names()
        upgrade("signatures", database.owner_url)
        again = inspect(engine).get_table_names()
        engine.dispose()

    assert left == ["alembic_version"]
    assert set(signatures_metadata.tables) <= set(again)


def test_the_migrations_make_the_tables_that_the_code_uses(throw_away: ThrowAway) -> None:
    with throw_away.database("signatures") as database:
        engine = create_engine(database.owner_url)
        with engine.connect() as connection:
            differences = [one for one in differing(connection) if concerns_us(one)]
        engine.dispose()

    assert differences == []


def differing(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), signatures_metadata))


def concerns_us(difference: object) -> bool:
    """Tables of the chassis and alembic's own are not in our metadata."""
    return not (isinstance(difference, tuple) and str(difference[0]) in {"remove_table", "remove_index"})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signatures SET sha256 = ''",
        "DELETE FROM signatures",
        "TRUNCATE signatures",
        "UPDATE signing_sessions SET to_sign = ''",
        "DELETE FROM signing_sessions",
        "UPDATE prepared_documents SET pdf = ''",
        "UPDATE certificates SET person_id = gen_random_uuid()",
        "DELETE FROM certificates",
    ],
)
def test_the_service_may_not_rewrite_what_was_signed(
    statement: str, office: SignatureOffice, dm: DemoOfficer, dm_certificate: CertificateView, letter: Edition
) -> None:
    office.sign(letter, dm, dm_certificate)

    with pytest.raises(DBAPIError, match="permission denied"), office.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement", ["UPDATE signatures SET sha256 = ''", "DELETE FROM signatures", "TRUNCATE signatures"]
)
def test_not_even_the_owner_changes_a_signature(statement: str, throw_away: ThrowAway) -> None:
    row = (
        "INSERT INTO signatures VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 2, 'a', 1,"
        " gen_random_uuid(), 'x', 'own', gen_random_uuid(), 'b', now(), 'B-B')"
    )
    with throw_away.database("signatures") as database:
        engine = create_engine(database.owner_url)
        with engine.connect() as connection:
            for constraint in ("signatures_session_id_fkey", "signatures_certificate_id_fkey"):
                connection.execute(text(f"ALTER TABLE signatures DROP CONSTRAINT {constraint}"))
            connection.execute(text(row))
            with pytest.raises(DBAPIError, match="refused"):
                connection.execute(text(statement))
        engine.dispose()
