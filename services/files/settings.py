"""Settings of files, from PATRAVALI_FILES_… in the environment or from files."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings
from contracts.files import DraftForm
from contracts.identity import Role


class FilesSettings(ServiceSettings):
    """What the service needs besides broker and database."""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_FILES_")

    letter_approvers: dict[DraftForm, list[Role]] = Field(default_factory=dict)
    """Roles that may approve and sign a form of letter, e.g. {"letter": ["adm", "dm"]}; other forms keep the usual."""
    custody_lease_seconds: int = Field(default=86_400, ge=60, le=7 * 86_400)
    """How long a desk may keep a file in hand to work on it offline, before it is taken again."""
    public_url: str = "http://localhost:8000"
    """How citizens' browsers reach the gateway; printed as a QR code on acknowledgement slips."""
    view_grant_seconds: int = Field(default=900, ge=60, le=3600)
    """How long a file's documents may be read after opening a view."""
