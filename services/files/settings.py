"""Settings of files, from PATRAVALI_FILES_… in the environment or from files."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings
from contracts.files import DraftForm
from contracts.identity import Role

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class FilesSettings(ServiceSettings):
    """What the service needs besides broker and database."""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_FILES_")

    letter_approvers: dict[DraftForm, list[Role]] = Field(default_factory=dict)
    """Roles that may approve and sign a form of letter, e.g. {"letter": ["adm", "dm"]}; other forms keep the usual."""
    custody_lease_seconds: int = Field(default=86_400, ge=60, le=7 * 86_400)
    """How long a desk may keep a file in hand to work on it offline, before it is taken again."""
    public_url: str = "http://localhost:8000"
    """How citizens' browsers reach the gateway; printed as a QR code on acknowledgement slips."""
    tl_report_weekday: Weekday = "friday"
    """By which day of each week the offices report on time-limit letters; on the next the following week begins."""
    outage_after_seconds: int = Field(default=300, ge=120, le=86_400)
    """After how long a silence of the platform's own heartbeat (once a minute) an outage is recorded."""
    view_grant_seconds: int = Field(default=900, ge=60, le=3600)
    """How long a file's documents may be read after opening a view."""
