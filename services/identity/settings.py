"""Settings of identity, from PATRAVALI_IDENTITY_… in the environment or from files."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings, Settings


class PasswordSettings(Settings):
    """Cost of a password hash (argon2id)."""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_IDENTITY_")

    password_memory_kib: int = Field(default=47_104, ge=8, le=4_194_304)
    """Memory a hash takes while it is computed."""
    password_passes: int = Field(default=1, ge=1, le=100)
    """Passes over that memory; 46 MiB and one pass are the first choice of OWASP's cheat sheet, about 60 ms."""


class IdentitySettings(ServiceSettings, PasswordSettings):
    """What the service needs besides broker and database."""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_IDENTITY_")

    key_encryption_key: str = Field(min_length=32, repr=False)
    """Secret of at least 32 random characters that encrypts the private signing keys in the database."""
    access_token_minutes: int = Field(default=10, ge=1, le=60)
    """How long an access token is good; a session that ended stays good elsewhere for so long."""
    refresh_token_hours: int = Field(default=24 * 7, ge=1, le=24 * 90)
    """How long a session may lie unused."""
    session_days: int = Field(default=30, ge=1, le=365)
    """When everybody has to sign in again, however often the session was refreshed."""

    proposal_hours: int = Field(default=72, ge=1, le=24 * 30)
    """How long a proposal waits for its second person; a weekend and a holiday by default."""

    proposals_a_day: int = Field(default=100, ge=1, le=10_000)
    """How many one person makes within 24 hours: each is told by SMS, and among thousands nobody sees the one."""

    @property
    def access_token_life(self) -> timedelta:
        return timedelta(minutes=self.access_token_minutes)

    @property
    def refresh_token_life(self) -> timedelta:
        return timedelta(hours=self.refresh_token_hours)

    @property
    def proposal_life(self) -> timedelta:
        return timedelta(hours=self.proposal_hours)

    @property
    def session_life(self) -> timedelta:
        return timedelta(days=self.session_days)
