"""What files says in the archive package of a file; documents adds the originals and closes the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts import archive
from contracts.archive import ArchivedFile, ArchivedRecord
from contracts.base import View
from contracts.compilations import CompilationItem, RecordPart
from contracts.files.views import CorrespondenceView
from services.files.domain.actor import Actor
from services.files.domain.file import File
from services.files.handlers import desk
from services.files.queries.ledger import contents_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.archive import entries_of, names_of, records_of
from services.files.storage.cases import Cases
from services.files.storage.correspondence import detached_of
from services.files.storage.files import Files
from services.files.storage.ledger import Contents

MOST_CHARACTERS = 100_000
"""Of a part."""


def items_of(uow: FilesUnitOfWork, file: File, actor: Actor) -> list[CompilationItem]:
    """Ledger and metadata, in parts that fit in a message. The file is locked: they are of one moment."""
    entries = entries_of(uow.session, file.id)
    present, withheld = _visible(uow, actor, file)
    records = list(records_of(uow.session, file.id, entries, present))
    described: dict[str, list[View]] = {"file": [_file(uow, file, actor, withheld)]}
    described["correspondence"] = list(papers_of(uow, file))
    described["letters"] = list(_letters(uow, file))
    described["case"] = _case(uow, file)
    described["directory"] = list(names_of(uow.session, entries, records))
    for record in records:
        described.setdefault(_place(record), []).append(record)
    items = list(_parts(archive.ENTRIES, (entry.decode() for entry in entries)))
    for name, views in described.items():
        items += _parts(f"metadata/{name}.jsonl", (view.model_dump_json() for view in views))
    return items


def papers_of(uow: FilesUnitOfWork, file: File) -> Iterator[CorrespondenceView]:
    """The papers; of what was taken out of the file only that it was."""
    taken_out = detached_of(uow.session, file.id)
    for paper in uow.correspondence.of_file(file.id):
        detached = taken_out.get(paper.id)
        gone = {"document_id": None, "document_version": None, "detached": detached}
        yield paper if detached is None else paper.model_copy(update=gone)


def _visible(uow: FilesUnitOfWork, actor: Actor, file: File) -> tuple[Contents, list[str]]:
    """What the ledger hashes, and what of it is left out: links to files that the actor may not see."""
    hidden: list[str] = []
    present = contents_of(uow.session, file)
    for link in uow.relations.all_of(file.id):
        other = Files(uow.session).get(link.other(file.id))
        if other is None or not desk.may_see(uow.session, actor, other):
            hidden += [name for kind in archive.WITHHOLDABLE if (name := f"{kind}:{link.id}") in present]
    return {name: hashed for name, hashed in present.items() if name not in hidden}, hidden


def _place(record: ArchivedRecord) -> str:
    return archive.RECORDS.get(record.ledger.partition(":")[0], archive.OTHERS)


def _file(uow: FilesUnitOfWork, file: File, actor: Actor, withheld: list[str]) -> ArchivedFile:
    office, created = uow.directory.office(file.office_id), file.created_by.post
    return ArchivedFile(
        format=archive.FORMAT,
        id=file.id,
        number=file.number,
        subject=file.subject,
        subject_en=file.subject_en,
        office_id=file.office_id,
        office_hi=office.name_hi if office else created.office_hi,
        office_en=office.name_en if office else created.office_en,
        state="closed" if file.state == "closed" else "open",
        grading=file.grading,
        created_by=file.created_by,
        created_at=file.created_at,
        closed_at=file.closed_at,
        papers=file.paper_count,
        notes=file.note_count,
        ledger_entries=file.ledger_serial,
        ledger_head=file.ledger_hash.hex(),
        withheld=withheld,
        made_by=actor.signature,
        made_at=uow.now(),
    )


def _letters(uow: FilesUnitOfWork, file: File) -> Iterator[View]:
    return (letter.view() for letter in uow.letters.of_file(file.id))


def _case(uow: FilesUnitOfWork, file: File) -> list[View]:
    case = Cases(uow.session).get(file.id) if file.case_type is not None else None
    return [] if case is None else [case.view]


def _parts(path: str, lines: Iterable[str]) -> Iterator[CompilationItem]:
    """Cut wherever a part is full: documents puts them together as they are."""
    text = "".join(f"{line}\n" for line in lines)
    for at in range(0, len(text), MOST_CHARACTERS):
        yield CompilationItem(record=RecordPart(path=path, text=text[at : at + MOST_CHARACTERS]))
