"""What identity answers. Office, unit, post, person and charge views are whole aggregates with their version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from contracts.base import Capacity, Language, Line, OptionalLine, Version, View
from contracts.bounds import GROWING, ONE_LINE, UNFIT_FOR_A_LINE

OfficeKind = Literal["collectorate", "development", "tehsil", "block", "department", "other"]
LgdLevel = Literal["state", "district", "subdistrict", "block", "village"]
Role = Literal[
    "dealing_hand",
    "section_officer",
    "adm",
    "dm",
    "dispatch",
    "receipt",
    "tl_section",
    "emd_manager",
    "administrator",
]
PersonKind = Literal["person", "service"]
ChargeKind = Literal["substantive", "additional", "link_officer", "leave_substitute", "acting_for"]
EntryKind = Literal["office", "unit", "post", "person", "charge", "calendar"]
Abbreviation = Annotated[str, StringConstraints(min_length=1, max_length=60), ONE_LINE]
HeadCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")]


def _pattern_of(*places: str) -> str:
    """A number's pattern: these places in braces, other characters between them as they are."""
    between = f"[^{{}}{UNFIT_FOR_A_LINE}]*"
    return rf"^{between}(\{{({'|'.join(places)})\}}{between})+$"


NUMBER = _pattern_of("head", "serial", "year", "unit", "office")
LETTER_NUMBER = _pattern_of("head", "serial", "year", "unit", "office", "file")
Pattern = Annotated[str, StringConstraints(pattern=NUMBER, max_length=100)]
LetterPattern = Annotated[str, StringConstraints(pattern=LETTER_NUMBER, max_length=100)]
UserName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{1,63}$")]
AccessToken = Annotated[str, StringConstraints(max_length=4000)]
RefreshToken = Annotated[str, StringConstraints(max_length=200)]


class NumberingView(View):
    """How an office numbers. ``{serial}`` starts at 1 each calendar year within everything else in the pattern.

    ``{unit}`` and ``{office}`` are English abbreviations, ``{head}`` is a head's code, ``{year}`` has four digits.
    A letter may bear the number of its ``{file}``; where its pattern has no ``{year}``, its serial runs on.
    """

    file: Pattern = "{head}/{serial}/{year}-{unit}"
    receipt: Pattern = "{office}/{year}/{serial}"
    letter: LetterPattern = "{file}/{serial}"


class FileHeadView(View):
    """A head under which a section opens its files."""

    code: HeadCode
    title_hi: Line
    title_en: Line


class OfficeView(View):
    """An office with its LGD unit and both parents; an office of a State may have none."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "5f0c2a52-6f0e-5c64-a6c5-3f2f5f6c8a10",
                    "kind": "tehsil",
                    "name_hi": "तहसील कार्यालय, कालसी",
                    "name_en": "Tehsil Office, Kalsi",
                    "abbreviation_hi": "तह॰-कालसी",
                    "abbreviation_en": "TEH-KALSI",
                    "lgd_level": "subdistrict",
                    "lgd_code": 302,
                    "revenue_parent_id": "0b2f5f0e-52a5-5b0e-9f0e-7c1f1f1f2a11",
                    "development_parent_id": "0b2f5f0e-52a5-5b0e-9f0e-7c1f1f1f2a12",
                    "valid_from": "2026-04-01",
                    "valid_until": None,
                    "numbering": {},
                    "version": 1,
                    "deleted": False,
                }
            ]
        }
    )

    id: UUID
    kind: OfficeKind
    name_hi: Line
    name_en: Line
    abbreviation_hi: Abbreviation
    abbreviation_en: Abbreviation
    lgd_level: LgdLevel | None = None
    lgd_code: int | None = Field(default=None, ge=1, le=99_999_999)
    revenue_parent_id: UUID | None = None
    development_parent_id: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = Field(default=None, description="The last day.")
    numbering: NumberingView = NumberingView()
    version: Version
    deleted: bool = False


class UnitView(View):
    """A section of an office with the heads of its files."""

    id: UUID
    office_id: UUID
    name_hi: Line
    name_en: Line
    abbreviation_hi: Abbreviation
    abbreviation_en: Abbreviation
    heads: list[FileHeadView] = Field(default_factory=list, max_length=500)
    version: Version
    deleted: bool = False


class PostView(View):
    """A post (a desk). Files are marked to posts; people come and go by charges."""

    id: UUID
    office_id: UUID
    unit_id: UUID | None = Field(default=None, description="None for posts above the sections, as the DM's.")
    designation_hi: Line
    designation_en: Line
    abbreviation_hi: Abbreviation = Field(description="Marking abbreviation, unique in the office.")
    abbreviation_en: Abbreviation
    roles: list[Annotated[Role, GROWING]] = Field(default_factory=list, max_length=8)
    superior_post_id: UUID | None = None
    heads: list[HeadCode] = Field(
        default_factory=list, max_length=500, description="Heads of the unit dealt with here."
    )
    version: Version
    deleted: bool = False


class PersonView(View):
    """A person, or a service account of another programme."""

    id: UUID
    kind: PersonKind = "person"
    user_name: UserName
    name_hi: Line
    name_en: Line
    email: str | None = Field(default=None, max_length=254)
    mobile: str | None = Field(default=None, max_length=20, description="+91 and ten digits.")
    language: Language = "hi"
    active: bool = True
    version: Version
    deleted: bool = False


class ChargeView(View):
    """Who holds which post, how and when. It is current while ``held_from <= now < held_until``."""

    id: UUID
    person_id: UUID
    post_id: UUID
    kind: ChargeKind
    capacity: Capacity = Field(
        description="own: substantive, additional; link_officer: link officer, leave substitute; for: acting for."
    )
    held_from: datetime
    held_until: datetime | None = None
    version: Version
    deleted: bool = False


class SignedIn(View):
    """An access token (10 minutes) and, except after ChooseCharge, a refresh token that works once."""

    access_token: AccessToken = Field(repr=False)
    expires_at: datetime
    refresh_token: RefreshToken | None = Field(default=None, repr=False)
    refresh_expires_at: datetime | None = None
    person: PersonView
    charges: list[ChargeView] = Field(max_length=100, description="Charges current now.")
    charge_id: UUID | None = Field(
        description="The acting charge in the token: the one chosen, or the only substantive one, or the only one."
    )
    must_change_password: bool = False


class MeView(View):
    """The person signed in, with the charges held now and their posts."""

    person: PersonView
    session_id: UUID
    charge_id: UUID | None
    charges: list[ChargeView] = Field(max_length=100)
    posts: list[PostView] = Field(max_length=100)
    must_change_password: bool


class JwkView(View):
    """A public Ed25519 key (RFC 8037)."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    x: str = Field(max_length=64)
    kid: str = Field(max_length=64)
    use: Literal["sig"] = "sig"
    alg: Literal["EdDSA"] = "EdDSA"


class Jwks(View):
    """The key set with which access tokens verify."""

    keys: list[JwkView] = Field(max_length=20)


class HolderView(View):
    """Who sits at a desk now."""

    charge_id: UUID
    person_id: UUID
    name_hi: Line
    name_en: Line
    kind: ChargeKind
    capacity: Capacity


class DirectoryEntryView(View):
    """A post as the directory shows it; no holder means that it is vacant."""

    post: PostView
    unit_hi: OptionalLine
    unit_en: OptionalLine
    office_hi: Line
    office_en: Line
    holders: list[HolderView] = Field(max_length=20)


class DirectorySnapshot(View):
    """A part of all aggregates of one kind, in the order of their ids, tombstones included."""

    items: list[dict[str, Any]] = Field(max_length=1000, description="Views of the kind asked for.")
    next: UUID | None = Field(default=None, description="Give it as ``after`` for the next part.")


class ServiceSecret(View):
    """The secret of a service account. It is shown once and stored as a hash only."""

    person: PersonView
    client_id: UserName
    client_secret: str = Field(repr=False, max_length=200)


class OneTimePassword(View):
    """A password that has to be changed at the next sign-in. It is shown once."""

    person_id: UUID
    password: str = Field(repr=False, max_length=200)
