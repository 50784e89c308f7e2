"""What this process counts, in a registry of its own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Names follow Prometheus' conventions; routes are templates, so labels have few values."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Histogram(
            "patravali_http_requests_seconds",
            "HTTP requests until the last byte.",
            ["method", "route", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.calls = Histogram(
            "patravali_gateway_calls_seconds",
            "Bus calls.",
            ["service", "method", "outcome"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge("patravali_gateway_calls_in_flight", "Bus calls under way.", registry=self.registry)
        self.streams = Gauge("patravali_gateway_streams", "Event streams open.", registry=self.registry)
        self.dropped_streams = Counter(
            "patravali_gateway_streams_dropped", "Event streams closed because they read too slowly.",
            registry=self.registry,
        )  # fmt: skip
        self.bytes = Counter(
            "patravali_gateway_store_bytes", "Bytes streamed to and from the store.", ["direction"],
            registry=self.registry,
        )  # fmt: skip
        self.connected = Gauge("patravali_gateway_bus_connected", "1 while calls can be made.", registry=self.registry)
        self.refused_replies = Gauge(
            "patravali_gateway_refused_replies", "Replies whose sender was not the one asked.", registry=self.registry
        )

    def expose(self) -> bytes:
        return generate_latest(self.registry)
