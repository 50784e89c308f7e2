"""What the agent does for a page: pair once, show certificates, sign what the officer agreed to.

It believes the page in nothing that the bytes do not say: the request is checked as on the command line
(``SigningRequest``), and the officer sees the digest of the document that these bytes are about.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from clients.signer.agent.prompt import Prompt, Question, plain
from clients.signer.errors import RequestRefused, SignerError
from clients.signer.request import SigningRequest
from clients.signer.token import Token, TokenCertificate, shown_without_pin

GUESSES = 5
"""Wrong codes after which nobody can pair before the agent is started anew; the code has eight digits."""


class NotPaired(SignerError):
    code = "not_paired"
    hindi = "यह पृष्ठ अभी हस्ताक्षर सहायक से जुड़ा नहीं है।"
    english = "This page is not paired with the signing agent."


class WrongCode(SignerError):
    code = "wrong_code"
    hindi = "कोड सही नहीं है।"
    english = "The code is wrong."


class PairingClosed(SignerError):
    code = "pairing_closed"
    hindi = "कई बार ग़लत कोड डाला गया। हस्ताक्षर सहायक को बन्द करके फिर चलाएँ।"
    english = "The code was wrong too often. Stop the signing agent and start it again."


class Busy(SignerError):
    code = "busy"
    hindi = "हस्ताक्षर सहायक अभी दूसरे पत्र के लिए पिन माँग रहा है।"
    english = "The signing agent is asking for the PIN of another letter."


class Declined(SignerError):
    code = "declined"
    hindi = "हस्ताक्षर करने से मना किया गया; कुछ भी हस्ताक्षरित नहीं हुआ।"
    english = "The officer declined; nothing was signed."


@dataclass(frozen=True)
class Drawer:
    """Where the token is found: the driver's path and, where several tokens are plugged in, the label."""

    module: Path
    token: str | None = None


class Agent:
    """One run of the agent. ``code`` is what the officer types into the page once; the page gets ``key`` for it."""

    last_guess: ClassVar[int] = GUESSES

    def __init__(self, drawer: Drawer, prompt: Prompt, *, code: str | None = None) -> None:
        self.code = code or f"{secrets.randbelow(10**8):08d}"
        self._drawer = drawer
        self._prompt = prompt
        self._key = secrets.token_urlsafe(32)
        self._guesses = 0
        self._counting = threading.Lock()
        # A driver is used by one thread at a time, and an officer is asked one thing at a time.
        self._token = threading.Lock()

    def is_paired(self, key: str) -> bool:
        return hmac.compare_digest(key.encode(), self._key.encode())

    def pair(self, code: str) -> str:
        """The key for the code. Raises WrongCode, PairingClosed."""
        with self._counting:
            if self._guesses >= self.last_guess:
                raise PairingClosed
            if not hmac.compare_digest("".join(code.split()).encode(), self.code.encode()):
                self._guesses += 1
                raise WrongCode
            self._guesses = 0
            return self._key

    def certificates(self, key: str) -> list[dict[str, Any]]:
        """What the token shows without its PIN. Raises NotPaired, Busy, ModuleNotLoaded, TokenNotFound."""
        self._must_be_paired(key)
        with self._alone():
            shown, authorities = shown_without_pin(self._drawer.module, self._drawer.token)
        chain = "".join(each.pem for each in authorities)
        return [_described(each) | {"chain_pem": chain} for each in shown]

    def sign(self, key: str, session: Mapping[str, Any], letter: Mapping[str, Any], origin: str) -> dict[str, str]:
        """Have the officer agree, then sign. ``letter`` has ``number`` and ``subject``, for the officer to read.

        Raises NotPaired, RequestRefused, Busy, Declined, and what the token refuses.
        """
        self._must_be_paired(key)
        number, subject = plain(str(letter.get("number", "")), 200), plain(str(letter.get("subject", "")), 500)
        if not number:
            raise RequestRefused("the letter has no number")
        request = SigningRequest.from_session(session, number)
        with self._alone():
            pin = self._prompt.pin(Question(number=number, subject=subject, origin=origin, request=request))
            if not pin:
                raise Declined
            with Token(self._drawer.module, self._drawer.token, pin) as token:
                signature = token.sign_request(request)
        return {"session_id": request.session_id, "signature": base64.b64encode(signature).decode()}

    def _must_be_paired(self, key: str) -> None:
        if not self.is_paired(key):
            raise NotPaired

    def _alone(self) -> _Alone:
        return _Alone(self._token)


class _Alone:
    """The lock, for who gets it at once. Raises Busy."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            raise Busy

    def __exit__(self, *left: object) -> None:
        self._lock.release()


def _described(certificate: TokenCertificate) -> dict[str, Any]:
    return {
        "sha256": certificate.sha256,
        "common_name": certificate.common_name,
        "issuer": certificate.issuer,
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "mechanism": certificate.mechanism,
        "pem": certificate.pem,
    }
