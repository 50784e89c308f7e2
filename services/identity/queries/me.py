"""Who am I, and what may I act as?"""

from __future__ import annotations

from chassis.auth import Caller
from contracts.identity import GetMe, MeView
from services.identity.domain.charges import Charge
from services.identity.domain.directory import Person, Post
from services.identity.domain.passwords import Credential
from services.identity.handlers.access import live_session
from services.identity.storage import Charges, Entries, IdentityUnitOfWork


def get_me(request: GetMe, caller: Caller, uow: IdentityUnitOfWork) -> MeView:
    with uow.reading() as database:
        session = live_session(database, caller, uow.now())
        person = Entries(database, Person).get(session.person_id)
        charges = Charges(database, Charge).current_of(person.id, uow.now())
        posts = Entries(database, Post)
        credential = database.get(Credential, person.id)
        return MeView(
            person=person.view(),
            session_id=session.id,
            charge_id=session.charge_id,
            charges=[charge.view() for charge in charges],
            posts=[posts.get(post_id).view() for post_id in dict.fromkeys(charge.post_id for charge in charges)],
            must_change_password=credential is not None and credential.must_change,
        )
