"""Puts the broker's topology in place: vhost, exchanges, shared queues, policies, users and their least rights.

What has to be there is data in `chassis.topology`; this module says it to RabbitMQ's management API. All of it can be
repeated, and works alike on a private broker and on one that an operator names.
"""

from dataclasses import asdict
from urllib.parse import quote

from chassis import topology
from deploy.local.broker import Management

USERS = (*topology.SERVICES, "gateway")
_UUID = "[0-9a-f-]{36}"


def provision(management: Management, vhost: str, passwords: dict[str, str]) -> None:
    """Create or correct everything in `vhost`; `passwords` has one for each of USERS."""
    declare_topology(management, vhost)
    for user in USERS:
        management.put(f"/api/users/{user}", {"password": passwords[user], "tags": ""})
    grant(management, vhost)


def declare_topology(management: Management, vhost: str) -> None:
    """The vhost (default queue type classic: services name the other type themselves) and what all of them share."""
    where = quote(vhost, safe="")
    # RabbitMQ 3.10 reads the first spelling, later ones the second.
    management.put(f"/api/vhosts/{where}", {"defaultqueuetype": "classic", "default_queue_type": "classic"})
    for exchange in topology.exchanges():
        management.put(f"/api/exchanges/{where}/{exchange.name}", {"type": exchange.type, "durable": True})
    for queue in topology.queues():
        management.put(f"/api/queues/{where}/{queue.name}", {"durable": True, "arguments": queue.arguments})
        binding = {"routing_key": queue.routing_key}
        management.post(f"/api/bindings/{where}/e/{queue.exchange}/q/{queue.name}", binding)
    for policy in topology.policies():
        body = {key: value for key, value in policy.items() if key != "name"}
        management.put(f"/api/policies/{where}/{policy['name']}", body)


def grant(management: Management, vhost: str) -> None:
    """Each user's rights in `vhost`. Who may bind to the RPC exchange may bind its own keys only: a service that could
    bind `#` would read everybody's requests, tokens included."""
    where = quote(vhost, safe="")
    for user in USERS:
        rights = asdict(topology.permissions(user))
        keys = rights.pop("rpc_routing_keys")
        management.put(f"/api/permissions/{where}/{user}", rights)
        readable = rf"^({user}\.\*|{_UUID})$"
        limits = {"exchange": topology.RPC_EXCHANGE, "write": keys, "read": readable}
        management.put(f"/api/topic-permissions/{where}/{user}", limits)
