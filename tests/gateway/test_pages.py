"""Pages for people, headers for browsers, answers for supervisors."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest

import gateway
from gateway.routes import OPERATIONS
from tests.gateway.house import House, a_house

PAGES = ("/about", "/api/docs", "/problems")


class Links(HTMLParser):
    """What a page loads or leads to, and whether its tags match."""

    VOID = frozenset({"meta", "link", "img", "br", "hr", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.leads: list[str] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in self.VOID:
            self._open.append(tag)
        self.ids |= {str(given["id"])} if "id" in given else set()
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag in ("script", "style") else []
        self.loads += [str(given[name]) for name in ("src",) if name in given]
        self.loads += [str(given["href"])] if tag == "link" else []
        self.leads += [str(given["href"])] if tag == "a" else []

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["hi", "en"])
def test_a_page_needs_nothing_from_elsewhere_and_no_script(house: House, path: str, lang: str) -> None:
    client = house.client("")
    answer = client.get(path, params={"lang": lang})
    page = Links(answer.text)

    assert (answer.status_code, answer.headers["content-language"]) == (200, lang)
    assert all(each.startswith("/static/") and client.get(each).status_code == 200 for each in page.loads)
    assert not page.inline
    for lead in page.leads:
        target, _, anchor = lead.partition("#")
        assert lead.startswith("/") or anchor in page.ids, lead
        assert not target or client.get(target).status_code == 200, lead


def test_the_landing_page_greets_in_hindi_and_in_english_where_asked(house: House) -> None:
    hindi = house.client("", **{"accept-language": "*"}).get("/about").text
    english = house.client("", **{"accept-language": "en"}).get("/about").text

    assert '<html lang="hi">' in hindi
    assert "डाक से निर्गमन तक" in hindi
    assert '<html lang="en">' in english
    assert "From dak to dispatch" in english


def test_every_operation_stands_in_the_reference(house: House) -> None:
    page = Links(house.client("").get("/api/docs").text)

    assert {operation.name for operation in OPERATIONS} <= page.ids


def test_the_type_of_a_problem_leads_to_its_explanation(house: House) -> None:
    problem = house.client("").get("/api/v1/me").json()
    page, _, anchor = problem["type"].partition("#")

    assert anchor in Links(house.client("").get(page).text).ids


@pytest.mark.parametrize("path", [*PAGES, "/static/style.css", "/livez", "/nowhere", "/api/v1/me"])
def test_every_answer_says_what_it_may_be_used_for(house: House, path: str) -> None:
    headers = house.client("").get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", [*PAGES, "/static/icon.svg"])
def test_every_page_has_the_headers_that_protect(house: House, path: str) -> None:
    headers = house.client("").get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera" in headers["permissions-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["x-request-id"])


def test_other_sites_are_not_let_in(house: House) -> None:
    answer = house.client().options("/api/v1/me", headers={"origin": "https://elsewhere.example"})

    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


def test_static_files_do_not_lead_out_of_their_folder(house: House) -> None:
    assert house.client("").get("/static/..%2fsettings.py").status_code == 404


def test_alive_is_not_ready(house: House) -> None:
    house.bus.connected = False
    client = house.client("")

    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 503
    house.bus.connected = True
    assert client.get("/readyz").json() == {"status": "ready", "problems": {}}


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_operators_is_not_shown_outside(path: str) -> None:
    with a_house(trusted_proxies="") as house:
        inside = house.client("").get(path)
        outside = house.client("").get(path, headers={"x-forwarded-for": "203.0.113.9"})

    assert (inside.status_code, outside.status_code) == (200, 404)


def test_requests_and_calls_are_counted_by_route(house: House) -> None:
    house.client().get(f"/api/v1/files/{uuid4()}")
    house.client().get("/nowhere/at/all")

    text = house.client("").get("/metrics").text

    route = 'method="GET",route="/api/v1/files/{file_id}",status="200"'
    assert f"patravali_http_requests_seconds_count{{{route}}} 1.0" in text
    assert 'route="unmatched",status="404"' in text
    assert 'patravali_gateway_calls_seconds_count{method="get_file",outcome="ok",service="files"} 1.0' in text
    assert "patravali_gateway_calls_in_flight 0.0" in text


def test_a_fault_of_ours_is_told_by_its_number_and_nothing_else(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(_received: object) -> dict[str, object]:
        raise RuntimeError("the secret of the house")

    house.on("identity.get_me", broken)

    answer = house.client().get("/api/v1/me")

    incident = answer.json()["fields"]["incident"]
    assert (answer.status_code, answer.json()["code"]) == (500, "platform.internal")
    assert "secret" not in answer.text
    assert incident in capsys.readouterr().out


def test_the_messages_are_sorted_and_whole() -> None:
    for file in (Path(gateway.__file__).parent / "messages").glob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text
