"""What the service class gets besides its unit of work: the password hash and the signer of tokens."""

from __future__ import annotations

from typing import Any

from eventlet import tpool
from nameko.extensions import DependencyProvider

from chassis import log
from chassis.errors import database_is_away
from services.identity.argon2id import Argon2Passwords
from services.identity.handlers.keys import ensure_key
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork

logger = log.get_logger(__name__)


class PasswordHash(DependencyProvider):
    """argon2id in a thread: inline it would stall the hub for a tenth of a second."""

    def setup(self) -> None:
        settings = self.container.config["settings"]
        self.passwords = Argon2Passwords(settings.password_memory_kib, settings.password_passes, tpool.execute)

    def get_dependency(self, worker_ctx: Any) -> Argon2Passwords:
        return self.passwords


class TokenSigner(DependencyProvider):
    """The signer; a wrong key encryption key stops the service at its start and not at the first sign-in."""

    def setup(self) -> None:
        self.signer = Signer(self.container.config["settings"].key_encryption_key)

    def start(self) -> None:
        config = self.container.config
        try:
            ensure_key(IdentityUnitOfWork(config["engine"], settings=config["settings"]), self.signer)
        except Exception as error:
            if not database_is_away(error):
                raise
            logger.warning("keys_not_checked", error=str(error).splitlines()[0])

    def get_dependency(self, worker_ctx: Any) -> Signer:
        return self.signer
