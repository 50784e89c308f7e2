"""The size of an SMS and the registry of the texts that may be sent.

An SMS that is not in the GSM alphabet is sent as UCS-2 and holds 70 characters, others hold 160 (3GPP TS 23.038); a
longer one costs several. India's telecom rules (TRAI's DLT) let a government header send only texts registered
beforehand, word for word, in which ``{#var#}`` stands for a variable of at most 30 characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

VARIABLE = "{#var#}"
VARIABLE_LIMIT = 30

# Characters of an SMS that stands alone, and of each part of a longer one, which spends some on being put together.
GSM_LIMITS = (160, 153)
UCS2_LIMITS = (70, 67)

# GSM 03.38 basic alphabet; the extension characters (€ [ ] { } …) count twice and are not used in our texts.
GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


def units(text: str) -> int:
    """Length in UTF-16 code units, as an SMS counts it: one for each Devanagari letter and each matra."""
    return len(text.encode("utf-16-be")) // 2


def needs_ucs2(text: str) -> bool:
    return not set(text) <= GSM_BASIC


def limit(text: str, parts: int) -> int:
    """How many characters fit into so many parts of an SMS that holds this text."""
    alone, each = UCS2_LIMITS if needs_ucs2(text) else GSM_LIMITS
    return alone if parts == 1 else each * parts


def shortened(value: str, limit: int = VARIABLE_LIMIT) -> str:
    """The value within the limit of a variable: what is too long loses its middle, because numbers end in the year."""
    if units(value) <= limit:
        return value
    head = limit // 3
    tail = limit - head - 2
    return f"{value[:head]}..{value[-tail:]}"


def as_registered(template: str) -> str:
    """``पत्रावली {number} …`` in the form of the registry: ``पत्रावली {#var#} …``."""
    return re.sub(r"\{[a-z_]+\}", VARIABLE, template)


@dataclass(frozen=True)
class RegisteredText:
    template_id: str
    """19 digits (older ones 12) that the operator gave."""
    text: str
    """The text as registered, with {#var#}."""

    def admits(self, sms: str) -> bool:
        """Whether this very SMS would pass the operator's comparison."""
        parts = (re.escape(part) for part in self.text.split(VARIABLE))
        pattern = f".{{0,{VARIABLE_LIMIT}}}".join(parts)
        return re.fullmatch(pattern, sms) is not None


@dataclass(frozen=True)
class Registry:
    """What one principal entity has registered."""

    entity_id: str
    """Id of the principal entity (the office)."""
    header: str
    """Sender id, six letters."""
    texts: Mapping[tuple[str, str], RegisteredText]
    """By name of the template and language."""

    def find(self, name: str, language: str, sms: str) -> RegisteredText | None:
        """The registration under which this SMS may go, or none."""
        registered = self.texts.get((name, language))
        return registered if registered is not None and registered.admits(sms) else None
