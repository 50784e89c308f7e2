"""An answer written, approved, signed with a token on the officer's own PC, issued and sent, all in the browser."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from playwright.sync_api import expect

from clients.demo import office
from clients.demo.platform import Running
from clients.demo_ca import DemoHome, DemoOfficer
from contracts.files import GetLetter
from tests.browser.matters import Matters
from tests.browser.people import Person

DRAFT, LETTER, DISPATCH = "screens/draft", "screens/letter", "screens/dispatch"
BODY = "प्रकरण का नियमानुसार परीक्षण करें।\n\nकृत कार्यवाही से अवगत कराएँ।"
# The page asks the agent, which is on its own PC but of another origin; refusals are told on the console too.
_AGENT = r"asked another origin: http://127\.0\.0\.1:"
_REFUSED = r"status of (401|403|404|409)|ERR_CONNECTION_REFUSED"


@contextmanager
def an_agent(platform: Running, officer: DemoOfficer, pin_file: Path) -> Iterator[str]:
    """The agent on the port that the installation names; gives the code that it shows. Nobody is asked but the file."""
    named = httpx.get(f"{platform.address}/surroundings.json").raise_for_status().json()["signer_origin"]
    command = [sys.executable, "-m", "clients.signer", "serve", "--yes", "--origin", platform.address]
    command += [
        "--port",
        str(urlsplit(named).port),
        "--module",
        str(officer.module_path),
        "--token",
        officer.token_label,
    ]
    environment = os.environ | {
        "SOFTHSM2_CONF": str(officer.configuration),
        "PATRAVALI_TOKEN_PIN_FILE": str(pin_file),
    }
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            yield process.stdout.readline().split(":")[1].strip()
        finally:
            process.terminate()


def test_a_letter_is_written_signed_and_sent(
    sits: Callable[..., Person], platform: Running, matters: Matters, tmp_path: Path
) -> None:
    file = matters.file(at=office.OFFICER)
    subject = f"आख्या के सम्बन्ध में {uuid4().hex[:8]}"
    officer = DemoHome(platform.authority).officer(f"{platform.logins()[office.OFFICER].name} {uuid4().hex[:6]}")
    pin_file, chain = tmp_path / "pin", tmp_path / "chain.pem"
    pin_file.write_text("")
    chain.write_text(officer.chain_pem)
    signer = sits(office.OFFICER).arrive()
    signer.watch.expect(_AGENT)
    signer.watch.expect(_REFUSED)

    signer.open(f"/files/{file.id}/drafts/new")
    _write(signer, subject)
    _approve_and_print(signer)
    letter_id = signer.page.url.rsplit("/", 1)[1]
    _without_an_agent(signer)
    with an_agent(platform, officer, pin_file) as code:
        _pair_and_register(signer, code, chain)
        signer.button(signer.t(LETTER, "sign_now")).click()
        expect(signer.page.get_by_text("हस्ताक्षर करने से मना किया गया")).to_be_visible()
        assert matters.at(office.OFFICER).api.get_letter(GetLetter(letter_id=letter_id)).signed_sha256 is None
        pin_file.write_text(officer.pin)
        signer.button(signer.t(LETTER, "sign_now")).click()
        expect(signer.page.get_by_text(signer.t(LETTER, "verdict_valid"), exact=True)).to_be_visible()
    shown = _downloaded(signer)
    signer.button(signer.t(LETTER, "issue")).click()
    expect(signer.page.locator("h1 .badge")).to_have_text(signer.t(LETTER, "state_issued"))
    dispatcher = sits(office.DISPATCH).arrive()
    _send(dispatcher, subject)

    letter = matters.at(office.OFFICER).api.get_letter(GetLetter(letter_id=letter_id))
    assert letter.signed_sha256 == shown
    assert letter.state == "dispatched"


def _write(person: Person, subject: str) -> None:
    page = person.page
    page.get_by_label(person.t(DRAFT, "name")).fill("तहसीलदार, कालसी")
    page.get_by_label(person.t(DRAFT, "subject"), exact=True).fill(subject)
    page.get_by_label(person.t(DRAFT, "body")).fill(BODY)
    expect(page.get_by_text(person.t(DRAFT, "kept_here"))).to_be_visible()
    page.reload()  # as after a crash: what was written stands there still
    expect(page.get_by_label(person.t(DRAFT, "body"))).to_have_value(BODY)
    person.button(person.t(DRAFT, "save_draft")).click()
    expect(person.heading(subject)).to_be_visible()


def _approve_and_print(person: Person) -> None:
    person.button(person.t(DRAFT, "approve")).click()
    expect(person.page.get_by_text(person.t(DRAFT, "approve_frozen"))).to_be_visible()
    person.button(person.t(DRAFT, "approve_now")).click()
    person.button(person.t(LETTER, "render")).click()
    expect(person.page.get_by_role("heading", name=person.t(LETTER, "preview"), exact=True)).to_be_visible()
    expect(person.page.locator("iframe.pdf, .pictures")).to_be_visible()


def _without_an_agent(person: Person) -> None:
    person.button(person.t(LETTER, "sign")).click()
    expect(person.heading(person.t(LETTER, "no_agent"))).to_be_visible()
    expect(person.page.locator(".command")).to_contain_text(person.address)


def _pair_and_register(person: Person, code: str, chain: Path) -> None:
    """From the help that is shown where no agent ran."""
    page = person.page
    person.button(person.t(LETTER, "look_again")).click()
    page.get_by_label(person.t(LETTER, "pair_code")).fill(code)
    person.button(person.t(LETTER, "pair")).click()
    person.button(person.t(LETTER, "register")).click()
    page.get_by_label(person.t(LETTER, "chain")).set_input_files(chain)
    person.button(person.t(LETTER, "register_now")).click()
    person.button(person.t(LETTER, "use_this")).click()


def _downloaded(person: Person) -> str:
    """SHA-256 of the PDF that the page offers, once it says that this is the signed one."""
    expect(person.page.get_by_text(person.t(LETTER, "same_bytes"))).to_be_visible()
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name=person.t(LETTER, "download")).click()
    return hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest()


def _send(person: Person, subject: str) -> None:
    page = person.page
    person.open("/dispatch")
    page.get_by_role("button", name=subject).click()
    page.get_by_label(person.t(DISPATCH, "tracking")).fill("EU123456789IN")
    person.button(person.t(DISPATCH, "enter")).click()
    expect(page.get_by_role("button", name=subject)).to_have_count(0)
    person.button(person.t(DISPATCH, "register")).click()
    expect(page.get_by_role("row").last).to_contain_text("EU123456789IN")
