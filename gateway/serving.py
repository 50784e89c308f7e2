"""How the application is served: uvicorn on uvloop and httptools."""

from __future__ import annotations

from types import FrameType

import uvicorn
from fastapi import FastAPI

from gateway.inbox import Inbox
from gateway.settings import GatewaySettings

KEEP_ALIVE = 150
"""Seconds that a quiet connection is kept."""


class Server(uvicorn.Server):
    """Ends event streams as soon as it is told to stop; each would keep the process for the whole deadline."""

    def __init__(self, app: FastAPI, settings: GatewaySettings) -> None:
        super().__init__(
            uvicorn.Config(
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
                # Longer than proxies and clients keep theirs: whoever closes first may cross a request on its way.
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=int(settings.stop_deadline),
            )
        )
        self._inbox: Inbox = app.state.inbox

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """For INT and TERM; uvicorn sets both handlers itself, so also where the parent had INT ignored."""
        self._inbox.stop()
        super().handle_exit(sig, frame)
