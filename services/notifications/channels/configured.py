"""The channels that the office's settings ask for."""

from __future__ import annotations

from services.notifications.channels.api import Channel
from services.notifications.channels.mobile_seva import MobileSevaAccount, MobileSevaChannel
from services.notifications.channels.smtp import SmtpAddress, SmtpChannel
from services.notifications.domain.message import Means
from services.notifications.settings import NotificationsSettings
from services.notifications.templates import load_registry


def means_of(settings: NotificationsSettings) -> Means:
    """Which channels are set up. Raises ValueError where a setting that a channel needs is missing or wrong."""
    if settings.smtp_url:
        SmtpAddress.parse(settings.smtp_url)
    if not settings.sms_url:
        return Means(email=bool(settings.smtp_url))
    if settings.sms_dlt_registry is None:
        raise ValueError("SMS needs PATRAVALI_NOTIFICATIONS_SMS_DLT_REGISTRY, the texts registered with the operators")
    return Means(email=bool(settings.smtp_url), sms=load_registry(settings.sms_dlt_registry))


def channels_of(settings: NotificationsSettings) -> list[Channel]:
    """The channels to send over, besides the application itself."""
    channels: list[Channel] = []
    means = means_of(settings)
    if means.email:
        server = SmtpAddress.parse(settings.smtp_url)
        channels.append(SmtpChannel(server, settings.smtp_from, settings.smtp_timeout))
    if means.sms is not None:
        account = MobileSevaAccount(
            url=settings.sms_url,
            username=settings.sms_username,
            password=settings.sms_password,
            secure_key=settings.sms_secure_key,
            sender_id=means.sms.header,
            entity_id=means.sms.entity_id,
            hash_name=settings.sms_hash,
            encoding=settings.sms_encoding,
        )
        channels.append(MobileSevaChannel(account, settings.sms_timeout))
    return channels
