"""Email over SMTP (RFC 5321). What is sent together shares a connection; between batches none is kept, since an idle
one dies unnoticed.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from services.notifications.channels.api import (
    ChannelDown,
    ChannelError,
    ChannelName,
    Outgoing,
    Refused,
    Taken,
    TryLater,
)

OKAY = 250
# Replies after which the server serves nobody for now (RFC 5321 4.2.3), and those about our own credentials (RFC 4954).
SERVICE_AWAY = frozenset({421, 454, 530, 534, 535, 538})


@dataclass(frozen=True)
class SmtpAddress:
    """Where mail is handed in."""

    host: str
    port: int
    security: str
    """none, starttls or tls."""
    user: str = ""
    password: str = ""

    @classmethod
    def parse(cls, url: str) -> SmtpAddress:
        """``smtp://host:25``, ``smtp://user:password@host:587?security=starttls`` or ``smtps://host:465``."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the SMTP URL begins with smtp:// or smtps:// and names a host")
        asked = parse_qs(parts.query).get("security", ["none"])[0]
        security = "tls" if parts.scheme == "smtps" else asked
        if security not in ("none", "starttls", "tls"):
            raise ValueError("security is none, starttls or tls")
        if parts.username and security == "none":
            raise ValueError("a password is not sent over an open line: use security=starttls or smtps://")
        port = parts.port or (465 if security == "tls" else 587 if security == "starttls" else 25)
        return cls(parts.hostname, port, security, unquote(parts.username or ""), unquote(parts.password or ""))


class SmtpChannel:
    """Hands each message to one submission server."""

    name: ChannelName = "email"

    def __init__(self, server: SmtpAddress, sender: str, timeout: float, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._timeout = timeout
        self._tls = tls or ssl.create_default_context()
        self._keeps = False
        self._kept: smtplib.SMTP | None = None

    def send(self, outgoing: Outgoing) -> Taken:
        message = self.compose(outgoing)
        try:
            server = self._take_kept() or self._connect()
        except (OSError, smtplib.SMTPException) as failure:
            raise self._verdict(failure) from None
        taken = False
        try:
            server.send_message(message)
            taken = True
        except smtplib.SMTPNotSupportedError:
            raise Refused("the mail server takes no such address") from None
        except (OSError, smtplib.SMTPException) as failure:
            raise self._verdict(failure) from None
        finally:
            # After anything but a yes, also a time-out from outside, it is unknown where the conversation stands.
            if taken and self._keeps:
                self._kept = server
            else:
                self._part(server)
        return Taken(reference=str(message["Message-ID"]))

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        self._keeps = True
        try:
            yield
        finally:
            self._keeps = False
            server, self._kept = self._kept, None
            if server is not None:
                self._part(server)

    def _take_kept(self) -> smtplib.SMTP | None:
        """The connection of the mail before, if the server still talks on it: asked before, since after is too late."""
        server, self._kept = self._kept, None
        if server is None:
            return None
        with suppress(OSError, smtplib.SMTPException):
            if server.noop()[0] == OKAY:
                return server
        self._part(server)
        return None

    def compose(self, outgoing: Outgoing) -> EmailMessage:
        """The message. Its Message-ID comes from the delivery, so that a repeat can be recognised as one."""
        try:
            to = Address(addr_spec=outgoing.to)
        except (ValueError, IndexError):
            raise Refused("the address is not an email address") from None
        if not to.domain:
            raise Refused("the address is not an email address")
        message = EmailMessage(policy=SMTP)
        name, address = parseaddr(self._sender)
        message["From"] = formataddr((name, address))
        message["To"] = to
        message["Subject"] = " ".join(outgoing.subject.split())
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = f"<{outgoing.delivery_id}@{address.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        for header, value in outgoing.headers.items():
            message[header] = value
        message.set_content(outgoing.body, charset="utf-8", cte="base64")
        return message

    def _connect(self) -> smtplib.SMTP:
        at = self._server
        if at.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(at.host, at.port, timeout=self._timeout, context=self._tls)
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=self._timeout)
        try:
            if at.security == "starttls":
                server.starttls(context=self._tls)
            if at.user:
                server.login(at.user, at.password)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    @staticmethod
    def _part(server: smtplib.SMTP) -> None:
        # The message is taken over or refused by now; a server that does not say goodbye changes nothing.
        try:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()

    @staticmethod
    def _verdict(failure: Exception) -> ChannelError:
        """RFC 5321 4.2.1: 4yz may pass later, 5yz never. A failure before any reply is the channel's."""
        code, stage = _reply_code(failure)
        if code is None or code in SERVICE_AWAY or stage == "connection":
            detail = f"SMTP {code}" if code else type(failure).__name__
            return ChannelDown(f"mail server: {detail}")
        if 400 <= code < 500:
            return TryLater(f"SMTP {code}")
        return Refused(f"SMTP {code}")


def _reply_code(failure: Exception) -> tuple[int | None, str]:
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        code, _ = next(iter(failure.recipients.values()))
        return code, "message"
    if isinstance(failure, smtplib.SMTPDataError):
        return failure.smtp_code, "message"
    if isinstance(failure, smtplib.SMTPResponseException):
        # The greeting, HELO, STARTTLS, AUTH or our own sender address: the same for every message.
        return failure.smtp_code, "connection"
    return None, "connection"
