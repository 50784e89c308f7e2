"""Drafts: write, revise, discard, approve."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.base import Language
from contracts.files import (
    AddresseeView,
    ApproveDraft,
    CreateDraft,
    DiscardDraft,
    DraftForm,
    DraftView,
    LetterView,
    ReviseDraft,
)
from contracts.files.errors import DraftNotFound, FileNotFound
from contracts.files.events import DraftApproved
from services.files.domain import approval, issue_number
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.custody import Desk
from services.files.domain.draft import Draft, DraftText, DraftVersion
from services.files.domain.file import File
from services.files.domain.letter import Letter, Reservation
from services.files.domain.numbering import expand, office_day, series_year, spell
from services.files.handlers import desk
from services.files.handlers.reply_desk import must_go_to_the_silent
from services.files.storage import FilesUnitOfWork
from services.files.storage.letter_contents import of_version


def create(request: CreateDraft, caller: Caller, uow: FilesUnitOfWork) -> DraftView:
    """Put a draft into a file on the actor's desk."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        file = desk.file_in_hand(uow, actor, request.file_id, custody_number=request.custody_number)
        draft = begin(uow, actor, file, request.form, request.language, _text(request), {})
        return uow.commit(view(uow, draft, file, actor))


def begin(
    uow: FilesUnitOfWork,
    actor: Actor,
    file: File,
    form: DraftForm,
    language: Language,
    text: DraftText,
    facts: Mapping[str, Any],
) -> Draft:
    """A new draft in a file that is in hand, with its entry in the ledger, which says ``facts`` besides."""
    when = uow.when
    at = when.not_before(file.held_since)
    newest = DraftVersion(number=1, text=text, revised_by=actor.signature, revised_at=at)
    draft = Draft(id=new_id(), file_id=file.id, form=form, language=language, newest=newest)
    uow.drafts.add(draft, recorded_at=when.recorded_at, source=when.source)
    own = {"draft": draft.id, "form": draft.form, "version": 1}
    desk.record(uow, file, "draft_created", actor, {**own, **facts}, of_version(draft.id, draft.newest))
    return draft


def revise(request: ReviseDraft, caller: Caller, uow: FilesUnitOfWork) -> DraftView:
    """Whoever has the file may change its drafts; every version stays, with the name of who wrote it."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        draft, file = _in_hand(uow, actor, request)
        when = uow.when
        version = draft.revise(_text(request), actor.signature, when.not_before(draft.newest.revised_at))
        uow.drafts.add_version(draft, recorded_at=when.recorded_at, source=when.source)
        uow.drafts.save(draft)
        facts = {"draft": draft.id, "version": version.number}
        desk.record(uow, file, "draft_revised", actor, facts, of_version(draft.id, version))
        return uow.commit(view(uow, draft, file, actor))


def discard(request: DiscardDraft, caller: Caller, uow: FilesUnitOfWork) -> DraftView:
    """Give a draft up; its versions stay readable."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "dealing_hand")
        draft, file = _in_hand(uow, actor, request)
        draft.discard()
        uow.drafts.save(draft)
        desk.record(uow, file, "draft_discarded", actor, {"draft": draft.id})
        return uow.commit(view(uow, draft, file, actor))


def approve(request: ApproveDraft, caller: Caller, uow: FilesUnitOfWork) -> LetterView:
    """Freeze the draft and reserve the letter's number, in one transaction."""
    with desk.acting(uow, caller) as actor:
        draft, file = _in_hand(uow, actor, request)
        table = approval.rights(uow.settings.letter_approvers)
        approval.check(table, draft.form, actor.roles)
        must_go_to_the_silent(uow, draft)
        signer = _signer(uow, request.signer_post or actor.post_id, draft.form, table)
        letter = _letter(uow, draft, file, actor, signer)
        draft.approve(letter.id)
        uow.drafts.save(draft)
        uow.letters.add(letter)
        facts = {
            "draft": draft.id,
            "version": draft.newest.number,
            "letter": letter.id,
            "number": letter.number,
            "signer": signer.ref.post_id,
        }
        desk.record(uow, file, "draft_approved", actor, facts)
        approved = DraftApproved(
            file_id=file.id,
            draft_id=draft.id,
            letter_id=letter.id,
            letter_number=letter.number,
            signer_post=signer.ref.post_id,
        )
        uow.publish(approved, actor=actor.view)
        return uow.commit(letter.view(letter.actions(actor, file.holder.post_id)))


def _text(request: CreateDraft | ReviseDraft) -> DraftText:
    return DraftText(
        subject=request.subject,
        reference=request.reference,
        addressees=tuple(
            AddresseeView(name=one.name, address=one.address, email=one.email) for one in request.addressees
        ),
        body=tuple(request.body),
        copy_to=tuple(request.copy_to),
    )


def _in_hand(
    uow: FilesUnitOfWork, actor: Actor, request: ReviseDraft | DiscardDraft | ApproveDraft
) -> tuple[Draft, File]:
    """A draft in a file on the actor's desk, both locked.

    Raises DraftNotFound, Stale, DraftEditedByAnother and what ``file_in_hand`` raises.
    """
    file_id = uow.drafts.file_of(request.draft_id)
    if file_id is None:
        raise DraftNotFound
    try:
        file = desk.file_in_hand(uow, actor, file_id, custody_number=request.custody_number)
    except FileNotFound:
        raise DraftNotFound from None
    draft = uow.drafts.get(request.draft_id, for_update=True)
    assert draft is not None, "drafts are never deleted"
    draft.check_version(request.expected_version)
    if request.base_version is not None:
        other = uow.drafts.changed_by_another(draft.id, request.base_version, actor.person.person_id)
        draft.check_base(request.base_version, other)
    return draft, file


def _signer(uow: FilesUnitOfWork, post_id: UUID, form: DraftForm, table: approval.Rights) -> Desk:
    """The desk that will sign: one that could have approved the letter itself. Raises PostNotFound, RoleMissing."""
    found = desk.desk(uow.session, post_id, uow.now())
    approval.check(table, form, found.roles)
    return found


def _letter(uow: FilesUnitOfWork, draft: Draft, file: File, actor: Actor, signer: Desk) -> Letter:
    return Letter(
        id=new_id(),
        file_id=file.id,
        draft_id=draft.id,
        draft_number=draft.newest.number,
        office_id=signer.office_id,
        reservation=_reserve(uow, file, signer),
        form=draft.form,
        language=draft.language,
        subject=draft.text.subject,
        addressees=draft.text.addressees,
        signer=signer.ref,
        approver_post_id=actor.post_id,
        approved_by=actor.signature,
        approved_at=uow.when.not_before(draft.newest.revised_at),
    )


def _reserve(uow: FilesUnitOfWork, file: File, signer: Desk) -> Reservation:
    """The next number of the signer's office, dated today: signed bytes carry both. The file's row is locked."""
    day = office_day(uow.now())
    office = uow.directory.office(signer.office_id)
    assert office is not None, "a post lies in an office"
    unit_id = file.unit_id if file.office_id == signer.office_id else signer.unit_id
    unit = uow.directory.unit(unit_id) if unit_id is not None else None
    pattern = office.numbering["letter"]
    template = partial(
        expand,
        pattern,
        year=day.year,
        office=office.abbreviation_en,
        # Posts above the sections have none: their letters run in the office's own name.
        unit=unit.abbreviation_en if unit is not None else office.abbreviation_en,
        head=file.head or "",
    )
    series = series_year(pattern, day.year)
    serial = uow.numbering.next(signer.office_id, "letter", series, template(file=file.number))
    ordinal = uow.letters.on_day(file.id, day) + 1
    others_wait = uow.drafts.waiting(file.id) > 1
    number = spell(template(file=issue_number.of_the_day(file.number, ordinal, others_wait)), serial)
    return Reservation(number=number, year=day.year, serial=serial, issue_date=day, day_ordinal=ordinal)


def view(uow: FilesUnitOfWork, draft: Draft, file: File, actor: Actor) -> DraftView:
    """The draft as this actor sees it."""
    table = approval.rights(uow.settings.letter_approvers)
    return draft.view(draft.actions(actor, file, table))
