"""The certificates this instance trusts, and paths from a signer's certificate to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.context import SimpleTrustManager
from pyhanko_certvalidator.path import ValidationPath

from services.signatures.pades.reading import HOSTILE, finished

# PDF signatures made for offices commit the signer to the content (RFC 5280, 4.2.1.3).
SIGNING_USAGE = {"non_repudiation"}


@dataclass(frozen=True)
class TrustStore:
    """Trust anchors, read once from a directory of PEM files."""

    anchors: tuple[x509.Certificate, ...]

    @classmethod
    def read(cls, directory: Path) -> TrustStore:
        """All certificates in the directory's ``.pem`` and ``.crt`` files.

        Raises ValueError for a file that is not PEM, and for a root that fails its own signature: it was damaged on
        its way here, and a damaged anchor is none.
        """
        files = sorted(path for path in directory.iterdir() if path.suffix in {".pem", ".crt"})
        anchors = tuple(certificate for path in files for certificate in certificates_in(path.read_bytes()))
        for anchor in anchors:
            _check_own_signature(anchor)
        return cls(anchors)

    def context(self, moment: datetime, others: Iterable[x509.Certificate] = ()) -> ValidationContext:
        """Rules for one validation at ``moment``. Revocation is not checked here and the network is never asked."""
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=self.anchors),
            other_certs=list(others),
            moment=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )

    def path_of(
        self, certificate: x509.Certificate, chain: Iterable[x509.Certificate], moment: datetime
    ) -> list[x509.Certificate] | None:
        """The authorities between the certificate and an anchor, without both; None where no path holds."""
        validator = CertificateValidator(
            certificate, intermediate_certs=list(chain), validation_context=self.context(moment)
        )
        try:
            path: ValidationPath = finished(validator.async_validate_usage(SIGNING_USAGE))
        except HOSTILE:
            return None
        return [step for step in path.iter_certs(include_root=False) if step.sha256 != certificate.sha256]


def _check_own_signature(anchor: x509.Certificate) -> None:
    if not anchor.self_issued:
        return
    certificate = load_der_x509_certificate(anchor.dump())
    try:
        certificate.verify_directly_issued_by(certificate)
    except InvalidSignature:
        raise ValueError(f"{anchor.subject.human_friendly} fails its own signature") from None
    except (ValueError, UnsupportedAlgorithm):
        # Roots of before 2014 are signed with SHA-1, which cannot be looked at any more. An anchor is trusted because
        # it lies in the directory, not for its signature.
        return


def certificates_in(content: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM text; anything else in it is passed over. Raises ValueError."""
    if not content.strip():
        return []
    return [
        x509.Certificate.load(der, strict=True)
        for kind, _, der in pem.unarmor(content, multiple=True)
        if kind == "CERTIFICATE"
    ]
