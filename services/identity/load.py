"""Load a district file, or bring the directory up to date with it.

    python -m services.identity.load deploy/districts/in-uk-dehradun.yaml --logins .patravali/demo-logins.txt

Goes through the same handlers as the e-District manager's screens. An entry is taken when it is new or differs from
what the file said the last time: what people changed in the running system since then stays, and a second run does
nothing. Entries that vanish from the file are left alone; remove them in the system. With ``--logins`` everybody
in the file who has no password gets one, and the list is written there (mode 600); with ``--one-time`` these
passwords have to be changed at the first sign-in.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from chassis.auth import Service
from chassis.database import make_engine
from contracts.base import Command
from contracts.identity import AssumeCharge, SaveCalendar, SaveOffice, SavePerson, SavePost, SaveUnit
from services.identity.argon2id import Argon2Passwords
from services.identity.domain.passwords import Passwords, generated
from services.identity.handlers import calendars, charges, directory, passwords
from services.identity.handlers.keys import ensure_key
from services.identity.settings import IdentitySettings
from services.identity.signing import Signer
from services.identity.storage import IdentityUnitOfWork

OPERATOR = Service("identity")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "patravali.district")
Entry = dict[str, Any]
Work = Callable[[], IdentityUnitOfWork]


class District:
    """A district file as the commands that make it so, each with an id that derives from its key."""

    def __init__(self, file: Entry) -> None:
        self.file = file

    def id(self, kind: str, key: str | None) -> UUID | None:
        return uuid.uuid5(NAMESPACE, f"{self.file['instance']}/{kind}/{key}") if key else None

    def commands(self) -> Iterator[tuple[UUID, Command]]:
        """Whatever something refers to comes before it."""
        entries = [*self.offices(), *self.calendars(), *self.units(), *self.posts(), *self.people(), *self.charges()]
        for entry_id, command in entries:
            assert entry_id is not None
            yield entry_id, command

    def offices(self) -> Iterator[tuple[UUID | None, Command]]:
        for office in above_first(self.file["offices"], "revenue_parent", "development_parent"):
            lgd = office.get("lgd") or {}
            yield (
                self.id("office", office["key"]),
                SaveOffice(
                    office_id=self.id("office", office["key"]),
                    kind=office["kind"],
                    lgd_level=lgd.get("level"),
                    lgd_code=lgd.get("code"),
                    revenue_parent_id=self.id("office", office.get("revenue_parent")),
                    development_parent_id=self.id("office", office.get("development_parent")),
                    valid_from=office.get("valid_from"),
                    valid_until=office.get("valid_until"),
                    numbering=office.get("numbering") or self.file["numbering"],
                    **named(office),
                ),
            )

    def calendars(self) -> Iterator[tuple[UUID | None, Command]]:
        for calendar in self.file.get("calendars", []):
            calendar_id = self.id("calendar", calendar["key"])
            yield (
                calendar_id,
                SaveCalendar(
                    calendar_id=calendar_id,
                    scope=calendar["scope"],
                    office_id=self.id("office", calendar.get("office")),
                    name_hi=calendar["name"]["hi"],
                    name_en=calendar["name"]["en"],
                    patterns=calendar.get("patterns", []),
                    days=[
                        {
                            "day": day["day"],
                            "kind": day["kind"],
                            "name_hi": day["name"]["hi"],
                            "name_en": day["name"]["en"],
                        }
                        for day in calendar.get("days", [])
                    ],
                ),
            )

    def units(self) -> Iterator[tuple[UUID | None, Command]]:
        for office in self.file["offices"]:
            for unit in office["units"]:
                heads = [
                    {"code": head["code"], "title_hi": head["title"]["hi"], "title_en": head["title"]["en"]}
                    for head in unit.get("heads", [])
                ]
                unit_id = self.id("unit", unit["key"])
                office_id = self.id("office", office["key"])
                yield unit_id, SaveUnit(unit_id=unit_id, office_id=office_id, heads=heads, **named(unit))

    def posts(self) -> Iterator[tuple[UUID | None, Command]]:
        for post in above_first(list(self._posts_with_places()), "superior"):
            post_id = self.id("post", post["key"])
            yield (
                post_id,
                SavePost(
                    post_id=post_id,
                    office_id=self.id("office", post["office"]),
                    unit_id=self.id("unit", post["unit"]),
                    roles=post["roles"],
                    superior_post_id=self.id("post", post.get("superior")),
                    heads=post.get("heads", []),
                    **named(post, "designation"),
                ),
            )

    def _posts_with_places(self) -> Iterator[Entry]:
        for office in self.file["offices"]:
            for post in office["posts"]:
                yield {**post, "office": office["key"], "unit": None}
            for unit in office["units"]:
                for post in unit["posts"]:
                    yield {**post, "office": office["key"], "unit": unit["key"]}

    def people(self) -> Iterator[tuple[UUID | None, Command]]:
        for person in self.file["people"]:
            person_id = self.id("person", person["user_name"])
            yield (
                person_id,
                SavePerson(
                    person_id=person_id,
                    user_name=person["user_name"],
                    name_hi=person["name"]["hi"],
                    name_en=person["name"]["en"],
                    email=person.get("email"),
                    mobile=person.get("mobile"),
                    language=person.get("language", "hi"),
                ),
            )

    def charges(self) -> Iterator[tuple[UUID | None, Command]]:
        for person in self.file["people"]:
            for held in person["holds"]:
                begins = held.get("from") or self.file["charges_from"]
                charge_id = self.id("charge", f"{person['user_name']}/{held['post']}/{held['kind']}/{begins}")
                until = held.get("until")
                yield (
                    charge_id,
                    AssumeCharge(
                        charge_id=charge_id,
                        person_id=self.id("person", person["user_name"]),
                        post_id=self.id("post", held["post"]),
                        kind=held["kind"],
                        held_from=datetime.fromisoformat(begins),
                        held_until=datetime.fromisoformat(until) if until else None,
                    ),
                )


def named(entry: Entry, field: str = "name") -> Entry:
    name, short = entry[field], entry["abbreviation"]
    return {
        f"{field}_hi": name["hi"],
        f"{field}_en": name["en"],
        "abbreviation_hi": short["hi"],
        "abbreviation_en": short["en"],
    }


def above_first(entries: list[Entry], *links: str) -> list[Entry]:
    """In an order in which each comes after those it names as superiors. Exits where that is impossible."""
    done: dict[str, Entry] = {}
    waiting = list(entries)
    while waiting:
        ready = [entry for entry in waiting if all(entry.get(link) in (None, *done) for link in links)]
        if not ready:
            raise SystemExit(f"superiors unknown or in a circle: {', '.join(entry['key'] for entry in waiting)}")
        done |= {entry["key"]: entry for entry in ready}
        waiting = [entry for entry in waiting if entry["key"] not in done]
    return list(done.values())


def read(path: Path) -> Entry:
    """A district file with the calendars that it takes from files beside it (``from``); what it says itself counts."""
    file: Entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    for calendar in file.get("calendars", []):
        if "from" in calendar:
            seed = yaml.safe_load((path.parent / calendar["from"]).read_text(encoding="utf-8"))
            calendar.update({**seed, **calendar})
    return file


HANDLERS: dict[type[Command], Callable[..., Any]] = {
    SaveOffice: directory.save_office,
    SaveCalendar: calendars.save_calendar,
    SaveUnit: directory.save_unit,
    SavePost: directory.save_post,
    SavePerson: directory.save_person,
    AssumeCharge: charges.assume,
}


def load(file: Entry, work: Work) -> int:
    """Bring the directory up to date with a district file. Answers how many entries were taken."""
    with work().reading() as database:
        known = IdentityUnitOfWork.loaded(database)
    taken = {}
    try:
        for entry_id, command in District(file).commands():
            digest = hashlib.sha256(command.model_dump_json().encode()).hexdigest()
            if known.get(entry_id) != digest:
                HANDLERS[type(command)](command, OPERATOR, work())
                taken[entry_id] = digest
    finally:
        with work() as uow:
            uow.remember_loaded(taken)
            uow.commit()
    return len(taken)


def give_passwords(file: Entry, path: Path, work: Work, slow_hash: Passwords, *, one_time: bool) -> int:
    """A password for everybody in the file who has none in the list or in the database. Answers how many."""
    listed = read_logins(path)
    people = {District(file).id("person", person["user_name"]): person["user_name"] for person in file["people"]}
    with work().reading() as database:
        able = IdentityUnitOfWork.with_credentials(database)
    new = {
        key: listed.get(name) or generated() for key, name in people.items() if name not in listed or key not in able
    }
    with ThreadPoolExecutor() as threads:
        hashes = dict(zip(new, threads.map(slow_hash.hashed, new.values()), strict=True))
    for person_id, encoded in hashes.items():
        assert person_id is not None
        passwords.give(person_id, encoded, work(), one_time=one_time)
    write_logins(path, file, listed | {people[key]: password for key, password in new.items()})
    return len(new)


def read_logins(path: Path) -> dict[str, str]:
    """User name → password, from a list that ``write_logins`` wrote."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


def write_logins(path: Path, file: Entry, known: dict[str, str]) -> None:
    """One person a line: user name, password, first post, name; tabs between, for people and programmes."""
    posts = {post["key"]: post for post in District(file)._posts_with_places()}
    lines = ["# user name\tpassword\tpost\tनाम\tपद"]
    for person in file["people"]:
        post = posts[person["holds"][0]["post"]] if person["holds"] else None
        abbreviation = post["abbreviation"]["en"] if post else ""
        designation = post["designation"]["hi"] if post else ""
        name = person["user_name"]
        lines.append("\t".join((name, known[name], abbreviation, person["name"]["hi"], designation)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--logins", type=Path, help="where the list of user names and passwords goes")
    parser.add_argument("--one-time", action="store_true", help="passwords have to be changed at the first sign-in")
    given = parser.parse_args(arguments)
    settings = IdentitySettings()
    engine = make_engine(settings)

    def work() -> IdentityUnitOfWork:
        return IdentityUnitOfWork(engine, settings=settings)

    file = read(given.file)
    ensure_key(work(), Signer(settings.key_encryption_key))
    print(f"{file['instance']}: {load(file, work)} entries taken")
    if given.logins is not None:
        slow_hash = Argon2Passwords(settings.password_memory_kib, settings.password_passes)
        count = give_passwords(file, given.logins, work, slow_hash, one_time=given.one_time)
        print(f"{given.logins}: {count} new passwords")
    return 0


if __name__ == "__main__":
    sys.exit(main())
