"""Damaged, attacking and signed PDFs that others collected: each gets a verdict, and the known ones the right one."""

from __future__ import annotations

import contextlib
import csv
from collections import defaultdict
from datetime import UTC, datetime

import pytest
from asn1crypto import x509

from services.signatures.domain.verdict import verdict
from services.signatures.pades import signing
from services.signatures.pades.certificates import common_name, facts
from services.signatures.pades.trust import TrustStore, certificates_in
from services.signatures.pades.verification import verify
from tests.external import DATA

pytestmark = pytest.mark.external_data

LARGEST = 25 * 2**20
NOBODY = TrustStore(())
PDFS = sorted(path for path in (DATA / "pdf_edge").rglob("*.pdf") if path.stat().st_size <= LARGEST)


def known_verdicts() -> dict[str, list[dict[str, str]]]:
    """What pyHanko itself said of the signatures, for the files that are here."""
    found = defaultdict(list)
    with (DATA / "pdf_edge" / "signed_pdfs_pyhanko_verdicts.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if (DATA / row["file"]).is_file():
                found[row["file"]].append(row)
    return found


@pytest.mark.parametrize("folder", sorted({path.parent for path in PDFS}), ids=lambda path: path.name)
def test_every_file_gets_a_verdict_and_none_is_trusted(folder: object) -> None:
    for path in (one for one in PDFS if one.parent == folder):
        findings = verify(path.read_bytes(), NOBODY, datetime.now(UTC))

        word = verdict(findings.signatures, findings.problems)
        assert word != "valid", path.name
        assert word == "unsigned" or findings.problems or any(one.problems for one in findings.signatures), path.name


@pytest.mark.parametrize("file", sorted(known_verdicts()))
def test_known_signatures_are_judged_as_pyhanko_judged_them(file: str) -> None:
    findings = verify((DATA / file).read_bytes(), NOBODY, datetime.now(UTC))

    found = {one.field: one for one in findings.signatures}
    for row in known_verdicts()[file]:
        if row["result"] != "ok":
            assert found.get(row["field"]) is None or found[row["field"]].problems
            continue
        one = found[row["field"]]
        assert (str(one.intact), str(one.valid)) == (row["intact"], row["valid"])
        assert row["coverage"].lower().startswith(one.coverage)
        assert one.modification == row["modification_level"].lower()


@pytest.mark.parametrize("folder", sorted({path.parent for path in PDFS}), ids=lambda path: path.name)
def test_every_file_is_either_prepared_or_refused(folder: object, wish: signing.Wish) -> None:
    for path in (one for one in PDFS if one.parent == folder):
        given = signing.Wish(**{**wish.__dict__, "pdf": path.read_bytes()})
        with contextlib.suppress(signing.NotSignable):
            prepared = signing.prepare(given)
            assert prepared.pdf[prepared.region_start : prepared.region_start + 1] == b"<"


def a_leaf_and_its_intermediates() -> tuple[x509.Certificate, list[x509.Certificate]]:
    (leaf,) = certificates_in((DATA / "pki/leaf/DS-NATIONAL-E-GOVERNANCE-DIVISION-1.pem").read_bytes())
    files = (DATA / "pki" / "intermediates").glob("*.pem")
    return leaf, [one for path in files for one in certificates_in(path.read_bytes())]


def test_a_real_indian_chain_leads_to_the_root_of_the_cca() -> None:
    leaf, intermediates = a_leaf_and_its_intermediates()

    path = TrustStore.read(DATA / "pki" / "roots").path_of(leaf, intermediates, datetime(2024, 1, 15, tzinfo=UTC))

    assert path is not None
    assert [common_name(one.subject) for one in path] == [
        "SafeScrypt CA 2022",
        "SafeScrypt sub-CA for Document Signer 2022",
    ]
    facts(leaf).check_made_for_signing()


def test_the_same_chain_leads_nowhere_after_it_expired_or_with_a_link_missing() -> None:
    leaf, intermediates = a_leaf_and_its_intermediates()
    roots = TrustStore.read(DATA / "pki" / "roots")

    assert roots.path_of(leaf, intermediates, datetime(2026, 6, 1, tzinfo=UTC)) is None
    assert roots.path_of(leaf, [], datetime(2024, 1, 15, tzinfo=UTC)) is None


def test_a_root_that_was_damaged_on_its_way_is_no_anchor() -> None:
    with pytest.raises(ValueError, match="fails its own signature"):
        TrustStore.read(DATA / "pki" / "bad")
