"""identity on the bus: parse, call one handler, answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from chassis.extensions import UnitOfWorkProvider
from chassis.rpc import command, query
from chassis.timers import due
from contracts import identity as contracts
from services.identity.extensions import PasswordHash, TokenSigner
from services.identity.handlers import (
    calendars,
    charges,
    directory,
    passwords,
    proposals,
    service_accounts,
    sessions,
)
from services.identity.queries import calendars as calendar_views
from services.identity.queries import directory as lookup
from services.identity.queries import keeping, keys, me, office_use, snapshot
from services.identity.queries import proposals as waiting
from services.identity.settings import IdentitySettings
from services.identity.storage import IdentityUnitOfWork


class IdentityService:
    name = "identity"

    uow = UnitOfWorkProvider(IdentityUnitOfWork, IdentitySettings)
    passwords = PasswordHash()
    signer = TokenSigner()

    @staticmethod
    def local_keys(engine: Engine, settings: IdentitySettings) -> list[dict[str, Any]]:
        """The chassis verifies tokens with these here; the other services ask for them."""
        return keys.own_keys(engine)

    @command(contracts.SignIn)
    def sign_in(self, request, caller):
        return sessions.sign_in(request, self.uow, self.passwords, self.signer)

    @command(contracts.SignInService)
    def sign_in_service(self, request, caller):
        return sessions.sign_in_service(request, self.uow, self.passwords, self.signer)

    @command(contracts.RefreshSession)
    def refresh_session(self, request, caller):
        return sessions.refresh(request, self.uow, self.signer)

    @command(contracts.ChooseCharge)
    def choose_charge(self, request, caller):
        return sessions.choose_charge(request, caller, self.uow, self.signer)

    @command(contracts.SignOut)
    def sign_out(self, request, caller):
        return sessions.sign_out(request, caller, self.uow)

    @command(contracts.SignOutEverywhere)
    def sign_out_everywhere(self, request, caller):
        return sessions.sign_out_everywhere(request, caller, self.uow)

    @command(contracts.ChangePassword)
    def change_password(self, request, caller):
        return passwords.change(request, caller, self.uow, self.passwords)

    @command(contracts.SetPassword)
    def set_password(self, request, caller):
        return passwords.set_one_time(request, caller, self.uow, self.passwords)

    @command(contracts.UnlockPerson)
    def unlock_person(self, request, caller):
        return passwords.unlock(request, caller, self.uow)

    @command(contracts.CreateServiceAccount)
    def create_service_account(self, request, caller):
        return service_accounts.create(request, caller, self.uow, self.passwords)

    @command(contracts.RotateServiceSecret)
    def rotate_service_secret(self, request, caller):
        return service_accounts.rotate_secret(request, caller, self.uow, self.passwords)

    @command(contracts.SaveOffice)
    def save_office(self, request, caller):
        return directory.save_office(request, caller, self.uow)

    @command(contracts.SaveUnit)
    def save_unit(self, request, caller):
        return directory.save_unit(request, caller, self.uow)

    @command(contracts.SavePost)
    def save_post(self, request, caller):
        return directory.save_post(request, caller, self.uow)

    @command(contracts.SavePerson)
    def save_person(self, request, caller):
        return directory.save_person(request, caller, self.uow)

    @command(contracts.AssumeCharge)
    def assume_charge(self, request, caller):
        return charges.assume(request, caller, self.uow)

    @command(contracts.RelinquishCharge)
    def relinquish_charge(self, request, caller):
        return charges.relinquish(request, caller, self.uow)

    @command(contracts.SaveCalendar)
    def save_calendar(self, request, caller):
        return calendars.save_calendar(request, caller, self.uow)

    @command(contracts.ProposeChange)
    def propose_change(self, request, caller):
        return proposals.propose(request, caller, self.uow)

    @command(contracts.ConfirmProposal)
    def confirm_proposal(self, request, caller):
        return proposals.confirm(request, caller, self.uow, self.passwords)

    @command(contracts.RefuseProposal)
    def refuse_proposal(self, request, caller):
        return proposals.refuse(request, caller, self.uow)

    @command(contracts.WithdrawProposal)
    def withdraw_proposal(self, request, caller):
        return proposals.withdraw(request, caller, self.uow)

    @query(contracts.ListProposals)
    def list_proposals(self, request, caller):
        return waiting.list_proposals(request, caller, self.uow)

    @query(contracts.GetMe)
    def get_me(self, request, caller):
        return me.get_me(request, caller, self.uow)

    @query(contracts.GetJwks)
    def get_jwks(self, request, caller):
        return keys.get_jwks(request, self.uow)

    @query(contracts.SearchDirectory)
    def search_directory(self, request, caller):
        return lookup.search_directory(request, caller, self.uow)

    @query(contracts.ListOffices)
    def list_offices(self, request, caller):
        return lookup.list_offices(request, caller, self.uow)

    @query(contracts.ListUnits)
    def list_units(self, request, caller):
        return keeping.list_units(request, caller, self.uow)

    @query(contracts.ListPeople)
    def list_people(self, request, caller):
        return keeping.list_people(request, caller, self.uow)

    @query(contracts.ListCharges)
    def list_charges(self, request, caller):
        return keeping.list_charges(request, caller, self.uow)

    @query(contracts.ListCalendars)
    def list_calendars(self, request, caller):
        return calendar_views.list_calendars(request, caller, self.uow)

    @query(contracts.GetCalendar)
    def get_calendar(self, request, caller):
        return calendar_views.get_calendar(request, caller, self.uow)

    @query(contracts.GetDirectorySnapshot)
    def get_directory_snapshot(self, request, caller):
        return snapshot.get_directory_snapshot(request, self.uow)

    @query(contracts.GetOfficeUse)
    def get_office_use(self, request, caller):
        return office_use.get_office_use(request, self.uow)

    @due(proposals.LAPSE)
    def lapse_proposal(self, payload):
        proposals.lapse(payload, self.uow)

    @due(sessions.SWEEP)
    def sweep_sessions(self, payload):
        sessions.sweep(self.uow)
