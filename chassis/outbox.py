"""The outbox: events are rows of the transaction that made them true; the relay publishes them afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chassis import ids
from contracts.base import ActorView, Envelope, Event, Source

# Named once: pydantic makes the class anew each time that nothing holds it.
ANY_ENVELOPE = Envelope[Any]


def outbox_row(
    event: Event,
    *,
    actor: ActorView | None,
    occurred_at: datetime,
    recorded_at: datetime,
    source: Source,
    request_id: str | None,
) -> dict[str, Any]:
    """The row for one event: its envelope as JSON and the headers that go with the message."""
    envelope = ANY_ENVELOPE.model_construct(
        event_id=ids.new_id(),
        type=event.event_type,
        version=event.schema_version,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        source=source,
        actor=actor,
        data=event,
    )
    return {
        "event_id": envelope.event_id,
        "event_type": envelope.type,
        "payload": envelope.model_dump(mode="json", serialize_as_any=True),
        "headers": {"patravali-request-id": request_id} if request_id else {},
        "created_at": recorded_at,
    }
