"""The demonstration's postbox takes what the real channels send, and refuses what a real gateway would."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from deploy.demo.postbox import Box, serve
from services.notifications.channels.api import ChannelDown
from services.notifications.channels.mobile_seva import MobileSevaAccount, MobileSevaChannel
from services.notifications.channels.smtp import SmtpAddress, SmtpChannel
from tests.notifications.test_channels import DELIVERY, HINDI, an_email, an_sms
from tests.ports import free_port

ACCOUNT = {"username": "demo", "password": "pw", "secure_key": "key", "hash": "sha1"}


@pytest.fixture
def postbox(tmp_path) -> Iterator[tuple[Path, int, int]]:
    """Folder, SMTP port, HTTP port."""
    smtp, http = free_port(), free_port()
    mail, web = serve(Box(tmp_path / "postbox"), smtp, http, ACCOUNT)
    yield tmp_path / "postbox", smtp, http
    mail.stop()
    web.shutdown()
    web.server_close()


def kept(folder: Path) -> list[dict[str, str]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def sms_channel(http: int, password: str = "pw") -> MobileSevaChannel:
    account = MobileSevaAccount(f"http://127.0.0.1:{http}/esms", "demo", password, "key", "PTRVLI")
    return MobileSevaChannel(account, timeout=5)


def test_a_mail_is_kept_with_its_hindi_text(postbox):
    folder, smtp, _ = postbox

    SmtpChannel(SmtpAddress.parse(f"smtp://127.0.0.1:{smtp}"), "Patravali <p@ddn.example>", 5).send(an_email())

    (item,) = kept(folder)
    assert item["kind"] == "email"
    assert item["to"] == ["clerk@example.in"]
    assert item["subject"] == "पत्रावली 11/2/2026"
    assert item["message_id"] == f"<{DELIVERY}@ddn.example>"
    assert item["text"].strip() == HINDI


def test_an_sms_is_kept_as_the_phone_would_show_it(postbox):
    folder, _, http = postbox

    taken = sms_channel(http).send(an_sms())

    (item,) = kept(folder)
    assert taken.reference.endswith("msdgsms")
    assert (item["kind"], item["to"], item["text"]) == ("sms", "9876543210", HINDI)


def test_an_sms_with_a_wrong_password_is_refused_and_not_kept(postbox):
    folder, _, http = postbox

    with pytest.raises(ChannelDown, match="401"):
        sms_channel(http, password="guessed").send(an_sms())

    assert kept(folder) == []


@pytest.mark.parametrize("left_out", ["content", "key", "templateid", "bulkmobno"])
def test_an_incomplete_form_is_refused(postbox, left_out):
    folder, _, http = postbox
    form = sms_channel(http).form(an_sms())
    del form[left_out]

    answer = requests.post(f"http://127.0.0.1:{http}/esms", data=form, timeout=5)

    assert answer.text[:3] in ("401", "406")
    assert kept(folder) == []


def test_the_postbox_says_that_it_is_up(postbox):
    _, _, http = postbox

    assert requests.get(f"http://127.0.0.1:{http}/livez", timeout=5).status_code == 200
