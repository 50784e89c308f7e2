"""What an operator types: loading a district, and looking after the signing keys."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.identity import cli, load, tables
from tests.identity.builders import Office
from tests.identity.test_load import DISTRICT


@pytest.fixture
def environment(monkeypatch, settings):
    """The service's settings as a shell would hold them."""
    for name in ("broker_url", "database_url", "key_encryption_key", "password_memory_kib", "password_passes"):
        monkeypatch.setenv(f"PATRAVALI_IDENTITY_{name.upper()}", str(getattr(settings, name)))


def test_the_loader_says_what_it_did_and_the_second_time_does_nothing(environment, office: Office, tmp_path, capsys):
    logins = tmp_path / "folder" / "logins.txt"
    command = [str(DISTRICT), "--logins", str(logins)]

    statuses = [load.main(command), load.main(command)]

    said = capsys.readouterr().out.splitlines()
    assert statuses == [0, 0]
    assert said[0] == f"in-uk-dehradun: {office.count(tables.loaded)} entries taken"
    assert said[1] == f"{logins}: {office.count(tables.credentials)} new passwords"
    assert said[2:] == ["in-uk-dehradun: 0 entries taken", f"{logins}: 0 new passwords"]
    assert len(load.read_logins(logins)) == office.count(tables.people)


def test_keys_are_listed_rotated_and_withdrawn(environment, office: Office, capsys):
    cli.main(["rotate"])
    first = capsys.readouterr().out.strip()
    cli.main(["rotate"])
    second = capsys.readouterr().out.strip()
    cli.main(["list"])
    listed = capsys.readouterr().out.splitlines()

    withdrawn, unknown = cli.main(["withdraw", first]), cli.main(["withdraw", first])

    assert [line.split()[:2] for line in listed] == [[first, "verifies"], [second, "signs"]]
    assert (withdrawn, unknown) == (0, 1)


def test_first_sign_ins_at_once_make_one_key(office: Office):
    people = [office.a_holder() for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(office.sign_in, people))

    assert office.count(tables.signing_keys) == 1
    assert all(office.claims(answer)["sub"] == str(answer.person.id) for answer in answers)
