"""`python -m deploy.local run|up|down|status|backends|stop-backends`; the Makefile calls it."""

import argparse
import os
import sys
from pathlib import Path

from deploy.local import environment
from deploy.local.backends import Backends, NotReady
from deploy.local.home import Home
from deploy.local.messages import CannotRun, complain, say
from deploy.local.processes import ROOT
from deploy.local.run import Interrupted, Platform, welcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    parser.add_argument("command", choices=list(_COMMANDS))
    home = os.environ.get("PATRAVALI_HOME") or ROOT / ".patravali"
    parser.add_argument("--home", type=Path, default=Path(home), help="default: $PATRAVALI_HOME or .patravali")
    parser.add_argument("--detach", action="store_true", help="with `up`: the default, said aloud")
    chosen = parser.parse_args()
    try:
        Home(chosen.home).must_be_possible()
        environment.gateway_port(os.environ)
        return _COMMANDS[chosen.command](chosen.home)
    except CannotRun as refused:
        complain(refused.hindi, refused.english)
    except NotReady as late:
        complain("एक सर्वर ने उत्तर नहीं दिया।", str(late))
    except Interrupted:
        return 130
    return 1


def run(home: Path) -> int:
    """In the foreground until Ctrl-C."""
    platform = Platform(home)
    platform.stop_on_signals()
    with platform.alone():
        if platform.is_running():
            return _already(platform)
        platform.start(detached=False)
    welcome(platform)
    say("बंद करने के लिए Ctrl-C दबाएँ।", "Press Ctrl-C to stop.")
    return platform.stay()


def up(home: Path) -> int:
    """In the background, for scripts; a platform that runs already is fine."""
    platform = Platform(home)
    platform.stop_on_signals()
    with platform.alone():
        if platform.is_running():
            return _already(platform)
        platform.start(detached=True)
    welcome(platform)
    return 0


def down(home: Path) -> int:
    """Stop whatever runs under this home."""
    Platform(home).stop()
    return 0


def status(home: Path) -> int:
    """One line a process; 1 when nothing runs."""
    platform = Platform(home)
    if not platform.supervisor.is_reachable():
        say("पत्रावली नहीं चल रही है।", "Patravali is not running.")
        return 1
    states = list(platform.supervisor.states())
    for state in states:
        print(f"{state['name']:18} {state['statename']:10} {state['description']}")
    return 0 if all(state["statename"] == "RUNNING" for state in states) else 1


def backends(home: Path) -> int:
    """Only the servers, with users, databases and rights; prints the file with the settings."""
    servers = Backends(home)
    servers.start()
    print(servers.home.root / "env")
    return 0


def stop_backends(home: Path) -> int:
    Backends(home).stop()
    return 0


def _already(platform: Platform) -> int:
    say(f"पत्रावली पहले से चल रही है: {platform.address}", f"Patravali runs already: {platform.address}")
    return 0


_COMMANDS = {
    "run": run,
    "up": up,
    "down": down,
    "status": status,
    "backends": backends,
    "stop-backends": stop_backends,
}

if __name__ == "__main__":
    sys.exit(main())
