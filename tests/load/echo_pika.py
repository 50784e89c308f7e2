"""An echo by pika alone on a durable queue: ``python -m tests.load.echo_pika URL``. Says ``ready`` when it serves."""

from __future__ import annotations

import json
import sys
from typing import Any

import pika


def serve(url: str) -> None:
    """A durable queue and a consumer that sends every body back."""
    channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
    channel.queue_declare("floor-pika", durable=True)
    channel.queue_bind("floor-pika", "nameko-rpc", "pikafloor.echo")
    channel.basic_qos(prefetch_count=50)

    def answer(_channel: Any, method: Any, properties: Any, body: bytes) -> None:
        reply = json.dumps({"result": json.loads(body)["kwargs"]["request"], "error": None}).encode()
        about = pika.BasicProperties(correlation_id=properties.correlation_id)
        channel.basic_publish("nameko-rpc", properties.reply_to, reply, about)
        channel.basic_ack(method.delivery_tag)

    channel.basic_consume("floor-pika", answer)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    channel.start_consuming()


if __name__ == "__main__":
    serve(sys.argv[1])
