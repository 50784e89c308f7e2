"""What reviews of an office's work ask of files on the bus: parse, call one handler or query, answer."""

from __future__ import annotations

from typing import Any

from chassis.rpc import command, query
from chassis.timers import due
from contracts import files as contracts
from services.files.handlers import adoption, contests, outages, statements
from services.files.queries import adoption as boards
from services.files.queries import contests as contest_lists
from services.files.queries import forecast
from services.files.queries import outages as outage_lists
from services.files.queries import statements as statement_tables


class Reviews:
    """The service that they belong to brings the unit of work and the bus."""

    uow: Any
    bus: Any

    @query(contracts.GetStatement)
    def get_statement(self, request, caller):
        return statement_tables.get_statement(request, caller, self.uow)

    @query(contracts.GetForecast)
    def get_forecast(self, request, caller):
        return forecast.get_forecast(request, caller, self.uow)

    @command(contracts.PrintStatement)
    def print_statement(self, request, caller):
        return statements.print_statement(request, caller, self.uow, self.bus)

    @query(contracts.GetAdoption)
    def get_adoption(self, request, caller):
        return boards.get_adoption(request, caller, self.uow, self.bus)

    @query(contracts.GetAdoptionReturn)
    def get_adoption_return(self, request, caller):
        return boards.get_return(request, caller, self.uow, self.bus)

    @command(contracts.PrintAdoption)
    def print_adoption(self, request, caller):
        return adoption.print_adoption(request, caller, self.uow, self.bus)

    @command(contracts.SetSavingsFactor)
    def set_savings_factor(self, request, caller):
        return adoption.set_factor(request, caller, self.uow)

    @query(contracts.ListSavingsFactors)
    def list_savings_factors(self, request, caller):
        return boards.list_factors(request, caller, self.uow)

    @command(contracts.DeclareOutage)
    def declare_outage(self, request, caller):
        return outages.declare(request, caller, self.uow)

    @command(contracts.WithdrawOutage)
    def withdraw_outage(self, request, caller):
        return outages.withdraw(request, caller, self.uow)

    @query(contracts.ListOutages)
    def list_outages(self, request, caller):
        return outage_lists.list_outages(request, caller, self.uow)

    @command(contracts.ContestTime)
    def contest_time(self, request, caller):
        return contests.contest(request, caller, self.uow)

    @command(contracts.RuleOnContest)
    def rule_on_contest(self, request, caller):
        return contests.rule(request, caller, self.uow)

    @query(contracts.ListContests)
    def list_contests(self, request, caller):
        return contest_lists.list_contests(request, caller, self.uow)

    @due(outages.BEAT)
    def beat(self, payload):
        outages.beat(self.uow)
