"""What a certificate says, read out of its bytes."""

from __future__ import annotations

from asn1crypto import pem, x509
from cryptography.x509 import NameOID, ObjectIdentifier, load_der_x509_certificate

from services.signatures.domain.certificate import CertificateFacts
from services.signatures.pades.reading import HOSTILE
from services.signatures.pades.trust import certificates_in

# Parts of names in Indian certificates that RFC 4514 has no short word for; openssl says them so.
_NAMES = {
    NameOID.POSTAL_CODE: "postalCode",
    NameOID.SERIAL_NUMBER: "serialNumber",
    NameOID.PSEUDONYM: "pseudonym",
    NameOID.TITLE: "title",
    NameOID.EMAIL_ADDRESS: "emailAddress",
    ObjectIdentifier("2.5.4.20"): "telephoneNumber",
    ObjectIdentifier("2.5.4.51"): "houseIdentifier",
}


class NotACertificate(Exception):
    """The text holds no readable certificate, or more than one."""


def parsed(certificate_pem: str, chain_pem: str) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The certificate and the authorities sent with it. Raises NotACertificate."""
    try:
        (certificate,) = certificates_in(certificate_pem.encode())
        return certificate, certificates_in(chain_pem.encode())
    except HOSTILE:
        raise NotACertificate from None


def facts(certificate: x509.Certificate) -> CertificateFacts:
    """Everything that rules about certificates need. Raises NotACertificate if a part cannot be decoded."""
    try:
        # cryptography formats names after RFC 4514 and refuses what is not DER.
        strict = load_der_x509_certificate(certificate.dump())
        usage, key = certificate.key_usage_value, certificate.public_key
        return CertificateFacts(
            subject=strict.subject.rfc4514_string(_NAMES)[:1000],
            common_name=common_name(certificate.subject),
            issuer=strict.issuer.rfc4514_string(_NAMES)[:1000],
            serial=f"{certificate.serial_number:x}"[:64],
            not_before=certificate.not_valid_before,
            not_after=certificate.not_valid_after,
            sha256=certificate.sha256.hex(),
            key_kind=key.algorithm,
            # asn1crypto cannot tell the size of Edwards curve keys.
            key_bits=key.bit_size if key.algorithm in {"rsa", "ec"} else 0,
            key_usage=frozenset(usage.native) if usage is not None else frozenset(),
            is_authority=bool(certificate.ca),
        )
    except HOSTILE:
        raise NotACertificate from None


def common_name(name: x509.Name) -> str:
    """The last common name of a distinguished name, or all of it where there is none."""
    found = name.native.get("common_name", name.human_friendly)
    return str(found if isinstance(found, str) else found[-1])[:300]


def as_pem(certificates: list[x509.Certificate]) -> str:
    return "".join(pem.armor("CERTIFICATE", one.dump()).decode("ascii") for one in certificates)
