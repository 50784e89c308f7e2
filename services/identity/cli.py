"""Signing keys, for the operator: ``python -m services.identity.cli list``, ``rotate`` or ``withdraw KID``."""

from __future__ import annotations

import argparse
import sys

from chassis.database import make_engine
from services.identity.domain.keys import signing
from services.identity.handlers import keys
from services.identity.settings import IdentitySettings
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork, Keys


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="keys that verify tokens now")
    actions.add_parser("rotate", help="sign with a new key from now on; the old ones verify until their tokens expire")
    actions.add_parser("withdraw", help="publish a key no longer; restart the services").add_argument("kid")
    given = parser.parse_args(arguments)
    settings = IdentitySettings()
    uow = IdentityUnitOfWork(make_engine(settings), settings=settings)
    if given.action == "rotate":
        print(keys.rotate(uow, Signer(settings.key_encryption_key)).kid)
        return 0
    if given.action == "withdraw":
        return 0 if keys.withdraw(given.kid, uow) else 1
    with uow.reading() as database:
        published = Keys(database).published(uow.now())
        now_signing = signing(published, uow.now())
        for key in published:
            mark = "signs" if key is now_signing else "verifies"
            print(f"{key.kid}  {mark}  {key.signs_from:%Y-%m-%d} to {key.signs_until:%Y-%m-%d}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
