"""What is installed, and that no package starts a daemon of its own meanwhile."""

from pathlib import Path

import pytest

from deploy.local import bootstrap
from deploy.local.bootstrap import missing_packages, no_service_started


def test_an_installed_package_is_not_missing():
    assert missing_packages(["dpkg"]) == []


def test_an_unknown_package_is_missing():
    assert missing_packages(["dpkg", "no-such-package-in-debian"]) == ["no-such-package-in-debian"]


def test_daemons_stay_down_while_packages_are_installed(tmp_path: Path):
    policy = tmp_path / "policy-rc.d"

    with no_service_started(policy):
        assert "exit 101" in policy.read_text()
        assert policy.stat().st_mode & 0o111

    assert not policy.exists()


def test_the_policy_goes_when_an_installation_fails(tmp_path: Path):
    policy = tmp_path / "policy-rc.d"

    with pytest.raises(RuntimeError), no_service_started(policy):
        raise RuntimeError("no space left")

    assert not policy.exists()


def test_an_administrators_policy_stays_as_it_is(tmp_path: Path):
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 0\n")

    with no_service_started(policy):
        assert policy.read_text() == "#!/bin/sh\nexit 0\n"

    assert policy.read_text() == "#!/bin/sh\nexit 0\n"


def test_a_system_without_apt_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", "/nowhere")

    status = bootstrap.main()

    said = capsys.readouterr().err
    assert status == 1
    assert "poppler-utils" in said
    assert "docker compose up" in said
    assert "apt नहीं है" in said
