"""A root, an issuing CA and officers' certificates in the style of India's Class 3 certificates.

Profile after the CCA's Interoperability Guidelines for Digital Signature Certificates: subject with organisation,
state and postal code, key usage digital signature and non-repudiation (critical), Class 3 policy identifier. The names
say "Demo", so that nobody takes one for a licensed authority's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

# 2.16.356.100.2.3 is the CCA's identifier of Class 3; 1.3.6.1.4.1.311.10.3.12 is "document signing".
_CLASS_3 = ObjectIdentifier("2.16.356.100.2.3")
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")
_EMAIL_PROTECTION = ObjectIdentifier("1.3.6.1.5.5.7.3.4")
_ORGANISATION = "Patravali Demo Certifying Authority (not for real use)"

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True)
class SubjectName:
    """What an organisational Class 3 certificate says of its holder."""

    common_name: str
    organisation: str
    state: str = "Uttarakhand"
    postal_code: str = "248001"

    def as_name(self) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "IN"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, self.organisation),
                x509.NameAttribute(NameOID.POSTAL_CODE, self.postal_code),
                x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, self.state),
                x509.NameAttribute(NameOID.COMMON_NAME, self.common_name),
            ]
        )


class Authority:
    """The demo root and its issuing CA, kept under ``directory`` (PEM, keys readable by the owner only)."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        if not (directory / "issuing.pem").exists():
            self._found()
        self.root = x509.load_pem_x509_certificate((directory / "root.pem").read_bytes())
        self.issuing = x509.load_pem_x509_certificate((directory / "issuing.pem").read_bytes())

    @property
    def chain_pem(self) -> str:
        """The issuing CA: what stands between an officer's certificate and the trust store."""
        return (self.directory / "issuing.pem").read_text(encoding="ascii")

    def issue(
        self,
        subject: SubjectName,
        public_key: PublicKey,
        *,
        starts: datetime | None = None,
        days: int = 730,
        for_signing: bool = True,
    ) -> x509.Certificate:
        """A certificate for an officer's key, valid for ``days`` from ``starts`` (default: an hour ago).

        ``for_signing=False`` makes one for encryption only, which may not sign.
        """
        starts = starts or datetime.now(UTC) - timedelta(hours=1)
        extended_usage = [_EMAIL_PROTECTION, _DOCUMENT_SIGNING] if for_signing else [_EMAIL_PROTECTION]
        builder = (
            _builder(subject.as_name(), self.issuing.subject, public_key, starts, days)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signing=for_signing, encryption=not for_signing), critical=True)
            .add_extension(x509.ExtendedKeyUsage(extended_usage), critical=False)
            .add_extension(x509.CertificatePolicies([x509.PolicyInformation(_CLASS_3, None)]), critical=False)
            .add_extension(_key_id_of(self.issuing), critical=False)
        )
        return builder.sign(self._key("issuing.key"), hashes.SHA256())

    def _found(self) -> None:
        """Make both authorities. The root is written last but one, so that a crash starts over."""
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        starts = datetime.now(UTC) - timedelta(days=1)
        root_key, issuing_key = _new_key(), _new_key()
        root_name, issuing_name = _authority_name("Demo Root CA"), _authority_name("Demo Sub-CA for Class 3 Individual")
        root = _authority_certificate(root_name, root_name, root_key, root_key, starts, path_length=1)
        issuing = _authority_certificate(issuing_name, root_name, issuing_key, root_key, starts, path_length=0)
        for name, key in (("root.key", root_key), ("issuing.key", issuing_key)):
            write_private(self.directory / name, _key_pem(key))
        (self.directory / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
        (self.directory / "issuing.pem").write_bytes(issuing.public_bytes(serialization.Encoding.PEM))

    def _key(self, name: str) -> rsa.RSAPrivateKey:
        key = serialization.load_pem_private_key((self.directory / name).read_bytes(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _authority_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "IN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _authority_certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    starts: datetime,
    path_length: int,
) -> x509.Certificate:
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        _builder(subject, issuer, key.public_key(), starts, days=3650)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(authority_key, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: PublicKey, starts: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(starts + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _key_id_of(certificate: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier.value)


def _usage(*, signing: bool = False, encryption: bool = False, authority: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=encryption,
        data_encipherment=encryption,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
