"""An echo by nameko alone: ``python -m tests.load.echo_nameko URL``. Says ``ready`` when it serves."""

from __future__ import annotations

import sys

import eventlet

if __name__ == "__main__":
    eventlet.monkey_patch()

from nameko.rpc import rpc
from nameko.runners import ServiceRunner


class Echo:
    """nameko's own RPC entrypoint, returning its argument."""

    name = "floor"

    @rpc  # type: ignore[untyped-decorator]
    def echo(self, request: object) -> object:
        return request


if __name__ == "__main__":
    runner = ServiceRunner({"AMQP_URI": sys.argv[1], "max_workers": 10})
    runner.add_service(Echo)
    runner.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    runner.wait()
