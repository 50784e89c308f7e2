"""What identity can be asked to do and to show."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, EmailStr, Field, StringConstraints

from contracts.base import Command, Language, Line, Nothing, OptionalLine, Page, Paged, Query, Strict, Version
from contracts.bounds import Day, Moment
from contracts.identity.views import (
    Abbreviation,
    ChargeKind,
    ChargeView,
    DirectoryEntryView,
    DirectorySnapshot,
    EntryKind,
    HeadCode,
    Jwks,
    LetterPattern,
    LgdLevel,
    MeView,
    OfficeKind,
    OfficeView,
    OneTimePassword,
    Pattern,
    PersonView,
    PostView,
    Role,
    ServiceSecret,
    SignedIn,
    UnitView,
    UserName,
)

# White space may be part of a password, so it is not stripped here.
Password = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=False)]
NewPassword = Annotated[str, StringConstraints(min_length=12, max_length=200, strip_whitespace=False)]
SignInName = Annotated[str, StringConstraints(min_length=1, max_length=100, to_lower=True)]
PresentedToken = Annotated[str, StringConstraints(min_length=20, max_length=200)]
ClientAddress = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Mobile = Annotated[str, StringConstraints(pattern=r"^\+91[0-9]{10}$")]

# Everything that answers with a secret, or gets one, is exempt from command idempotency: neither the answer nor a
# fast hash of the body may stay in a table. Each of these is safe to repeat.


class SignIn(Command, service="identity", returns=SignedIn, anonymous=True, idempotent=False):
    """Open a session with user name and password."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"user_name": "r.tomar", "password": "kx7m-2hqp-9rtd-4wzn"}]}
    )

    user_name: SignInName
    password: Password = Field(repr=False)
    client_address: ClientAddress | None = Field(default=None, description="Filled by the gateway, never by a client.")


class SignInService(Command, service="identity", returns=SignedIn, anonymous=True, idempotent=False):
    """Open a session for a service account."""

    client_id: SignInName
    client_secret: Password = Field(repr=False)
    client_address: ClientAddress | None = Field(default=None, description="Filled by the gateway, never by a client.")


class RefreshSession(Command, service="identity", returns=SignedIn, anonymous=True, idempotent=False):
    """Exchange a refresh token for the next one and a new access token.

    The same token gives the same successor for 60 s, for a client that did not get the first answer; after that
    its use ends the session, because someone else has a copy.
    """

    refresh_token: PresentedToken = Field(repr=False)
    client_address: ClientAddress | None = Field(default=None, description="Filled by the gateway, never by a client.")


class ChooseCharge(Command, service="identity", returns=SignedIn, idempotent=False):
    """Act under another of one's charges from now on; the refresh token stays as it is."""

    charge_id: UUID
    lasting: bool = Field(
        default=True,
        description="False: only the token in the answer names it, for acts that waited under that charge.",
    )


class SignOut(Command, service="identity", returns=Nothing, idempotent=False):
    """End this session."""


class SignOutEverywhere(Command, service="identity", returns=Nothing, idempotent=False):
    """End all sessions of the person signed in."""


class ChangePassword(Command, service="identity", returns=Nothing, idempotent=False):
    """Set one's own password; every other session of the person ends."""

    old_password: Password = Field(repr=False)
    new_password: NewPassword = Field(repr=False)


class GetMe(Query, service="identity", returns=MeView):
    """The person signed in."""


class GetJwks(
    Query,
    service="identity",
    returns=Jwks,
    anonymous=True,
    callers=("gateway", "identity", "files", "documents", "signatures", "notifications"),
):
    """The public keys with which access tokens verify."""


class SearchDirectory(Paged, service="identity", returns=Page[DirectoryEntryView]):
    """Posts with their present holders, by a piece of the designation, section, office or holder, Hindi or English."""

    text: OptionalLine = ""
    office_id: UUID | None = None
    kind: OfficeKind | None = Field(default=None, description="Only posts in offices of this kind.")


class ListOffices(Paged, service="identity", returns=Page[OfficeView]):
    """All offices of the instance, by their English name."""


class GetDirectorySnapshot(
    Query,
    service="identity",
    returns=DirectorySnapshot,
    callers=("files", "documents", "signatures", "notifications"),
):
    """All aggregates of one kind, part by part, for a service's own projection."""

    kind: EntryKind
    after: UUID | None = None
    limit: int = Field(default=500, ge=1, le=1000)


class FileHead(Strict):
    code: HeadCode
    title_hi: Line
    title_en: Line


class Numbering(Strict):
    """Number patterns of an office; see NumberingView."""

    file: Pattern = "{head}/{serial}/{year}-{unit}"
    receipt: Pattern = "{office}/{year}/{serial}"
    letter: LetterPattern = "{file}/{serial}"


class SaveOffice(Command, service="identity", returns=OfficeView):
    """Make an office, or change the one with this id. The same content again changes nothing."""

    office_id: UUID | None = Field(default=None, description="Chosen by the client for a new one, or left out.")
    expected_version: Version | None = None
    kind: OfficeKind
    name_hi: Line
    name_en: Line
    abbreviation_hi: Abbreviation
    abbreviation_en: Abbreviation
    lgd_level: LgdLevel | None = None
    lgd_code: int | None = Field(default=None, ge=1, le=99_999_999)
    revenue_parent_id: UUID | None = None
    development_parent_id: UUID | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    numbering: Numbering = Numbering()
    deleted: bool = False


class SaveUnit(Command, service="identity", returns=UnitView):
    """Make a section, or change it."""

    unit_id: UUID | None = None
    expected_version: Version | None = None
    office_id: UUID
    name_hi: Line
    name_en: Line
    abbreviation_hi: Abbreviation
    abbreviation_en: Abbreviation
    heads: list[FileHead] = Field(default_factory=list, max_length=500)
    deleted: bool = False


class SavePost(Command, service="identity", returns=PostView):
    """Make a post, or change it."""

    post_id: UUID | None = None
    expected_version: Version | None = None
    office_id: UUID
    unit_id: UUID | None = None
    designation_hi: Line
    designation_en: Line
    abbreviation_hi: Abbreviation
    abbreviation_en: Abbreviation
    roles: list[Role] = Field(default_factory=list, max_length=8)
    superior_post_id: UUID | None = None
    heads: list[HeadCode] = Field(default_factory=list, max_length=500)
    deleted: bool = False


class SavePerson(Command, service="identity", returns=PersonView):
    """Enter a person, or change the entry. Inactive ends every session of the person."""

    person_id: UUID | None = None
    expected_version: Version | None = None
    user_name: UserName
    name_hi: Line
    name_en: Line
    email: EmailStr | None = None
    mobile: Mobile | None = None
    language: Language = "hi"
    active: bool = True
    deleted: bool = False


class AssumeCharge(Command, service="identity", returns=ChargeView):
    """Give a person charge of a post. A post has one substantive holder at a time."""

    charge_id: UUID | None = Field(default=None, description="Chosen by the client, or left out.")
    person_id: UUID
    post_id: UUID
    kind: ChargeKind = "substantive"
    held_from: Moment | None = Field(default=None, description="Now, if left out.")
    held_until: Moment | None = Field(default=None, description="The first moment after it; open if left out.")


class RelinquishCharge(Command, service="identity", returns=ChargeView):
    """End a charge. One that has not begun by then is cancelled."""

    charge_id: UUID
    at: Moment | None = Field(default=None, description="Now, if left out.")


class SetPassword(Command, service="identity", returns=OneTimePassword, idempotent=False):
    """Give a person a one-time password; all sessions of the person end."""

    person_id: UUID


class UnlockPerson(Command, service="identity", returns=Nothing):
    """Forget the failed sign-ins of a person."""

    person_id: UUID


class CreateServiceAccount(Command, service="identity", returns=ServiceSecret, idempotent=False):
    """Enter another programme (a gateway client) with a post to act from. The secret is shown once."""

    name: UserName
    name_hi: Line
    name_en: Line
    post_id: UUID


class RotateServiceSecret(Command, service="identity", returns=ServiceSecret, idempotent=False):
    """Give a service account a new secret; the old one and its sessions end at once."""

    person_id: UUID


__all__ = [
    "AssumeCharge",
    "ChangePassword",
    "ChooseCharge",
    "CreateServiceAccount",
    "FileHead",
    "GetDirectorySnapshot",
    "GetJwks",
    "GetMe",
    "ListOffices",
    "Numbering",
    "RefreshSession",
    "RelinquishCharge",
    "RotateServiceSecret",
    "SaveOffice",
    "SavePerson",
    "SavePost",
    "SaveUnit",
    "SearchDirectory",
    "SetPassword",
    "SignIn",
    "SignInService",
    "SignOut",
    "SignOutEverywhere",
    "UnlockPerson",
]
