"""Letters on their way out: render, issue, cancel."""

from __future__ import annotations

from chassis.auth import Caller
from contracts import documents
from contracts.documents import RenderedView, SignaturePlace
from contracts.files import CancelLetter, IssueLetter, LetterView, PersonRef, RenderLetter
from contracts.files.errors import NobodyCanAct
from contracts.files.events import LetterIssued
from services.files.domain.actor import Actor
from services.files.domain.letter import SIGNING_CAPACITIES, Letter, Print
from services.files.domain.letter_form import Sender, paper
from services.files.handlers import desk, letter_desk
from services.files.handlers.letter_desk import Bus
from services.files.storage import FilesUnitOfWork

# Where documents names no place for the signature: at the right above the lower margin of A4, in points.
USUAL_PLACE = (330.0, 100.0, 540.0, 170.0)


def render(request: RenderLetter, caller: Caller, uow: FilesUnitOfWork, bus: Bus) -> LetterView:
    """Have the PDF made, with the number and date that were reserved; again where the officer has changed."""
    # The first transaction writes nothing: it answers a repeated command and refuses what cannot be done.
    with desk.acting(uow, caller) as actor:
        letter, _ = letter_desk.in_hand(uow, actor, request.letter_id)
        letter.must_be("approved", "rendered")
        person = _signer(uow, letter, actor)
        order = _order(uow, letter, person)
    rendered = bus.call(order, command_id=letter_desk.step_id(uow, "render", order))
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id)
        letter.render(_print(rendered, person))
        uow.letters.save(letter)
        facts = {"letter": letter.id, "document": rendered.document.id, "version": rendered.version}
        desk.record(uow, file, "letter_rendered", actor, facts)
        return uow.commit(letter_desk.view(letter, file, actor))


def issue(request: IssueLetter, caller: Caller, uow: FilesUnitOfWork) -> LetterView:
    """Put the signed letter on the correspondence side; from now on it never changes."""
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id, request.expected_version)
        at = uow.when.not_before(letter.signed_at or letter.approved_at)
        letter.issue(actor.signature, at)
        printed = letter.printed
        assert printed is not None, "a signed letter was printed"
        uow.correspondence.add(
            file,
            kind="issue",
            title=letter.number,
            document_id=printed.document_id,
            document_version=letter.document_version,
            pages=printed.pages,
            by=actor,
            at=at,
            letter_id=letter.id,
        )
        uow.letters.save(letter)
        facts = {
            "letter": letter.id,
            "number": letter.number,
            "document": printed.document_id,
            "sha256": letter.signed_sha256,
        }
        desk.record(uow, file, "letter_issued", actor, facts)
        issued = LetterIssued(
            file_id=file.id,
            letter_id=letter.id,
            letter_number=letter.number,
            subject=letter.subject,
            office_id=letter.office_id,
        )
        uow.publish(issued, actor=actor.view)
        return uow.commit(letter_desk.view(letter, file, actor))


def cancel(request: CancelLetter, caller: Caller, uow: FilesUnitOfWork) -> LetterView:
    """Give up what is not issued. The number stays taken, and the reason explains it in the series."""
    with desk.acting(uow, caller) as actor:
        letter, file = letter_desk.in_hand(uow, actor, request.letter_id, request.expected_version)
        letter.cancel(request.reason, actor.signature, uow.when.not_before(letter.approved_at))
        uow.letters.save(letter)
        facts = {"letter": letter.id, "number": letter.number}
        desk.record(uow, file, "letter_cancelled", actor, facts)
        return uow.commit(letter_desk.view(letter, file, actor))


def _signer(uow: FilesUnitOfWork, letter: Letter, actor: Actor) -> PersonRef:
    """Whose name is printed: the officer who renders it to sign it, or else who holds the signing post now.

    Raises NobodyCanAct where the post is vacant.
    """
    if actor.post_id == letter.signer.post_id and actor.capacity in SIGNING_CAPACITIES:
        return actor.person
    holder = uow.directory.holder(letter.signer.post_id, uow.now())
    if holder is None:
        raise NobodyCanAct(post_hi=letter.signer.designation_hi, post_en=letter.signer.designation_en)
    return holder


def _order(uow: FilesUnitOfWork, letter: Letter, person: PersonRef) -> documents.RenderLetter:
    """What documents is asked to print."""
    draft = uow.drafts.get(letter.draft_id)
    assert draft is not None, "drafts are never deleted"
    office = uow.directory.office(letter.office_id)
    signer = letter.signer
    sender = Sender(
        office_hi=office.name_hi if office is not None else signer.office_hi,
        office_en=office.name_en if office is not None else signer.office_en,
        unit_hi=signer.unit_hi,
        unit_en=signer.unit_en,
    )
    return documents.RenderLetter(
        document_id=letter.printed.document_id if letter.printed else None,
        title=letter.number,
        letter=paper(letter, draft.text, sender, person),
    )


def _print(rendered: RenderedView, person: PersonRef) -> Print:
    left, bottom, right, top = USUAL_PLACE
    usual = SignaturePlace(page=max(rendered.pages, 1), left=left, bottom=bottom, right=right, top=top)
    return Print(
        document_id=rendered.document.id,
        version=rendered.version,
        pages=max(rendered.pages, 1),
        signer=person,
        place=rendered.signature or usual,
    )
