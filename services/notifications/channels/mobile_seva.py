"""SMS over the HTTP form of C-DAC's Mobile Seva gateway, which central and State offices use.

One POST of form fields; the answer is a line such as ``402,MsgID = 150620161466003974245msdgsms``, where 402 means
taken over. Deployments differ in how the password is hashed and how non-Latin text is written, so both are settings.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Literal

import requests

from services.notifications.channels.api import ChannelDown, ChannelError, ChannelName, Outgoing, Refused, Taken
from services.notifications.domain.sms import needs_ucs2

HashName = Literal["sha1", "sha256", "sha512"]
Encoding = Literal["entities", "utf-8"]
ANSWER = re.compile(r"^\s*(?P<code>\d{3})\b(?:[^=]*=\s*(?P<reference>\S+))?")

# 409: the operator's centre was slow, the gateway submits it by itself. Trying again would send it twice.
TAKEN = frozenset({"402", "409"})
# 406 bad or duplicate number, 413 taken for spam, 414 rejected by the operator (do-not-disturb list).
NEVER = frozenset({"406", "413", "414"})
# All others (401 credentials, 403 credit, 404 and 405 inside, 407 and 408 operator's network, 410 and 418 limits,
# 411 and 412 header not approved, 415 and 416 key) hold for every message alike.


@dataclass(frozen=True)
class MobileSevaAccount:
    url: str
    username: str
    password: str
    secure_key: str
    sender_id: str
    """Header registered with the operators, six letters."""
    entity_id: str = ""
    """Principal entity; some deployments want it."""
    hash_name: HashName = "sha1"
    encoding: Encoding = "entities"
    """entities: each character of a Hindi text as &#NNNN; — utf-8: as it is."""


class MobileSevaChannel:
    name: ChannelName = "sms"

    def __init__(self, account: MobileSevaAccount, timeout: float, session: requests.Session | None = None) -> None:
        self._account = account
        self._timeout = timeout
        self._session = session or requests.Session()

    def send(self, outgoing: Outgoing) -> Taken:
        # Whether the number is in use, the gateway knows; here only what could break the form is kept back.
        if not re.fullmatch(r"(\+91)?[0-9]{10}", outgoing.to):
            raise Refused("not an Indian mobile number")
        try:
            answer = self._session.post(
                self._account.url, data=self.form(outgoing), timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException as failure:
            # The exception's text would carry the address with the account in it.
            raise ChannelDown(f"SMS gateway: {type(failure).__name__}") from None
        return self._read(answer)

    def kept_open(self) -> AbstractContextManager[None]:
        """The HTTP session keeps its connection anyway, where the gateway lets it."""
        return nullcontext()

    def form(self, outgoing: Outgoing) -> dict[str, str]:
        account = self._account
        unicode = needs_ucs2(outgoing.body)
        content = outgoing.body.strip()
        if unicode and account.encoding == "entities":
            content = "".join(f"&#{ord(character)};" for character in content)
        keyed = f"{account.username}{account.sender_id}{content}{account.secure_key}"
        form = {
            "username": account.username,
            "password": hashlib.new(account.hash_name, account.password.encode()).hexdigest(),
            "senderid": account.sender_id,
            "content": content,
            "smsservicetype": "unicodemsg" if unicode else "singlemsg",
            # The gateway reads the number of a Unicode message from the field of the bulk form.
            "bulkmobno" if unicode else "mobileno": outgoing.to[-10:],
            "key": hashlib.sha512(keyed.encode()).hexdigest(),
            "templateid": outgoing.template_id,
        }
        if account.entity_id:
            form["entityid"] = account.entity_id
        return form

    @staticmethod
    def _read(answer: requests.Response) -> Taken:
        if answer.status_code != requests.codes.ok:
            raise ChannelDown(f"SMS gateway: HTTP {answer.status_code}")
        read = ANSWER.match(answer.text)
        if read is None:
            raise ChannelDown("SMS gateway: unreadable answer")
        code = read["code"]
        if code in TAKEN:
            return Taken(reference=read["reference"] or code)
        error: type[ChannelError] = Refused if code in NEVER else ChannelDown
        raise error(f"SMS gateway: code {code}")
