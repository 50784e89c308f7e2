"""Settings of signatures: ``PATRAVALI_SIGNATURES_…``."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class SignaturesSettings(ServiceSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_prefix="PATRAVALI_SIGNATURES_")

    trust_dir: Path | None = None
    """Directory of trust anchors (``.pem``, ``.crt``); read again when it changes. Without it nobody is trusted."""
    largest_pdf: int = Field(default=25 * 2**20, ge=2**10, le=200 * 2**20)
    """Bytes of the largest PDF that is signed or verified here; it is held in memory."""
    store_timeout: float = Field(default=8.0, ge=0.1, le=60)
    """Seconds for each answer of the object store."""
