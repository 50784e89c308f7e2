"""The state of the services, for administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.identity import ChargeView, MeView, PostView
from gateway.routes.operating import ServiceHealthView
from tests.gateway.house import House, a_token, answering
from tests.gateway.samples import a_view

CHARGE, OTHER = UUID(int=7), UUID(int=8)
POST = UUID(int=9)
SERVICES = ["identity", "files", "documents", "signatures", "notifications"]


def somebody(*roles: str) -> dict[str, Any]:
    """Who holds one charge, of a post with these roles."""
    charge = a_view(ChargeView, id=CHARGE, post_id=POST)
    return a_view(MeView, charges=[charge], posts=[a_view(PostView, id=POST, roles=list(roles))])


def asking(house: House, *roles: str, charge: UUID = CHARGE) -> Any:
    house.on("identity.get_me", answering(somebody(*roles)))
    return house.client(a_token(chg=str(charge))).get("/api/v1/admin/health")


def test_an_administrator_sees_what_takes_requests(house: House) -> None:
    answer = asking(house, "administrator")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["broker"] is True
    assert [each["service"] for each in answer.json()["services"]] == SERVICES
    assert {each["processes"] for each in answer.json()["services"]} == {1}


def test_only_what_has_answered_has_a_last_answer(house: House) -> None:
    shown = {each["service"]: each["last_answer_at"] for each in asking(house, "administrator").json()["services"]}

    assert shown["identity"] is not None
    assert shown["signatures"] is None


def test_a_service_that_nobody_runs_is_shown_as_away(house: House) -> None:
    for method in [key for key in house.bus.methods if key.startswith("signatures.")]:
        del house.bus.methods[method]

    shown = {each["service"]: each["processes"] for each in asking(house, "administrator").json()["services"]}

    assert shown["signatures"] == 0
    assert shown["files"] == 1


@pytest.mark.parametrize("roles", [(), ("emd_manager",), ("dm", "adm")])
def test_nobody_else_sees_it(house: House, roles: tuple[str, ...]) -> None:
    answer = asking(house, *roles)

    assert answer.status_code == 403
    assert answer.json()["code"] == "health.administrator_only"


def test_an_administrator_who_acts_under_another_charge_does_not_see_it(house: House) -> None:
    assert asking(house, "administrator", charge=OTHER).status_code == 403


def test_a_stranger_does_not_see_it(house: House) -> None:
    assert house.client("").get("/api/v1/admin/health").status_code == 401


def test_what_the_broker_did_not_tell_is_not_called_none_at_work() -> None:
    assert ServiceHealthView(service="files").processes is None
