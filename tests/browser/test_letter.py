"""A letter's whole way, from the post to the closed file, in the browser: with keys alone, and with a mouse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx
import pytest

from clients.demo import office
from clients.demo.platform import Running
from clients.demo_ca import DemoHome, DemoOfficer
from contracts import files
from tests.browser.hands import Hands, Keys, Mouse, Words
from tests.browser.journey import Journey, Tale
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
PLAYERS = (office.RECEPTION, office.CLERK, office.OFFICER, office.ADM, office.DM, office.DISPATCH)
# The page asks the agent, which is on its own PC but of another origin; refusals are told on the console too.
_AGENT = r"asked another origin: http://127\.0\.0\.1:"
_REFUSED = r"status of (401|403|404|409)|ERR_CONNECTION_REFUSED"
_TOO_SOON = r"status of 404 .*/pages/\d+/|status of 409 .*/lease"
"""Whoever opens the file at once asks for pages that are still being made, and asks again; whoever has sent it on
before the lease that its opening asks for gets none."""
_WAY = ["created", *["forwarded"] * 9, "closed"]


def in_hindi(case: int) -> Tale:
    return Tale(
        sender=Words("shree jagataraam", "श्री जगतराम"),
        subject=Words(f"daakhil k.haarij meM vilaMb {case}", f"दाखिल ख़ारिज में विलंब {case}"),
        proposal=Words("kRipayaa aadesh deM.", "कृपया आदेश दें।"),
        agreed=Words("prastaav uchit hai.", "प्रस्ताव उचित है।"),
        order=Words("yathaa prastaavit.", "यथा प्रस्तावित।"),
        addressee=Words("tahaseeladaar, kaalasee", "तहसीलदार, कालसी"),
        reply_subject=Words(f"daakhil k.haarij ke nistaaraN par {case}", f"दाखिल ख़ारिज के निस्तारण पर {case}"),
        reply=Words("prakaraN kaa pareekShaN kareM.\n\naakhyaa deM.", "प्रकरण का परीक्षण करें।\n\nआख्या दें।"),
        correction=Words("\n\npraarthee ko sUchit kareM.", "\n\nप्रार्थी को सूचित करें।"),
        report=Words("patr bhejaa gayaa.", "पत्र भेजा गया।"),
        reason=Words("kaaryavaahee pooree huee.", "कार्यवाही पूरी हुई।"),
    )


def in_english(case: int) -> Tale:
    return Tale(
        sender=Words.plain("Shri Jagatram"),
        subject=Words.plain(f"Delay in mutation {case}"),
        proposal=Words.plain("Submitted for orders."),
        agreed=Words.plain("The proposal is in order."),
        order=Words.plain("As proposed."),
        addressee=Words.plain("The Tehsildar, Kalsi"),
        reply_subject=Words.plain(f"Disposal of the mutation case {case}"),
        reply=Words.plain("Examine the case.\n\nReport within fifteen days."),
        correction=Words.plain("\n\nInform the applicant as well."),
        report=Words.plain("The letter has been sent."),
        reason=Words.plain("Nothing remains to be done."),
    )


@dataclass
class DemoToken:
    """A SoftHSM2 token, and the agent on the port that the installation names. A file is asked for the PIN."""

    platform: Running
    officer: DemoOfficer
    folder: Path

    def __post_init__(self) -> None:
        self.chain = self.folder / "chain.pem"
        self.chain.write_text(self.officer.chain_pem)
        self._pin = self.folder / "pin"

    def give_pin(self, known: bool) -> None:
        self._pin.write_text(self.officer.pin if known else "")

    @contextmanager
    def agent(self) -> Iterator[str]:
        address = self.platform.address
        named = httpx.get(f"{address}/surroundings.json").raise_for_status().json()["signer_origin"]
        command = [sys.executable, "-m", "clients.signer", "serve", "--yes", "--origin", address]
        command += ["--port", str(urlsplit(named).port)]
        command += ["--module", str(self.officer.module_path), "--token", self.officer.token_label]
        environment = os.environ | {
            "SOFTHSM2_CONF": str(self.officer.configuration),
            "PATRAVALI_TOKEN_PIN_FILE": str(self._pin),
        }
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            try:
                assert process.stdout.readline().startswith("http://127.0.0.1:")
                yield process.stdout.readline().split(":")[1].strip()
            finally:
                process.terminate()


@pytest.fixture
def token(platform: Running, tmp_path: Path) -> DemoToken:
    name = f"{platform.logins()[office.DM].name} {uuid4().hex[:6]}"
    return DemoToken(platform, DemoHome(platform.authority).officer(name), tmp_path)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("language", "hands", "tale"),
    [("hi", Keys, in_hindi), ("en", Mouse, in_english)],
    ids=["keys-hindi", "mouse-english"],
)
def test_a_letter_comes_is_decided_answered_signed_sent_and_closed(
    language: str, hands: type[Hands], tale: Callable[[int], Tale], sits: Sits, matters: Matters, token: DemoToken
) -> None:
    players = {post: hands(sits(post, language=language)) for post in PLAYERS}
    for expected in (_AGENT, _REFUSED):
        players[office.DM].person.watch.expect(expected)
    for player in players.values():
        player.person.watch.expect(_TOO_SOON)
        player.arrive()

    letter_id, shown = Journey(players, tale(uuid4().int % 1_000_000)).run(token)

    api = matters.at(office.OFFICER).api
    letter = api.get_letter(files.GetLetter(letter_id=UUID(letter_id)))
    assert (letter.state, letter.signed_sha256) == ("dispatched", shown)
    file = api.get_file(files.GetFile(file_id=letter.file_id))
    moves = api.get_history(files.GetHistory(file_id=file.id)).movements
    assert (file.state, file.note_count) == ("closed", 5)
    assert [move.kind for move in moves] == _WAY
    assert {post: player.strayed for post, player in players.items() if player.strayed} == {}


@pytest.mark.parametrize(
    ("hands", "foreign", "heard"),
    [
        (Keys, lambda person: person.page.mouse.click(5, 5), "mouse"),
        (Mouse, lambda person: person.keys.press("F1"), "keys"),
    ],
)
def test_what_the_other_hand_does_is_heard(
    hands: type[Hands], foreign: Callable[[Person], None], heard: str, sits: Sits
) -> None:
    mine = hands(sits(None))
    mine.person.open()
    mine.person.page.locator("form").wait_for()

    foreign(mine.person)

    mine.person.eventually(lambda: any(each.startswith(heard) for each in mine.strayed))
