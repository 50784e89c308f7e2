"""``python -m gateway``: serve HTTP until INT or TERM."""

from __future__ import annotations

from gateway import log
from gateway.app import create_app
from gateway.serving import Server
from gateway.settings import GatewaySettings


def main() -> None:
    settings = GatewaySettings()
    log.configure()
    Server(create_app(settings), settings).run()


if __name__ == "__main__":
    main()
