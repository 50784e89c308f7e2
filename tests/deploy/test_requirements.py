"""The locks are valid anywhere: exact versions, hashes, no address."""

import re

import pytest

from deploy.local.processes import ROOT

LOCKS = ["base", "web", "local", "dev"]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()

    assert not re.search(r"https?://|file:|--index-url|--extra-index-url|--find-links|^-", text, flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()

    entries = re.split(r"\n(?=[a-z0-9])", text.split("\n", 1)[1])

    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_agree():
    dev = pins("dev")

    assert pins("base").items() <= pins("local").items() <= dev.items()
    assert pins("web").items() <= pins("local").items()


def test_the_bus_is_pinned_as_it_was_measured():
    wanted = {"nameko": "2.14.1", "eventlet": "0.41.3", "kombu": "5.7.0", "pika": "1.4.4"}

    assert {name: version for name, version in pins("base").items() if name in wanted} == wanted
    assert int(pins("base")["setuptools"].split(".")[0]) < 81
