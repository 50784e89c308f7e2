"""``python -m chassis.migrate``: up to date, and back to a revision where the service's migrations let it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from chassis import migrate
from chassis.revisions import newest_revision
from deploy.local.environment import setting
from tests.throwaway import ROOT, ServiceDatabase, ThrowAway

BLOB = """
INSERT INTO blobs (sha256, object_key, size, media_type, stored_at)
VALUES (:sha256, :key, 4, 'application/pdf', now())
"""


@pytest.fixture
def database(throw_away: ThrowAway, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceDatabase]:
    """Of documents, at the newest revision, as the environment names it to the command."""
    with throw_away.database("documents") as own:
        monkeypatch.setenv(setting("documents", "owner_database_url"), own.owner_url)
        yield own


def rows(database: ServiceDatabase, sql: str, **values: object) -> list[tuple[object, ...]]:
    engine = create_engine(database.owner_url, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(sql), values)
        return [tuple(row) for row in result] if result.returns_rows else []


def revision_of(database: ServiceDatabase) -> object:
    [(revision,)] = rows(database, "SELECT version_num FROM alembic_version")
    return revision


def has_object_keys(database: ServiceDatabase) -> bool:
    """The column that documents 0003 brought."""
    wanted = "SELECT 1 FROM information_schema.columns WHERE table_name = 'blobs' AND column_name = 'object_key'"
    return bool(rows(database, wanted))


def test_a_service_goes_back_to_a_revision_and_up_to_date_again(database, capsys):
    assert migrate.main(["--back-to", "0002", "documents"]) == 0
    assert (revision_of(database), has_object_keys(database)) == ("0002", False)

    assert migrate.main(["documents"]) == 0
    assert (revision_of(database), has_object_keys(database)) == (newest_revision("documents"), True)

    assert capsys.readouterr().out == "documents: back at 0002\ndocuments: up to date\n"


@pytest.mark.parametrize("unknown", ["9999", "base", "no_such"])
def test_a_revision_that_the_service_does_not_have_is_refused(database, unknown, capsys):
    """Guard: ``go_back`` looks it up first. ``base`` would drop every table."""
    assert migrate.main(["--back-to", unknown, "documents"]) == 1

    assert unknown in capsys.readouterr().err
    assert revision_of(database) == newest_revision("documents")


def test_where_one_service_does_not_know_the_revision_none_goes_back(database, capsys):
    """Guard: all are looked up before any is touched. Documents has 0003, signatures has not."""
    assert migrate.main(["--back-to", "0003", "documents", "signatures"]) == 1

    assert "0003" in capsys.readouterr().err
    assert revision_of(database) == newest_revision("documents")


def test_forward_is_no_way_back(database, capsys):
    migrate.main(["--back-to", "0002", "documents"])

    assert migrate.main(["--back-to", "0003", "documents"]) == 1

    assert "0003" in capsys.readouterr().err
    assert revision_of(database) == "0002"


def test_a_migration_that_would_lose_something_refuses_and_nothing_has_changed(database, capsys):
    """Guard: the first lines of documents 0003's way back; 0004 is undone with it or not at all."""
    rows(database, BLOB, sha256="a" * 64, key="objects/2026/11/one")

    assert migrate.main(["--back-to", "0002", "documents"]) == 1

    assert "documents lie under objects/" in capsys.readouterr().err
    assert revision_of(database) == newest_revision("documents")
    assert has_object_keys(database)


def test_it_runs_as_a_command_and_its_status_says_how_it_went(database):
    def run(revision: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "chassis.migrate", "--back-to", revision, "documents"]
        return subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)

    refused, done = run("9999"), run("0003")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    assert (done.returncode, done.stdout) == (0, "documents: back at 0003\n")
    assert revision_of(database) == "0003"
