"""Offices, sections, posts and people: aggregates with a version that grows with each change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from contracts.base import View
from contracts.identity import OfficeView, PersonView, PostView, UnitView
from contracts.identity.errors import BadPeriod, StaleEntry

Values = dict[str, Any]


@dataclass(eq=False, kw_only=True)
class Entry:
    """One aggregate of the directory. ``version`` is 0 until it is first revised."""

    entry: ClassVar[str]
    view_type: ClassVar[type[View]]

    id: UUID
    version: int = 0
    deleted: bool = False

    def expect(self, version: int | None) -> None:
        """Raises StaleEntry where somebody changed it since the caller saw it."""
        if version is not None and version != self.version:
            raise StaleEntry(version=self.version)

    def revise(self, values: Values) -> bool:
        """Take the new values. True, and a new version, only where something differs."""
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        if not changed and self.version > 0:
            return False
        for name, value in changed.items():
            setattr(self, name, value)
        self.version += 1
        self.check()
        return True

    def check(self) -> None:
        """Rules between the values; refuses aloud."""

    def view(self) -> Any:
        """The whole aggregate as others see it."""
        return self.view_type.model_validate(self)


@dataclass(eq=False, kw_only=True)
class Office(Entry):
    entry: ClassVar[str] = "office"
    view_type: ClassVar[type[View]] = OfficeView

    kind: str = "other"
    name_hi: str = ""
    name_en: str = ""
    abbreviation_hi: str = ""
    abbreviation_en: str = ""
    lgd_level: str | None = None
    lgd_code: int | None = None
    revenue_parent_id: UUID | None = None
    development_parent_id: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    numbering: Values = field(default_factory=dict)

    def check(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise BadPeriod("An office cannot close before it opens.")


@dataclass(eq=False, kw_only=True)
class Unit(Entry):
    entry: ClassVar[str] = "unit"
    view_type: ClassVar[type[View]] = UnitView

    office_id: UUID
    name_hi: str = ""
    name_en: str = ""
    abbreviation_hi: str = ""
    abbreviation_en: str = ""
    heads: list[Values] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Post(Entry):
    entry: ClassVar[str] = "post"
    view_type: ClassVar[type[View]] = PostView

    office_id: UUID
    unit_id: UUID | None = None
    designation_hi: str = ""
    designation_en: str = ""
    abbreviation_hi: str = ""
    abbreviation_en: str = ""
    roles: list[str] = field(default_factory=list)
    superior_post_id: UUID | None = None
    heads: list[str] = field(default_factory=list)

    KEEPERS: ClassVar[frozenset[str]] = frozenset({"emd_manager", "administrator"})

    GUARDED: ClassVar[frozenset[str]] = KEEPERS | {"dm", "adm"}

    @property
    def is_guarded(self) -> bool:
        """Whether its holder decides for the district, or says who does."""
        return bool(self.GUARDED & set(self.roles))

    @property
    def is_keeper(self) -> bool:
        """Whether its holder keeps the directory."""
        return not self.deleted and bool(self.KEEPERS & set(self.roles))


@dataclass(eq=False, kw_only=True)
class Person(Entry):
    entry: ClassVar[str] = "person"
    view_type: ClassVar[type[View]] = PersonView

    kind: str = "person"
    user_name: str = ""
    name_hi: str = ""
    name_en: str = ""
    email: str | None = None
    mobile: str | None = None
    language: str = "hi"
    active: bool = True

    @property
    def may_sign_in(self) -> bool:
        return self.active and not self.deleted
