"""Who sent the request: a bearer token that identity signed (EdDSA JWT, RFC 7519 and 8037).

The services verify it again and read authority from their own state; here it decides whether to go on at all, whose
bucket the request is counted in, and when an event stream has to end.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

import jwt
from starlette.requests import Request as HttpRequest

from contracts.errors import Unauthenticated
from contracts.identity import GetJwks
from gateway.bus.api import Bus
from gateway.errors import TokenExpired, TokenMissing

ISSUER = "patravali"
ALGORITHM = "EdDSA"
LEEWAY = 30
"""Seconds that clocks may differ, as in the services."""
REFRESH_INTERVAL = 10.0
"""Seconds between two questions for the key set, however many tokens name unknown keys."""
REMEMBERED = 10_000
LONGEST_TOKEN = 4000


@dataclass(frozen=True, slots=True)
class Caller:
    """The person (or gateway client) that a verified token names."""

    token: str
    person_id: UUID
    session_id: UUID
    charge_id: UUID | None
    expires_at: float
    """Seconds since 1970; leeway included."""


class Keys:
    """Identity's public keys, fetched when first needed and again when a token names an unknown one."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at = float("-inf")
        self._lock = asyncio.Lock()

    async def key(self, kid: str) -> jwt.PyJWK:
        """Raises Unauthenticated for a key that identity does not know, Unavailable where it cannot be asked."""
        if kid not in self._keys:
            async with self._lock:
                if kid not in self._keys and time.monotonic() - self._asked_at > REFRESH_INTERVAL:
                    await self._fetch()
        if kid not in self._keys:
            raise Unauthenticated("The token was signed with an unknown key.")
        return self._keys[kid]

    async def _fetch(self) -> None:
        answer = await self._bus.call(GetJwks())
        # After the answer: a question that found identity away may be put again at once.
        self._asked_at = time.monotonic()
        self._keys = {str(key["kid"]): jwt.PyJWK.from_dict(key, algorithm=ALGORITHM) for key in answer["keys"]}


class Authenticator:
    """Turns an Authorization header into a Caller. What was verified is remembered until it expires."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._verified: OrderedDict[str, Caller] = OrderedDict()

    async def caller(self, http: HttpRequest) -> Caller:
        """Raises TokenMissing, TokenExpired or Unauthenticated."""
        scheme, _, token = http.headers.get("authorization", "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise TokenMissing
        return await self.of(token)

    async def of(self, token: str) -> Caller:
        """Raises TokenExpired or Unauthenticated."""
        known = self._verified.get(token)
        if known is None:
            known = await self._verify(token)
            self._remember(known)
        if known.expires_at < time.time():
            self._verified.pop(token, None)
            raise TokenExpired
        return known

    async def _verify(self, token: str) -> Caller:
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise Unauthenticated("The token is not one of ours.")
        try:
            kid = str(jwt.get_unverified_header(token).get("kid", ""))
            claims = jwt.decode(
                token,
                (await self._keys.key(kid)).key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "sid"]},
            )
            return Caller(
                token=token,
                person_id=UUID(claims["sub"]),
                session_id=UUID(claims["sid"]),
                charge_id=UUID(claims["chg"]) if claims.get("chg") else None,
                expires_at=float(claims["exp"]) + LEEWAY,
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError, RecursionError):
            raise Unauthenticated("The token does not verify.") from None

    def _remember(self, caller: Caller) -> None:
        self._verified[caller.token] = caller
        while len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)
