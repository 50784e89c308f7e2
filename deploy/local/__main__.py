"""`python -m deploy.local backends|stop-backends`."""

import argparse
import os
import sys
from pathlib import Path

from deploy.local.backends import Backends


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.local")
    parser.add_argument("command", choices=["backends", "stop-backends"])
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("PATRAVALI_HOME", ".patravali")))
    chosen = parser.parse_args()
    backends = Backends(chosen.home)
    if chosen.command == "backends":
        backends.start()
        print(backends.home.root / "env")
    else:
        backends.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
