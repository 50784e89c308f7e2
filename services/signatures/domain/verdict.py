"""From what was found out about signatures to one word.

The words follow ETSI EN 319 102-1: *valid* is its TOTAL-PASSED, *invalid* TOTAL-FAILED, *indeterminate* says that
nothing speaks against the signature but not enough for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from contracts.signatures import Verdict, VerifiedSignature

# One of these and the signature is broken or the document is not what was signed.
FAILURES = frozenset(
    {
        "signature.malformed",
        "signature.not_intact",
        "signature.value_wrong",
        "signature.certificate_mismatch",
        "signature.certificate_revoked",
        "document.not_covered",
        "document.changed_after_signing",
        "document.bytes_differ",
    }
)
_ORDER: tuple[Verdict, ...] = ("invalid", "indeterminate", "valid")


def verdict_on(signature: VerifiedSignature) -> Verdict:
    """The verdict on one signature alone."""
    if FAILURES & set(signature.problems):
        return "invalid"
    if signature.intact and signature.valid and signature.trusted and not signature.problems:
        return "valid"
    return "indeterminate"


def verdict(signatures: Iterable[VerifiedSignature], problems: Iterable[str]) -> Verdict:
    """The worst verdict on any signature; ``unsigned`` where there is none and the document could be read."""
    judged = {verdict_on(signature) for signature in signatures}
    found = set(problems)
    if found & FAILURES:
        return "invalid"
    if found:
        judged.add("indeterminate")
    return next((word for word in _ORDER if word in judged), "unsigned")
