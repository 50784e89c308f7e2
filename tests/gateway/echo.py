"""A small service on plain nameko, by the name and user of ``documents``: ``python -m tests.gateway.echo URL``."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402
from typing import Any  # noqa: E402

import nameko.rpc  # noqa: E402
from kombu import Exchange  # noqa: E402
from nameko.amqp.publish import Publisher  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.rpc import rpc  # noqa: E402

from contracts.errors import PatravaliError, to_wire  # noqa: E402
from tests.gateway.echo_contract import NAME, MildRefusal  # noqa: E402


class Responder:
    """Answers under the service's own broker user, and tells refusals as all services do."""

    def __init__(self, amqp_uri: str, exchange: Exchange, serializer: str, message: Any, **_more: Any) -> None:
        self.publisher = Publisher(amqp_uri, user_id=NAME, use_confirms=False)
        self.exchange = exchange
        self.message = message

    def send_response(self, result: Any, exc_info: Any) -> tuple[Any, Any]:
        error = None
        if exc_info is not None:
            raised = exc_info[1]
            known = isinstance(raised, PatravaliError)
            error = to_wire(raised) if known else {"exc_type": type(raised).__name__, "value": str(raised)}
        self.publisher.publish(
            {"result": result, "error": error},
            serializer="json",
            exchange=self.exchange,
            routing_key=self.message.properties["reply_to"],
            correlation_id=self.message.properties["correlation_id"],
        )
        return result, exc_info


class Echo:
    """Repeats, slowly if told to."""

    name = NAME

    @rpc
    def say(self, request: dict[str, Any]) -> dict[str, Any]:
        eventlet.sleep(request.get("seconds", 0))
        return {"text": request["text"]}

    @rpc
    def refuse(self, request: dict[str, Any]) -> dict[str, Any]:
        raise MildRefusal(why=request["text"])


if __name__ == "__main__":
    nameko.rpc.Responder = Responder
    container = ServiceContainer(Echo, config={"AMQP_URI": sys.argv[1], "max_workers": 8})
    container.start()
    container.wait()
