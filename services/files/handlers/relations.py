"""Parts and volumes of a file, links and references between files."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import FileView, LinkFile, MergePartFile, OpenPartFile, OpenVolume, RelatedFilesView, UnlinkFile
from contracts.files.errors import FileNotFound
from contracts.files.events import FileClosed, FileCreated
from contracts.files.relation_errors import LinkedAlready, LinkedToItself, LinkNotFound, TooManyLinks
from services.files.domain.actor import Actor
from services.files.domain.custody import Movement, When
from services.files.domain.file import File
from services.files.domain.kin import PART, VOLUME, numbered
from services.files.domain.note import merged
from services.files.domain.numbering import office_day
from services.files.domain.opening import next_volume, part_of
from services.files.handlers import cases, classification, desk
from services.files.handlers.procedure import disposal_of_merging
from services.files.queries.relations import related
from services.files.storage import FilesUnitOfWork
from services.files.storage.cases import of_choice, of_mark
from services.files.storage.ledger import Contents, of_movement, of_note, of_subject
from services.files.storage.procedure import Procedure
from services.files.storage.relations import Ended, Link, of_end, of_link

MOST_LINKS = 100
"""Of a file, from both sides: more of them tell nobody anything."""


def open_part(request: OpenPartFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Open a part file on the actor's desk, wherever the main file lies.

    Raises FileNotFound, FileClosed, NoPartOfAPart, RoleMissing.
    """
    with desk.acting(uow, caller) as actor:
        main = desk.file_locked(uow, actor, request.file_id)
        main.must_be_custody(request.custody_number)
        main.check_open_part(actor)
        pattern = _pattern(uow.procedure, "part", uow.when)
        while True:
            number = numbered(pattern, main.number, main.kin.open_part())
            part, first = part_of(main, new_id(), number, actor, uow.when)
            if uow.files.add(part):
                break
            # Somebody gave the number to another file freely.
            main.kin.open_parts -= 1
        uow.relations.keep(main)
        facts = {"part": part.id, "number": part.kin.part_number, "reason": request.reason}
        desk.record(uow, main, "part_file_opened", actor, facts, bump=False)
        _record_new(uow, actor, part, first, {"main": str(main.id), "part": part.kin.part_number})
        return uow.commit(desk.file_view(uow.session, actor, part, uow.now()))


def merge(request: MergePartFile, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Append a part file to its main file, and close it. Answers the main file.

    Raises as ``file_in_hand`` for both, NotAPart, UnfinishedBusiness, YellowNoteOpen (of the main file).
    """
    with desk.acting(uow, caller) as actor:
        main_id = desk.file_to_read(uow.session, actor, request.file_id).kin.check_is_part()
        locked = _locked(uow, request.file_id, main_id)
        part = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        main = desk.file_in_hand(uow, actor, main_id, custody_number=request.main_custody_number)
        assert len(locked) == 2
        part.check_merge(actor)
        desk.business_of(uow.session, part).must_be_finished()
        desk.business_of(uow.session, main).must_have_no_yellow_note()
        contents, facts = _append(uow, main, part)
        movement = part.end(actor, uow.when, main.number)
        part.kin.merged_at, main.kin.open_parts = movement.occurred_at, main.kin.open_parts - 1
        uow.relations.keep(part)
        uow.relations.keep(main)
        uow.replies.go_on_in(part.id, main.id)
        _close(uow, actor, part, movement, "part_file_merged", {"into": str(main.id), **facts})
        desk.record(uow, main, "part_file_merged", actor, {"part": str(part.id), **facts}, contents)
        return uow.commit(desk.file_view(uow.session, actor, main, uow.now()))


def _append(uow: FilesUnitOfWork, main: File, part: File) -> tuple[Contents, dict[str, object]]:
    """The part's notes and papers at the end of the main file's: contents and facts of the entry."""
    contents: Contents = {}
    first = main.paragraph_count + 1
    own = uow.notes.all_of(part.id)
    for note in own:
        copy = merged(main, new_id(), note, part.number)
        uow.notes.add(copy)
        contents |= of_note(copy)
    paragraphs = [first, main.paragraph_count] if own else []
    return contents, {"paragraphs": paragraphs, "pages": uow.correspondence.merge(main, part)}


def open_volume(request: OpenVolume, caller: Caller, uow: FilesUnitOfWork) -> FileView:
    """Continue a full file in its next volume, which is answered. Raises as ``file_in_hand``, NoPartOfAPart,
    UnfinishedBusiness: only the checklist of a case goes over."""
    with desk.acting(uow, caller) as actor:
        full = desk.file_in_hand(uow, actor, request.file_id, request.expected_version, request.custody_number)
        full.check_open_volume(actor)
        desk.business_of(uow.session, full).must_let_go_on()
        pattern = _pattern(uow.procedure, "volume", uow.when)
        base = desk.volumes(uow.session, full)[0].number
        serial = full.kin.volume_number + 1
        volume, first = next_volume(full, new_id(), numbered(pattern, base, serial), actor, uow.when)
        while not uow.files.add(volume):
            # Somebody gave the number to another file freely.
            serial += 1
            volume.number = numbered(pattern, base, serial)
        movement = full.end(actor, uow.when, volume.number)
        uow.relations.keep(full)
        uow.replies.go_on_in(full.id, volume.id)
        uow.follow_ups.go_on_in(full.id, volume.id)
        _close(uow, actor, full, movement, "file_continued", {"volume": str(volume.id)})
        _record_new(uow, actor, volume, first, {"earlier": str(full.id), "volume": volume.kin.volume_number})
        return uow.commit(desk.file_view(uow.session, actor, volume, uow.now()))


def link(request: LinkFile, caller: Caller, uow: FilesUnitOfWork) -> RelatedFilesView:
    """Link the file in hand with another one that the actor may see, or refer to it.

    Raises as ``file_in_hand``, FileNotFound, LinkedToItself, LinkedAlready, TooManyLinks.
    """
    with desk.acting(uow, caller) as actor:
        own = desk.file_to_read(uow.session, actor, request.file_id)
        other_id = request.other_file_id or _numbered(uow, actor, own, request.other_number or "")
        _must_be_another(uow, own, other_id)
        _locked(uow, own.id, other_id)
        file = desk.file_in_hand(uow, actor, own.id, request.expected_version, request.custody_number)
        other = desk.file_locked(uow, actor, other_id)
        if any(
            each.kind == request.kind and each.other(file.id) == other.id for each in uow.relations.links_of(file.id)
        ):
            raise LinkedAlready
        if max(uow.relations.count(file.id), uow.relations.count(other.id)) >= MOST_LINKS:
            raise TooManyLinks(limit=MOST_LINKS)
        made = Link(
            new_id(),
            request.kind,
            file.id,
            other.id,
            request.remarks,
            actor.signature,
            uow.when.not_before(file.held_since),
        )
        uow.relations.add(made)
        _record_link(
            uow, actor, made, file, other, "file_linked" if made.kind == "link" else "file_referred_to", of_link(made)
        )
        return uow.commit(related(uow.session, actor, file))


def unlink(request: UnlinkFile, caller: Caller, uow: FilesUnitOfWork) -> RelatedFilesView:
    """End a link or a reference of the file in hand. Raises as ``file_in_hand``, LinkNotFound."""
    with desk.acting(uow, caller) as actor:
        own = desk.file_to_read(uow.session, actor, request.file_id)
        found = next((each for each in uow.relations.links_of(own.id) if each.id == request.link_id), None)
        if found is None:
            raise LinkNotFound
        locked = _locked(uow, own.id, found.other(own.id))
        other = locked[found.other(own.id)]
        if not desk.may_see(uow.session, actor, other):
            raise LinkNotFound
        file = desk.file_in_hand(uow, actor, own.id, request.expected_version, request.custody_number)
        if not any(each.id == found.id for each in uow.relations.links_of(file.id)):
            raise LinkNotFound
        ended = Ended(found.id, request.reason, actor.signature, uow.when.not_before(found.at))
        uow.relations.end(ended)
        _record_link(uow, actor, found, file, other, "file_unlinked", of_end("file_link_end", ended))
        return uow.commit(related(uow.session, actor, file))


def _locked(uow: FilesUnitOfWork, *ids: UUID) -> dict[UUID, File]:
    """Files, locked in the order of their ids: two acts on the same pair wait for each other. Raises FileNotFound."""
    found = {}
    for file_id in sorted(ids):
        file = uow.files.get(file_id, for_update=True)
        if file is None:
            raise FileNotFound
        found[file_id] = file
    return found


def _numbered(uow: FilesUnitOfWork, actor: Actor, own: File, number: str) -> UUID:
    """The file with this number that the actor may see, the actor's office before the file's. Raises FileNotFound."""
    found = uow.relations.numbered(number, {actor.office_id, own.office_id})
    seen = [each for each in found if desk.may_see(uow.session, actor, each)]
    if not seen:
        raise FileNotFound
    return sorted(seen, key=lambda each: each.office_id != actor.office_id)[0].id


def _must_be_another(uow: FilesUnitOfWork, own: File, other_id: UUID) -> None:
    other = uow.files.get(other_id)
    of_one = {each.id for each in desk.volumes(uow.session, own)}
    kin = other is not None and (other.kin.main_id == own.id or own.kin.main_id == other.id)
    if other_id in of_one or kin:
        raise LinkedToItself


def _record_link(
    uow: FilesUnitOfWork, actor: Actor, made: Link, file: File, other: File, act: str, contents: Contents
) -> None:
    """In the ledger of the file in hand, and, as a link is seen from both, in the other's."""
    desk.record(uow, file, act, actor, {"link": made.id, "other": other.id}, contents)
    if made.kind == "link":
        desk.record(uow, other, act, actor, {"link": made.id, "other": file.id}, contents, bump=False)


def _close(
    uow: FilesUnitOfWork, actor: Actor, file: File, movement: Movement, act: str, facts: dict[str, object]
) -> None:
    ends = {"movement": movement.serial, "from": file.from_post and file.from_post.post_id, "to": file.holder.post_id}
    disposal = disposal_of_merging(uow.when, uow.procedure) if act == "part_file_merged" else None
    desk.record(uow, file, act, actor, {**ends, **facts}, of_movement(movement), bump=False, link=movement)
    if disposal is not None:
        uow.procedure.dispose(file.id, movement.serial, disposal)
    uow.publish(FileClosed(file_id=file.id, number=file.number, closed_by_post=actor.post_id), actor.view)


def _record_new(uow: FilesUnitOfWork, actor: Actor, file: File, first: Movement, facts: dict[str, object]) -> None:
    own = {"number": file.number, "movement": 1, "to": file.holder.post_id, "grading": file.grading}
    contents = {**of_subject(file.subject, file.salt), **of_movement(first)}
    case = cases.carried_over(uow, file)
    if case is not None:
        for each in case.choices:
            contents |= of_choice(each)
        for mark in case.marks:
            contents |= of_mark(mark)
    said, kept = classification.carry_over(uow, actor, file)
    desk.record(uow, file, "file_created", actor, {**own, **facts, **said}, contents | kept, bump=False, link=first)
    uow.publish(
        FileCreated(
            file_id=file.id, number=file.number, subject=file.subject, grading=file.grading, holder=file.holder
        ),
        actor.view,
    )


def _pattern(procedure: Procedure, kind: str, when: When) -> str:
    _, rules = procedure.in_force(office_day(when.occurred_at))
    usual = {"part": PART, "volume": VOLUME}[kind]
    return str(next((rule["pattern"] for rule in rules.get("numbering", ()) if rule["code"] == kind), usual))
