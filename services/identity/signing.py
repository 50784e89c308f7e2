"""Makes, seals and uses the Ed25519 keys that sign access tokens (RFC 8037, RFC 7519).

A private key lies in the database encrypted with AES-256-GCM, bound to its key id, under a key derived from a setting:
who has a copy of the database cannot sign.
"""

from __future__ import annotations

import base64
import os
import uuid
from datetime import datetime
from typing import Any

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.auth import ALGORITHM, ISSUER
from contracts.identity import JwkView
from services.identity.domain.keys import SIGNS_FOR, VERIFIES_AFTER, SigningKey

NONCE = 12


class KeyDoesNotOpen(Exception):
    """The signing keys were encrypted under another PATRAVALI_IDENTITY_KEY_ENCRYPTION_KEY."""


class Seal:
    """Encrypts private keys under a secret of the settings."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"patravali identity signing keys")
        self._cipher = AESGCM(derived.derive(secret.encode()))

    def close(self, private: bytes, kid: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, private, kid.encode())

    def open(self, sealed: bytes, kid: str) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], kid.encode())
        except InvalidTag:
            raise KeyDoesNotOpen(KeyDoesNotOpen.__doc__) from None


class Signer:
    """Signs claims; opened keys stay in memory."""

    def __init__(self, secret: str) -> None:
        self._seal = Seal(secret)
        self._opened: dict[str, Ed25519PrivateKey] = {}

    def make_key(self, signs_from: datetime) -> SigningKey:
        private = Ed25519PrivateKey.generate()
        kid = uuid.uuid4().hex
        until = signs_from + SIGNS_FOR
        return SigningKey(
            kid=kid,
            public_x=_base64url(private.public_key().public_bytes_raw()),
            sealed_private=self._seal.close(private.private_bytes_raw(), kid),
            signs_from=signs_from,
            signs_until=until,
            verifies_until=until + VERIFIES_AFTER,
        )

    def sign(self, key: SigningKey, claims: dict[str, Any]) -> str:
        """A JWT. Raises KeyDoesNotOpen where the settings' secret has changed."""
        private = self._opened.get(key.kid)
        if private is None:
            private = Ed25519PrivateKey.from_private_bytes(self._seal.open(key.sealed_private, key.kid))
            self._opened[key.kid] = private
        return jwt.encode({"iss": ISSUER, **claims}, private, algorithm=ALGORITHM, headers={"kid": key.kid})


def jwk(key: SigningKey) -> JwkView:
    return JwkView(kid=key.kid, x=key.public_x)


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
