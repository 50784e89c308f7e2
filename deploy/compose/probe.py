"""A container's health check: asks its own process for /readyz. Exit status 0 when it is ready."""

import os
import sys
import urllib.error
import urllib.request

ADDRESS = os.environ.get("PATRAVALI_PROBE", "http://127.0.0.1:9000/readyz")


def main(address: str = ADDRESS) -> int:
    try:
        with urllib.request.urlopen(address, timeout=2.5) as answer:  # noqa: S310  the container's own address
            return 0 if answer.status == 200 else 1
    except (OSError, urllib.error.URLError) as away:
        print(away, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
