"""A PKCS#11 token: its certificates and its signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import pkcs11
from asn1crypto import pem, x509
from pkcs11.util.ec import encode_ecdsa_signature

from clients.signer.errors import (
    CertificateNotOnToken,
    ModuleNotLoaded,
    PinBlocked,
    PinWrong,
    RequestRefused,
    TokenFault,
    TokenNotFound,
)
from clients.signer.request import SigningRequest

# DER of DigestInfo up to the hash itself (RFC 8017, 9.2 note 1), for tokens that only do the bare RSA operation.
_SHA256_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True)
class TokenCertificate:
    """A certificate on the token whose private key lies beside it."""

    pem: str
    der: bytes
    sha256: str
    common_name: str
    issuer: str
    not_before: datetime
    not_after: datetime
    key_id: bytes
    mechanism: str
    """``rsa_pkcs1v15`` or ``ecdsa``, by the kind of key."""


class Token:
    """An open, logged-in token. Use it as a context manager; the PIN is not kept after opening.

    ``token_label`` may be None where only one token is plugged in (labels of Indian tokens are often all the same).
    Raises ModuleNotLoaded, TokenNotFound, PinWrong, PinBlocked or TokenFault.
    """

    def __init__(self, module_path: str | Path, token_label: str | None, pin: str) -> None:
        module = _driver(module_path)
        with _faults():
            self._session = _plugged_in(module, token_label).open(user_pin=pin)

    def __enter__(self) -> Token:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def mechanisms(self) -> Set[pkcs11.Mechanism]:
        """What the token's driver says it can do."""
        return frozenset(self._session.token.slot.get_mechanisms())

    def close(self) -> None:
        """Log out and let go of the token."""
        with _faults():
            self._session.close()

    def certificates(self) -> list[TokenCertificate]:
        """Certificates that can sign, that is whose private key is on the token."""
        with _faults():
            keys = {
                key[pkcs11.Attribute.ID]
                for key in self._session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})
            }
            found = _certificates_in(self._session)
        return [_described(key_id, der) for key_id, der in found if key_id in keys]

    def sign_request(self, request: SigningRequest) -> bytes:
        """The signature value for a checked request, by the key of the certificate that it names."""
        return self.sign(request.to_sign, request.mechanism, certificate_sha256=request.certificate_sha256)

    def sign(self, to_sign: bytes, mechanism: str, *, certificate_sha256: str | None = None) -> bytes:
        """Sign SHA-256 of ``to_sign``: a PKCS #1 v1.5 block, or DER of the ECDSA r and s.

        Without ``certificate_sha256`` the token must hold exactly one certificate that can sign.
        """
        certificate = self._chosen(certificate_sha256)
        if certificate.mechanism != mechanism:
            raise RequestRefused(f"the key is for {certificate.mechanism}, not for {mechanism}")
        with _faults():
            key = self._session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=certificate.key_id)
            if mechanism == "ecdsa":
                return self._sign_ecdsa(key, to_sign)
            return self._sign_rsa(key, to_sign)

    def _sign_ecdsa(self, key: Any, to_sign: bytes) -> bytes:
        # Hashed here: SoftHSM 2.6.1 and some tokens have no CKM_ECDSA_SHA256.
        raw = key.sign(hashlib.sha256(to_sign).digest(), mechanism=pkcs11.Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))

    def _sign_rsa(self, key: Any, to_sign: bytes) -> bytes:
        if pkcs11.Mechanism.SHA256_RSA_PKCS in self.mechanisms:
            return bytes(key.sign(to_sign, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        block = _SHA256_DIGEST_INFO + hashlib.sha256(to_sign).digest()
        return bytes(key.sign(block, mechanism=pkcs11.Mechanism.RSA_PKCS))

    def _chosen(self, certificate_sha256: str | None) -> TokenCertificate:
        certificates = self.certificates()
        if certificate_sha256 is not None:
            certificates = [one for one in certificates if one.sha256 == certificate_sha256.lower()]
        if len(certificates) != 1:
            raise CertificateNotOnToken(f"{len(certificates)} certificates fit")
        return certificates[0]


def shown_without_pin(
    module_path: str | Path, token_label: str | None
) -> tuple[list[TokenCertificate], list[TokenCertificate]]:
    """Certificates that the token shows to anybody: those of persons, and those of the authorities above them.

    Whether a key lies beside one is seen only with the PIN. Raises ModuleNotLoaded, TokenNotFound, TokenFault.
    """
    module = _driver(module_path)
    with _faults():
        session = _plugged_in(module, token_label).open()
        try:
            found = [_described(key_id, der) for key_id, der in _certificates_in(session)]
        finally:
            session.close()
    authorities = [each for each in found if x509.Certificate.load(each.der).ca]
    return [each for each in found if each not in authorities], authorities


def _driver(module_path: str | Path) -> Any:
    try:
        return pkcs11.lib(str(module_path))
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as fault:
        raise ModuleNotLoaded(f"{module_path}: {fault}") from None


def _plugged_in(module: Any, label: str | None) -> Any:
    initialised = pkcs11.TokenFlag.TOKEN_INITIALIZED
    tokens = list(module.get_tokens(token_label=label, token_flags=initialised))
    if len(tokens) != 1:
        raise TokenNotFound(f"{len(tokens)} tokens with label {label or 'any'}")
    return tokens[0]


def _certificates_in(session: Any) -> list[tuple[bytes, bytes]]:
    """Key id and DER of each."""
    return [
        (certificate[pkcs11.Attribute.ID], certificate[pkcs11.Attribute.VALUE])
        for certificate in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
    ]


def _described(key_id: bytes, der: bytes) -> TokenCertificate:
    certificate = x509.Certificate.load(der)
    algorithm = certificate.public_key.algorithm
    common_name = certificate.subject.native.get("common_name", "")
    return TokenCertificate(
        pem=pem.armor("CERTIFICATE", der).decode("ascii"),
        der=der,
        sha256=hashlib.sha256(der).hexdigest(),
        common_name=common_name if isinstance(common_name, str) else common_name[-1],
        issuer=certificate.issuer.human_friendly,
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        key_id=key_id,
        mechanism="ecdsa" if algorithm == "ec" else "rsa_pkcs1v15",
    )


@contextmanager
def _faults() -> Iterator[None]:
    """Say the driver's errors in our words."""
    try:
        yield
    except pkcs11.PinLocked as fault:
        raise PinBlocked(type(fault).__name__) from None
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as fault:
        raise PinWrong(type(fault).__name__) from None
    except (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved) as fault:
        raise TokenNotFound(type(fault).__name__) from None
    except pkcs11.PKCS11Error as fault:
        raise TokenFault(type(fault).__name__) from None
