"""The platform's own processes: what each runs, and the settings that it alone gets to see."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from chassis.topology import SERVICES
from deploy.local import environment
from deploy.local.environment import setting
from deploy.local.home import Home
from deploy.local.program import Program

ROOT = Path(__file__).resolve().parent.parent.parent
_STOP_SECONDS = 30
# Present in a demonstration only.
_POSTBOX_PORT = setting("postbox", "http_port")


def is_small_office(settings: Mapping[str, str]) -> bool:
    """PATRAVALI_SMALL_OFFICE=1: all five services in one process."""
    return settings.get("PATRAVALI_SMALL_OFFICE") == "1"


def platform_programs(home: Home, values: Mapping[str, str], *, small_office: bool) -> list[Program]:
    """Every process of the platform, in order of starting."""

    def program(name: str, module: str, *arguments: str, sees: dict[str, str]) -> Program:
        return Program(
            name=name,
            command=[sys.executable, "-m", module, *arguments],
            folder=ROOT,
            records=home.run,
            environment=python_environment(sees),
            stop_seconds=_STOP_SECONDS,
        )

    # Looking up names without blocking costs each process half a second and the memory of a DNS library. Only who
    # speaks to the outside world needs it: everybody else's peers are addresses, or looked up once.
    blocking = {"EVENTLET_NO_GREENDNS": "yes"}
    if small_office:
        services = [program("office", "chassis.run", *SERVICES, sees=environment.only_for(SERVICES, values))]
    else:
        services = [
            program(
                service,
                f"services.{service}",
                sees=environment.only_for((service,), values) | ({} if service == "notifications" else blocking),
            )
            for service in SERVICES
        ]
    worker = environment.only_for(("documents", "documents_worker"), values) | blocking
    programs = [
        *services,
        program("relay", "chassis.relay", *SERVICES, sees=environment.for_relay(values)),
        program("documents_worker", "services.documents.worker", sees=worker),
        program("gateway", "gateway", sees=environment.only_for(("gateway",), values)),
    ]
    if _POSTBOX_PORT in values:
        sees = environment.only_for(("postbox", "notifications"), values)
        programs.append(program("postbox", "deploy.demo.postbox", sees=sees))
    return programs


def readiness_addresses(values: Mapping[str, str], *, small_office: bool) -> dict[str, str]:
    """Where each process says that it is ready, by its name."""
    health = {process: values[setting(process, "health_port")] for process in environment.PROCESSES}
    if small_office:
        ports = {"office": health[SERVICES[0]], "relay": health["relay"]}
        ports["documents_worker"] = health["documents_worker"]
    else:
        ports = health
    addresses = {name: f"http://127.0.0.1:{port}/readyz" for name, port in ports.items()}
    if _POSTBOX_PORT in values:
        addresses["postbox"] = f"http://127.0.0.1:{values[_POSTBOX_PORT]}/livez"
    addresses["gateway"] = f"http://127.0.0.1:{values[setting('gateway', 'port')]}/readyz"
    return addresses


def python_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """A process's whole environment: its settings, and what Python, fonts and PDF tools need."""
    inherited = {name: os.environ[name] for name in ("HOME", "USER", "TMPDIR") if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"])
    fixed = {
        "PATH": path,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONUNBUFFERED": "1",
        # Threads of glibc otherwise keep an arena each, and idle memory doubles.
        "MALLOC_ARENA_MAX": "2",
    }
    return {**inherited, **fixed, **settings}
