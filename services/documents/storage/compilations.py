"""Compilations and their items, as they are announced, filled, made and thrown away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.compilations import (
    BeginCompilation,
    CompilationItem,
    CompilationNotFound,
    CompilationState,
    CompilationView,
)
from services.documents.storage.tables import compilation_items, compilations


@dataclass(frozen=True)
class Compilation:
    """A row, and how many of its items are there and made."""

    id: UUID
    kind: str
    order: BeginCompilation
    state: CompilationState
    items: int
    pages: int
    size: int
    sha256: str | None
    failure: str | None
    expires_at: datetime
    there: int
    made: int

    @property
    def view(self) -> CompilationView:
        return CompilationView(
            id=self.id,
            kind=self.kind,
            state=self.state,
            done=self.items if self.state == "ready" else self.made,
            total=self.items,
            pages=self.pages,
            size=self.size,
            sha256=self.sha256,
            failure=self.failure,
            expires_at=self.expires_at,
        )


class Compilations:
    def __init__(self, session: Session) -> None:
        self.session = session

    def begin(self, compilation_id: UUID, order: BeginCompilation, at: datetime, until: datetime) -> None:
        self.session.execute(
            insert(compilations).values(
                id=compilation_id,
                kind=order.kind,
                order=order.model_dump(mode="json"),
                state="waiting",
                items=order.items,
                created_at=at,
                expires_at=until,
            )
        )

    def get(self, compilation_id: UUID, *, for_update: bool = False) -> Compilation:
        """Raises CompilationNotFound."""
        one = select(compilations).where(compilations.c.id == compilation_id)
        row = self.session.execute(one.with_for_update() if for_update else one).first()
        if row is None:
            raise CompilationNotFound
        of_it = compilation_items.c.compilation_id == compilation_id
        counted = select(func.count(), func.count(compilation_items.c.made)).where(of_it)
        there, made = self.session.execute(counted).one()
        return Compilation(
            id=row.id,
            kind=row.kind,
            order=BeginCompilation.model_validate_json(_json(row.order)),
            state=row.state,
            items=row.items,
            pages=row.pages,
            size=row.size,
            sha256=row.sha256,
            failure=row.failure,
            expires_at=row.expires_at,
            there=there,
            made=made,
        )

    def add(self, compilation_id: UUID, first: int, items: list[CompilationItem]) -> None:
        """What came before is not changed by coming again."""
        rows = [
            {"compilation_id": compilation_id, "number": number, "item": item.model_dump(mode="json")}
            for number, item in enumerate(items, first)
        ]
        self.session.execute(insert(compilation_items).on_conflict_do_nothing(), rows)

    def unmade(self, compilation_id: UUID) -> list[int]:
        """Numbers of the items that are still to be made, in their order."""
        item = compilation_items.c
        found = select(item.number).where(item.compilation_id == compilation_id, item.made.is_(None))
        return list(self.session.execute(found.order_by(item.number)).scalars())

    def item(self, compilation_id: UUID, number: int) -> CompilationItem:
        item = compilation_items.c
        found = select(item.item).where(item.compilation_id == compilation_id, item.number == number)
        return CompilationItem.model_validate_json(_json(self.session.execute(found).scalar_one()))

    def made(self, compilation_id: UUID) -> list[tuple[int, dict[str, Any]]]:
        """What was made of the items, in their order."""
        item = compilation_items.c
        found = select(item.number, item.made).where(item.compilation_id == compilation_id, item.made.is_not(None))
        return [(row.number, row.made) for row in self.session.execute(found.order_by(item.number))]

    def keep_made(self, compilation_id: UUID, number: int, made: dict[str, Any]) -> None:
        item = compilation_items.c
        of_it = (item.compilation_id == compilation_id, item.number == number)
        self.session.execute(update(compilation_items).where(*of_it).values(made=made))

    def set(self, compilation_id: UUID, **values: Any) -> None:
        self.session.execute(update(compilations).where(compilations.c.id == compilation_id).values(**values))

    def forget_items(self, compilation_id: UUID) -> None:
        """What was said of the file is not kept longer than it is needed."""
        of_it = compilation_items.c.compilation_id == compilation_id
        self.session.execute(delete(compilation_items).where(of_it))


def _json(stored: Any) -> bytes:
    """As text again: the models are strict, and take JSON's dates only from JSON."""
    return to_json(stored)
