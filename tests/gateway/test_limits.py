"""Nobody takes more than a share: buckets for sessions and addresses."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from contracts.errors import CallTimeout, TooMany
from contracts.files.errors import ReceiptStatusNotFound
from gateway.errors import TooManyWrongCodes
from gateway.limits import REMEMBERED, Buckets, WrongCodes, line_of
from tests.gateway.house import House, a_house, a_token, refusing

STATUS = "/api/v1/public/receipts/status"
ASKED = {"number": "COLL/2026/12", "code": "K7P2-9XQM"}
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


def test_searches_are_bounded_by_person_whatever_the_session() -> None:
    with a_house(search_rate=0.01, search_burst=2) as house:
        sessions = [house.client(a_token()) for _ in range(2)]
        asked = {"text": "सीमांकन"}
        answers = [sessions[number % 2].get("/api/v1/search", params=asked) for number in range(3)]
        stranger = house.client(a_token(UUID(int=2))).get("/api/v1/search", params=asked)
        mistyped = sessions[0].get("/api/v1/search", params={"text": ""})

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert stranger.status_code == 200
        # What is not asked counts nowhere.
        assert mistyped.status_code == 400
        assert sessions[0].get("/api/v1/me").status_code == 200


def test_sign_ins_of_one_address_are_bounded() -> None:
    with a_house(sign_in_rate=0.01, sign_in_burst=1) as house:
        client = house.client("")

        first = client.post("/api/v1/session", json=LOGIN)
        second = client.post("/api/v1/session", json=LOGIN)

        assert (first.status_code, second.status_code) == (200, 429)
        assert house.client().get("/api/v1/me").status_code == 200


def test_questions_for_the_status_need_no_sign_in_and_are_bounded_by_address() -> None:
    with a_house(status_rate=0.01, status_burst=2) as house:
        answers = [house.client("").get(STATUS, params=ASKED) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[0].headers["cache-control"] == "no-store"
        assert "patravali-token" not in house.last("files.get_receipt_status").headers
        assert house.client().get("/api/v1/me").status_code == 200


def guess(codes: WrongCodes, line: str = "village", number: str = "COLL/2026/12") -> None:
    """A wrong code, as the service refuses it."""
    with pytest.raises(ReceiptStatusNotFound), codes.counted(line, number):
        raise ReceiptStatusNotFound


def is_let_in(codes: WrongCodes, line: str = "village", number: str = "COLL/2026/12") -> bool:
    """Whether a right code gets through."""
    try:
        with codes.counted(line, number):
            return True
    except TooManyWrongCodes:
        return False


def test_after_five_wrong_codes_a_line_waits_twelve_minutes_for_this_letter_alone() -> None:
    watch = Watch()
    codes = WrongCodes(5, 2.0, 600, watch)

    for _ in range(5):
        guess(codes)
    with pytest.raises(TooManyWrongCodes) as refused, codes.counted("village", "COLL/2026/12"):
        pytest.fail("the service was asked")

    assert refused.value.fields == {"retry_after": 720, "minutes": 12}
    assert is_let_in(codes, number="COLL/2026/13")
    assert is_let_in(codes, line="neighbour")
    watch.now = 720
    guess(codes)
    assert not is_let_in(codes)


def test_right_codes_count_nowhere() -> None:
    codes = WrongCodes(5, 2.0, 10, Watch())

    assert all(is_let_in(codes) for _ in range(100))
    for _ in range(4):
        guess(codes)
    assert all(is_let_in(codes) for _ in range(100))


def test_a_question_that_nobody_answered_does_not_count() -> None:
    codes = WrongCodes(5, 2.0, 10, Watch())

    for _ in range(20):
        with pytest.raises(CallTimeout), codes.counted("village", "COLL/2026/12"):
            raise CallTimeout(part="files")

    assert is_let_in(codes)


def test_guesses_at_the_same_time_do_not_all_get_through() -> None:
    codes = WrongCodes(5, 2.0, 600, Watch())
    under_way = [codes.counted("village", "COLL/2026/12") for _ in range(5)]

    for each in under_way:
        each.__enter__()

    assert not is_let_in(codes)
    for each in under_way:
        each.__exit__(None, None, None)
    assert is_let_in(codes)


def test_all_lines_together_guess_one_letter_slowly_and_the_others_stay_open() -> None:
    watch = Watch()
    codes = WrongCodes(5, 2.0, 600, watch)

    for line in range(120):
        for _ in range(5):
            guess(codes, line=f"line {line}")

    assert not is_let_in(codes, line="sender")
    assert is_let_in(codes, line="sender", number="COLL/2026/13")
    watch.now = 0.5
    assert is_let_in(codes, line="sender")


def test_a_line_shut_out_by_the_others_keeps_its_own_share() -> None:
    watch = Watch()
    codes = WrongCodes(1, 1.0, 1, watch)
    guess(codes, line="other")

    assert not is_let_in(codes, line="sender")

    watch.now = 1
    assert is_let_in(codes, line="sender")


def test_letters_that_were_guessed_do_not_fill_the_memory() -> None:
    codes = WrongCodes(5, 2.0, 600, Watch())

    for number in range(REMEMBERED + 500):
        guess(codes, number=str(number))
    assert len(codes._of_line._levels) == len(codes._of_number._levels) == REMEMBERED

    forgotten = WrongCodes(5, 2.0, 600, Watch())
    for number in range(500):
        assert is_let_in(forgotten, number=str(number))
    assert not forgotten._of_line._levels
    assert not forgotten._of_number._levels


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_line_has_one_share_however_many_addresses_it_has(address: str, line: str) -> None:
    assert line_of(address) == line


def wrong_code(house: House) -> Callable[[], int]:
    """Asks with a wrong code."""
    house.on("files.get_receipt_status", refusing(ReceiptStatusNotFound()))
    client = house.client("")
    return lambda: client.get(STATUS, params=ASKED).status_code


def test_wrong_codes_end_in_a_refusal_that_says_what_to_do() -> None:
    with a_house() as house:
        ask = wrong_code(house)
        statuses = [ask() for _ in range(6)]
        asked = len(house.bus.received)
        told = {
            language: house.client("", **{"accept-language": language}).get(STATUS, params=ASKED)
            for language in ("hi", "en")
        }

        assert statuses == [404] * 5 + [429]
        assert len(house.bus.received) == asked
        assert told["en"].json()["code"] == "receipt.too_many_wrong_codes"
        assert 700 < int(told["en"].headers["retry-after"]) <= 720
        assert "in 12 minutes" in told["en"].json()["detail"]
        assert "12 मिनट बाद" in told["hi"].json()["detail"]


def test_who_asks_with_the_right_code_is_not_counted_among_the_wrong() -> None:
    with a_house(status_wrong_codes=2) as house:
        client = house.client("")
        right = [client.get(STATUS, params=ASKED).status_code for _ in range(10)]
        ask = wrong_code(house)

        assert right == [200] * 10
        assert [ask(), ask(), ask()] == [404, 404, 429]


def test_wrong_codes_from_everywhere_are_bounded_by_the_letter() -> None:
    with a_house(status_number_rate=0.01, status_number_burst=2) as house:
        ask = wrong_code(house)

        assert [ask(), ask(), ask()] == [404, 404, 429]
