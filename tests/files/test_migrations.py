"""The migrations make exactly the tables of the code, and take them away again."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from chassis import migrate
from chassis.revisions import newest_revision
from chassis.tables import chassis_metadata
from contracts.files import EnterTlLetter
from services.files.domain.numbering import comparable, office_day
from services.files.storage import letter_tables, replay_tables
from services.files.storage.tables import metadata
from tests.files.office import Office, Seat
from tests.throwaway import ThrowAway

LEFT = "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'public'"
FUNCTIONS = "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE nspname = 'public'"


def test_up_gives_the_tables_of_the_code_and_down_takes_all_away(throw_away: ThrowAway):
    with throw_away.empty_database("files") as database:
        engine = create_engine(database.owner_url, poolclass=NullPool)

        migrate.upgrade("files", database.owner_url)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = [step for step in compare_metadata(context, metadata) if not _is_of_the_chassis(step)]

        migrate.downgrade("files", database.owner_url)
        with engine.connect() as connection:
            left = {row.relname for row in connection.execute(text(LEFT))}
            functions = connection.execute(text(FUNCTIONS)).all()

    assert letter_tables.metadata is replay_tables.metadata is metadata
    assert differences == []
    assert left <= {"alembic_version", "alembic_version_pkc"}
    assert functions == []


def test_every_step_can_be_gone_back_and_forth(throw_away: ThrowAway):
    with throw_away.empty_database("files") as database:
        migrate.upgrade("files", database.owner_url)
        migrate.downgrade("files", database.owner_url, "0001")
        migrate.upgrade("files", database.owner_url)
        engine = create_engine(database.owner_url, poolclass=NullPool)
        with engine.connect() as connection:
            at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    assert at == newest_revision("files")


def test_what_earlier_releases_left_is_put_right(office: Office):
    """TL letters that a file still counts though their receipt was taken out, and keys with signs that nobody sees."""
    office.seat(Seat("tl", ("dealing_hand", "tl_section"), "adm"))
    file, receipt = office.a_file(), office.a_receipt(by="tl")
    said = {"matter": "पेयजल", "to_posts": [office.post("est-clerk")], "due_on": office_day(office.clock())}
    office.ask(EnterTlLetter(receipt_id=receipt.id, **said), by="tl")
    url = office.owner.url.render_as_string(hide_password=False)
    migrate.downgrade("files", url, "0034")
    with office.owner.begin() as connection:
        connection.execute(text("UPDATE tl_letters SET file_id = :file"), {"file": file.id})
        broken = "UPDATE files SET open_tl_letters = 1, number_key = number_key || :signs"
        connection.execute(text(broken), {"signs": "\u200d\u00ad\ufeff"})

    migrate.upgrade("files", url)

    row = office.rows("SELECT number_key, open_tl_letters FROM files")[0]
    assert (row.number_key, row.open_tl_letters) == (comparable(file.number), 0)
    assert office.rows("SELECT file_id FROM tl_letters")[0].file_id is None


def _is_of_the_chassis(step: object) -> bool:
    """Tables of the chassis are none of this metadata; comments live in the code only."""
    if isinstance(step, list):
        return all(change[0] == "modify_comment" for change in step)
    name, thing = step[0], step[1]
    table = getattr(thing, "table", thing)
    return name.startswith("remove_") and getattr(table, "name", None) in chassis_metadata.tables
