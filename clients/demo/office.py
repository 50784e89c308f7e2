"""The desks that take part, each with a session of its own over the public API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from clients.api import Patravali
from clients.demo.platform import Login, Running
from contracts.identity import ChooseCharge, SearchDirectory

RECEPTION, CLERK, OFFICER, ADM, DM, DISPATCH, ADMINISTRATOR, TL_SECTION = (
    "RC1(RI)",
    "DH1(LRA)",
    "SO(LRA)",
    "ADM(FR)",
    "DM",
    "DC(RI)",
    "SYSADM",
    "DH1(EST)",
)
PLAYERS = (RECEPTION, CLERK, OFFICER, ADM, DM, DISPATCH, ADMINISTRATOR)
PATIENCE = 90.0
"""Seconds for which a request is repeated while a part of the platform is away."""


@dataclass
class Desk:
    """A person signed in at a desk."""

    login: Login
    api: Patravali
    post_id: UUID
    person_id: UUID

    @property
    def name(self) -> str:
        return self.login.name

    @property
    def designation(self) -> str:
        return self.login.designation


class Office:
    """All desks of the play, by the abbreviation of their post."""

    def __init__(self, running: Running) -> None:
        logins = running.logins()
        self._desks = {post: sign_in(running, logins[post]) for post in PLAYERS}

    def __getitem__(self, post: str) -> Desk:
        return self._desks[post]

    def __iter__(self) -> Iterator[Desk]:
        return iter(self._desks.values())

    def close(self) -> None:
        for desk in self._desks.values():
            desk.api.sign_out()
            desk.api.close()


def sign_in(running: Running, login: Login) -> Desk:
    """A session that acts under the charge of the login's post."""
    api = Patravali(running.address, language="hi", patience=PATIENCE)
    signed_in = api.sign_in(login.user_name, login.password)
    found = api.search_directory(SearchDirectory(text=login.post))
    post = next(entry.post for entry in found.items if entry.post.abbreviation_en == login.post)
    charge = next(charge for charge in signed_in.charges if charge.post_id == post.id)
    if signed_in.charge_id != charge.id:
        api.choose_charge(ChooseCharge(charge_id=charge.id))
    return Desk(login, api, post.id, signed_in.person.id)
