"""Builders with defaults for everything a test does not care about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session as Database

from chassis.auth import ISSUER, KeyRing, Person, Service, TokenVerifier
from chassis.tables import outbox
from contracts.identity import (
    AssumeCharge,
    ChargeView,
    OfficeView,
    PersonView,
    PostView,
    RefreshSession,
    SaveOffice,
    SavePerson,
    SavePost,
    SaveUnit,
    SignedIn,
    SignIn,
    UnitView,
)
from services.identity.argon2id import Argon2Passwords
from services.identity.handlers import charges, directory, passwords, sessions
from services.identity.queries.keys import own_keys
from services.identity.settings import IdentitySettings
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork

NOON = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
"""Noon in India, on a Monday."""
PASSWORD = "sheher se door pahaad"
OPERATOR = Service("identity")
FAST = Argon2Passwords(memory_kib=8, passes=1)


def settings_for(database_url: str, **changes: Any) -> IdentitySettings:
    return IdentitySettings(
        **{
            "broker_url": "amqp://identity:unused@127.0.0.1:1/none",
            "database_url": database_url,
            "key_encryption_key": "0123456789abcdef0123456789abcdef",
            "password_memory_kib": 8,
            "password_passes": 1,
            **changes,
        }
    )


class StoppedClock:
    """The time as the test says it is."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


class Office:
    """One instance of the platform as identity sees it."""

    def __init__(self, engine: Engine, settings: IdentitySettings) -> None:
        self.engine = engine
        self.settings = settings
        self.clock = StoppedClock()
        self.signer = Signer(settings.key_encryption_key)
        self.passwords = FAST
        self.names = 0
        self.prefix = ""

    def work(self) -> IdentityUnitOfWork:
        return IdentityUnitOfWork(self.engine, settings=self.settings, clock=self.clock)

    def _number(self) -> str:
        self.names += 1
        return f"{self.prefix}{self.names}"

    def an_office(self, **values: Any) -> OfficeView:
        number = self._number()
        defaults = {
            "kind": "collectorate",
            "name_hi": f"कार्यालय {number}",
            "name_en": f"Office {number}",
            "abbreviation_hi": f"का॰{number}",
            "abbreviation_en": f"OFF{number}",
        }
        return directory.save_office(SaveOffice(**(defaults | values)), OPERATOR, self.work())

    def a_unit(self, office: OfficeView, **values: Any) -> UnitView:
        number = self._number()
        defaults = {
            "office_id": office.id,
            "name_hi": f"अनुभाग {number}",
            "name_en": f"Section {number}",
            "abbreviation_hi": f"अनु॰{number}",
            "abbreviation_en": f"SEC{number}",
        }
        return directory.save_unit(SaveUnit(**(defaults | values)), OPERATOR, self.work())

    def a_post(self, office: OfficeView | None = None, **values: Any) -> PostView:
        number = self._number()
        defaults = {
            "office_id": (office or self.an_office()).id,
            "designation_hi": f"सहायक {number}",
            "designation_en": f"Assistant {number}",
            "abbreviation_hi": f"सहा॰{number}",
            "abbreviation_en": f"ASST{number}",
            "roles": ["dealing_hand"],
        }
        return directory.save_post(SavePost(**(defaults | values)), OPERATOR, self.work())

    def a_person(self, password: str | None = PASSWORD, *, one_time: bool = False, **values: Any) -> PersonView:
        number = self._number()
        defaults = {"user_name": f"person.{number}", "name_hi": f"व्यक्ति {number}", "name_en": f"Person {number}"}
        person = directory.save_person(SavePerson(**(defaults | values)), OPERATOR, self.work())
        if password is not None:
            passwords.give(person.id, FAST.hashed(password), self.work(), one_time=one_time)
        return person

    def a_charge(self, person: PersonView, post: PostView, **values: Any) -> ChargeView:
        request = AssumeCharge(**({"person_id": person.id, "post_id": post.id} | values))
        return charges.assume(request, OPERATOR, self.work())

    def a_holder(self, *roles: str, **person: Any) -> PersonView:
        """A person on a post of their own with these roles."""
        held = self.a_person(**person)
        self.a_charge(held, self.a_post(roles=list(roles or ("dealing_hand",))))
        return held

    def sign_in(self, person: PersonView, password: str = PASSWORD, address: str | None = None) -> SignedIn:
        request = SignIn(user_name=person.user_name, password=password, client_address=address)
        return sessions.sign_in(request, self.work(), self.passwords, self.signer)

    def refresh(self, token: str | None) -> SignedIn:
        return sessions.refresh(RefreshSession(refresh_token=token), self.work(), self.signer)

    def caller(self, signed_in: SignedIn) -> Person:
        """Who the other services see behind the access token."""
        return TokenVerifier(self.key_ring()).person(signed_in.access_token, "hi")

    def key_ring(self) -> KeyRing:
        return KeyRing(lambda: self.published_keys())

    def published_keys(self) -> list[dict[str, Any]]:
        return own_keys(self.engine)

    def claims(self, signed_in: SignedIn) -> dict[str, Any]:
        """The token's claims after checking its signature; not its time, which the stopped clock sets."""
        kid = jwt.get_unverified_header(signed_in.access_token)["kid"]
        with self.engine.connect() as connection:
            x = connection.execute(text("SELECT public_x FROM signing_keys WHERE kid = :kid"), {"kid": kid}).scalar()
        key = jwt.PyJWK.from_dict({"kty": "OKP", "crv": "Ed25519", "x": x}, algorithm="EdDSA")
        options = {"verify_exp": False, "verify_iat": False}
        return jwt.decode(signed_in.access_token, key.key, algorithms=["EdDSA"], issuer=ISSUER, options=options)

    def as_caller(self, signed_in: SignedIn) -> Person:
        claims = self.claims(signed_in)
        return Person(UUID(claims["sub"]), UUID(claims["chg"]) if "chg" in claims else None, UUID(claims["sid"]))

    def told(self, event_type: str | None = None) -> list[dict[str, Any]]:
        """What went into the outbox, oldest first: the data of each event."""
        rows = select(outbox.c.payload).order_by(outbox.c.id)
        if event_type is not None:
            rows = rows.where(outbox.c.event_type == event_type)
        with Database(self.engine) as database:
            return [payload["data"] for payload in database.scalars(rows)]

    def count(self, table: Any, **where: Any) -> int:
        rows = select(func.count()).select_from(table).filter_by(**where)
        with Database(self.engine) as database:
            return database.scalar(rows) or 0
