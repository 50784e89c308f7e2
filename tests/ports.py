"""Ports for what a test starts."""

from __future__ import annotations

import random
import socket

LOOPBACK = "127.0.0.1"
# Below Linux's ephemeral range (32768 up): between choosing and listening no outgoing connection can take it. And apart
# from the ports that an installation remembers (deploy/local/home.py).
_RANGE = range(10_000, 20_000)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    for port in random.sample(_RANGE, 100):
        with socket.socket() as probe:
            # As servers do: a port whose last connections are still being forgotten can be listened on.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
