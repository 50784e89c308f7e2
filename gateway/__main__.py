"""``python -m gateway``: serve HTTP until INT or TERM."""

from __future__ import annotations

import gc

# What is loaded stays: the collector of garbage would search it in vain, for a fifth of the time that loading takes.
gc.disable()

from gateway import log  # noqa: E402
from gateway.app import create_app  # noqa: E402
from gateway.serving import Server  # noqa: E402
from gateway.settings import GatewaySettings  # noqa: E402


def main() -> None:
    settings = GatewaySettings()
    log.configure()
    server = Server(create_app(settings), settings)
    gc.freeze()
    gc.enable()
    server.run()


if __name__ == "__main__":
    main()
