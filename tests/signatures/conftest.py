"""Tokens are made once a run (a key pair takes a while); each test has a database of its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from clients.demo_ca import DemoHome, DemoOfficer
from contracts.signatures import CertificateView
from services.signatures.library.api import Edition
from services.signatures.pades.certificates import parsed
from services.signatures.pades.signing import Placing, Wish
from services.signatures.pades.stamp import Mark, drawn
from tests.external import DATA
from tests.signatures.office import SignatureOffice
from tests.signatures.papers import a_letter
from tests.throwaway import ServiceDatabase

# Files of others, outside the project: collected only where they are.
collect_ignore = [] if (DATA / "pdf_edge").is_dir() else ["test_files_of_others.py"]

DM = uuid.UUID("018f6b1a-0000-7000-8000-00000000000a")
ADM = uuid.UUID("018f6b1a-0000-7000-8000-00000000000b")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> DemoHome:
    return DemoHome(tmp_path_factory.mktemp("demo-ca"))


@pytest.fixture(scope="session")
def dm(home: DemoHome) -> DemoOfficer:
    """An officer with an RSA key."""
    return home.officer("Anita Rawat")


@pytest.fixture(scope="session")
def adm(home: DemoHome) -> DemoOfficer:
    """An officer with a key on the curve P-256."""
    return home.officer("Ravi Negi", key="ec")


@pytest.fixture
def engine(service_database: Callable[[str], ServiceDatabase]) -> Iterator[Engine]:
    engine = create_engine(service_database("signatures").url)
    yield engine
    engine.dispose()


@pytest.fixture
def office(engine: Engine, home: DemoHome) -> SignatureOffice:
    return SignatureOffice(engine, home)


@pytest.fixture
def letter(office: SignatureOffice) -> Edition:
    return office.library.put(a_letter(), file_name="पत्र.pdf")


@pytest.fixture
def dm_certificate(office: SignatureOffice, dm: DemoOfficer) -> CertificateView:
    return office.register(dm, DM)


@pytest.fixture
def adm_certificate(office: SignatureOffice, adm: DemoOfficer) -> CertificateView:
    return office.register(adm, ADM)


@pytest.fixture(scope="session")
def wish(home: DemoHome, dm: DemoOfficer) -> Wish:
    """A wish to sign a letter, with a mark that was drawn once."""
    own, chain = parsed(dm.certificate_pem, dm.chain_pem)
    return Wish(
        pdf=a_letter(),
        certificate=own,
        chain=chain,
        field_name="Patravali-test",
        reason="Approved",
        location="Dehradun",
        signer_name="Anita Rawat",
        placing=Placing(1, 0, 0, 180, 60),
        stamp=drawn(a_mark()),
        moment=datetime.now(UTC),
    )


def a_mark(**changes: Any) -> Mark:
    given: dict[str, Any] = {
        "width": 210.0,
        "height": 70.0,
        "name_hi": "अनिता रावत",
        "name_en": "Anita Rawat",
        "designation_hi": "जिलाधिकारी, देहरादून",
        "designation_en": "District Magistrate, Dehradun",
        "capacity": "own",
        "location": "Dehradun",
        "minute": "22.11.2026 17:15",
    }
    return Mark(**given | changes)
