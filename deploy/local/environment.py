"""The settings that set-up hands to the processes, in files that a shell can source."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from chassis.topology import SERVICES
from deploy.local.home import write_private
from deploy.local.messages import CannotRun

PROCESSES = (*SERVICES, "documents_worker", "relay")
"""Everything with a health port of its own; the gateway answers on its HTTP port."""


def setting(process: str, name: str) -> str:
    """`setting("files", "database_url")` is PATRAVALI_FILES_DATABASE_URL."""
    return f"PATRAVALI_{process.upper()}_{name.upper()}"


def gateway_port(values: Mapping[str, str]) -> int:
    """The port that people open. Raises CannotRun where PATRAVALI_GATEWAY_PORT is none."""
    said = values.get("PATRAVALI_GATEWAY_PORT", "8000")
    port = int(said) if said.isascii() and said.isdigit() and len(said) <= 5 else 0
    if not 1 <= port <= 65_535:
        raise CannotRun(
            f"PATRAVALI_GATEWAY_PORT में 1 से 65535 तक की संख्या चाहिए, यह नहीं: {said!r}",
            f"PATRAVALI_GATEWAY_PORT has to be a number from 1 to 65535, not {said!r}",
        )
    return port


def write(path: Path, values: Mapping[str, str]) -> None:
    """Write KEY=value lines, quoted for sh, mode 600."""
    lines = [f"export {name}={shlex.quote(value)}" for name, value in sorted(values.items())]
    write_private(path, "\n".join(lines) + "\n")


def read(path: Path) -> dict[str, str]:
    """The values that `write` put into `path`."""
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, quoted = line.removeprefix("export ").partition("=")
        values[name] = shlex.split(quoted)[0] if quoted else ""
    return values


def only_for(processes: tuple[str, ...], values: Mapping[str, str]) -> dict[str, str]:
    """What `processes` may see: their own settings without the owner's database URL, and nobody else's."""
    names = "|".join(process.upper() for process in processes)
    own = re.compile(rf"^PATRAVALI_({names})_(?!OWNER_|WORKER_)")
    return {name: value for name, value in values.items() if own.match(name)}


def for_relay(values: Mapping[str, str]) -> dict[str, str]:
    """The relay reads every outbox and publishes as each service; it needs no more than that."""
    of_services = only_for(SERVICES, values)
    reached = {name: value for name, value in of_services.items() if name.endswith(("_BROKER_URL", "_DATABASE_URL"))}
    return reached | only_for(("relay",), values)
