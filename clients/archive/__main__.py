"""``python -m clients.archive verify PACKAGE.zip [--head SHA256]``: the verifier that every package brings along."""

from __future__ import annotations

import sys

from contracts.archive.verify import main

if __name__ == "__main__":
    if sys.argv[1:2] != ["verify"]:
        sys.exit("प्रयोग · Usage: python -m clients.archive verify PACKAGE.zip [--head SHA256]")
    sys.exit(main(sys.argv[2:]))
