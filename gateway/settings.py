"""Settings of the gateway, from the environment: ``PATRAVALI_GATEWAY_BROKER_URL`` and so on.

Each may be given instead as a file, ``PATRAVALI_GATEWAY_BROKER_URL_FILE=/run/secrets/…``. Nothing connects at import.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

MIB = 2**20


class FilesOfSecrets(PydanticBaseSettingsSource):
    """Reads ``<NAME>_FILE`` where ``<NAME>`` itself is not set."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{self.config.get('env_prefix', '')}{field_name}_FILE".upper())
        return (Path(path).read_text().strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


class GatewaySettings(BaseSettings):
    """Frozen; see README.md for what an operator changes."""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_GATEWAY_", frozen=True, extra="ignore")

    broker_url: str
    """amqp://gateway:password@host:port/vhost"""
    store_url: str = "http://127.0.0.1:8333"
    """Scheme, host and port of the object store. A presigned URL to anywhere else is refused."""
    host: str = "127.0.0.1"
    """Address to listen on; containers set 0.0.0.0."""
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = "http://localhost:8000"
    """How browsers reach it. With https, cookies are Secure and HSTS is sent."""
    signer_origin: str = Field(
        default="http://127.0.0.1:8791", pattern=r"^(http://(127\.0\.0\.1|localhost):[0-9]{1,5})?$"
    )
    """Where pages find the signing agent (clients/signer) on the PC that they run on. Empty: nobody signs there."""
    trusted_proxies: str = "127.0.0.1"
    """Comma-separated addresses or networks whose X-Forwarded-For and X-Forwarded-Proto are believed."""

    calls_in_flight: int = Field(default=256, ge=1, le=10_000)
    """Bus calls at once; more wait, and their wait counts against their deadline."""
    reconnect_patience: float = Field(default=1.0, ge=0, le=30)
    """Seconds that a call waits for a broker connection that is being made anew."""

    body_limit: int = Field(default=4 * MIB, ge=1024)
    """Bytes of a JSON body."""
    upload_limit: int = Field(default=5 * 1024 * MIB, ge=1024)
    """Bytes of a file sent in one request; documents may allow less."""
    stall_limit: float = Field(default=60.0, ge=1, le=600)
    """Seconds without a byte after which an upload is given up."""

    session_rate: float = Field(default=60.0, gt=0)
    """Requests a second that one session may make for long."""
    session_burst: int = Field(default=240, ge=1)
    """Requests that one session may make at once."""
    search_rate: float = Field(default=2.0, gt=0)
    """Searches a second that one person may make for long."""
    search_burst: int = Field(default=30, ge=1)
    """At once: the browser asks again as somebody goes on typing."""
    sign_in_rate: float = Field(default=2.0, gt=0)
    """Sign-ins and refreshes a second from one address for long."""
    sign_in_burst: int = Field(default=100, ge=1)
    """At once: a collectorate behind one address signs in at ten o'clock."""

    status_rate: float = Field(default=0.5, gt=0)
    """Questions a second for the status of a letter, without signing in, from one address for long."""
    status_burst: int = Field(default=30, ge=1)
    """At once: a service centre asks for many senders."""
    status_wrong_codes: int = Field(default=5, ge=1)
    """Wrong codes for the number of one letter from one address, at once and then in an hour."""
    status_number_rate: float = Field(default=2.0, gt=0)
    """Wrong codes a second for the number of one letter from all addresses together for long."""
    status_number_burst: int = Field(default=600, ge=1)
    """At once: as many as it takes a hundred addresses to give, so that nobody shuts out a letter's sender cheaply."""

    streams_per_person: int = Field(default=6, ge=1, le=100)
    """Open event streams of one person."""
    streams: int = Field(default=5000, ge=1)
    """Open event streams of this process."""
    heartbeat: float = Field(default=15.0, gt=0, le=120)
    """Seconds between comments on a quiet event stream, which keep proxies from closing it."""
    stop_deadline: float = Field(default=10.0, ge=0, le=300)
    """Seconds after SIGTERM for requests under way."""
    access_log: bool = True
    """One line a request, without query strings."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, FilesOfSecrets(settings_cls)

    @property
    def broker_user(self) -> str:
        return unquote(urlsplit(self.broker_url).username or "guest")

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")
