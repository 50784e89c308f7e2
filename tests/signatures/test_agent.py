"""The agent on the officer's PC: for which pages it answers, and that nothing is signed without the officer."""

from __future__ import annotations

import base64
import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from clients.demo_ca import DemoOfficer
from clients.signer import SigningRequest
from clients.signer.agent import Agent, Door, Drawer, PinFile, Question
from clients.signer.agent.door import LARGEST_BODY
from clients.signer.agent.prompt import Window
from tests.signatures.test_signer import DOCUMENT, a_session, attributes, verifies

PAGE = "https://patravali.example.gov.in"
STRANGER = "https://evil.example"
CODE = "12345678"
LETTER = {"number": "1/2026", "subject": "छात्रवृत्ति का प्रकरण"}


@dataclass
class Officer:
    """Answers with the PIN given to it, and remembers what it was shown."""

    answer: str | None
    asked: list[Question] = field(default_factory=list)
    while_asked: Callable[[], object] = lambda: None

    def pin(self, question: Question) -> str | None:
        self.asked.append(question)
        self.while_asked()
        return self.answer


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: dict[str, Any]


@dataclass
class Browser:
    """A page's requests to the agent, as a browser sends them."""

    port: int
    key: str = ""

    def ask(self, method: str, path: str, body: object = None, *, origin: str | None = PAGE, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if origin is not None:
            given["Origin"] = origin
        if self.key:
            given.setdefault("Authorization", f"Bearer {self.key}")
        content = None
        if body is not None:
            given.setdefault("Content-Type", "application/json")
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.request(method, path, content, given)
            answer = connection.getresponse()
            text = answer.read()
            return Answer(answer.status, answer.headers, json.loads(text) if text else {})
        finally:
            connection.close()

    def pair(self, code: str = CODE) -> Answer:
        answer = self.ask("POST", "/pairing", {"code": code})
        self.key = answer.body.get("key", self.key)
        return answer


@contextmanager
def serving(holder: DemoOfficer, officer: Officer) -> Iterator[Browser]:
    holder.open_token().close()  # the driver reads its settings now
    agent = Agent(Drawer(holder.module_path, holder.token_label), officer, code=CODE)
    with Door(agent, [PAGE], port=0) as door:
        thread = threading.Thread(target=door.serve_forever)
        thread.start()
        try:
            yield Browser(door.server_port)
        finally:
            door.shutdown()
            thread.join()


@pytest.fixture
def officer(dm: DemoOfficer) -> Officer:
    return Officer(dm.pin)


@pytest.fixture
def browser(dm: DemoOfficer, officer: Officer) -> Iterator[Browser]:
    with serving(dm, officer) as browser:
        yield browser


def test_a_page_of_the_installation_finds_the_agent(browser: Browser) -> None:
    answer = browser.ask("GET", "/state")

    assert answer.body == {"agent": "patravali-signer", "version": 1, "paired": False}
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE


@pytest.mark.parametrize("origin", [STRANGER, "null", None, f"{PAGE}.evil.example", PAGE.replace("https", "http")])
def test_a_page_of_anywhere_else_learns_nothing(browser: Browser, origin: str | None) -> None:
    answer = browser.ask("GET", "/state", origin=origin)

    assert answer.status == 403
    assert answer.body == {}
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_of_anywhere_else_signs_nothing_even_with_the_key(
    browser: Browser, officer: Officer, dm: DemoOfficer
) -> None:
    browser.pair()

    answer = browser.ask("POST", "/signatures", {"session": a_session(dm), "letter": LETTER}, origin=STRANGER)

    assert answer.status == 403
    assert officer.asked == []


def test_a_name_that_leads_to_this_pc_does_not_help(browser: Browser) -> None:
    assert browser.ask("GET", "/state", Host="rebound.evil.example").status == 421


def test_the_preflight_admits_the_installation_only(browser: Browser) -> None:
    wish = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
        "Access-Control-Request-Private-Network": "true",
    }

    own = browser.ask("OPTIONS", "/signatures", **wish)
    foreign = browser.ask("OPTIONS", "/signatures", origin=STRANGER, **wish)

    assert own.status == 204
    assert own.headers["Access-Control-Allow-Private-Network"] == "true"
    assert "authorization" in own.headers["Access-Control-Allow-Headers"]
    assert foreign.status == 403
    assert "Access-Control-Allow-Private-Network" not in foreign.headers


def test_an_unpaired_page_sees_no_certificates_and_signs_nothing(
    browser: Browser, officer: Officer, dm: DemoOfficer
) -> None:
    browser.key = "guessed"

    shown = browser.ask("GET", "/certificates")
    signed = browser.ask("POST", "/signatures", {"session": a_session(dm), "letter": LETTER})

    assert (shown.status, shown.body["code"]) == (401, "not_paired")
    assert (signed.status, signed.body["code"]) == (401, "not_paired")
    assert officer.asked == []


def test_the_code_may_be_typed_in_groups(browser: Browser) -> None:
    assert browser.pair("1234 5678").status == 200
    assert browser.ask("GET", "/state").body["paired"] is True


def test_a_code_that_was_guessed_too_often_is_worth_nothing(browser: Browser) -> None:
    refused = [browser.pair("00000000") for _ in range(5)]

    right = browser.pair()

    assert {answer.body["code"] for answer in refused} == {"wrong_code"}
    assert (right.status, right.body["code"]) == (403, "pairing_closed")
    assert browser.key == ""


def test_the_page_sees_the_certificate_without_a_pin(browser: Browser, officer: Officer, dm: DemoOfficer) -> None:
    browser.pair()

    (certificate,) = browser.ask("GET", "/certificates").body["items"]

    assert certificate["common_name"] == "ANITA RAWAT"
    assert certificate["pem"].split() == dm.certificate_pem.split()
    assert officer.asked == []


@pytest.mark.parametrize(("holder", "mechanism"), [("dm", "rsa_pkcs1v15"), ("adm", "ecdsa")])
def test_the_officer_reads_what_is_signed_and_the_signature_is_right(
    holder: str, mechanism: str, request: pytest.FixtureRequest
) -> None:
    signer: DemoOfficer = request.getfixturevalue(holder)
    officer = Officer(signer.pin)
    session = a_session(signer) | {"mechanism": mechanism}

    with serving(signer, officer) as browser:
        browser.pair()
        answer = browser.ask("POST", "/signatures", {"session": session, "letter": LETTER})

    (question,) = officer.asked
    text = "\n".join(question.lines())
    assert LETTER["number"] in text
    assert LETTER["subject"] in text
    assert PAGE in text
    assert DOCUMENT.hex() in text.replace(" ", "")
    assert verifies(signer, base64.b64decode(answer.body["signature"]), base64.b64decode(session["to_sign"]))
    assert answer.body["session_id"] == session["session_id"]


def test_an_officer_who_declines_signs_nothing(browser: Browser, officer: Officer, dm: DemoOfficer) -> None:
    officer.answer = None
    browser.pair()

    answer = browser.ask("POST", "/signatures", {"session": a_session(dm), "letter": LETTER})

    assert (answer.status, answer.body["code"]) == (409, "declined")
    assert "signature" not in answer.body


def test_a_wrong_pin_is_told_and_not_tried_again(browser: Browser, officer: Officer, dm: DemoOfficer) -> None:
    officer.answer = "00000"
    browser.pair()

    answer = browser.ask("POST", "/signatures", {"session": a_session(dm), "letter": LETTER})

    assert (answer.status, answer.body["code"]) == (422, "pin_wrong")
    assert "पिन" in answer.body["hindi"]
    assert len(officer.asked) == 1


def test_bytes_that_are_no_signature_of_a_letter_are_refused_before_the_officer_is_asked(
    browser: Browser, officer: Officer, dm: DemoOfficer
) -> None:
    browser.pair()

    answer = browser.ask("POST", "/signatures", {"session": a_session(dm, b"any bytes"), "letter": LETTER})

    assert (answer.status, answer.body["code"]) == (400, "request_refused")
    assert officer.asked == []


def test_a_subject_cannot_disguise_what_is_asked(browser: Browser, officer: Officer, dm: DemoOfficer) -> None:
    browser.pair()
    letter = {"number": "1/2026", "subject": "क्\u200dष\u202e\x1b[2Jछल\nपत्र संख्या: 9"}

    browser.ask("POST", "/signatures", {"session": a_session(dm), "letter": letter})

    assert officer.asked[0].subject == "क्\u200dष [2Jछल पत्र संख्या: 9"


def test_the_officer_is_asked_one_thing_at_a_time(browser: Browser, officer: Officer, dm: DemoOfficer) -> None:
    browser.pair()
    wish = {"session": a_session(dm), "letter": LETTER}
    meanwhile: list[Answer] = []
    officer.while_asked = lambda: meanwhile.append(browser.ask("POST", "/signatures", wish))

    first = browser.ask("POST", "/signatures", wish)

    assert first.status == 200
    assert [(answer.status, answer.body["code"]) for answer in meanwhile] == [(409, "busy")]
    assert len(officer.asked) == 1


def test_too_much_is_refused_unread(browser: Browser, officer: Officer) -> None:
    browser.pair()

    announced = browser.ask("POST", "/signatures", b"{", Content_Length=str(LARGEST_BODY + 1))
    endless = browser.ask("POST", "/signatures", b"{", Transfer_Encoding="chunked", Content_Length="1")

    assert announced.status == 413
    assert endless.status == 411
    assert officer.asked == []


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_what_a_form_could_send_is_refused(browser: Browser, media_type: str) -> None:
    assert browser.ask("POST", "/pairing", {"code": CODE}, Content_Type=media_type).status == 415


def test_it_listens_on_this_pc_only(browser: Browser, dm: DemoOfficer) -> None:
    agent = Agent(Drawer(dm.module_path), Officer(None))

    with Door(agent, [PAGE], port=0) as door:
        assert door.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("origin", ["*", "patravali.example.gov.in", f"{PAGE}/desk", "file:///tmp"])
def test_what_is_no_origin_is_not_served(dm: DemoOfficer, origin: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        Door(Agent(Drawer(dm.module_path), Officer(None)), [origin], port=0)


def test_the_port_and_case_of_an_origin_are_as_browsers_write_them(dm: DemoOfficer) -> None:
    with Door(Agent(Drawer(dm.module_path), Officer(None)), ["HTTPS://Patravali.Example.gov.in:443/"], port=0) as door:
        assert door.origins == {PAGE}


def test_a_window_gives_the_pin_and_its_closing_declines(dm: DemoOfficer) -> None:
    class Typed(Window):
        command = (sys.executable, "-c", "import sys; sys.stdout.write('%d lines' % len(eval(sys.stdin.read())))")

    class Closed(Window):
        command = (sys.executable, "-c", "raise SystemExit(3)")

    class Deserted(Window):
        command = (sys.executable, "-c", "import sys; sys.stdin.read(); import time; time.sleep(60)")

    question = Question("1/2026", "", PAGE, SigningRequest.from_session(a_session(dm, attributes(dm)), "1/2026"))

    assert Typed().pin(question) == "5 lines"
    assert Closed().pin(question) is None
    assert Deserted(patience=0.2).pin(question) is None


def test_where_no_window_can_be_shown_the_officer_is_asked_on_the_terminal(dm: DemoOfficer) -> None:
    class NoDesktop(Window):
        command = (sys.executable, "-c", "raise RuntimeError('no display')")

    terminal = Officer("1234")
    question = Question("1/2026", "", PAGE, SigningRequest.from_session(a_session(dm), "1/2026"))

    assert NoDesktop(otherwise=terminal).pin(question) == "1234"
    assert terminal.asked == [question]


def test_a_pin_file_signs_only_where_nobody_is_to_be_asked(dm: DemoOfficer, monkeypatch: pytest.MonkeyPatch) -> None:
    from clients.signer import __main__ as program

    prompts: list[object] = []
    monkeypatch.setenv("PATRAVALI_TOKEN_PIN_FILE", str(dm.pin_file))
    monkeypatch.setattr(program, "Agent", lambda drawer, prompt: prompts.append(prompt))
    arguments = ["serve", "--module", str(dm.module_path), "--origin", "no origin"]

    assert program.main(arguments) == 1
    assert program.main([*arguments, "--yes"]) == 1
    assert [isinstance(prompt, PinFile) for prompt in prompts] == [False, True]


def test_the_agent_starts_from_the_command_line_and_shows_its_code(dm: DemoOfficer) -> None:
    command = [sys.executable, "-m", "clients.signer", "serve", "--module", str(dm.module_path), "--port", "0"]
    with subprocess.Popen([*command, "--origin", PAGE], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address, code = process.stdout.readline().split()[0], process.stdout.readline().split(":")[1]
            browser = Browser(int(address.rsplit(":", 1)[1]))
            paired = browser.pair(code)
        finally:
            process.terminate()

    assert paired.status == 200
