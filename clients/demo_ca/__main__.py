"""``python -m clients.demo_ca DIR [--person NAME ...]``: make a demo authority and a token for each person named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from clients.demo_ca.home import DemoHome, SoftHsmMissing


def main(arguments: list[str] | None = None) -> int:
    """Print the trust directory, then one line for each officer: token label, PIN file, certificate file."""
    parser = argparse.ArgumentParser(prog="python -m clients.demo_ca")
    parser.add_argument("directory", type=Path, nargs="?", default=Path(".patravali/demo-ca"))
    parser.add_argument("--person", action="append", default=[], help="officer's name, as the certificate shall say it")
    parser.add_argument("--organisation", default="Collectorate Dehradun")
    parser.add_argument("--key", choices=("rsa", "ec"), default="rsa")
    options = parser.parse_args(arguments)
    home = DemoHome(options.directory)
    print(f"trust directory: {home.trust_directory}")
    try:
        for person in options.person:
            officer = home.officer(person, options.organisation, key=options.key)
            print(f"{person}: token {officer.token_label}, PIN in {officer.pin_file}")
    except SoftHsmMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
