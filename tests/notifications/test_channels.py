"""The channels against real servers. The memory channel passes the same tests."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from uuid import UUID, uuid4

import pytest

from services.notifications.channels.api import (
    Channel,
    ChannelDown,
    ChannelError,
    Outgoing,
    Refused,
    TryLater,
)
from services.notifications.channels.memory import MemoryChannel
from services.notifications.channels.mobile_seva import MobileSevaAccount, MobileSevaChannel
from services.notifications.channels.smtp import SmtpAddress, SmtpChannel
from tests.notifications.servers import MailServer, SmsServer, dead_end
from tests.ports import free_port

DELIVERY = UUID("018f6b1a-0000-7000-8000-00000000c001")
HINDI = "पत्रावली 11/2/2026 आपके पटल पर आई है।"
ACCOUNT = {"username": "ddn", "password": "pw", "secure_key": "key", "sender_id": "PTRVLI"}


def an_email(**changes) -> Outgoing:
    given = {"to": "clerk@example.in", "subject": "पत्रावली 11/2/2026", "body": HINDI, "delivery_id": DELIVERY}
    return Outgoing(**{**given, **changes})


def an_sms(**changes) -> Outgoing:
    given = {"to": "+919876543210", "subject": "", "body": HINDI, "template_id": "1007", "delivery_id": DELIVERY}
    return Outgoing(**{**given, **changes})


def mail_channel(url: str, timeout: float = 5.0) -> SmtpChannel:
    return SmtpChannel(SmtpAddress.parse(url), "Patravali <patravali@ddn.example>", timeout)


def sms_channel(url: str, timeout: float = 5.0, **account) -> MobileSevaChannel:
    return MobileSevaChannel(MobileSevaAccount(url=url, **ACCOUNT, **account), timeout)


@dataclass
class Case:
    """One channel with the switch that makes its other side fail."""

    channel: Channel
    outgoing: Outgoing
    fail: dict[type[ChannelError], object]
    """Error → call that makes the next hand-over raise it."""
    count: object
    """Call that says how many were taken over."""


@contextmanager
def memory_case() -> Iterator[Case]:
    channel = MemoryChannel("email")
    fail = {
        error: lambda error=error: channel.fail_with(error("told to")) for error in (ChannelDown, TryLater, Refused)
    }
    yield Case(channel, an_email(), fail, lambda: len(channel.sent))


@contextmanager
def smtp_case() -> Iterator[Case]:
    with MailServer().running() as server:
        fail = {
            ChannelDown: lambda: server.at_recipient.append("421 closing"),
            TryLater: lambda: server.at_recipient.append("451 greylisted, come back in a minute"),
            Refused: lambda: server.at_recipient.append("550 no such mailbox"),
        }
        yield Case(mail_channel(server.url), an_email(), fail, lambda: len(server.mails))


@contextmanager
def sms_case() -> Iterator[Case]:
    with SmsServer().running() as server:
        fail = {
            ChannelDown: lambda: server.answers.append((503, "away")),
            Refused: lambda: server.answers.append((200, "406,Invalid number")),
        }
        yield Case(sms_channel(server.url), an_sms(), fail, lambda: len(server.forms))


@pytest.fixture(params=[memory_case, smtp_case, sms_case], ids=["memory", "smtp", "mobile_seva"])
def case(request) -> Iterator[Case]:
    with request.param() as made:
        yield made


def test_a_delivery_is_taken_over_under_a_reference(case):
    taken = case.channel.send(case.outgoing)

    assert taken.reference
    assert case.count() == 1


def test_each_failure_has_its_meaning_and_the_next_one_passes(case):
    for error, fail in case.fail.items():
        fail()
        with pytest.raises(error):
            case.channel.send(case.outgoing)

    case.channel.send(case.outgoing)

    assert case.count() == 1


# ---------------------------------------------------------------- email


def test_a_mail_arrives_in_hindi_with_the_id_of_its_delivery():
    with MailServer().running() as server:
        mail_channel(server.url).send(an_email())

    mail = message_from_bytes(server.mails[0].content, policy=default)
    assert mail["Subject"] == "पत्रावली 11/2/2026"
    assert mail["From"] == "Patravali <patravali@ddn.example>"
    assert mail["Message-ID"] == f"<{DELIVERY}@ddn.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == HINDI


def test_a_repeated_mail_carries_the_same_message_id():
    with MailServer().running() as server:
        channel = mail_channel(server.url)
        first = channel.send(an_email())
        second = channel.send(an_email())

    assert first.reference == second.reference


def test_mails_sent_together_share_a_connection_and_others_do_not():
    with MailServer().running() as server:
        channel = mail_channel(server.url)
        with channel.kept_open():
            channel.send(an_email())
            channel.send(an_email())
        channel.send(an_email())

    first, second, third = server.peers
    assert first == second != third


def test_a_kept_connection_that_died_is_replaced_by_a_new_one():
    port = free_port()
    channel = mail_channel(f"smtp://127.0.0.1:{port}")
    with channel.kept_open():
        with MailServer(port).running():
            channel.send(an_email())
        with MailServer(port).running() as back:
            channel.send(an_email())

    assert len(back.mails) == 1


def test_after_a_refusal_the_next_mail_comes_over_a_new_connection():
    with MailServer().running() as server:
        channel = mail_channel(server.url)
        with channel.kept_open():
            channel.send(an_email())
            server.at_recipient.append("550 no such mailbox")
            with pytest.raises(Refused):
                channel.send(an_email())
            channel.send(an_email())

    first, second = server.peers
    assert first != second


def test_a_line_break_in_a_subject_starts_no_header():
    with MailServer().running() as server:
        mail_channel(server.url).send(an_email(subject="विषय\r\nBcc: everybody@example.in"))

    mail = message_from_bytes(server.mails[0].content, policy=default)
    assert mail["Bcc"] is None
    assert server.mails[0].rcpt_tos == ["clerk@example.in"]


def test_a_refusal_after_the_text_is_a_refusal():
    with MailServer().running() as server:
        server.at_data.append("554 policy")

        with pytest.raises(Refused, match="554"):
            mail_channel(server.url).send(an_email())


def test_greylisting_after_the_text_means_later():
    with MailServer().running() as server:
        server.at_data.append("450 greylisted")

        with pytest.raises(TryLater, match="450"):
            mail_channel(server.url).send(an_email())


def test_a_refused_connection_means_that_the_channel_is_down():
    with pytest.raises(ChannelDown, match="ConnectionRefusedError"):
        mail_channel(f"smtp://127.0.0.1:{free_port()}").send(an_email())


def test_a_silent_mail_server_means_that_the_channel_is_down():
    with dead_end() as port, pytest.raises(ChannelDown):
        mail_channel(f"smtp://127.0.0.1:{port}", timeout=0.2).send(an_email())


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.in", "a@b\r\nBcc: c@d.in"])
def test_what_is_no_address_is_refused_before_any_connection(address):
    with pytest.raises(Refused):
        mail_channel("smtp://127.0.0.1:1").send(an_email(to=address))


def test_a_password_is_not_sent_over_an_open_line():
    with pytest.raises(ValueError, match="open line"):
        SmtpAddress.parse("smtp://user:password@mail.example.in")


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://mail.in", 25, "none"),
        ("smtp://u:p%40ss@mail.in?security=starttls", 587, "starttls"),
        ("smtps://u:p@mail.in", 465, "tls"),
    ],
)
def test_a_url_says_where_and_how(url, port, security):
    address = SmtpAddress.parse(url)

    assert (address.host, address.port, address.security) == ("mail.in", port, security)


@pytest.mark.parametrize("url", ["http://mail.in", "smtp://", "smtp://mail.in?security=maybe"])
def test_a_url_of_another_form_is_refused(url):
    with pytest.raises(ValueError, match=r"smtp|security"):
        SmtpAddress.parse(url)


# ---------------------------------------------------------------- SMS


def form_of(outgoing: Outgoing, **account) -> dict[str, str]:
    with SmsServer().running() as server:
        sms_channel(server.url, **account).send(outgoing)
    return server.forms[0]


def test_a_hindi_sms_is_sent_as_unicode_in_character_entities():
    form = form_of(an_sms(body="पत्र"))

    assert form["content"] == "&#2346;&#2340;&#2381;&#2352;"
    assert form["smsservicetype"] == "unicodemsg"
    assert form["bulkmobno"] == "9876543210"
    assert form["templateid"] == "1007"


def test_an_english_sms_is_sent_as_it_is():
    form = form_of(an_sms(body="File 11/2 is on your desk."))

    assert form["content"] == "File 11/2 is on your desk."
    assert form["smsservicetype"] == "singlemsg"
    assert form["mobileno"] == "9876543210"


def test_the_key_is_made_over_what_is_sent():
    form = form_of(an_sms(body="Letter received."), entity_id="1001")

    assert form["key"] == hashlib.sha512(b"ddnPTRVLILetter received.key").hexdigest()
    assert form["password"] == hashlib.sha1(b"pw").hexdigest()
    assert form["entityid"] == "1001"


def test_hash_and_character_encoding_follow_the_settings():
    form = form_of(an_sms(body="पत्र"), hash_name="sha256", encoding="utf-8")

    assert form["password"] == hashlib.sha256(b"pw").hexdigest()
    assert form["content"] == "पत्र"


def test_the_reference_is_the_providers_number():
    with SmsServer().running() as server:
        server.answers.append((200, "402,MsgID = 150620261466003974245msdgsms"))

        taken = sms_channel(server.url).send(an_sms())

    assert taken.reference == "150620261466003974245msdgsms"


def test_a_slow_operator_counts_as_taken_because_the_gateway_goes_on_by_itself():
    with SmsServer().running() as server:
        server.answers.append((200, "409,SMSC response timed out"))

        taken = sms_channel(server.url).send(an_sms())

    assert taken.reference == "409"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((200, "401,Credentials Error"), ChannelDown),
        ((200, "403,No credit"), ChannelDown),
        ((200, "416,Hash does not match"), ChannelDown),
        ((200, "413,Suspect spam"), Refused),
        ((200, "414,Rejected by operator"), Refused),
        ((200, "<html>proxy</html>"), ChannelDown),
        ((200, ""), ChannelDown),
        ((302, ""), ChannelDown),
        ((404, "not here"), ChannelDown),
        ((500, "402,MsgID = 1"), ChannelDown),
    ],
)
def test_each_answer_of_the_gateway_has_its_meaning(answer, error):
    with SmsServer().running() as server:
        server.answers.append(answer)

        with pytest.raises(error):
            sms_channel(server.url).send(an_sms())


def test_an_absent_gateway_means_down_and_the_reason_names_no_secret():
    with pytest.raises(ChannelDown) as failure:
        sms_channel(f"http://user:secret@127.0.0.1:{free_port()}/").send(an_sms())

    assert "secret" not in str(failure.value)


def test_a_silent_gateway_means_down():
    with dead_end() as port, pytest.raises(ChannelDown, match="Timeout"):
        sms_channel(f"http://127.0.0.1:{port}/", timeout=0.2).send(an_sms())


@pytest.mark.parametrize("number", ["", "12345", "+15551234567", "+91123456789", "9876543210; DROP"])
def test_what_is_no_indian_mobile_number_is_refused(number):
    with pytest.raises(Refused):
        sms_channel("http://127.0.0.1:1/").send(an_sms(to=number, delivery_id=uuid4()))
