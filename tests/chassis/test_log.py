"""What processes write to their logs, and what they do not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.ports import free_port
from tests.throwaway import ROOT

REFUSED = """
import {module}
{module}.configure({arguments})
import logging, pika
try:
    pika.BlockingConnection(pika.URLParameters("amqp://127.0.0.1:{port}"))
except pika.exceptions.AMQPConnectionError:
    logging.getLogger("ours").warning("one line")
"""


@pytest.mark.parametrize(("module", "arguments"), [("chassis.log", "'relay'"), ("gateway.log", "")])
def test_a_refused_connection_to_the_broker_is_one_line_of_ours(module: str, arguments: str) -> None:
    program = REFUSED.format(module=module, arguments=arguments, port=free_port())

    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    (line,) = run.stderr.splitlines()
    assert "one line" in line
