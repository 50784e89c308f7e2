"""Real servers for tests that need them; nothing starts for a test that does not ask."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from deploy.local.backends import Backends
from deploy.local.buckets import StoreAccess
from tests import external
from tests.throwaway import ROOT, ServiceDatabase, SharedServers, ThrowAway, Vhost
from tests.workers import Dealing, longest_first

_SERVERS = pytest.StashKey[SharedServers]()


# How fast the machine is decides no test: neither a slow example nor slow making of examples is a failure.
settings.register_profile(
    "office",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("office")


def pytest_configure(config: pytest.Config) -> None:
    home = Path(os.environ.get("PATRAVALI_TEST_HOME") or ROOT / ".patravali" / "test")
    config.stash[_SERVERS] = SharedServers(home)
    if not hasattr(config, "workerinput"):  # one registration for a run, xdist's workers come under it
        config.stash[_SERVERS].join()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[_SERVERS].leave()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    external.leave_out(config, items)
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Dealing | None:
    """Of `--dist loadscope`; the other ways of dealing are xdist's own."""
    return Dealing(config, log) if config.getoption("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def backends(pytestconfig: pytest.Config) -> Backends:
    """Private broker, database and store, shared by the run: take databases and vhosts of your own from them."""
    return pytestconfig.stash[_SERVERS].start()


@pytest.fixture(scope="session")
def throw_away(backends: Backends) -> ThrowAway:
    """For fixtures of wider scope: `with throw_away.database("files") as database`."""
    return ThrowAway(backends)


@pytest.fixture
def service_database(throw_away: ThrowAway) -> Iterator[Callable[[str], ServiceDatabase]]:
    """`service_database("files")` is a freshly migrated database that this test alone uses."""
    with ExitStack() as stack:
        yield lambda service: stack.enter_context(throw_away.database(service))


@pytest.fixture
def vhost(throw_away: ThrowAway) -> Iterator[Vhost]:
    """A vhost that this test alone uses, with the platform's exchanges, policies and rights."""
    with throw_away.vhost() as own:
        yield own


@pytest.fixture(scope="session")
def store(backends: Backends) -> StoreAccess:
    """The documents bucket (shared by the run) and the keys that the documents service gets."""
    return backends.store_access
