"""``python -m gateway``: serve HTTP until INT or TERM."""

from __future__ import annotations

from types import FrameType

import uvicorn

from gateway import log
from gateway.app import create_app
from gateway.inbox import Inbox
from gateway.settings import GatewaySettings


class Server(uvicorn.Server):
    """Ends event streams as soon as it is told to stop; each would keep the process for the whole deadline."""

    def __init__(self, config: uvicorn.Config, inbox: Inbox) -> None:
        super().__init__(config)
        self._inbox = inbox

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._inbox.stop()
        super().handle_exit(sig, frame)


def main() -> None:
    """Also where INT was ignored by the parent (a background job of a script): uvicorn sets both handlers itself."""
    settings = GatewaySettings()
    log.configure()
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=int(settings.stop_deadline),
    )
    Server(config, app.state.inbox).run()


if __name__ == "__main__":
    main()
