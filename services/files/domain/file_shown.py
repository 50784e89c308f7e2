"""What is shown and told of a file: what an actor may do with it, its view, and its events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from contracts.files.events import FileMoved, FileSentStraight, FileWoke
from contracts.files.views import FileView
from services.files.domain.actor import Actor
from services.files.domain.business import Business
from services.files.domain.custody import Movement, permitted
from services.files.domain.file import File


def allowed_actions(
    file: File, actor: Actor, above_holder: bool, business: Callable[[], Business], at: datetime
) -> list[str]:
    """Names of the commands that this actor may send about it now. ``business`` is asked only of a holder."""

    def work() -> None:
        file.check_work(actor)

    def note() -> None:
        work()
        business().must_have_no_yellow_note()

    def yellow() -> None:
        work()
        business().must_have_a_yellow_note()

    def close() -> None:
        file.check_close(actor)
        business().must_be_finished()

    def merge() -> None:
        file.check_merge(actor)
        business().must_be_finished()
        file.must_be_struck_off()

    def volume() -> None:
        file.check_open_volume(actor)
        business().must_let_go_on()
        file.must_be_struck_off()

    def pull_back() -> None:
        file.check_pull_back(actor)
        file.must_not_be_leased(at)

    return permitted(
        {
            "open_file": work,
            "forward_file": work,
            "set_follow_up": work,
            "pull_back_file": pull_back,
            "pull_up_file": lambda: file.check_pull_up(actor, above_holder),
            "close_file": close,
            "reopen_file": lambda: file.check_reopen(actor, above_holder),
            "add_note": note,
            "revise_note": yellow,
            "confirm_note": yellow,
            "discard_note": yellow,
            "record_oral_order": note,
            "put_receipt_in_file": work,
            "attach_document": work,
            "create_draft": work,
            "take_custody_lease": work,
            "park_file": work,
            "unpark_file": lambda: file.check_unpark(actor),
            "consult_desks": work,
            "stop_clock": lambda: file.check_stop_clock(actor),
            "resume_clock": lambda: file.check_resume_clock(actor),
            "enter_tl_letter": lambda: file.check_enter_tl(actor),
            "extend_deadline": lambda: file.check_extend_deadline(actor),
            "flag_paper": work,
            "open_part_file": lambda: file.check_open_part(actor),
            "merge_part_file": merge,
            "open_volume": volume,
            "link_file": work,
            "unlink_file": work,
            "detach_receipt": work,
            "set_case_type": lambda: file.check_set_case_type(actor),
            "choose_case_limit": lambda: file.check_case(actor),
            "mark_checklist_item": lambda: file.check_case(actor),
            "classify_file": lambda: file.check_classify(actor),
            "change_retention": lambda: file.check_change_retention(actor),
        }
    )


def view(file: File, allowed_actions: list[str], at: datetime) -> FileView:
    """The file, with what was found to be allowed."""
    return FileView.model_construct(
        id=file.id,
        number=file.number,
        subject=file.subject,
        subject_en=file.subject_en,
        grading=file.grading,
        urgency=file.urgency,
        labels=file.labels,
        state=file.state,
        office_id=file.office_id,
        holder=file.holder,
        held_since=file.held_since,
        opened_at=file.opened_at,
        due_on=file.due_on,
        created_by=file.created_by,
        created_at=file.created_at,
        closed_at=file.closed_at,
        note_count=file.note_count,
        page_count=file.page_count,
        custody_number=file.movement_serial,
        lease=file.lease_at(at),
        parked=file.parked,
        consultation_count=file.consultation_count,
        open_consultations=file.open_consultations,
        open_tl_letters=file.open_tl_letters,
        stopped=file.stopped,
        deadline=file.deadline,
        returns_through=file.submission.through[::-1] if file.submission is not None else [],
        case_type=file.case_type,
        subject_head=file.subject_head,
        retention=file.retention,
        part_number=file.kin.part_number,
        volume_number=file.kin.volume_number,
        merged_at=file.kin.merged_at,
        version=file.version,
        allowed_actions=allowed_actions,
    )


def sent_straight(file: File, movement: Movement) -> FileSentStraight:
    """What the levels are told that it did not come back through."""
    return FileSentStraight.model_validate(
        {
            "file_id": file.id,
            "number": file.number,
            "subject": file.subject,
            "grading": file.grading,
            "urgency": file.urgency,
            "from_post": movement.from_post,
            "to_post": movement.to_post,
            "remarks": movement.remarks,
            "informed": [level.post for level in movement.passed.informed],
            "moved_at": movement.occurred_at,
            "serial": movement.serial,
        }
    )


def moved(file: File, movement: Movement, *, yellow_note: bool = False) -> FileMoved:
    """What the world is told of a movement to another desk."""
    return FileMoved.model_validate(
        {
            "file_id": file.id,
            "number": file.number,
            "subject": file.subject,
            "grading": file.grading,
            "urgency": file.urgency,
            "kind": movement.kind,
            "from_post": movement.from_post,
            "to_post": movement.to_post,
            "remarks": movement.remarks,
            "due_on": file.due_on,
            "moved_at": movement.occurred_at,
            "serial": movement.serial,
            "file_version": file.version,
            "yellow_note": yellow_note,
        }
    )


def woke(file: File) -> FileWoke | None:
    """What its desk is told on the day until which it was parked; none where it is not."""
    if file.parked is None:
        return None
    return FileWoke.model_construct(
        file_id=file.id,
        number=file.number,
        subject=file.subject,
        grading=file.grading,
        urgency=file.urgency,
        holder=file.holder,
        reason=file.parked.reason,
        parked_until=file.parked.until,
    )
