"""What the platform asks to sign, checked before the token sees it.

A token signs whatever bytes it is given, so this is the place to refuse: the bytes must be the signed attributes of a
PAdES signature (ETSI EN 319 142-1, 6.3) that name the officer's own certificate, and nothing else.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# tsp is imported for what it does: it teaches cms the attribute signing_certificate_v2 (RFC 5035).
from asn1crypto import cms, tsp  # noqa: F401

from clients.signer.errors import RequestRefused

MECHANISMS = frozenset({"rsa_pkcs1v15", "ecdsa"})
_LARGEST = 20_000  # bytes; the attributes of a real request have some 250


@dataclass(frozen=True)
class SigningRequest:
    """One prepared signature, as the officer sees it before entering the PIN."""

    session_id: str
    document_name: str
    """For the screen; what is signed is the document's digest below."""
    to_sign: bytes
    """DER of the CMS signed attributes."""
    digest: bytes
    """SHA-256 of ``to_sign``; recomputed here, not believed."""
    document_digest: bytes
    """SHA-256 of the document's bytes outside the signature, as found inside ``to_sign``."""
    mechanism: str
    certificate_sha256: str

    @classmethod
    def from_session(cls, session: Mapping[str, Any], document_name: str) -> SigningRequest:
        """Read the platform's answer to "prepare". Raises RequestRefused if any part of it does not fit."""
        to_sign = _decoded(session, "to_sign")
        digest = _decoded(session, "digest")
        if not to_sign or len(to_sign) > _LARGEST:
            raise RequestRefused("to_sign has an impossible length")
        if session.get("digest_algorithm") != "sha256" or session.get("mechanism") not in MECHANISMS:
            raise RequestRefused("unknown digest algorithm or mechanism")
        if not hmac.compare_digest(hashlib.sha256(to_sign).digest(), digest):
            raise RequestRefused("the digest is not that of to_sign")
        certificate_sha256 = str(session.get("certificate_sha256", "")).lower()
        return cls(
            session_id=str(session.get("session_id", "")),
            document_name=document_name,
            to_sign=to_sign,
            digest=digest,
            document_digest=_document_digest(to_sign, certificate_sha256),
            mechanism=str(session["mechanism"]),
            certificate_sha256=certificate_sha256,
        )

    def summary(self) -> str:
        """What the officer should read before signing, Hindi first."""
        return (
            f"दस्तावेज़ / Document: {self.document_name}\n"
            f"दस्तावेज़ का SHA-256 / its SHA-256: {self.document_digest.hex()}\n"
            f"प्रमाणपत्र / Certificate SHA-256: {self.certificate_sha256}"
        )


def _decoded(session: Mapping[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(str(session[name]), validate=True)
    except (KeyError, binascii.Error):
        raise RequestRefused(f"{name} is missing or not base64") from None


def _document_digest(to_sign: bytes, certificate_sha256: str) -> bytes:
    """The message digest among the signed attributes, once all of them are what a PAdES signature has."""
    try:
        attributes = cms.CMSAttributes.load(to_sign, strict=True)
        found = {attribute["type"].native: list(attribute["values"]) for attribute in attributes}
        (content_type,) = found["content_type"]
        (message_digest,) = found["message_digest"]
        (signing_certificate,) = found["signing_certificate_v2"]
        named = signing_certificate["certs"][0]
        named_hash, named_algorithm = named["cert_hash"].native, named["hash_algorithm"]["algorithm"].native
    except (ValueError, KeyError, TypeError, IndexError):
        raise RequestRefused("to_sign is not the signed attributes of a PDF signature") from None
    if content_type.native != "data" or len(message_digest.native) != 32:
        raise RequestRefused("to_sign is not about a document hashed with SHA-256")
    if named_algorithm != "sha256" or named_hash.hex() != certificate_sha256:
        raise RequestRefused("to_sign names another certificate")
    return bytes(message_digest.native)
