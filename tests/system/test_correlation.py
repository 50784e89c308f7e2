"""The id of one HTTP request goes through gateway, service, relay, event consumer and worker."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from clients.demo import office as posts
from clients.demo.matter import SHIPPED
from clients.demo.office import Desk
from contracts.files import DiariseReceipt, MarkReceipt, Sender
from tests.system.conftest import Platform, eventually

SignIn = Callable[[str], Desk]
pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


def lines_of(platform: Platform, process: str, request_id: str) -> list[dict[str, Any]]:
    """What a process logged under this request's id."""
    found = (line for line in platform.log(process).splitlines() if request_id in line and line.startswith("{"))
    return [line for line in map(json.loads, found) if line.get("request_id") == request_id]


def test_an_upload_is_followed_into_the_worker(platform: Platform, sign_in: SignIn):
    desk, request_id = sign_in(posts.RECEPTION), f"test-{uuid4()}"

    answer = desk.api.send(
        "POST",
        "/documents",
        params={"file_name": "letter.pdf"},
        headers={"idempotency-key": str(uuid4()), "x-request-id": request_id, "content-type": "application/pdf"},
        content=SHIPPED.read_bytes(),
    )

    assert answer.headers["x-request-id"] == request_id
    for process in ("gateway", "documents", "relay", "documents_worker"):
        assert eventually(lambda process=process: lines_of(platform, process, request_id)), process


def test_a_marked_letter_is_followed_to_the_alert_and_the_sms(platform: Platform, sign_in: SignIn):
    reception, clerk = sign_in(posts.RECEPTION), sign_in(posts.CLERK)
    receipt = reception.api.diarise_receipt(
        DiariseReceipt(
            form="physical", subject="परीक्षण", sender=Sender(name="श्री प्रेषक"), received_on=date(2026, 11, 20)
        )
    )
    request_id = f"test-{uuid4()}"
    command = MarkReceipt(receipt_id=receipt.id, to_post=clerk.post_id)

    reception.api.send(
        "POST",
        f"/receipts/{receipt.id}/mark",
        headers={"idempotency-key": str(uuid4()), "x-request-id": request_id},
        json=command.model_dump(mode="json", exclude={"receipt_id"}, exclude_unset=True),
    )

    for process in ("gateway", "files", "relay", "notifications"):
        assert eventually(lambda process=process: lines_of(platform, process, request_id)), process
    sent = eventually(
        lambda: [line for line in lines_of(platform, "notifications", request_id) if line["event"] == "delivery_tried"]
    )
    assert sent[0]["state"] == "delivered"


def test_no_log_shows_a_token_or_a_password(platform: Platform, sign_in: SignIn):
    login = platform.logins()[posts.CLERK]
    desk = sign_in(posts.CLERK)
    assert desk.api.signed_in is not None
    token = desk.api.signed_in.access_token

    logs = "".join(path.read_text(errors="replace") for path in (platform.home / "logs").glob("*.log"))

    assert login.password not in logs
    assert token not in logs
    assert token.split(".")[2] not in logs
