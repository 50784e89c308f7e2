"""Settings of notifications: ``PATRAVALI_NOTIFICATIONS_…``. A channel without a URL is off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings
from contracts.base import Language
from services.notifications.channels.mobile_seva import Encoding, HashName
from services.notifications.domain.message import Patience


class NotificationsSettings(ServiceSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_prefix="PATRAVALI_NOTIFICATIONS_")

    smtp_url: str = ""
    """smtp://host:25, smtp://user:password@host:587?security=starttls or smtps://user:password@host:465."""
    smtp_from: str = "Patravali <patravali@localhost>"
    """Sender of all mail; its domain also ends each Message-ID."""
    smtp_timeout: float = Field(default=10.0, ge=0.1, le=60)
    """Seconds for each answer of the mail server."""
    sms_url: str = ""
    """Address of the gateway's form, https://…/esms/sendsmsrequestDLT."""
    sms_username: str = ""
    sms_password: str = ""
    sms_secure_key: str = ""
    """The department's key for the hash over each message."""
    sms_hash: HashName = "sha1"
    """How this gateway wants the password hashed."""
    sms_encoding: Encoding = "entities"
    """How this gateway wants Hindi written: entities (&#2346;) or utf-8."""
    sms_timeout: float = Field(default=10.0, ge=0.1, le=60)
    """Seconds for the gateway's answer."""
    sms_dlt_registry: Path | None = None
    """File with the texts registered with the operators; see deploy/demo/dlt.yaml. Needed for SMS."""
    outsider_language: Language = "hi"
    """In which language somebody outside is told, as a letter's sender."""
    poll_interval: float = Field(default=0.5, ge=0.05, le=60)
    """Seconds between looks for deliveries that are due."""
    send_deadline: float = Field(default=40.0, ge=1, le=80)
    """Seconds for one attempt as a whole; below the lease."""
    most_attempts: int = Field(default=12, ge=1, le=100)
    """Attempts before a delivery is given up."""
    first_pause: float = Field(default=15.0, ge=0.05, le=3600)
    """Seconds until the second attempt; each pause is double the one before."""
    longest_pause: float = Field(default=3600.0, ge=0.05, le=86400)
    """Seconds that a pause is at most."""
    give_up_after: float = Field(default=24.0, ge=0.01, le=240)
    """Hours after which a delivery is given up, however few attempts it had."""
    lease: float = Field(default=90.0, ge=0.5, le=600)
    """Seconds after which a claimed delivery is taken for abandoned."""
    circuit_threshold: int = Field(default=3, ge=1, le=100)
    """Failures of a channel in a row that stop it for a while."""
    circuit_first_pause: float = Field(default=5.0, ge=0.05, le=3600)
    """Seconds that it is stopped at first; doubled each time."""
    circuit_longest_pause: float = Field(default=300.0, ge=0.05, le=3600)
    keep_days: int = Field(default=400, ge=30, le=36_500)
    """Days after which a message goes, and with it the record of its deliveries."""

    @model_validator(mode="after")
    def _one_attempt_ends_within_its_lease(self) -> NotificationsSettings:
        if self.send_deadline >= self.lease:
            raise ValueError("send_deadline has to be shorter than lease, or a delivery is sent twice")
        return self

    @property
    def patience(self) -> Patience:
        return Patience(
            most_attempts=self.most_attempts,
            longest_age=timedelta(hours=self.give_up_after),
            first_pause=self.first_pause,
            longest_pause=self.longest_pause,
            lease=timedelta(seconds=self.lease),
        )
