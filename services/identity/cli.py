"""For the operator: ``python -m services.identity.cli`` with

list, rotate, withdraw KID              the signing keys
proposals, confirm NUMBER               what waits for a second person, and the operator's word where none is left
"""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import select

from chassis.auth import Service
from chassis.database import make_engine
from contracts.errors import PatravaliError
from contracts.identity import ConfirmProposal
from services.identity.argon2id import Argon2Passwords
from services.identity.domain.keys import signing
from services.identity.domain.proposals import Proposal
from services.identity.handlers import keys, proposals
from services.identity.queries.proposals import proposal_view
from services.identity.settings import IdentitySettings
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork, Keys


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="keys that verify tokens now")
    actions.add_parser("rotate", help="sign with a new key from now on; the old ones verify until their tokens expire")
    actions.add_parser("withdraw", help="publish a key no longer; restart the services").add_argument("kid")
    actions.add_parser("proposals", help="what waits for a second person")
    actions.add_parser("confirm", help="give the second person's word from the server").add_argument("number")
    given = parser.parse_args(arguments)
    settings = IdentitySettings()
    uow = IdentityUnitOfWork(make_engine(settings), settings=settings)
    if given.action in ("proposals", "confirm"):
        return _second_word(uow, settings, given.number if given.action == "confirm" else None)
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


def _second_word(uow: IdentityUnitOfWork, settings: IdentitySettings, number: str | None) -> int:
    """List what waits, or confirm the one with this number and print the one-time password that it may lead to."""
    with uow.reading() as database:
        waiting = database.scalars(select(Proposal).filter_by(state=Proposal.PENDING)).all()
        shown = [proposal_view(database, each, []) for each in waiting if each.is_pending(uow.now())]
    if number is None:
        for each in shown:
            who, until = each.proposed_by.name_en, f"{each.lapses_at:%Y-%m-%d %H:%M}"
            about = ", ".join(named for named in (each.person and each.person.name_en, each.reason) if named)
            print(f"{each.number}  {each.act}  {about}  by {who}  until {until}")
        return 0
    found = [each for each in shown if each.number == number.upper()]
    if len(found) != 1:
        print(f"no proposal {number} waits", file=sys.stderr)
        return 1
    slow_hash = Argon2Passwords(settings.password_memory_kib, settings.password_passes)
    try:
        done = proposals.confirm(ConfirmProposal(proposal_id=found[0].id), Service("identity"), uow, slow_hash)
    except PatravaliError as refused:
        print(f"{found[0].number} stays unconfirmed, {refused.code}: {refused}", file=sys.stderr)
        return 1
    print(done.one_time_password or "confirmed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
