"""Signatures: officers' certificates, the three steps of signing a PDF, and verification.

The private key never comes near the server: it prepares, the officer's own machine signs, it completes.
Level of what is made: PAdES baseline B-B (ETSI EN 319 142-1).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from contracts.base import (
    Base64,
    Capacity,
    Command,
    Count,
    Event,
    Line,
    OptionalLine,
    PageNumber,
    Query,
    Sha256,
    Strict,
    Version,
    View,
)
from contracts.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, Unsupported

Pem = Annotated[str, StringConstraints(min_length=60, max_length=20_000, pattern=r"^-----BEGIN CERTIFICATE-----")]
PemChain = Annotated[str, StringConstraints(max_length=60_000, pattern=r"^(-----BEGIN CERTIFICATE-----|$)")]
Points = Annotated[float, Field(ge=-14_400, le=14_400, description="1/72 inch from the page's lower left corner.")]
DeactivationReason = Literal["lost", "compromised", "transferred", "retired", "suspended", "superseded"]
Mechanism = Literal["rsa_pkcs1v15", "ecdsa"]
CertificateStatus = Literal["active", "expired", "deactivated"]
Verdict = Literal["valid", "invalid", "indeterminate", "unsigned"]
Coverage = Literal["entire_file", "entire_revision", "contiguous_block", "unclear"]
Modification = Literal["none", "lta_updates", "form_filling", "annotations", "other"]
Level = Literal["B-B", "B-T", "below"]
ProblemCode = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z_]+)+$", max_length=80)]

_PERSON = "018f6b1a-0000-7000-8000-000000000001"
_DOCUMENT = "018f6b1a-0000-7000-8000-0000000000d1"
_CERTIFICATE = "018f6b1a-0000-7000-8000-0000000000c1"
_PEM = "-----BEGIN CERTIFICATE-----\nMIIDazCCAlOgAwIBAgIUe8m1…\n-----END CERTIFICATE-----\n"
_SESSION = "018f6b1a-0000-7000-8000-0000000000e1"


# ---------------------------------------------------------------- certificates


class CertificateView(View):
    """A signing certificate bound to one person. The certificate is public; its key lies on the person's token."""

    id: UUID
    person_id: UUID
    subject: str = Field(max_length=1000, description="Distinguished name, most specific part first.")
    common_name: str = Field(max_length=300)
    issuer: str = Field(max_length=1000)
    serial: str = Field(max_length=64, description="Hexadecimal, as printed on DSC portals.")
    not_before: datetime
    not_after: datetime
    sha256: Sha256
    mechanism: Mechanism
    status: CertificateStatus
    deactivation_reason: DeactivationReason | None = None


class CertificateList(View):
    items: list[CertificateView]


class RegisterCertificate(Command, service="signatures", returns=CertificateView):
    """Bind a certificate to the person who is signed in. It must be in its dates, made for signing, and trusted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "certificate_pem": _PEM,
                    "chain_pem": "",
                }
            ]
        }
    )

    certificate_pem: Pem
    chain_pem: PemChain = Field(default="", description="Issuing CAs between the certificate and the trust store.")


class ListCertificates(Query, service="signatures", returns=CertificateList):
    """The certificates of the person who is signed in, newest first."""


class DeactivateCertificate(Command, service="signatures", returns=CertificateView):
    """Never sign with this certificate again (token lost, officer transferred or retired). It cannot be undone."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"certificate_id": _CERTIFICATE, "reason": "lost"}]})

    certificate_id: UUID
    reason: DeactivationReason


# ---------------------------------------------------------------- the three steps


class Signer(Strict):
    """Who signs, as the visible mark and the record shall name them."""

    person_id: UUID
    name_hi: Line
    name_en: Line
    designation_hi: OptionalLine = ""
    designation_en: OptionalLine = ""
    capacity: Capacity = "own"


class SignatureBox(Strict):
    """Where the visible mark goes: a rectangle on a page, in points, corners lower left and upper right."""

    page: PageNumber
    x1: Points
    y1: Points
    x2: Points
    y2: Points

    @model_validator(mode="after")
    def _has_room(self) -> SignatureBox:
        if self.x2 - self.x1 < 90 or self.y2 - self.y1 < 36:
            raise ValueError("the mark needs at least 90 x 36 points")
        return self


class SigningSessionView(View):
    """What the signer's own machine has to sign, and until when."""

    session_id: UUID
    document_id: UUID
    version: Version
    to_sign: str = Field(max_length=20_000, description="Base64 of the DER of the CMS signed attributes.")
    digest: str = Field(max_length=64, description="Base64 SHA-256 of these bytes, for display and cross-check.")
    digest_algorithm: Literal["sha256"] = "sha256"
    mechanism: Mechanism
    certificate_sha256: Sha256
    expires_at: datetime


class PrepareSignature(Command, service="signatures", returns=SigningSessionView, callers=("files",), timeout=30.0):
    """First step: put the visible mark and an empty signature into a copy of the document."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "document_id": _DOCUMENT,
                    "version": 1,
                    "certificate_id": _CERTIFICATE,
                    "signer": {
                        "person_id": _PERSON,
                        "name_hi": "अनिता रावत",
                        "name_en": "Anita Rawat",
                        "designation_hi": "जिलाधिकारी, देहरादून",
                        "designation_en": "District Magistrate, Dehradun",
                        "capacity": "own",
                    },
                    "reason": "Approved",
                    "location": "Dehradun",
                    "box": {"page": 1, "x1": 330, "y1": 120, "x2": 540, "y2": 190},
                }
            ]
        }
    )

    document_id: UUID
    version: Version
    certificate_id: UUID
    signer: Signer
    reason: OptionalLine = ""
    location: OptionalLine = ""
    box: SignatureBox


class SignatureView(View):
    """A signature that was made: the version of the document that holds it, and its SHA-256."""

    signature_id: UUID
    session_id: UUID
    document_id: UUID
    version: Version = Field(description="The new version, whose bytes carry the signature and never change.")
    sha256: Sha256
    size: Count
    signer_person_id: UUID
    signer_name: str = Field(max_length=300)
    capacity: Capacity
    signed_at: datetime = Field(description="The server's clock at completion; a B-B signature proves no time.")
    level: Level
    certificate: CertificateView


class CompleteSignature(Command, service="signatures", returns=SignatureView, callers=("files",), timeout=30.0):
    """Last step: put the signature value in place and store the signed document as a new version."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"session_id": _SESSION, "person_id": _PERSON, "signature": "bWFkZSBlbHNld2hlcmU="}]
        }
    )

    session_id: UUID
    person_id: UUID = Field(description="Who completes; only the person for whom it was prepared may.")
    signature: Base64 = Field(description="Raw signature value: PKCS #1 v1.5 block, or DER of the ECDSA r and s.")


# ---------------------------------------------------------------- verification


class VerifiedCertificate(View):
    """The signer's certificate as found in the document."""

    subject: str = Field(max_length=1000)
    issuer: str = Field(max_length=1000)
    serial: str = Field(max_length=64)
    not_before: datetime
    not_after: datetime
    sha256: Sha256


class VerifiedSignature(View):
    """What was found out about one signature. Each statement is independent of the others."""

    field: str = Field(max_length=500)
    kind: Literal["signature", "timestamp"] = "signature"
    signer: str = Field(max_length=300, description="Common name in the certificate, or empty if unreadable.")
    intact: bool = Field(description="The signed bytes hash to the value that was signed.")
    valid: bool = Field(description="The signature value verifies with the certificate's key.")
    trusted: bool = Field(description="The certificate chains to this instance's trust store, now, for signing.")
    revocation: Literal["not_checked", "good", "revoked"] = "not_checked"
    coverage: Coverage
    modification: Modification = Field(description="What was changed after this signature.")
    level: Level
    claimed_at: datetime | None = Field(description="The signer's own clock; proves nothing.")
    certificate: VerifiedCertificate | None
    problems: list[ProblemCode] = Field(max_length=50)


class VerificationReport(View):
    """The verdict over a document and what it rests on. Anything but ``valid`` and ``unsigned`` has problems.

    ``invalid``: a signature is broken or the document was changed. ``indeterminate``: it may be genuine but cannot
    be shown to be (unknown issuer, expired, unreadable). ``valid``: every signature holds and is trusted.
    """

    document_id: UUID
    version: Version
    sha256: Sha256
    verdict: Verdict
    signatures: list[VerifiedSignature]
    problems: list[ProblemCode] = Field(max_length=50, description="What concerns the document as a whole.")
    checked_at: datetime


class VerifyDocument(Query, service="signatures", returns=VerificationReport, callers=("files",), timeout=30.0):
    """Judge every signature in a document afresh. A hostile file gets a verdict, never an error.

    Asked by files only, which knows who may see the document.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"document_id": _DOCUMENT, "version": 2}]})

    document_id: UUID
    version: Version


# ---------------------------------------------------------------- events


class DocumentSigned(Event, service="signatures"):
    """A signed version of a document lies in the store."""

    signature_id: UUID
    session_id: UUID
    document_id: UUID
    version: Version
    sha256: Sha256
    signer_person_id: UUID
    certificate_sha256: Sha256
    level: Level
    signed_at: datetime


# ---------------------------------------------------------------- refusals


class CertificateUnknown(NotFound):
    """No such certificate for this person."""

    code = "signature.certificate_unknown"


class SessionUnknown(NotFound):
    """No such signing session for this person."""

    code = "signature.session_unknown"


class SignatureDocumentUnknown(NotFound):
    """No such document or version."""

    code = "signature.document_unknown"


class CertificateUnreadable(Invalid):
    """This is not a certificate in PEM form."""

    code = "signature.certificate_unreadable"


class CertificateNotForSigning(Invalid):
    """The certificate is not made for signing documents. Field ``why``: key_usage, certificate_authority, weak_key."""

    code = "signature.certificate_not_for_signing"


class CertificateUntrusted(Invalid):
    """The certificate does not chain to an authority that this office trusts."""

    code = "signature.certificate_untrusted"


class CertificateExpired(Conflict):
    """The certificate is past its last day, or not yet in its first. Fields ``not_before`` and ``not_after``."""

    code = "signature.certificate_expired"


class CertificateDeactivated(Conflict):
    """The certificate was deactivated. Field ``reason``."""

    code = "signature.certificate_deactivated"


class CertificateTaken(Conflict):
    """Another person has signed with the certificate, so it is theirs."""

    code = "signature.certificate_taken"


class WrongCertificate(Forbidden):
    """The certificate does not belong to the person who is to sign."""

    code = "signature.wrong_certificate"


class SessionExpired(Conflict):
    """The signing session is past its time; prepare the signature again. Field ``expired_at``."""

    code = "signature.session_expired"


class SessionUsed(Conflict):
    """The signing session was used already."""

    code = "signature.session_used"


class SignatureDoesNotMatch(Invalid):
    """The signature value was not made from this document by the key of this certificate."""

    code = "signature.does_not_match"


class DocumentNotSignable(Unsupported):
    """This document cannot be signed. Field ``why``: not_pdf, encrypted, damaged, xfa, locked, no_such_page, …"""

    code = "signature.document_not_signable"


class DocumentTooLargeToSign(TooLarge):
    """The document is larger than can be signed here. Field ``limit_bytes``."""

    code = "signature.document_too_large"
