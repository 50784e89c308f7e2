"""What a route stands on: who may come in, how services are asked, and the parts that last as long as the process."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from uuid import UUID

from starlette.requests import Request as HttpRequest

from contracts.base import Request
from contracts.errors import PatravaliError
from gateway.auth import Authenticator, Caller, Keys
from gateway.bus.api import Answer, Bus
from gateway.inbox import Inbox
from gateway.limits import Buckets, WrongCodes, line_of
from gateway.metrics import Metrics
from gateway.problems import language_of, request_id_of
from gateway.settings import GatewaySettings
from gateway.store import Store


class Door:
    """One for each application."""

    def __init__(self, settings: GatewaySettings, bus: Bus, store: Store, inbox: Inbox, metrics: Metrics) -> None:
        self.settings = settings
        self.bus = bus
        self.store = store
        self.inbox = inbox
        self.metrics = metrics
        self._auth = Authenticator(Keys(bus))
        self._sessions = Buckets(settings.session_rate, settings.session_burst)
        self._addresses = Buckets(settings.sign_in_rate, settings.sign_in_burst)
        self._citizens = Buckets(settings.status_rate, settings.status_burst)
        self._searches = Buckets(settings.search_rate, settings.search_burst)
        self._wrong_codes = WrongCodes(
            settings.status_wrong_codes, settings.status_number_rate, settings.status_number_burst
        )

    async def admit(self, http: HttpRequest) -> Caller:
        """Who is signed in. Raises Unauthenticated, or TooMany for this session."""
        return self._admitted(http, await self._auth.caller(http))

    async def admit_renewed(self, http: HttpRequest, token: str) -> Caller:
        """Who has just been given this access token; counted like every request of that session."""
        return self._admitted(http, await self._auth.of(token))

    def _admitted(self, http: HttpRequest, caller: Caller) -> Caller:
        http.scope["state"]["person"] = str(caller.person_id)
        self._sessions.take(caller.session_id)
        return caller

    def admit_stranger(self, http: HttpRequest) -> str:
        """The address of somebody who wants to sign in. Raises TooMany for this address."""
        address = _address(http)
        self._addresses.take(line_of(address))
        return address

    def admit_citizen(self, http: HttpRequest) -> None:
        """Somebody asks for the status of a letter. Raises TooMany for this address."""
        self._citizens.take(line_of(_address(http)))

    def admit_search(self, caller: Caller) -> None:
        """Somebody searches. Raises TooMany for this person, whatever the session."""
        self._searches.take(caller.person_id)

    def guarding(self, number: str, http: HttpRequest) -> AbstractContextManager[None]:
        """Around the question for the letter with this number. Raises TooManyWrongCodes."""
        return self._wrong_codes.counted(line_of(_address(http)), number)

    async def ask(
        self, request: Request, http: HttpRequest, caller: Caller | None, command_id: UUID | None = None
    ) -> Answer:
        """Call the service for this HTTP request. Raises what it refuses."""
        spec = request.call
        outcome = "cancelled"
        started = time.perf_counter()
        self.metrics.in_flight.inc()
        try:
            view = await self.bus.call(
                request,
                token=caller.token if caller else None,
                command_id=command_id,
                request_id=request_id_of(http),
                language=language_of(http),
            )
            outcome = "ok"
            return view
        except PatravaliError as error:
            outcome = error.kind
            raise
        finally:
            self.metrics.in_flight.dec()
            took = time.perf_counter() - started
            self.metrics.calls.labels(spec.service, spec.method, outcome).observe(took)


def _address(http: HttpRequest) -> str:
    return http.client.host if http.client else "unknown"
