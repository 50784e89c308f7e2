"""Drafts and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from contracts.base import Source
from contracts.files import AddresseeView, PersonRef, SignatureBlock
from services.files.domain.draft import Draft, DraftText, DraftVersion
from services.files.storage.letter_tables import draft_versions, drafts
from services.files.storage.values import dump

# The newest version belongs to the draft; older ones are read by themselves.
WITH_NEWEST = select(drafts, draft_versions).join(
    draft_versions, and_(draft_versions.c.draft_id == drafts.c.id, draft_versions.c.number == drafts.c.number)
)


def version_of(row: Row[Any]) -> DraftVersion:
    """A row of ``draft_versions``."""
    of = row._mapping
    text = DraftText(
        subject=of[draft_versions.c.subject],
        reference=of[draft_versions.c.reference],
        addressees=tuple(AddresseeView.model_validate(one) for one in of[draft_versions.c.addressees]),
        body=tuple(of[draft_versions.c.body]),
        copy_to=tuple(of[draft_versions.c.copy_to]),
        marked=of[draft_versions.c.marked],
    )
    return DraftVersion(
        number=of[draft_versions.c.number],
        text=text,
        revised_by=SignatureBlock.model_validate(of[draft_versions.c.revised_by]),
        revised_at=of[draft_versions.c.revised_at],
        salt=bytes(of[draft_versions.c.salt]),
    )


def draft_of(row: Row[Any]) -> Draft:
    """A row of ``WITH_NEWEST``."""
    of = row._mapping
    return Draft(
        id=of[drafts.c.id],
        file_id=of[drafts.c.file_id],
        form=of[drafts.c.form],
        language=of[drafts.c.language],
        newest=version_of(row),
        state=of[drafts.c.state],
        letter_id=of[drafts.c.letter_id],
        version=of[drafts.c.version],
    )


class Drafts:
    """The drafts of all files, in this session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, draft: Draft, *, recorded_at: datetime, source: Source) -> None:
        """Enter a new draft with its first version."""
        self.session.execute(
            insert(drafts).values(
                id=draft.id,
                file_id=draft.file_id,
                form=draft.form,
                language=draft.language,
                state=draft.state,
                number=draft.newest.number,
                letter_id=None,
                created_at=recorded_at,
                version=draft.version,
            )
        )
        self.add_version(draft, recorded_at=recorded_at, source=source)

    def add_version(self, draft: Draft, *, recorded_at: datetime, source: Source) -> None:
        """Enter the newest version; those before it stay."""
        newest, words = draft.newest, draft.newest.text
        self.session.execute(
            insert(draft_versions).values(
                draft_id=draft.id,
                number=newest.number,
                subject=words.subject,
                reference=words.reference,
                addressees=[dump(one) for one in words.addressees],
                body=list(words.body),
                copy_to=list(words.copy_to),
                marked=words.marked,
                revised_by=dump(newest.revised_by),
                revised_at=newest.revised_at,
                recorded_at=recorded_at,
                source=source,
                salt=newest.salt,
            )
        )

    def save(self, draft: Draft) -> None:
        """Write state, newest version and letter; the texts have been written by ``add_version``."""
        self.session.execute(
            update(drafts)
            .where(drafts.c.id == draft.id)
            .values(state=draft.state, number=draft.newest.number, letter_id=draft.letter_id, version=draft.version)
        )

    def get(self, draft_id: UUID, *, for_update: bool = False) -> Draft | None:
        query = WITH_NEWEST.where(drafts.c.id == draft_id)
        if for_update:
            query = query.with_for_update(of=drafts)
        row = self.session.execute(query).first()
        return draft_of(row) if row is not None else None

    def of_file(
        self, file_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[tuple[datetime, Draft]]:
        """The drafts of a file from the one after the key, each with the time of its first version."""
        query = WITH_NEWEST.where(drafts.c.file_id == file_id)
        if after is not None:
            query = query.where(tuple_(drafts.c.created_at, drafts.c.id) > after)
        rows = self.session.execute(query.order_by(drafts.c.created_at, drafts.c.id).limit(limit))
        return [(row._mapping[drafts.c.created_at], draft_of(row)) for row in rows]

    def file_of(self, draft_id: UUID) -> UUID | None:
        """The file that the draft lies in; files are locked before drafts."""
        return self.session.execute(select(drafts.c.file_id).where(drafts.c.id == draft_id)).scalar()

    def changed_by_another(self, draft_id: UUID, base: int, person_id: UUID) -> PersonRef | None:
        """Who else wrote a version after ``base``; the last of them."""
        author = draft_versions.c.revised_by["person"]
        found = select(author.label("person")).where(
            draft_versions.c.draft_id == draft_id,
            draft_versions.c.number > base,
            author["person_id"].astext != str(person_id),
        )
        row = self.session.execute(found.order_by(draft_versions.c.number.desc()).limit(1)).first()
        return None if row is None else PersonRef.model_validate(row.person)

    def waiting(self, file_id: UUID) -> int:
        """How many drafts of the file are neither approved nor discarded."""
        query = select(func.count()).where(drafts.c.file_id == file_id, drafts.c.state == "draft")
        return self.session.execute(query).scalar_one()

    def versions(self, draft_id: UUID, *, below: int | None, limit: int) -> list[DraftVersion]:
        """Newest first, from the one before number ``below``."""
        query: Select[Any] = select(draft_versions).where(draft_versions.c.draft_id == draft_id)
        if below is not None:
            query = query.where(draft_versions.c.number < below)
        rows: Iterable[Row[Any]] = self.session.execute(query.order_by(draft_versions.c.number.desc()).limit(limit))
        return [version_of(row) for row in rows]
