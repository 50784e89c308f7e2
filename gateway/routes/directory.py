"""Who sits where; and, for those who keep the directory, changing it."""

from __future__ import annotations

from contracts import identity, notifications
from gateway.operations import Operation

TAG = "directory"
ADMIN = "administration"
PERSON = "/admin/people/{person_id}"
PROPOSAL = "/admin/proposals/{proposal_id}"

OPERATIONS = (
    Operation(identity.SearchDirectory, "GET", "/directory", TAG),
    Operation(identity.ListOffices, "GET", "/offices", TAG),
    Operation(identity.ListUnits, "GET", "/units", TAG),
    Operation(identity.ListCalendars, "GET", "/calendars", TAG),
    Operation(identity.GetCalendar, "GET", "/calendars/{calendar_id}", TAG),
    Operation(identity.ListPeople, "GET", "/admin/people", ADMIN),
    Operation(identity.ListCharges, "GET", "/admin/charges", ADMIN),
    Operation(identity.SaveOffice, "POST", "/admin/offices", ADMIN),
    Operation(identity.SaveUnit, "POST", "/admin/units", ADMIN),
    Operation(identity.SavePost, "POST", "/admin/posts", ADMIN),
    Operation(identity.SavePerson, "POST", "/admin/people", ADMIN),
    Operation(identity.SaveCalendar, "POST", "/admin/calendars", ADMIN),
    Operation(identity.SetPassword, "POST", f"{PERSON}/password", ADMIN),
    Operation(identity.UnlockPerson, "POST", f"{PERSON}/unlock", ADMIN),
    Operation(identity.AssumeCharge, "POST", "/admin/charges", ADMIN, status=201),
    Operation(identity.RelinquishCharge, "POST", "/admin/charges/{charge_id}/relinquish", ADMIN),
    Operation(identity.CreateServiceAccount, "POST", "/admin/service-accounts", ADMIN, status=201),
    Operation(identity.RotateServiceSecret, "POST", "/admin/service-accounts/{person_id}/secret", ADMIN),
    Operation(identity.ListProposals, "GET", "/admin/proposals", ADMIN),
    Operation(identity.ProposeChange, "POST", "/admin/proposals", ADMIN, status=201),
    Operation(identity.ConfirmProposal, "POST", f"{PROPOSAL}/confirm", ADMIN),
    Operation(identity.RefuseProposal, "POST", f"{PROPOSAL}/refuse", ADMIN),
    Operation(identity.WithdrawProposal, "POST", f"{PROPOSAL}/withdraw", ADMIN),
    Operation(notifications.ListDeliveries, "GET", "/admin/deliveries", ADMIN),
)
