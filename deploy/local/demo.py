"""What a demonstration has that an office configures itself: a district, a postbox for mail and SMS, a demo CA."""

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from deploy.local.environment import setting
from deploy.local.home import Home
from deploy.local.processes import ROOT

DISTRICT = ROOT / "deploy" / "districts" / "in-uk-dehradun.yaml"
PROCEDURE = ROOT / "deploy" / "procedure"

# The desks that a letter passes on its way from dak to dispatch, and the two who look after the system.
_SHOWN_POSTS = ["RC1(RI)", "DH1(LRA)", "SO(LRA)", "ADM(FR)", "DM", "DC(RI)", "EMD", "SYSADM"]


@dataclass(frozen=True)
class Step:
    """A command that set-up runs once the database answers."""

    name: str
    command: list[str]
    afterwards: Callable[[], object] = lambda: None
    """Done when the command succeeded."""


def is_demo(settings: Mapping[str, str]) -> bool:
    """Demo mode is on unless PATRAVALI_DEMO=0."""
    return settings.get("PATRAVALI_DEMO", "1") != "0"


def demo_values(home: Home) -> dict[str, str]:
    """Settings of the postbox, and of notifications and signatures that point at the demonstration's parts."""
    smtp, http = home.port("postbox-smtp"), home.port("postbox-http")
    return {
        setting("postbox", "smtp_port"): str(smtp),
        setting("postbox", "http_port"): str(http),
        setting("postbox", "dir"): str(home.root / "postbox"),
        setting("notifications", "smtp_url"): f"smtp://127.0.0.1:{smtp}",
        setting("notifications", "smtp_from"): "patravali@collectorate.example",
        setting("notifications", "sms_url"): f"http://127.0.0.1:{http}/esms/sendsmsrequestDLT",
        setting("notifications", "sms_username"): "demo",
        setting("notifications", "sms_password"): home.secret("sms-password"),
        setting("notifications", "sms_secure_key"): home.secret("sms-secure-key"),
        setting("notifications", "sms_dlt_registry"): str(ROOT / "deploy" / "demo" / "dlt.yaml"),
        setting("signatures", "trust_dir"): str(authority_folder(home) / "trust"),
    }


def demo_steps(home: Home, values: Mapping[str, str]) -> list[Step]:
    """Load the district and its State's procedure, and make the demonstration's certifying authority, unless that was
    done before."""
    steps = []
    mark = _mark_of(values[setting("identity", "database_url")], DISTRICT)
    stamp = home.root / "district-loaded"
    if not (stamp.exists() and stamp.read_text() == mark and logins_file(home).exists()):
        load = [sys.executable, "-m", "services.identity.load", str(DISTRICT), "--logins", str(logins_file(home))]
        steps.append(Step("district", load, partial(stamp.write_text, mark)))
    rules = _mark_of(values[setting("files", "database_url")], DISTRICT, *sorted(PROCEDURE.glob("*.yaml")))
    ruled = home.root / "procedure-loaded"
    if not (ruled.exists() and ruled.read_text() == rules):
        load = [sys.executable, "-m", "services.files.procedure", "load", "--district", str(DISTRICT)]
        steps.append(Step("procedure", load, partial(ruled.write_text, rules)))
    if not any((authority_folder(home) / "trust").glob("*")):
        steps.append(Step("demo-ca", [sys.executable, "-m", "clients.demo_ca", str(authority_folder(home))]))
    return steps


def _mark_of(database_url: str, *files: Path) -> str:
    """Changes when one of the files does, or the database that they were loaded into."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    digest.update(database_url.encode())
    return digest.hexdigest()


def authority_folder(home: Home) -> Path:
    return home.root / "demo-ca"


def logins_file(home: Home) -> Path:
    """Where the district's loading writes the demo logins."""
    return home.root / "demo-logins.txt"


def shown_logins(home: Home) -> list[str]:
    """One line for each desk of the main job: user name, password, post, designation."""
    rows = [line.split("\t") for line in logins_file(home).read_text(encoding="utf-8").splitlines()]
    of_post = {row[2]: row for row in rows if len(row) == 5}
    chosen = [of_post[post] for post in _SHOWN_POSTS if post in of_post]
    return [f"  {user:18} {password:22} {post:10} {designation}" for user, password, post, _, designation in chosen]
