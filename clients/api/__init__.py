"""A typed client of the public HTTP API.

    with Patravali("https://eoffice.example") as api:
        api.sign_in("r.tomar", password)
        file = api.get_file(GetFile(file_id=...))
        api.forward_file(ForwardFile(file_id=file.id, to_post=..., expected_version=file.version))

One method for each request of the contracts, under its name on the bus. Every command gets an idempotency key; when the
line breaks, or a part of the platform is away, it is sent again with the same key until ``patience`` has passed.
"""

from clients.api.client import Patravali
from clients.api.errors import Problem, Unreachable

__all__ = ["Patravali", "Problem", "Unreachable"]
