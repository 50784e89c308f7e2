"""The dispatch section: how an issued letter went out to each of its addressees."""

from __future__ import annotations

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import DispatchLetter, DispatchView
from contracts.files.errors import AddresseeServed, LetterNotFound
from contracts.files.events import LetterDispatched
from services.files.domain.actor import Actor
from services.files.domain.dispatch import Dispatch
from services.files.domain.file import File
from services.files.domain.letter import Letter
from services.files.domain.numbering import SERIAL, office_day
from services.files.handlers import desk, letter_desk
from services.files.storage import FilesUnitOfWork

DISPATCH = frozenset({"dispatch"})


def dispatch(request: DispatchLetter, caller: Caller, uow: FilesUnitOfWork) -> DispatchView:
    """Enter one line in the register of the letter's office. With the last addressee the letter is dispatched."""
    with desk.acting(uow, caller) as actor:
        actor.require(DISPATCH, "dispatch")
        letter, file = letter_desk.both(uow.session, request.letter_id, for_update=True)
        _check(uow, letter, file, actor, request.addressee)
        line = _line(request, letter, actor, uow)
        uow.dispatches.add(line, recorded_at=uow.now(), source=uow.source)
        letter.serve(uow.dispatches.count(letter.id))
        uow.letters.save(letter)
        facts = {
            "letter": letter.id,
            "line": line.id,
            "serial": line.serial,
            "year": line.year,
            "addressee": line.addressee_index,
            "mode": line.mode,
        }
        desk.record(uow, file, "letter_dispatched", actor, facts)
        uow.publish(_told(line, letter), actor=actor.view)
        return uow.commit(line.view())


def _check(uow: FilesUnitOfWork, letter: Letter, file: File, actor: Actor, addressee: int) -> None:
    """Raises LetterNotFound (another office's), LetterNotReady, AddresseeUnknown, AddresseeServed."""
    if actor.office_id != letter.office_id:
        raise LetterNotFound
    letter.addressee(addressee)
    served = uow.dispatches.to_addressee(letter.id, addressee)
    if served is not None:
        raise AddresseeServed(serial=served.serial, year=served.year)
    if not letter.may_dispatch(actor) and not letter_desk.may_see(uow.session, actor, letter, file):
        raise LetterNotFound
    letter.must_be("issued")


def _line(request: DispatchLetter, letter: Letter, actor: Actor, uow: FilesUnitOfWork) -> Dispatch:
    year = office_day(uow.now()).year
    assert letter.issued_at is not None, "only issued letters come here"
    return Dispatch(
        id=new_id(),
        office_id=letter.office_id,
        year=year,
        serial=uow.numbering.next(letter.office_id, "dispatch", year, SERIAL),
        letter_id=letter.id,
        letter_number=letter.number,
        addressee_index=request.addressee,
        addressee=letter.addressee(request.addressee).name,
        mode=request.mode,
        tracking_number=request.tracking_number,
        remarks=request.remarks,
        dispatched_by=actor.signature,
        dispatched_at=uow.when.not_before(letter.issued_at),
    )


def _told(line: Dispatch, letter: Letter) -> LetterDispatched:
    assert letter.printed is not None, "an issued letter was printed"
    return LetterDispatched(
        file_id=letter.file_id,
        letter_id=letter.id,
        letter_number=letter.number,
        subject=letter.subject,
        addressee=line.addressee,
        mode=line.mode,
        tracking_number=line.tracking_number,
        email=letter.addressee(line.addressee_index).email,
        document_id=letter.printed.document_id,
    )
