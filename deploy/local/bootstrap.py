"""Installs what the machine lacks, before the virtual environment exists: standard library only.

    python3 -m deploy.local.bootstrap           what running needs
    python3 -m deploy.local.bootstrap tests     the same with what tests need

Everything is named in a list and installed in one go from Debian's packages; when all is there, nothing is asked
and no root is needed. On another system it says what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.local.messages import CannotRun, complain, say

PACKAGES = [
    "python3-venv",
    "rabbitmq-server",
    "poppler-utils",
    "qpdf",
    "tesseract-ocr",
    "tesseract-ocr-hin",
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-noto-core",
    "softhsm2",
    "opensc",
]
FOR_TESTS = ["chromium", "pinentry-gtk2", "xdotool", "xvfb"]
POLICY = Path("/usr/sbin/policy-rc.d")
_APT = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]


def main(arguments: Sequence[str] = ()) -> int:
    try:
        install_missing([*PACKAGES, *FOR_TESTS] if "tests" in arguments else PACKAGES)
    except CannotRun as refused:
        complain(refused.hindi, refused.english)
        return 1
    return 0


def install_missing(packages: list[str] = PACKAGES) -> None:
    """Install the packages that are not there. Raises CannotRun when this system or user cannot."""
    if shutil.which("apt-get") is None:
        _need_programs_without_apt()
        return
    missing = missing_packages(packages)
    if not missing:
        return
    if os.geteuid() != 0 and shutil.which("sudo") is None:
        raise _needs_root(missing)
    say("ज़रूरी पैकेज स्थापित किए जा रहे हैं: " + " ".join(missing), "Installing packages: " + " ".join(missing))
    with no_service_started():
        for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *missing]):
            _as_root([*_APT, *arguments])


def missing_packages(packages: list[str]) -> list[str]:
    """Which of these Debian packages are not installed."""
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in packages if package not in installed]


@contextmanager
def no_service_started(policy: Path = POLICY) -> Iterator[None]:
    """Keep packages from starting daemons of their own, as rabbitmq-server would; an administrator's policy stays."""
    if policy.exists():
        yield
        return
    _as_root(["sh", "-c", f"printf '#!/bin/sh\\nexit 101\\n' >{policy} && chmod 755 {policy}"])
    try:
        yield
    finally:
        _as_root(["rm", "-f", str(policy)])


def _as_root(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if os.geteuid() != 0:
        command = ["sudo", "DEBIAN_FRONTEND=noninteractive", *command]
    finished = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    if finished.returncode != 0:
        raise CannotRun(
            f"यह आदेश पूरा नहीं हुआ: {' '.join(command)}",
            f"This command failed: {' '.join(command)}",
        )


def _needs_root(missing: list[str]) -> CannotRun:
    command = "apt-get update && apt-get install --no-install-recommends " + " ".join(missing)
    return CannotRun(
        f"पैकेज स्थापित करने के लिए root या sudo चाहिए। प्रशासक यह आदेश चलाए: {command}",
        f"Installing packages needs root or sudo. Have an administrator run: {command}",
    )


def _need_programs_without_apt() -> None:
    """Without apt nothing is installed; what is absent is named, with the compose file as the other way."""
    needed = {
        "/usr/lib/rabbitmq/bin/rabbitmq-server": "RabbitMQ 3.10+ (Erlang, epmd)",
        "pdftoppm": "poppler-utils",
        "qpdf": "qpdf",
        "tesseract": "Tesseract (hin, eng)",
        "softhsm2-util": "SoftHSM 2",
        "pkcs11-tool": "OpenSC",
    }
    absent = [name for program, name in needed.items() if shutil.which(program) is None]
    if absent:
        wanted = ", ".join([*absent, "Pango", "Noto Sans/Serif Devanagari"])
        raise CannotRun(
            f"इस प्रणाली पर apt नहीं है। ये स्वयं स्थापित करें: {wanted}। या कंटेनर से चलाएँ: "
            "sh deploy/compose/secrets.sh && docker compose up",
            f"There is no apt on this system. Install these yourself: {wanted}. Or run it in containers: "
            "sh deploy/compose/secrets.sh && docker compose up",
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
