"""Containers hand secrets over as files: every process finds its own."""

from pathlib import Path

import pytest

from chassis.relay import settings_of
from chassis.settings import owner_database_url
from services.files.settings import FilesSettings


@pytest.fixture
def secret_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROKER_URL", "DATABASE_URL", "OWNER_DATABASE_URL"):
        path = tmp_path / name
        path.write_text(f"from the file of {name}\n")
        monkeypatch.setenv(f"PATRAVALI_FILES_{name}_FILE", str(path))
        monkeypatch.delenv(f"PATRAVALI_FILES_{name}", raising=False)


@pytest.mark.usefixtures("secret_files")
def test_a_service_reads_them():
    assert FilesSettings().broker_url == "from the file of BROKER_URL"


@pytest.mark.usefixtures("secret_files")
def test_the_relay_reads_those_of_each_service():
    assert settings_of("files").database_url == "from the file of DATABASE_URL"


@pytest.mark.usefixtures("secret_files")
def test_migrations_read_the_owners():
    assert owner_database_url("files") == "from the file of OWNER_DATABASE_URL"


@pytest.mark.usefixtures("secret_files")
def test_a_value_given_directly_wins(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATRAVALI_FILES_BROKER_URL", "given directly")

    assert FilesSettings().broker_url == "given directly"
