"""The consuming connection when it breaks under a message."""

from __future__ import annotations

from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from amqp.exceptions import RecoverableConnectionError

from chassis.consumer import Line, QueueConsumer

BREAKS = [BrokenPipeError("Broken pipe"), ConnectionResetError("reset"), RecoverableConnectionError("closed")]


class Message:
    """A delivered message. ``settled`` says what became of it; with ``broken`` nothing does."""

    def __init__(self, broken: Exception | None = None) -> None:
        self.channel = SimpleNamespace(connection=object())
        self.settled = ""
        self._broken = broken

    def ack(self, multiple: bool = False) -> None:
        self._settle("acknowledged with all before it" if multiple else "acknowledged")

    def requeue(self) -> None:
        self._settle("requeued")

    def _settle(self, how: str) -> None:
        if self._broken is not None:
            raise self._broken
        self.settled = how


@pytest.mark.parametrize("settle", [QueueConsumer.ack_message, QueueConsumer.ack_up_to, QueueConsumer.requeue_message])
@pytest.mark.parametrize("broken", BREAKS)
def test_a_connection_that_breaks_under_a_message_does_not_end_the_service(settle: Any, broken: Exception) -> None:
    message = Message(broken)

    settle(QueueConsumer(), message)

    assert message.settled == ""


def test_a_message_is_settled_where_the_connection_holds() -> None:
    done, all_done, handed_back = Message(), Message(), Message()

    QueueConsumer().ack_message(done)
    QueueConsumer().ack_up_to(all_done)
    QueueConsumer().requeue_message(handed_back)

    assert (done.settled, handed_back.settled) == ("acknowledged", "requeued")
    assert all_done.settled == "acknowledged with all before it"


def test_a_message_of_a_connection_that_is_gone_is_left_to_the_broker() -> None:
    message = Message()
    message.channel.connection = None

    QueueConsumer().ack_up_to(message)

    assert message.settled == ""


def test_another_fault_is_not_swallowed() -> None:
    message = Message(TypeError("a fault of ours"))

    with pytest.raises(TypeError):
        QueueConsumer().ack_message(message)


class Transport:
    """Keeps what is written, packet by packet."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def write(self, frame: bytes | memoryview) -> None:
        self.packets.append(bytes(frame))


def test_frames_written_together_go_out_in_one_packet_in_their_order() -> None:
    transport = Transport()
    line, buffer = Line(transport), bytearray(b"reply")

    with line.one_packet():
        line.write(memoryview(buffer))
        buffer[:] = b"reuse"
        with line.one_packet():
            line.write(b" ack")

    assert transport.packets == [b"reply ack"]


def test_other_frames_go_out_at_once() -> None:
    transport = Transport()
    line = Line(transport)

    with line.one_packet():
        pass
    line.write(b"heartbeat")
    line.write(b"ack")

    assert transport.packets == [b"heartbeat", b"ack"]


def test_what_was_written_before_a_fault_still_goes_out() -> None:
    transport = Transport()
    line = Line(transport)

    with suppress(ValueError), line.one_packet():
        line.write(b"reply")
        raise ValueError("fault")
    line.write(b"ack")

    assert transport.packets == [b"reply", b"ack"]
