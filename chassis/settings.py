"""Settings come from the environment: ``PATRAVALI_FILES_DATABASE_URL`` and so on.

Each may be given instead as a file, ``PATRAVALI_FILES_DATABASE_URL_FILE=/run/secrets/…``, which is how containers
hand over secrets. Secrets have no default, and nothing connects at import.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict


class FilesOfSecrets(PydanticBaseSettingsSource):
    """Reads ``<NAME>_FILE`` where ``<NAME>`` itself is not set."""

    def __init__(self, settings_cls: type[BaseSettings], prefix: str) -> None:
        super().__init__(settings_cls)
        self._prefix = prefix

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{self._prefix}{field_name}_FILE".upper())
        return (Path(path).read_text().strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


class Settings(BaseSettings):
    """Frozen, read from the environment, secrets also from files."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # The prefix may come from the class or from the call (the relay's), and the environment's source knows both.
        prefix = getattr(env_settings, "env_prefix", "")
        return init_settings, env_settings, FilesOfSecrets(settings_cls, prefix)


class ServiceSettings(Settings):
    """What each service needs. Subclass with ``env_prefix="PATRAVALI_<SERVICE>_"``."""

    broker_url: str
    """amqp://user:password@host:port/vhost; the user is the service's own."""
    database_url: str
    """postgresql+psycopg2://… as the service's role, which owns no table."""
    health_port: int = Field(default=0, ge=0, le=65535)
    """Where /livez, /readyz and /metrics answer on loopback; 0 takes a free port."""
    health_host: str = "127.0.0.1"
    max_workers: int = Field(default=10, ge=1, le=200)
    """Requests handled at once; the database pool is as large. Scale further by processes."""
    heartbeat: int = Field(default=60, ge=5, le=600)
    """Seconds between heartbeats with the broker."""
    stop_deadline: float = Field(default=20.0, ge=1, le=600)
    """Seconds after SIGTERM at which the process ends even if work is running."""
    statement_timeout: float = Field(default=8.0, ge=0.1, le=600)
    """Seconds a statement may run; below the deadline of the calls."""
    lock_timeout: float = Field(default=5.0, ge=0.1, le=600)
    """Seconds to wait for a row that another transaction holds."""

    @property
    def broker_user(self) -> str:
        return user_of(self.broker_url)


def user_of(url: str) -> str:
    """The user whom a URL names; empty where it names none."""
    return unquote(urlsplit(url).username or "")


def owner_database_url(service: str, environment: Mapping[str, str] = os.environ) -> str:
    """URL of the role that owns the tables; only migrations use it."""
    name = f"PATRAVALI_{service.upper()}_OWNER_DATABASE_URL"
    if name in environment:
        return environment[name]
    if f"{name}_FILE" in environment:
        return Path(environment[f"{name}_FILE"]).read_text().strip()
    raise LookupError(f"set {name}: the database URL of the role that owns the tables of {service}")
