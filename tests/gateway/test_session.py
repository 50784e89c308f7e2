"""Signing in, tokens, cookies, and who is let in."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contracts.errors import Unauthenticated, Unavailable
from contracts.files.errors import FileNotFound
from contracts.identity import SignedIn
from contracts.identity.errors import SignInRefused
from gateway.bus.memory import Received
from gateway.routes import opening
from tests.gateway.house import PERSON, House, a_house, a_token, answering, refusing, the_key_set
from tests.gateway.samples import a_view

REFRESH = "r" * 40
LOGIN = {"user_name": "r.tomar", "password": "kx7m-2hqp-9rtd-4wzn"}


@pytest.fixture
def signing(house: House) -> House:
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    view = a_view(SignedIn, access_token=a_token(), refresh_token=REFRESH, refresh_expires_at=later, expires_at=later)
    for method in ("sign_in", "sign_in_service", "refresh_session"):
        house.on(f"identity.{method}", answering(view))
    return house


def test_a_browser_gets_its_refresh_token_where_no_script_can_read_it(signing: House) -> None:
    answer = signing.client("").post("/api/v1/session", json=LOGIN)

    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 200
    assert "refresh_token" not in answer.json()
    assert f"patravali_refresh={REFRESH}" in cookie
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/api/v1/session"))
    assert "secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_over_https_the_cookie_is_secure() -> None:
    with a_house(public_url="https://eoffice.example") as house:
        house.on("identity.sign_in", answering(a_view(SignedIn, refresh_token=REFRESH)))

        answer = house.client("").post("/api/v1/session", json=LOGIN)

    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


def test_a_program_may_ask_for_the_refresh_token_in_the_body(signing: House) -> None:
    answer = signing.client("").post("/api/v1/session?refresh=body", json=LOGIN)

    assert answer.json()["refresh_token"] == REFRESH
    assert "set-cookie" not in answer.headers


def test_a_session_is_refreshed_by_cookie(signing: House) -> None:
    client = signing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post("/api/v1/session/refresh")

    assert answer.status_code == 200
    assert signing.last("identity.refresh_session").request["refresh_token"] == REFRESH


def test_a_session_is_refreshed_by_body(signing: House) -> None:
    answer = signing.client("").post("/api/v1/session/refresh?refresh=body", json={"refresh_token": "s" * 40})

    assert answer.status_code == 200
    assert signing.last("identity.refresh_session").request["refresh_token"] == "s" * 40


def test_without_cookie_and_body_there_is_nothing_to_refresh(signing: House) -> None:
    answer = signing.client("").post("/api/v1/session/refresh")

    assert (answer.status_code, answer.json()["code"]) == (401, "session.refresh_token_missing")


@pytest.mark.parametrize("header", [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_page_of_another_site_cannot_use_the_cookie(signing: House, header: dict[str, str]) -> None:
    client = signing.client("", cookie=f"patravali_refresh={REFRESH}", **header)

    answer = client.post("/api/v1/session/refresh")

    assert (answer.status_code, answer.json()["code"]) == (403, "session.cross_site")


def test_the_address_of_the_client_is_what_the_gateway_sees(signing: House) -> None:
    signing.client("").post("/api/v1/session", json=LOGIN | {"client_address": "10.9.8.7"})

    assert signing.last("identity.sign_in").request["client_address"] == "127.0.0.1"


def test_signing_out_takes_the_cookie_away(house: House) -> None:
    answer = house.client().delete("/api/v1/session")

    assert answer.status_code == 204
    assert 'patravali_refresh=""' in answer.headers["set-cookie"]


def test_a_wrong_password_is_401_and_says_so_in_hindi(signing: House) -> None:
    signing.on("identity.sign_in", refusing(SignInRefused()))

    answer = signing.client("", **{"accept-language": "hi"}).post("/api/v1/session", json=LOGIN)

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in.refused")
    assert "पासवर्ड ग़लत" in answer.json()["detail"]


def test_a_password_is_never_shown_in_a_problem(signing: House) -> None:
    answer = signing.client("").post("/api/v1/session", json={"user_name": "", "password": "secret " * 60})

    assert answer.status_code == 400
    assert "secret" not in answer.text


def test_whoever_is_not_signed_in_is_told_to(house: House) -> None:
    answer = house.client("").get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "auth.token_missing")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_an_expired_token_is_told_apart(house: House) -> None:
    answer = house.client(a_token(lifetime=-60)).get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (401, "auth.token_expired")


def _unsigned() -> str:
    def part(content: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    claims = {"iss": "patravali", "sub": str(PERSON), "sid": str(uuid4()), "iat": 1, "exp": 2**33}
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."


# Made when the test runs: a token that is made when tests are collected may have expired by then.
BAD_TOKENS: dict[str, Callable[[], str]] = {
    "of another key": lambda: a_token(key=Ed25519PrivateKey.generate()),
    "of an unknown key": lambda: a_token(kid="second"),
    "unsigned": _unsigned,
    "of another issuer": lambda: a_token(iss="elsewhere"),
    "of nobody": lambda: a_token(sub="somebody"),
    "without a session": lambda: a_token(sid=None),
    "no token": lambda: "abc",
    "three dots": lambda: "...",
    "huge": lambda: "a." * 3000,
    "not ASCII": lambda: "tok\u00e9n",
}


@pytest.mark.parametrize("token", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_token_that_identity_did_not_sign_is_refused(house: House, token: Callable[[], str]) -> None:
    answer = house.client("").get("/api/v1/me", headers={"authorization": b"Bearer " + token().encode("latin-1")})

    assert (answer.status_code, answer.json()["code"]) == (401, "auth.unauthenticated")
    assert not [each for each in house.bus.received if each.key == "identity.get_me"]


def test_strange_keys_make_identity_asked_once_not_each_time(house: House) -> None:
    for number in range(5):
        house.client(a_token(kid=f"strange-{number}")).get("/api/v1/me")

    assert len([each for each in house.bus.received if each.key == "identity.get_jwks"]) == 1


def test_a_new_key_of_identity_is_fetched_when_a_token_names_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.auth.REFRESH_INTERVAL", 0.0)
    assert house.client().get("/api/v1/me").status_code == 200
    new = Ed25519PrivateKey.generate()
    house.on("identity.get_jwks", answering(the_key_set(new, "second")))

    answer = house.client(a_token(key=new, kid="second")).get("/api/v1/me")

    assert answer.status_code == 200


def test_while_identity_is_away_known_tokens_go_on_and_others_wait(house: House) -> None:
    known = a_token()
    house.client(known).get("/api/v1/me")
    house.on("identity.get_jwks", refusing(Unavailable(part="identity")))

    assert house.client(known).get("/api/v1/me").status_code == 200
    assert house.client(a_token(UUID(int=9))).get("/api/v1/me").status_code == 200


def test_with_no_key_at_all_the_answer_is_503(house: House) -> None:
    house.on("identity.get_jwks", refusing(Unavailable(part="identity")))

    answer = house.client().get("/api/v1/me")

    assert (answer.status_code, answer.json()["code"]) == (503, "platform.unavailable")
    assert int(answer.headers["retry-after"]) >= 1


FILE = UUID("018f6b1a-0000-7000-8000-000000000001")


@pytest.fixture
def renewing(signing: House) -> House:
    """Whoever refreshes acts under a charge."""
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    token = a_token(chg=str(FILE))
    signing.on("identity.refresh_session", answering(a_view(SignedIn, access_token=token, expires_at=later)))
    return signing


def test_a_renewal_brings_what_the_first_view_of_a_file_needs(renewing: House) -> None:
    client = renewing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post(f"/api/v1/session/refresh?opening={FILE}").json()

    assert answer["opening"].keys() == {"file", "correspondence", "notes", "view"}
    for method in ("get_file", "list_correspondence", "list_notes", "open_view"):
        asked = renewing.last(f"files.{method}")
        assert asked.request["file_id"] == str(FILE)
        assert answer["access_token"] in str(asked.headers)


def test_a_renewal_without_a_file_asks_nobody_else(renewing: House) -> None:
    client = renewing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post("/api/v1/session/refresh")

    assert "opening" not in answer.json()
    assert not [each for each in renewing.bus.received if each.key.startswith("files.")]


@pytest.mark.parametrize("method", ["get_file", "list_correspondence", "list_notes", "open_view"])
@pytest.mark.parametrize("trouble", [FileNotFound(), Unavailable(part="files")])
def test_a_renewal_stands_where_the_file_does_not_come(method: str, trouble: Exception, renewing: House) -> None:
    """Nothing of it is told, not even that there is such a file."""
    renewing.on(f"files.{method}", refusing(trouble))
    client = renewing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post(f"/api/v1/session/refresh?opening={FILE}")

    assert answer.status_code == 200
    assert "opening" not in answer.json()


def test_a_renewal_waits_for_a_file_only_so_long(renewing: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_received: Received) -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    renewing.on("files.open_view", never)
    client = renewing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post(f"/api/v1/session/refresh?opening={FILE}")

    assert answer.status_code == 200
    assert "opening" not in answer.json()


def test_a_session_that_has_ended_opens_nothing(signing: House) -> None:
    signing.on("identity.refresh_session", refusing(Unauthenticated("The session has ended.")))
    client = signing.client("", cookie=f"patravali_refresh={REFRESH}")

    answer = client.post(f"/api/v1/session/refresh?opening={FILE}")

    assert answer.status_code == 401
    assert not [each for each in signing.bus.received if each.key.startswith("files.")]


def test_only_a_renewal_brings_a_file(signing: House) -> None:
    answer = signing.client("").post(f"/api/v1/session?opening={FILE}", json=LOGIN)

    assert answer.status_code == 400
