"""A signing certificate and the person it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.signatures import (
    CertificateDeactivated,
    CertificateExpired,
    CertificateNotForSigning,
    CertificateStatus,
    CertificateTaken,
    CertificateView,
    DeactivationReason,
    Mechanism,
    WrongCertificate,
)

# CCA's Interoperability Guidelines ask for RSA 2048 or ECDSA P-256 at least.
SMALLEST_RSA = 2048
SMALLEST_EC = 256
_MECHANISMS: dict[str, Mechanism] = {"rsa": "rsa_pkcs1v15", "ec": "ecdsa"}


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says about itself, as far as rules need it."""

    subject: str
    common_name: str
    issuer: str
    serial: str
    """Hexadecimal."""
    not_before: datetime
    not_after: datetime
    sha256: str
    key_kind: str
    """``rsa``, ``ec`` or another name that no rule accepts."""
    key_bits: int
    key_usage: frozenset[str]
    is_authority: bool

    def check_dates(self, now: datetime) -> None:
        """Raises CertificateExpired before the first and after the last day."""
        if not self.not_before <= now <= self.not_after:
            raise CertificateExpired(
                not_before=self.not_before.isoformat(),
                not_after=self.not_after.isoformat(),
            )

    def check_made_for_signing(self) -> None:
        """Raises CertificateNotForSigning for an authority's certificate, a wrong usage or a weak or unknown key."""
        if self.is_authority:
            raise CertificateNotForSigning(why="certificate_authority")
        # Non-repudiation: the holder commits to the content (X.509 calls it content commitment).
        if "non_repudiation" not in self.key_usage:
            raise CertificateNotForSigning(why="key_usage")
        smallest = {"rsa": SMALLEST_RSA, "ec": SMALLEST_EC}.get(self.key_kind)
        if smallest is None or self.key_bits < smallest:
            raise CertificateNotForSigning(why="weak_key")

    @property
    def mechanism(self) -> Mechanism:
        """How the token signs with this key."""
        return _MECHANISMS[self.key_kind]


@dataclass
class Certificate:
    """A certificate as one person registered it.

    Certificates are public, so that others may have shown it as well; it belongs for ever to the one who signs with it
    first, because that one has the key. Deactivated, it stays so.
    """

    id: UUID
    person_id: UUID
    pem: str
    chain_pem: str
    """Authorities between it and the trust anchor; they go into each signature."""
    subject: str
    common_name: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str
    mechanism: Mechanism
    registered_at: datetime
    deactivated_at: datetime | None = None
    deactivation_reason: DeactivationReason | None = None
    proven_at: datetime | None = None
    """When its person first signed with it."""

    @classmethod
    def registered(
        cls, *, id: UUID, person_id: UUID, facts: CertificateFacts, pem: str, chain_pem: str, at: datetime
    ) -> Certificate:
        return cls(
            id=id,
            person_id=person_id,
            pem=pem,
            chain_pem=chain_pem,
            subject=facts.subject,
            common_name=facts.common_name,
            issuer=facts.issuer,
            serial=facts.serial,
            not_before=facts.not_before,
            not_after=facts.not_after,
            sha256=facts.sha256,
            mechanism=facts.mechanism,
            registered_at=at,
        )

    def check_registered_again(self) -> None:
        """Its person may register it again while it is active."""
        self._check_active()

    def prove(self, owner: UUID | None, at: datetime) -> None:
        """A signature was made with it. ``owner`` is the person who proved it before, if anybody did."""
        if owner is not None and owner != self.person_id:
            raise CertificateTaken
        self.proven_at = self.proven_at or at

    def check_may_sign(self, person_id: UUID, now: datetime) -> None:
        """Raises WrongCertificate, CertificateDeactivated or CertificateExpired."""
        if self.person_id != person_id:
            raise WrongCertificate
        self._check_active()
        if self.status(now) == "expired":
            raise CertificateExpired(not_before=self.not_before.isoformat(), not_after=self.not_after.isoformat())

    def deactivate(self, reason: DeactivationReason, at: datetime) -> None:
        """Never sign with it again. Deactivating it twice keeps the first reason."""
        if self.deactivated_at is None:
            self.deactivated_at, self.deactivation_reason = at, reason

    def status(self, now: datetime) -> CertificateStatus:
        if self.deactivated_at is not None:
            return "deactivated"
        return "active" if self.not_before <= now <= self.not_after else "expired"

    def view(self, now: datetime) -> CertificateView:
        return CertificateView(
            id=self.id,
            person_id=self.person_id,
            subject=self.subject,
            common_name=self.common_name,
            issuer=self.issuer,
            serial=self.serial,
            not_before=self.not_before,
            not_after=self.not_after,
            sha256=self.sha256,
            mechanism=self.mechanism,
            status=self.status(now),
            deactivation_reason=self.deactivation_reason,
        )

    def _check_active(self) -> None:
        if self.deactivated_at is not None:
            raise CertificateDeactivated(reason=self.deactivation_reason)
