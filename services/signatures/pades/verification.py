"""Finding out about every signature in a PDF. Nothing raises: what cannot be read is a finding like any other.

Each signature is judged by itself, so that one broken by an enemy does not hide the others. Revocation is not looked
at yet; each finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import SEEK_END
from typing import Any

from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel

from contracts.signatures import Coverage, Level, Modification, VerifiedCertificate, VerifiedSignature
from services.signatures.pades.certificates import NotACertificate, common_name, facts
from services.signatures.pades.reading import HOSTILE, Unreadable, finished, opened
from services.signatures.pades.trust import TrustStore

PADES = "/ETSI.CAdES.detached"
_SUPPORTED = frozenset({PADES, "/adbe.pkcs7.detached", "/ETSI.RFC3161", "/PBAD.PAdES"})
_STRONG_DIGESTS = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256"})
_COVERAGE: dict[SignatureCoverageLevel, Coverage] = {
    SignatureCoverageLevel.UNCLEAR: "unclear",
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: "contiguous_block",
    SignatureCoverageLevel.ENTIRE_REVISION: "entire_revision",
    SignatureCoverageLevel.ENTIRE_FILE: "entire_file",
}
_MODIFICATION: dict[ModificationLevel | None, Modification] = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "lta_updates",
    ModificationLevel.FORM_FILLING: "form_filling",
    ModificationLevel.ANNOTATIONS: "annotations",
    ModificationLevel.OTHER: "other",
    None: "other",
}
_HARMLESS = frozenset({"none", "lta_updates", "form_filling"})
MOST_SIGNATURES = 200


@dataclass(frozen=True)
class Findings:
    """What is known about the signatures of a document, and what concerns the document as a whole."""

    signatures: list[VerifiedSignature]
    problems: list[str]


def verify(pdf: bytes, trust: TrustStore, moment: datetime) -> Findings:
    """Look at every signature. Trust is judged at ``moment``. Never raises on any bytes."""
    problems: list[str] = []
    try:
        reader = opened(pdf, strict=True)
    except Unreadable as unreadable:
        if unreadable.why != "damaged":
            return Findings([], [f"document.{unreadable.why}"])
        # Readers disagree about what such a file shows, so nothing in it can be called valid.
        problems.append("document.irregular")
        try:
            reader = opened(pdf, strict=False)
        except Unreadable as hopeless:
            return Findings([], [f"document.{hopeless.why}"])
    signatures = []
    try:
        for name, field in _filled_fields(reader):
            signatures.append(_examined(reader, name, field, trust, moment))
    except HOSTILE:
        problems.append("document.damaged")
    if len(signatures) > MOST_SIGNATURES:
        return Findings(signatures[:MOST_SIGNATURES], ["document.too_many_signatures"])
    return Findings(signatures, problems + _unsigned_update(signatures))


def _filled_fields(reader: PdfFileReader) -> Iterator[tuple[str, Any]]:
    for count, (name, _, reference) in enumerate(enumerate_sig_fields(reader, filled_status=True)):
        yield str(name)[:500], reference
        if count >= MOST_SIGNATURES:
            return


def _unsigned_update(signatures: list[VerifiedSignature]) -> list[str]:
    """Something was appended after the last signature: perhaps harmless, but nobody signed it.

    Validation data added for the long term (ETSI EN 319 142-1, 5.4) is meant to be appended.
    """
    covered = any(one.coverage == "entire_file" for one in signatures)
    if covered or all(one.modification == "lta_updates" for one in signatures):
        return []
    return ["document.updated_after_last_signature"]


def _examined(reader: PdfFileReader, name: str, field: Any, trust: TrustStore, moment: datetime) -> VerifiedSignature:
    """One signature. What goes wrong with it is its problem alone."""
    certificate: x509.Certificate | None = None
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        if str(embedded.sig_object.get("/SubFilter")) not in _SUPPORTED:
            return _unreadable(name, "signature.unsupported", None)
        certificate = embedded.signer_cert
        context = trust.context(moment, embedded.other_embedded_certs)
        if embedded.sig_object_type == "/DocTimeStamp":
            return _timestamp(embedded, finished(async_validate_pdf_timestamp(embedded, context)))
        status = finished(async_validate_pdf_signature(embedded, signer_validation_context=context))
        return _signature(embedded, status)
    except SignatureValidationError as refused:
        return _unreadable(name, _code_of(refused), certificate)
    except (UnsupportedAlgorithm, NotImplementedError):
        return _unreadable(name, "signature.unsupported", certificate)
    except HOSTILE:
        return _unreadable(name, "signature.malformed", certificate)


def _leaves_out_itself_only(embedded: EmbeddedPdfSignature) -> bool:
    """The signed ranges leave out the signature's own hexadecimal string and nothing else.

    pyHanko adds the lengths up, so a second range that reaches past the end of the file makes room for bytes that
    nobody signed, and the whole file would still count as covered.
    """
    numbers = [int(number) for number in embedded.byte_range]
    if len(numbers) != 4:
        return False
    start, first, second, rest = numbers
    stream = embedded.reader.stream
    size = stream.seek(0, SEEK_END)
    if start != 0 or first <= 0 or rest <= 0 or second + rest > size:
        return False
    stream.seek(first)
    left_out = stream.read(second - first)
    return left_out.lower() == b"<" + embedded.pkcs7_content.hex().encode("ascii") + b">"


def _signature(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> VerifiedSignature:
    problems = _problems(embedded, status)
    if not status.docmdp_ok:
        problems.append("document.changed_after_signing")
    if not status.seed_value_ok:
        problems.append("signature.field_rules_broken")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.valid and stamp.intact):
        problems.append("signature.timestamp_wrong")
    return _view(embedded, status, "signature", _level(embedded, status), problems)


def _timestamp(embedded: EmbeddedPdfSignature, status: DocumentTimestampStatus) -> VerifiedSignature:
    return _view(embedded, status, "timestamp", "below", _problems(embedded, status))


def _problems(embedded: EmbeddedPdfSignature, status: Any) -> list[str]:
    """What speaks against a signature or timestamp, in codes."""
    problems = [] if _leaves_out_itself_only(embedded) else ["document.not_covered"]
    if not status.intact:
        problems.append("signature.not_intact")
    if not status.valid:
        problems.append("signature.value_wrong")
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        problems.append("document.not_covered")
    elif _MODIFICATION[status.modification_level] not in _HARMLESS:
        problems.append("document.changed_after_signing")
    if status.revoked:
        problems.append("signature.certificate_revoked")
    elif status.trust_problem_indic is not None:
        problems.append(f"trust.{status.trust_problem_indic.standard_name.lower()}")
    elif status.valid and status.intact and not status.trusted:
        problems.append("trust.not_trusted")
    return problems


def _view(
    embedded: EmbeddedPdfSignature, status: Any, kind: Any, level: Level, problems: list[str]
) -> VerifiedSignature:
    coverage = _COVERAGE[status.coverage] if _leaves_out_itself_only(embedded) else "unclear"
    return VerifiedSignature(
        field=embedded.fq_name,
        kind=kind,
        signer=_name_in(embedded.signer_cert),
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        revocation="revoked" if status.revoked else "not_checked",
        coverage=coverage,
        modification=_MODIFICATION[status.modification_level] if coverage != "unclear" else "other",
        level=level,
        claimed_at=_claimed_at(embedded),
        certificate=_described(embedded.signer_cert),
        problems=list(dict.fromkeys(problems)),
    )


def _unreadable(name: str, code: str, certificate: x509.Certificate | None) -> VerifiedSignature:
    """A signature about which nothing good is known."""
    return VerifiedSignature(
        field=name,
        signer=_name_in(certificate),
        intact=False,
        valid=False,
        trusted=False,
        coverage="unclear",
        modification="other",
        level="below",
        claimed_at=None,
        certificate=_described(certificate),
        problems=[code],
    )


def _code_of(refused: SignatureValidationError) -> str:
    if "hybrid-reference" in refused.failure_message:
        return "document.hybrid_references"
    if refused.ades_subindication is AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND:
        return "signature.certificate_mismatch"
    return "signature.malformed"


def _level(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Level:
    """B-B as ETSI EN 319 142-1 table 1 wants it, B-T with a timestamp that holds, or below."""
    attributes = embedded.signer_info["signed_attrs"]
    named = any(_has(attributes, name) for name in ("signing_certificate_v2", "signing_certificate"))
    if (
        str(embedded.sig_object.get("/SubFilter")) != PADES
        or not named
        or _has(attributes, "signing_time")
        or embedded.md_algorithm not in _STRONG_DIGESTS
    ):
        return "below"
    stamp = status.timestamp_validity
    return "B-T" if stamp is not None and stamp.valid and stamp.intact and stamp.trusted else "B-B"


def _has(attributes: Any, name: str) -> bool:
    try:
        find_unique_cms_attribute(attributes, name)
    except NonexistentAttributeError:
        return False
    return True


def _claimed_at(embedded: EmbeddedPdfSignature) -> datetime | None:
    try:
        moment = embedded.self_reported_timestamp
    except HOSTILE:
        return None
    if moment is None:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _name_in(certificate: x509.Certificate | None) -> str:
    try:
        return common_name(certificate.subject) if certificate is not None else ""
    except HOSTILE:
        return ""


def _described(certificate: x509.Certificate | None) -> VerifiedCertificate | None:
    if certificate is None:
        return None
    try:
        found = facts(certificate)
    except NotACertificate:
        return None
    return VerifiedCertificate(
        subject=found.subject,
        issuer=found.issuer,
        serial=found.serial,
        not_before=found.not_before,
        not_after=found.not_after,
        sha256=found.sha256,
    )
