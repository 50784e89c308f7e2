"""Which number a letter gets in the diary of its office."""

from __future__ import annotations

from contracts.files.errors import PostNotFound
from services.files.domain.actor import Actor
from services.files.domain.numbering import expand, office_day, spell
from services.files.storage import FilesUnitOfWork


def template_of(uow: FilesUnitOfWork, actor: Actor, year: int) -> str:
    """Of the series in which the actor's desk diarises. Raises PostNotFound where the office is not known here."""
    office = uow.directory.office(actor.office_id)
    if office is None:
        raise PostNotFound(post=actor.post_id)
    unit = uow.directory.unit(actor.unit_id) if actor.unit_id else None
    return expand(
        office.numbering["receipt"],
        year=year,
        office=office.abbreviation_en,
        unit=unit.abbreviation_en if unit is not None else office.abbreviation_en,
    )


def next_number(uow: FilesUnitOfWork, actor: Actor) -> str:
    """The next one. Raises as ``template_of``."""
    year = office_day(uow.when.occurred_at).year
    template = template_of(uow, actor, year)
    return spell(template, uow.numbering.next(actor.office_id, "receipt", year, template))
