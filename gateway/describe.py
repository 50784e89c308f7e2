"""``python -m gateway.describe`` prints the API's description (OpenAPI 3.1) as JSON."""

from __future__ import annotations

import json

from gateway.openapi import describe
from gateway.routes import OPERATIONS


def main() -> None:
    print(json.dumps(describe(OPERATIONS, ""), ensure_ascii=False))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
