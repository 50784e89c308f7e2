"""Who calls: a person with an access token, or a service known to the broker.

The token (EdDSA JWT, RFC 7519 and 8037) names person, charge and session; what the charge allows is read by each
service from its own projection when it acts. Keys come from identity's key set, are kept in memory and in the
service's database, and are asked for again when a token names an unknown one.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import jwt
from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert as upsert

from chassis import tables
from chassis.clock import system_clock
from contracts.base import Language
from contracts.errors import Unauthenticated

ISSUER = "patravali"
ALGORITHM = "EdDSA"
LEEWAY = 30
KEY_REFRESH_INTERVAL = 10.0
REMEMBERED_TOKENS = 10_000


@dataclass(frozen=True)
class Person:
    """A person (or a gateway client's account) who is signed in. Authority is not in here: it follows the charge."""

    person_id: UUID
    charge_id: UUID | None
    session_id: UUID
    language: Language = "hi"
    kind: Literal["person", "service"] = "person"

    @property
    def key(self) -> str:
        return str(self.person_id)


@dataclass(frozen=True)
class Service:
    """A service of the platform that acts by itself, as the broker vouches."""

    name: str
    language: Language = "hi"

    @property
    def key(self) -> str:
        return f"service:{self.name}"


@dataclass(frozen=True)
class Nobody:
    """Somebody who is not signed in (sign-in, refresh)."""

    language: Language = "hi"

    @property
    def key(self) -> str:
        return "nobody"


Caller = Person | Service | Nobody
Jwk = dict[str, Any]


class KeyRing:
    """The public keys that verify access tokens.

    ``fetch`` asks identity for its key set; it is asked at most every ten seconds, however many strange tokens come.
    """

    def __init__(self, fetch: Callable[[], Iterable[Jwk]], engine: Engine | None = None) -> None:
        self._fetch = fetch
        self._engine = engine
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at = float("-inf")
        self._asking = threading.Lock()

    def load(self) -> None:
        """Take the keys that the service kept, so that it verifies tokens while identity is away."""
        if self._engine is None:
            return
        with self._engine.connect() as connection:
            self._take(row.jwk for row in connection.execute(select(tables.jwks.c.jwk)))

    def key(self, kid: str) -> jwt.PyJWK:
        """The key of this id. Raises Unauthenticated where identity does not know it either."""
        if kid not in self._keys:
            # Who comes while the key set is on its way waits for it, instead of being turned away.
            with self._asking:
                if kid not in self._keys and time.monotonic() - self._asked_at > KEY_REFRESH_INTERVAL:
                    self._ask_for(kid)
        if kid not in self._keys:
            raise Unauthenticated("The token was signed with an unknown key.")
        return self._keys[kid]

    def _ask_for(self, kid: str) -> None:
        """First what the service kept, then identity. While identity is away this raises, and the next token asks."""
        self.load()
        if kid not in self._keys:
            fetched = list(self._fetch())
            self._take(fetched)
            self._keep(fetched)
        self._asked_at = time.monotonic()

    def _take(self, keys: Iterable[Jwk]) -> None:
        self._keys.update({str(key["kid"]): jwt.PyJWK.from_dict(key, algorithm=ALGORITHM) for key in keys})

    def _keep(self, keys: list[Jwk]) -> None:
        if self._engine is None or not keys:
            return
        row = upsert(tables.jwks).values(
            [{"kid": str(key["kid"]), "jwk": key, "fetched_at": system_clock()} for key in keys]
        )
        with self._engine.begin() as connection:
            connection.execute(
                row.on_conflict_do_update(
                    index_elements=["kid"], set_={"jwk": row.excluded.jwk, "fetched_at": row.excluded.fetched_at}
                )
            )


class TokenVerifier:
    """Turns an access token into a Person. A verified token is remembered until it expires."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._verified: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def person(self, token: str, language: Language) -> Person:
        """Raises Unauthenticated where the token is malformed, expired or not signed by identity."""
        claims = self._verified.get(token)
        if claims is None or claims["exp"] + LEEWAY < time.time():
            claims = self._verify(token)
        try:
            return Person(
                person_id=UUID(claims["sub"]),
                charge_id=UUID(claims["chg"]) if claims.get("chg") else None,
                session_id=UUID(claims["sid"]),
                language=language,
                kind="service" if claims.get("knd") == "service" else "person",
            )
        except (KeyError, ValueError, TypeError, AttributeError):
            raise Unauthenticated("The token lacks a claim.") from None

    def _verify(self, token: str) -> dict[str, Any]:
        try:
            kid = str(jwt.get_unverified_header(token).get("kid", ""))
            claims = jwt.decode(
                token,
                self._keys.key(kid).key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "sid"]},
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except jwt.PyJWTError:
            raise Unauthenticated("The token does not verify.") from None
        self._verified.pop(token, None)
        self._verified[token] = claims
        while len(self._verified) > REMEMBERED_TOKENS:
            self._verified.popitem(last=False)
        return claims


class TokenExpired(Unauthenticated):
    """The access token has expired; refresh the session."""

    code = "auth.token_expired"
