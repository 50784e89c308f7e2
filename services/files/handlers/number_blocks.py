"""Blocks of diary numbers: take one, return it."""

from __future__ import annotations

from uuid import UUID

from chassis.auth import Caller
from chassis.ids import new_id
from contracts.files import DiaryBlockView, ReservedNumber, ReturnDiaryBlock, TakeDiaryBlock
from contracts.files.diary_errors import DiaryBlockNotFound, TooManyDiaryBlocks
from services.files.domain.actor import OFFICE_WORK, Actor
from services.files.domain.number_block import MOST_OPEN, NumberBlock, open_until
from services.files.domain.numbering import office_day
from services.files.handlers import desk
from services.files.handlers.diary_numbers import template_of
from services.files.storage import FilesUnitOfWork
from services.files.storage.directory import Directory


def take(request: TakeDiaryBlock, caller: Caller, uow: FilesUnitOfWork) -> DiaryBlockView:
    """The block that this PC has, or a new one. Raises RoleMissing, TooManyDiaryBlocks, PostNotFound."""
    with desk.acting(uow, caller) as actor:
        actor.require(OFFICE_WORK, "receipt")
        uow.number_blocks.wait_for_desk(actor.post_id)
        now = uow.now()
        open_ones = [block for block in uow.number_blocks.open_at(actor.post_id, now) if block.left]
        own = next((block for block in open_ones if block.pc == request.pc), None)
        if own is not None:
            return uow.commit(own.view(now))
        if len(open_ones) >= MOST_OPEN:
            raise TooManyDiaryBlocks(count=len(open_ones))
        year = office_day(now).year
        template = template_of(uow, actor, year)
        last = uow.numbering.next(actor.office_id, "receipt", year, template, request.size)
        block = NumberBlock(
            id=new_id(),
            office_id=actor.office_id,
            year=year,
            template=template,
            first=last - request.size + 1,
            last=last,
            pc=request.pc,
            post_id=actor.post_id,
            by=actor.signature,
            taken_at=now,
            expires_at=open_until(now),
        )
        uow.number_blocks.add(block)
        return uow.commit(block.view(now))


def give_back(request: ReturnDiaryBlock, caller: Caller, uow: FilesUnitOfWork) -> DiaryBlockView:
    """Raises DiaryBlockNotFound, DiaryBlockReturned."""
    with desk.acting(uow, caller) as actor:
        block = _known(uow, actor, request.block_id)
        uow.number_blocks.wait_for_desk(block.post_id)
        # Returned by somebody else while this one waited.
        block = _known(uow, actor, request.block_id)
        block.give_back(actor, uow.now(), request.reason)
        uow.number_blocks.end(block)
        return uow.commit(block.view(uow.now()))


def number_of(uow: FilesUnitOfWork, actor: Actor, asked: ReservedNumber) -> str:
    """The number of a letter that was given one of a block. Raises DiaryBlockNotFound, and as ``number_for``."""
    block = uow.number_blocks.get(asked.block_id)
    if block is None:
        raise DiaryBlockNotFound
    return block.number_for(asked, actor, uow.when)


def _known(uow: FilesUnitOfWork, actor: Actor, block_id: UUID) -> NumberBlock:
    """One of the desk or of a desk below. Raises DiaryBlockNotFound."""
    block = uow.number_blocks.get(block_id)
    own = block is not None and block.post_id == actor.post_id
    if block is None or not (own or Directory(uow.session).is_above(actor.post_id, block.post_id)):
        raise DiaryBlockNotFound
    return block
