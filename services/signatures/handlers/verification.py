"""Judging the signatures in a document."""

from __future__ import annotations

from contracts.signatures import VerificationReport, VerifyDocument
from services.signatures.domain.verdict import verdict
from services.signatures.executor import Executor
from services.signatures.library.api import Library, sha256_of
from services.signatures.pades.trust import TrustStore
from services.signatures.pades.verification import Findings, verify
from services.signatures.storage import Signatures, SignaturesUnitOfWork


def report(
    request: VerifyDocument, uow: SignaturesUnitOfWork, library: Library, trust: TrustStore, executor: Executor
) -> VerificationReport:
    """The verdict and what it rests on, with trust as it is now. Any readable document gets one."""
    edition = library.find(request.document_id, request.version)
    sha256 = edition.sha256
    if edition.size > uow.settings.largest_pdf:
        findings = Findings([], ["document.too_large"])
    else:
        pdf = library.read(edition)
        sha256 = sha256_of(pdf)
        findings = executor.run(verify, pdf, trust, uow.now())
    problems = [*findings.problems, *_differences(request, sha256, edition.sha256, uow)]
    return VerificationReport(
        document_id=edition.document_id,
        version=edition.version,
        sha256=sha256,
        verdict=verdict(findings.signatures, problems),
        signatures=findings.signatures,
        problems=problems,
        checked_at=uow.now(),
    )


def _differences(request: VerifyDocument, found: str, announced: str, uow: SignaturesUnitOfWork) -> list[str]:
    """A signed document's bytes never change: compare with what was recorded when it was signed."""
    with uow.reading() as session:
        recorded = Signatures(session).on_version(request.document_id, request.version)
    known = {announced} | ({recorded.sha256} if recorded is not None else set())
    return [] if known == {found} else ["document.bytes_differ"]
