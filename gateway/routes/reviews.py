"""What reviews of an office's work look at: the statements of the manuals, and whether its clocks are fair."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "reviews"

OPERATIONS = (
    Operation(files.GetStatement, "GET", "/statements/{kind}", TAG),
    Operation(files.GetForecast, "GET", "/forecast", TAG),
    Operation(files.ListContests, "GET", "/contests", TAG),
    Operation(files.ContestTime, "POST", "/files/{file_id}/movements/{serial}/contests", TAG, status=201),
    Operation(files.RuleOnContest, "POST", "/contests/{contest_id}/ruling", TAG),
    Operation(files.ListOutages, "GET", "/outages", TAG),
    Operation(files.DeclareOutage, "POST", "/outages", TAG, status=201),
    Operation(files.WithdrawOutage, "POST", "/outages/{outage_id}/withdraw", TAG),
    Operation(files.GetAdoption, "GET", "/adoption", TAG),
    Operation(files.GetAdoptionReturn, "GET", "/adoption/return", TAG),
    Operation(files.PrintAdoption, "POST", "/adoption/print", TAG, status=201),
    Operation(files.ListSavingsFactors, "GET", "/savings-factors", TAG),
    Operation(files.SetSavingsFactor, "POST", "/savings-factors", TAG, status=201),
    Operation(files.PrintStatement, "POST", "/statements/{kind}/print", TAG, status=201),
)
