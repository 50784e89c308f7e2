"""The one-shot container `setup`: users, rights, databases, bucket, migrations and the demo district. Repeatable.

Reads the administrators' URLs and every user's own URL from files (`<NAME>_FILE`): the passwords that it gives out are
the ones that the processes were handed.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg2
from urllib3.exceptions import HTTPError

from chassis.topology import SERVICES
from deploy.local import buckets, databases, rights
from deploy.local.broker import BrokerRefused, Management
from deploy.local.environment import setting
from deploy.local.store import INDEX

ROOT = Path(__file__).resolve().parent.parent.parent
DISTRICT = "deploy/districts/in-uk-dehradun.yaml"
LOGINS = "/demo/private/demo-logins.txt"
AUTHORITY = Path("/demo/private/demo-ca")
TRUST = Path("/demo/trust")
_PATIENCE_SECONDS = 180
_PAUSE_SECONDS = 1.0


def main() -> int:
    once_reachable(provision_broker)
    once_reachable(provision_databases)
    once_reachable(provision_index)
    once_reachable(provision_store)
    carry_out([sys.executable, "-m", "chassis.migrate", *SERVICES])
    if os.environ.get("PATRAVALI_DEMO", "1") != "0":
        carry_out([sys.executable, "-m", "services.identity.load", DISTRICT, "--logins", LOGINS])
        carry_out([sys.executable, "-m", "services.files.procedure", "load", "--district", DISTRICT])
        carry_out([sys.executable, "-m", "clients.demo_ca", str(AUTHORITY)])
        # The services get to see the root certificate, never the authority's keys.
        shutil.copytree(AUTHORITY / "trust", TRUST, dirs_exist_ok=True)
    return 0


def secret(name: str) -> str:
    """The setting `name`, from the file that `<name>_FILE` names."""
    return Path(os.environ[f"{name}_FILE"]).read_text().strip()


def password_in(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def provision_broker() -> None:
    urls = {user: secret(setting(user, "broker_url")) for user in rights.USERS}
    vhost = urlsplit(urls["gateway"]).path.lstrip("/")
    passwords = {user: password_in(url) for user, url in urls.items()}
    rights.provision(Management(secret("PATRAVALI_BROKER_ADMIN_URL")), vhost, passwords)


def provision_databases() -> None:
    for service in SERVICES:
        owner = password_in(secret(setting(service, "owner_database_url")))
        own = password_in(secret(setting(service, "database_url")))
        databases.provision(secret("PATRAVALI_DATABASE_URL"), service, owner, own)


def provision_index() -> None:
    """Until this is done the store's container starts in vain, again and again."""
    databases.provision_index(secret("PATRAVALI_DATABASE_URL"), INDEX, secret("PATRAVALI_STORE_INDEX_PASSWORD"))


def provision_store() -> None:
    access = buckets.StoreAccess.parse(secret("PATRAVALI_STORE_URL"))
    buckets.provision(access.url, access.access_key, access.secret_key, access.bucket)


def once_reachable(step: Callable[[], None]) -> None:
    """Do `step`, again and again while its server is still starting; the last error after three minutes."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return step()
        except (OSError, BrokerRefused, HTTPError, psycopg2.OperationalError) as away:
            if time.monotonic() > deadline:
                raise
            print(f"{step.__name__}: {away}".splitlines()[0], file=sys.stderr, flush=True)
        time.sleep(_PAUSE_SECONDS)


def carry_out(command: list[str]) -> None:
    print(" ".join(command[1:]), flush=True)
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
