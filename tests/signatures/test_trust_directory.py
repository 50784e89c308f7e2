"""The trust directory, read again while the service runs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from clients.demo_ca import DemoHome
from services.signatures.extensions import TrustProvider
from services.signatures.pades.trust import TrustStore


@pytest.fixture
def provider(tmp_path: Path) -> TrustProvider:
    provider = TrustProvider()
    provider.container = SimpleNamespace(config={"settings": SimpleNamespace(trust_dir=tmp_path / "trust")})
    provider.setup()
    return provider


def trusted(provider: TrustProvider) -> int:
    store: TrustStore = provider.get_dependency(None)
    return len(store.anchors)


def test_an_anchor_counts_as_soon_as_it_lies_there_and_no_longer(
    provider: TrustProvider, home: DemoHome, tmp_path: Path
) -> None:
    before = trusted(provider)
    (tmp_path / "trust").mkdir()
    anchor = tmp_path / "trust" / "root.pem"
    anchor.write_bytes((home.trust_directory / "demo-root.pem").read_bytes())
    there = trusted(provider)
    anchor.unlink()

    assert (before, there, trusted(provider)) == (0, 1, 0)


def test_with_an_unreadable_file_nobody_is_trusted(provider: TrustProvider, home: DemoHome, tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.pem").write_bytes((home.trust_directory / "demo-root.pem").read_bytes())
    (tmp_path / "trust" / "broken.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")

    assert trusted(provider) == 0


def test_other_files_in_the_directory_are_passed_over(provider: TrustProvider, home: DemoHome, tmp_path: Path) -> None:
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.crt").write_bytes((home.trust_directory / "demo-root.pem").read_bytes())
    (tmp_path / "trust" / "README").write_text("where they came from")

    assert trusted(provider) == 1
