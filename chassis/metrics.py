"""What each process counts. Names follow Prometheus' conventions; labels have few values."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

requests = Histogram(
    "patravali_requests_seconds", "Commands and queries answered.", ["service", "method", "outcome"], buckets=SECONDS
)
calls = Histogram("patravali_calls_seconds", "Calls to other services.", ["to", "method", "outcome"], buckets=SECONDS)
events = Histogram("patravali_events_seconds", "Events handled.", ["service", "handler", "outcome"], buckets=SECONDS)
events_paused = Gauge("patravali_events_paused", "1 while a handler waits for a part that is away.", ["handler"])
dead_letters = Counter("patravali_dead_letters_total", "Events given up.", ["service", "handler"])
due_fired = Counter("patravali_due_total", "Due rows run.", ["service", "name", "outcome"])
relay_sent = Counter("patravali_relay_sent_total", "Outbox rows published and confirmed.", ["service"])
relay_backlog_age = Gauge("patravali_outbox_age_seconds", "Age of the oldest unsent event.", ["service"])
relay_backlog = Gauge("patravali_outbox_unsent", "Events waiting to be published.", ["service"])
