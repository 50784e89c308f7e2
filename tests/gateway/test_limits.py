"""Nobody takes more than a share: buckets for sessions and addresses."""

from __future__ import annotations

import pytest

from contracts.errors import TooMany
from gateway.limits import REMEMBERED, Buckets
from tests.gateway.house import a_house, a_token

LOGIN = {"user_name": "r.tomar", "password": "kx7m-2hqp-9rtd-4wzn"}


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_and_then_the_rate() -> None:
    watch = Watch()
    buckets = Buckets(2.0, 3, watch)

    for _ in range(3):
        buckets.take("a")
    with pytest.raises(TooMany) as refused:
        buckets.take("a")
    watch.now = 0.5
    buckets.take("a")

    assert refused.value.fields["retry_after"] == 1


def test_one_key_does_not_empty_the_bucket_of_another() -> None:
    buckets = Buckets(0.001, 1, Watch())

    buckets.take("a")
    buckets.take("b")

    with pytest.raises(TooMany):
        buckets.take("a")


def test_a_full_bucket_holds_no_more_than_its_burst() -> None:
    watch = Watch()
    buckets = Buckets(10, 2, watch)
    buckets.take("a")
    watch.now = 1000

    buckets.take("a")
    buckets.take("a")

    with pytest.raises(TooMany):
        buckets.take("a")


def test_many_keys_do_not_fill_the_memory() -> None:
    buckets = Buckets(1, 1, Watch())

    for number in range(REMEMBERED + 500):
        buckets.take(number)

    assert len(buckets._levels) == REMEMBERED


def test_a_session_that_asks_too_much_is_told_when_to_come_back() -> None:
    with a_house(session_rate=0.01, session_burst=2) as house:
        busy, other = house.client(a_token()), house.client(a_token())
        statuses = [busy.get("/api/v1/me").status_code for _ in range(3)]
        refused = busy.get("/api/v1/me")

        assert statuses == [200, 200, 429]
        assert refused.json()["code"] == "request.too_many"
        assert int(refused.headers["retry-after"]) > 1
        assert other.get("/api/v1/me").status_code == 200


def test_sign_ins_of_one_address_are_bounded() -> None:
    with a_house(sign_in_rate=0.01, sign_in_burst=1) as house:
        client = house.client("")

        first = client.post("/api/v1/session", json=LOGIN)
        second = client.post("/api/v1/session", json=LOGIN)

        assert (first.status_code, second.status_code) == (200, 429)
        assert house.client().get("/api/v1/me").status_code == 200


def test_questions_for_the_status_need_no_sign_in_and_are_bounded_by_address() -> None:
    with a_house(status_rate=0.01, status_burst=2) as house:
        asked = {"number": "COLL/2026/12", "code": "K7P2-9XQM"}
        answers = [house.client("").get("/api/v1/public/receipts/status", params=asked) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[0].headers["cache-control"] == "no-store"
        assert "patravali-token" not in house.last("files.get_receipt_status").headers
        assert house.client().get("/api/v1/me").status_code == 200
