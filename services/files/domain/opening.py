"""How a file begins: opened anew, or as the next volume of a full one."""

from __future__ import annotations

from uuid import UUID

from contracts.files import CreateFile
from contracts.files.errors import DeadlinePassed
from services.files.domain.actor import Actor
from services.files.domain.case import Case
from services.files.domain.custody import Movement, When, begin
from services.files.domain.file import File
from services.files.domain.kin import Kin


def new_file(
    file_id: UUID, number: str, said: CreateFile, by: Actor, when: When, case: Case | None = None
) -> tuple[File, Movement]:
    """A file begins on the desk of who opens it, already opened there, with the first link of its chain.

    Raises DeadlinePassed; what comes from elsewhere may have been late from the beginning, and so may a case.
    """
    at = when.occurred_at
    if said.deadline is not None and said.deadline < at and when.source != "migrated":
        raise DeadlinePassed(deadline=said.deadline.isoformat())
    file = File(
        id=file_id,
        grading=said.grading,
        holder=by.post,
        held_since=at,
        opened_at=at,
        opened_by=by.person,
        from_post=None,
        remarks="",
        last_kind="created",
        movement_serial=1,
        version=1,
        office_id=by.office_id,
        unit_id=by.unit_id,
        number=number,
        head=said.head,
        subject=said.subject,
        subject_en=said.subject_en,
        urgency=said.urgency,
        labels=said.labels,
        state="open",
        due_on=None,
        deadline=said.deadline if case is None else case.deadline,
        case_type=None if case is None else case.case_type,
        created_by=by.signature,
        created_at=at,
        note_count=0,
        paragraph_count=0,
        paper_count=0,
        page_count=0,
    )
    return file, begin(file_id, by, when)


def part_of(main: File, file_id: UUID, number: str, by: Actor, when: When) -> tuple[File, Movement]:
    """A part file, on the desk of who opens it. It is about the same, and seen by nobody else than its own desks."""
    part, first = _of_the_same_matter(main, file_id, number, by, when)
    part.kin = Kin(main_id=main.id, part_number=main.kin.part_count)
    return part, first


def next_volume(full: File, file_id: UUID, number: str, by: Actor, when: When) -> tuple[File, Movement]:
    """The volume in which a file goes on, on the same desk: paragraphs, pages and questions carry on."""
    volume, first = _of_the_same_matter(full, file_id, number, by, when)
    volume.head = full.head
    volume.deadline, volume.case_type, volume.due_on = full.deadline, full.case_type, full.due_on
    volume.paragraph_count, volume.page_count = full.paragraph_count, full.page_count
    volume.consultation_count = full.consultation_count
    volume.kin = full.kin.next_volume(full.id, file_id)
    return volume, first


def _of_the_same_matter(file: File, file_id: UUID, number: str, by: Actor, when: When) -> tuple[File, Movement]:
    """Another file of its office and section, numbered after it."""
    said = CreateFile(
        subject=file.subject,
        subject_en=file.subject_en,
        free_number=number,
        grading=file.grading,
        urgency=file.urgency,
        labels=file.labels,
    )
    begun, first = new_file(file_id, number, said, by, when)
    begun.office_id, begun.unit_id = file.office_id, file.unit_id
    begun.subject_head, begun.retention = file.subject_head, file.retention
    return begun, first
