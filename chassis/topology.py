"""The broker's topology as data: exchanges, shared queues, policies, users and what each user may touch.

Set-up creates it (``deploy``), services rely on it. Services declare only their own queues. Names that appear in
more than one place are functions here, so that they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass

SERVICES = ("identity", "files", "documents", "signatures", "notifications")

RPC_EXCHANGE = "nameko-rpc"
DEAD_LETTER_EXCHANGE = "dead-letter"

# Who asks whom. Calls form a DAG; everybody may ask identity for its key set and the directory snapshot.
CALLS: dict[str, tuple[str, ...]] = {
    "gateway": SERVICES,
    "identity": (),
    "files": ("documents", "signatures", "identity"),
    "documents": ("identity",),
    "signatures": ("documents", "identity"),
    "notifications": ("identity",),
}

# A failed event waits this long before it comes again: 1 s, 10 s, 1 min, 10 min, 1 h.
RETRY_DELAYS: dict[str, int] = {"1s": 1, "10s": 10, "1m": 60, "10m": 600, "1h": 3600}


def events_exchange(service: str) -> str:
    return f"{service}.events"


def rpc_queue(service: str) -> str:
    return f"rpc-{service}"


def event_queue(source: str, event_type: str, service: str, method: str) -> str:
    return f"evt-{source}-{event_type}--{service}.{method}"


def retry_exchange(delay: str) -> str:
    """A fanout; the routing key names the queue that the message comes back to."""
    return f"retry-{delay}"


def dead_letter_queue(service: str) -> str:
    return f"dead-letter.{service}"


@dataclass(frozen=True)
class Exchange:
    name: str
    type: str


@dataclass(frozen=True)
class Queue:
    name: str
    arguments: dict[str, object]
    exchange: str
    routing_key: str


@dataclass(frozen=True)
class Permissions:
    """Regular expressions in RabbitMQ's sense, and the routing keys that may be written to the RPC exchange."""

    configure: str
    write: str
    read: str
    rpc_routing_keys: str


def exchanges() -> list[Exchange]:
    return [
        Exchange(RPC_EXCHANGE, "topic"),
        Exchange(DEAD_LETTER_EXCHANGE, "direct"),
        *(Exchange(events_exchange(service), "topic") for service in SERVICES),
        *(Exchange(retry_exchange(delay), "fanout") for delay in RETRY_DELAYS),
    ]


def queues() -> list[Queue]:
    """The queues that belong to no single service: one for each delay, and the dead letters of each service."""
    waiting = [
        Queue(
            retry_exchange(delay),
            {
                "x-queue-type": "quorum",
                "x-message-ttl": seconds * 1000,
                # The default exchange: the routing key is the queue that failed.
                "x-dead-letter-exchange": "",
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            },
            retry_exchange(delay),
            "",
        )
        for delay, seconds in RETRY_DELAYS.items()
    ]
    dead = [
        Queue(dead_letter_queue(service), {"x-queue-type": "quorum"}, DEAD_LETTER_EXCHANGE, service)
        for service in SERVICES
    ]
    return waiting + dead


def policies() -> list[dict[str, object]]:
    """Requests that nobody takes are refused instead of piling up."""
    return [
        {
            "name": "requests-bounded",
            "pattern": "^rpc-",
            "apply-to": "queues",
            "priority": 1,
            "definition": {"max-length": 5000, "overflow": "reject-publish"},
        },
    ]


def permissions(user: str) -> Permissions:
    """Least rights of a service's broker user (or the gateway's)."""
    uuid = "[0-9a-f-]{36}"
    methods = "|".join(f"{callee}\\.[a-z_]+" for callee in CALLS[user])
    keys = f"^({methods}|{uuid})$" if methods else f"^({uuid})$"
    replies = rf"rpc\.reply-{user}(_worker)?-.*"
    if user == "gateway":
        own = rf"{replies}|inbox-gateway-.*"
        return Permissions(
            configure=f"^({own})$",
            write=rf"^({own}|nameko-rpc)$",
            read=rf"^({own}|nameko-rpc|notifications\.events)$",
            rpc_routing_keys=keys,
        )
    own = rf"rpc-{user}|evt-.*--{user}(_worker)?\..*|{replies}"
    delays = "|".join(retry_exchange(delay) for delay in RETRY_DELAYS)
    return Permissions(
        configure=f"^({own})$",
        write=rf"^({own}|nameko-rpc|{user}\.events|{delays}|dead-letter)$",
        read=rf"^({own}|nameko-rpc|[a-z]+\.events|dead-letter\.{user})$",
        rpc_routing_keys=keys,
    )
