"""The living platform answers nothing but what its description says, and makes no fault of bad input."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    positive_data_acceptance,
)

from clients.api import Problem
from clients.demo import office
from clients.demo.office import Desk
from contracts.files import CreateFile
from gateway.openapi import describe
from gateway.routes import OPERATIONS
from tests.system.conftest import Platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]

# The stream never ends; and whoever signs out, or changes passwords and charges, saws off the branch of this test.
LEFT_OUT = re.compile(
    "follow_inbox|sign_out|sign_out_everywhere|change_password|choose_charge|set_password|rotate_service_secret"
    "|create_service_account|save_.*|assume_charge|relinquish_charge"
)
schema = schemathesis.openapi.from_dict(describe(OPERATIONS, "http://localhost")).exclude(operation_id_regex=LEFT_OUT)
LINE = requests.Session()


@pytest.fixture(scope="module")
def desk(platform: Platform) -> Iterator[Desk]:
    """The dealing hand, who may do most things."""
    found = office.sign_in(platform, platform.logins()[office.CLERK])
    yield found
    found.api.close()


@schema.parametrize()
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_made_up_request_is_a_fault(case: Any, platform: Platform, desk: Desk) -> None:
    headers = {"authorization": f"Bearer {token_of(desk)}"}
    answer = case.call(base_url=f"{platform.address}/api/v1", headers=headers, session=LINE)

    # Whether data that the schema accepts is accepted depends on what there is; most ids lead nowhere.
    excluded = [ignored_auth, negative_data_rejection, positive_data_acceptance, missing_required_header]
    case.validate_response(answer, excluded_checks=excluded)
    assert answer.status_code != 500


def token_of(desk: Desk) -> str:
    """The access token, renewed a minute before it ends."""
    signed_in = desk.api.signed_in
    assert signed_in is not None
    if signed_in.expires_at.timestamp() < time.time() + 60:
        desk.api.renew()
    assert desk.api.signed_in is not None
    return desk.api.signed_in.access_token


def test_a_text_that_no_database_keeps_is_refused(desk: Desk) -> None:
    # Our own client would refuse it before sending; another's need not.
    unchecked = CreateFile.model_construct(subject="a\u0000b", head="15")

    with pytest.raises(Problem) as refused:
        desk.api.create_file(unchecked)

    assert (refused.value.status, refused.value.code) == (400, "request.malformed_json")
