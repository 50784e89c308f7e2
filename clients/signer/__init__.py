"""Sign with a PKCS#11 token on the officer's own machine (Linux and Windows); the key never leaves the token.

    from clients.signer import SigningRequest, Token

    request = SigningRequest.from_session(session, document_name="पत्र 123/2026")
    with Token(module_path, token_label, pin) as token:
        signature = token.sign_request(request)

``session`` is what the platform answers when a signature is prepared; the base64 of ``signature`` goes back to it.
Needs python-pkcs11 and asn1crypto, nothing else.
"""

from clients.signer.errors import (
    CertificateNotOnToken,
    ModuleNotLoaded,
    PinBlocked,
    PinWrong,
    RequestRefused,
    SignerError,
    TokenFault,
    TokenNotFound,
)
from clients.signer.modules import installed_modules
from clients.signer.request import SigningRequest
from clients.signer.token import Token, TokenCertificate

__all__ = [
    "CertificateNotOnToken",
    "ModuleNotLoaded",
    "PinBlocked",
    "PinWrong",
    "RequestRefused",
    "SignerError",
    "SigningRequest",
    "Token",
    "TokenCertificate",
    "TokenFault",
    "TokenNotFound",
    "installed_modules",
]
