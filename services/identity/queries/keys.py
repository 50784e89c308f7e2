"""The key set."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session as Database

from chassis.clock import system_clock
from contracts.identity import GetJwks, Jwks
from services.identity.signing import jwk
from services.identity.storage import IdentityUnitOfWork, Keys


def get_jwks(request: GetJwks, uow: IdentityUnitOfWork) -> Jwks:
    with uow.reading() as database:
        return Jwks(keys=[jwk(key) for key in Keys(database).published(uow.now())])


def own_keys(engine: Engine) -> list[dict[str, Any]]:
    """The same for identity itself, which asks nobody."""
    with Database(engine) as database:
        return [jwk(key).model_dump(mode="json") for key in Keys(database).published(system_clock())]
