"""Stand-ins for the public images, built from Debian's packages, and the wheelhouse.

A district's data centre often has no way out, and neither may a build machine: with these, docker-compose.yml and the
Dockerfile run unchanged under podman, because each stand-in carries the very name that they ask for.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.bootstrap import missing_packages
from deploy.local.messages import CannotRun, say

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "build" / "compose"
BASE = "localhost/patravali-debian"
PACKAGES = ["podman", "debootstrap", "runc", "netavark", "aardvark-dns", "iptables", "uidmap"]
CONTAINERFILE = ROOT / "deploy" / "compose" / "standins" / "debian.Containerfile"
WHEELHOUSE = ROOT / "deploy" / "wheelhouse"
STANDINS = ("python", "rabbitmq", "postgres", "seaweedfs", "prometheus", "caddy")
# Kernels that refuse to raise limits stop podman's own defaults.
_CONTAINERS_CONF = """[containers]
default_ulimits = ["nofile=10000:10000", "nproc=20000:20000"]
[engine]
runtime = "runc"
"""


def prepare() -> None:
    """Packages, images and wheels; repeatable, what is there stays. Raises CannotRun."""
    _install()
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "containers.conf").write_text(_CONTAINERS_CONF)
    if not has_image(BASE):
        _make_base()
    _make_standins()
    fill_wheelhouse()


def podman(*arguments: str, check: bool = True, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """One podman command with our limits."""
    return subprocess.run(["podman", *arguments], env=environment(), check=check, text=True, capture_output=capture)


def environment() -> dict[str, str]:
    return {**os.environ, "CONTAINERS_CONF": str(WORK / "containers.conf")}


def has_image(name: str) -> bool:
    return podman("image", "exists", name, check=False).returncode == 0


def image_names() -> dict[str, str]:
    """The full name of each public image that the compose file and the Dockerfile ask for, by its stand-in."""
    asked = (ROOT / "docker-compose.yml").read_text() + (ROOT / "deploy" / "Dockerfile").read_text()
    names = {}
    for name in re.findall(r"(?:image: |PYTHON_IMAGE=)(\S+:\S+)", asked):
        standin = name.split("/")[-1].split(":")[0]
        names[standin] = name
    return names


def fill_wheelhouse() -> None:
    """Download the locked wheels once; a lock that changed is downloaded anew."""
    lock = ROOT / "requirements" / "base.txt"
    stamp = WHEELHOUSE / ".lock"
    if stamp.exists() and stamp.read_text() == lock.read_text():
        return
    say("पायथन पैकेज लाए जा रहे हैं …", "Fetching the locked wheels …")
    for old in WHEELHOUSE.glob("*.whl"):
        old.unlink()
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    command = [sys.executable, "-m", "pip", "download", *options, "-r", str(lock), "-d", str(WHEELHOUSE)]
    subprocess.run(command, check=True)
    stamp.write_text(lock.read_text())


def _install() -> None:
    missing = missing_packages(PACKAGES)
    if not missing:
        return
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-q", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        raise CannotRun(
            f"यह परीक्षण root से चलाएँ, या प्रशासक यह आदेश चलाए: {' '.join(command)}",
            f"Run this test as root, or have an administrator run: {' '.join(command)}",
        )
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=quiet)


def _make_base() -> None:
    """A minimal Debian 12 from the machine's own package sources."""
    say("मूल छवि (Debian 12) बन रही है …", "Making the base image (Debian 12) …")
    folder = WORK / "debian"
    shutil.rmtree(folder, ignore_errors=True)
    mirror = _mirror()
    with (WORK / "debootstrap.log").open("w") as log:
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", str(folder), mirror]
        subprocess.run(command, check=True, stdout=log, stderr=subprocess.STDOUT)
    with subprocess.Popen(["tar", "-C", str(folder), "-c", "."], stdout=subprocess.PIPE) as archive:
        subprocess.run(["podman", "import", "-q", "-", BASE], stdin=archive.stdout, env=environment(), check=True)
    shutil.rmtree(folder)


def _mirror() -> str:
    """The first Debian archive that this machine's apt uses."""
    command = ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    sites = [line.split()[0] for line in answer.splitlines() if line.endswith(" bookworm")]
    if not sites:
        raise CannotRun("apt में bookworm का कोई स्रोत नहीं है।", "apt has no source for bookworm on this machine.")
    return sites[0]


def _make_standins() -> None:
    shutil.copy2(Path(sys.executable).parent / "weed", WORK / "weed")
    shutil.copy2(CONTAINERFILE.with_name("postgres-entrypoint.sh"), WORK)
    names = image_names()
    for standin in STANDINS:
        if has_image(names[standin]):
            continue
        say(f"छवि बन रही है: {names[standin]}", f"Building a stand-in for {names[standin]}")
        podman(
            *("build", "-q", "--network", "host", "--cap-add", "all", "-f", str(CONTAINERFILE)),
            *("--target", standin, "-t", f"localhost/{names[standin]}", str(WORK)),
        )


if __name__ == "__main__":
    fill_wheelhouse()
