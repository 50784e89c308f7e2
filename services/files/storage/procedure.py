"""The State's procedure: packs as they are loaded, and the rules of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Result, func, insert, or_, select
from sqlalchemy.orm import Session

from contracts.files.procedure import DisposalView
from services.files.domain.channel import Level
from services.files.procedure.pack import Pack
from services.files.storage.procedure_tables import disposals, procedure_packs, procedure_rules
from services.files.storage.values import dump, load

Rules = dict[str, list[dict[str, Any]]]
"""Kind → rules as the pack's file has them."""


@dataclass(frozen=True)
class Loaded:
    """A pack that was loaded; the newest one is in use."""

    serial: int
    pack: str
    version: int
    sha256: str
    name: dict[str, str]
    citations: dict[str, dict[str, Any]]
    loaded_at: datetime


class Procedure:
    def __init__(self, session: Session) -> None:
        self.session = session

    def in_use(self) -> Loaded | None:
        """None before the first loading."""
        return self._newest()

    def newest_of(self, pack: str) -> Loaded | None:
        """The highest version of this State that was ever loaded."""
        return self._newest(procedure_packs.c.pack == pack)

    def _newest(self, *wanted: ColumnElement[bool]) -> Loaded | None:
        found = select(procedure_packs).where(*wanted).order_by(procedure_packs.c.serial.desc()).limit(1)
        row = self.session.execute(found).first()
        return None if row is None else Loaded(**row._mapping)

    def in_force(self, day: date) -> tuple[Loaded | None, Rules]:
        """The pack in use, and its rules that hold on that day; neither before the first loading."""
        pack = self.in_use()
        return pack, self._rules_on(pack.serial, day) if pack is not None else {}

    def _rules_on(self, serial: int, day: date) -> Rules:
        """By kind and in the pack's order."""
        found: Rules = {}
        for row in self._rules(serial, *_held_on(day)):
            found.setdefault(row.kind, []).append(row.rule)
        return found

    def channel(self, day: date, usual: str | None = None) -> list[Level]:
        """The levels of the channel with this code in force on that day, otherwise of the first one, the lowest first.

        Empty before the first loading.
        """
        serial = select(func.max(procedure_packs.c.serial)).scalar_subquery()
        rule = procedure_rules.c
        wanted = select(rule.kind, rule.rule).where(
            rule.serial == serial, rule.kind.in_(("levels", "channels")), *_held_on(day)
        )
        found: Rules = {}
        for row in self.session.execute(wanted.order_by(rule.place)):
            found.setdefault(row.kind, []).append(row.rule)
        levels = {
            one["code"]: Level(one["code"], one["name"]["hi"], one["name"]["en"], frozenset(one["roles"]))
            for one in found.get("levels", ())
        }
        channels = found.get("channels", ())
        chosen = next((each for each in channels if each["code"] == usual), channels[0] if channels else None)
        return [levels[code] for code in chosen["levels"]] if chosen is not None else []

    def all_rules(self, serial: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Kind and rule, whenever it holds."""
        for row in self._rules(serial):
            yield row.kind, row.rule

    def _rules(self, serial: int, *wanted: ColumnElement[bool]) -> Result[Any]:
        rules = select(procedure_rules.c.kind, procedure_rules.c.rule).where(
            procedure_rules.c.serial == serial, *wanted
        )
        return self.session.execute(rules.order_by(procedure_rules.c.kind, procedure_rules.c.place))

    def add(self, pack: Pack, at: datetime) -> None:
        """From now on this one is in use."""
        content = pack.model_dump(mode="json")
        row = {"pack": pack.pack, "version": pack.version, "sha256": pack.sha256, "loaded_at": at}
        row |= {"name": content["name"], "citations": content["citations"]}
        serial = self.session.execute(insert(procedure_packs).returning(procedure_packs.c.serial), row).scalar_one()
        rows = [
            {
                "serial": serial,
                "kind": kind,
                "code": rule.code,
                "valid_from": rule.valid_from,
                "valid_to": rule.valid_to,
                "place": place,
                "rule": content[kind][place],
            }
            for kind, place, rule in pack.rules()
        ]
        self.session.execute(insert(procedure_rules), rows)

    def dispose(self, file_id: UUID, serial: int, disposal: DisposalView) -> None:
        """``serial`` is the movement that closed the file."""
        row = {"file_id": file_id, "serial": serial, "disposal": dump(disposal)}
        self.session.execute(insert(disposals), row)

    def disposal_of(self, file_id: UUID, serial: int) -> DisposalView | None:
        """Under what that movement closed the file."""
        found = select(disposals.c.disposal).where(disposals.c.file_id == file_id, disposals.c.serial == serial)
        return load(DisposalView, self.session.execute(found).scalar())


def _held_on(day: date) -> list[ColumnElement[bool]]:
    return [
        procedure_rules.c.valid_from <= day,
        or_(procedure_rules.c.valid_to.is_(None), procedure_rules.c.valid_to >= day),
    ]
