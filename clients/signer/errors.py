"""What can go wrong on the officer's machine, each said in Hindi and English."""

from __future__ import annotations

from typing import ClassVar


class SignerError(Exception):
    """Base of every refusal. ``str(error)`` is for logs; ``hindi`` and ``english`` are for the officer."""

    hindi: ClassVar[str] = "हस्ताक्षर नहीं हो सका।"
    english: ClassVar[str] = "The signature could not be made."

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{self.english} ({detail})" if detail else self.english)


class ModuleNotLoaded(SignerError):
    hindi = "टोकन का ड्राइवर नहीं मिला या नहीं खुला। ड्राइवर स्थापित करें।"
    english = "The token's driver was not found or does not load. Install the driver."


class TokenNotFound(SignerError):
    hindi = "टोकन नहीं मिला। टोकन लगाकर पुनः प्रयास करें।"
    english = "The token was not found. Plug it in and try again."


class PinWrong(SignerError):
    hindi = "पिन ग़लत है। बार-बार ग़लत पिन डालने पर टोकन बंद हो जाएगा।"
    english = "The PIN is wrong. Repeated wrong PINs block the token."


class PinBlocked(SignerError):
    hindi = "टोकन का पिन अवरुद्ध हो चुका है। प्रमाणपत्र देने वाली संस्था से संपर्क करें।"
    english = "The token's PIN is blocked. Turn to the authority that issued the certificate."


class CertificateNotOnToken(SignerError):
    hindi = "इस प्रमाणपत्र की कुंजी इस टोकन में नहीं है।"
    english = "This token does not hold the key of this certificate."


class RequestRefused(SignerError):
    """What the platform asked to sign is not what it says it is; nothing was signed."""

    hindi = "हस्ताक्षर का अनुरोध सही नहीं है; हस्ताक्षर नहीं किया गया।"
    english = "The request to sign is not what it claims to be; nothing was signed."


class TokenFault(SignerError):
    hindi = "टोकन ने त्रुटि बताई। टोकन निकालकर दोबारा लगाएँ।"
    english = "The token reported a fault. Take it out and plug it in again."
