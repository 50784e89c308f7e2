"""identity as a process of its own on a real broker, spoken to as the gateway and the other services do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from chassis.auth import KeyRing, TokenVerifier
from tests.chassis.conftest import Client, Process, eventually
from tests.identity.builders import PASSWORD, Office
from tests.ports import free_port
from tests.throwaway import ROOT, ServiceDatabase, ThrowAway, Vhost

SECRET = "0123456789abcdef0123456789abcdef"


def start(database: ServiceDatabase, vhost: Vhost, log, **changes: str) -> Process:
    port = free_port()
    env = {
        **os.environ,
        "PATRAVALI_IDENTITY_DATABASE_URL": database.url,
        "PATRAVALI_IDENTITY_BROKER_URL": vhost.url("identity"),
        "PATRAVALI_IDENTITY_HEALTH_PORT": str(port),
        "PATRAVALI_IDENTITY_KEY_ENCRYPTION_KEY": SECRET,
        "PATRAVALI_IDENTITY_PASSWORD_MEMORY_KIB": "8",
        "PATRAVALI_IDENTITY_PASSWORD_PASSES": "1",
        **changes,
    }
    with log.open("ab") as output:
        command = [sys.executable, "-W", "ignore", "-m", "services.identity"]
        return Process(subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output), port, log)


@pytest.fixture(scope="module")
def database(throw_away: ThrowAway) -> Iterator[ServiceDatabase]:
    """One for all tests here, because starting a process takes seconds."""
    with throw_away.database("identity") as own:
        yield own


@pytest.fixture(scope="module")
def vhost(throw_away: ThrowAway) -> Iterator[Vhost]:
    with throw_away.vhost() as own:
        yield own


@pytest.fixture(scope="module")
def service(database: ServiceDatabase, vhost: Vhost, tmp_path_factory) -> Iterator[Process]:
    process = start(database, vhost, tmp_path_factory.mktemp("identity") / "identity.log")
    eventually(process.is_ready)
    yield process
    process.stop()


@pytest.fixture
def gateway(service: Process, vhost: Vhost) -> Iterator[Client]:
    with Client(vhost.url("gateway")) as client:
        yield client


@pytest.fixture
def office(office: Office) -> Office:
    """Names of its own, because the database is shared; entered a year ago, so that charges are current."""
    office.prefix = uuid4().hex[:8]
    office.clock.at = office.clock.at.replace(year=2025)
    return office


def sign_in(gateway: Client, user_name: str, password: str = PASSWORD) -> dict:
    body = {"user_name": user_name, "password": password, "client_address": "198.51.100.7"}
    return gateway.call("identity.sign_in", body)


def signed_in(gateway: Client, office: Office, *roles: str) -> dict:
    return sign_in(gateway, office.a_holder(*roles).user_name)["result"]


def test_signing_in_needs_neither_token_nor_command_id(gateway, office):
    answer = signed_in(gateway, office)

    keys = gateway.call("identity.get_jwks", {})["result"]["keys"]
    caller = TokenVerifier(KeyRing(lambda: keys)).person(answer["access_token"], "hi")
    assert str(caller.person_id) == answer["person"]["id"]
    assert str(caller.charge_id) == answer["charge_id"]


def test_a_refusal_travels_with_kind_and_code(gateway, office):
    reply = sign_in(gateway, "nobody.here")

    assert (reply["result"], reply["error"]["kind"], reply["error"]["code"]) == (
        None,
        "unauthenticated",
        "sign_in.refused",
    )


def test_a_person_acts_with_the_token_and_only_within_the_role(gateway, office):
    clerk, keeper = signed_in(gateway, office), signed_in(gateway, office, "emd_manager")
    body = {"user_name": f"clerk.{office.prefix}", "name_hi": "नया लिपिक", "name_en": "New Clerk"}

    refused = gateway.call("identity.save_person", body, token=clerk["access_token"], command_id=uuid4())
    command_id = uuid4()
    saved = gateway.call("identity.save_person", body, token=keeper["access_token"], command_id=command_id)
    again = gateway.call("identity.save_person", body, token=keeper["access_token"], command_id=command_id)

    assert refused["error"]["code"] == "directory.not_administrator"
    assert saved["result"] == again["result"] == office.told("person_changed")[-1]
    assert saved["answered_by"] == "identity"


def test_signing_out_bites_at_once_here(gateway, office):
    token = signed_in(gateway, office)["access_token"]
    before = gateway.call("identity.get_me", {}, token=token)

    gateway.call("identity.sign_out", {}, token=token)

    assert before["result"]["person"]["kind"] == "person"
    assert gateway.call("identity.get_me", {}, token=token)["error"]["code"] == "session.ended"


def test_one_time_secrets_are_not_kept_in_the_log_of_commands(gateway, office):
    keeper = signed_in(gateway, office, "administrator")
    body = {"person_id": str(office.a_person().id)}

    reply = gateway.call("identity.set_password", body, token=keeper["access_token"], command_id=uuid4())

    assert reply["result"]["password"]
    with office.engine.connect() as connection:
        logged = connection.exec_driver_sql("SELECT count(*) FROM command_log WHERE name = 'SetPassword'")
        assert logged.scalar() == 0


def test_services_may_ask_for_snapshots_and_keys_and_for_nothing_else(gateway, office, vhost):
    person = office.a_person()

    with Client(vhost.url("files")) as files:
        snapshot = files.call("identity.get_directory_snapshot", {"kind": "person"})
        keys = files.call("identity.get_jwks", {})
        refused = files.call("identity.set_password", {"person_id": str(person.id)})
    of_the_gateway = gateway.call("identity.get_directory_snapshot", {"kind": "person"}, token="none")

    assert person.id in {UUID(item["id"]) for item in snapshot["result"]["items"]}
    assert len(keys["result"]["keys"]) == 1
    assert refused["error"]["kind"] == "forbidden"
    assert of_the_gateway["error"]["kind"] == "forbidden"


def test_a_wrong_key_encryption_key_stops_the_service_at_its_start(service, database, vhost, tmp_path):
    other = start(
        database,
        vhost,
        tmp_path / "other.log",
        PATRAVALI_IDENTITY_KEY_ENCRYPTION_KEY="fedcba9876543210fedcba9876543210",
    )

    assert other.popen.wait(30) != 0
    assert "PATRAVALI_IDENTITY_KEY_ENCRYPTION_KEY" in other.log.read_text()


def test_the_sweep_that_the_migration_ordered_runs_and_orders_the_next(service, office):
    def ordered_again() -> bool:
        with office.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT at > now() FROM due WHERE name = 'sweep_sessions'").scalars()
            return list(rows) == [True]

    assert eventually(ordered_again)
