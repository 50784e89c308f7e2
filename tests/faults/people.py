"""Twenty clients who move files, and two who do other work beside them. Each keeps its own record of what it was told.

A client repeats what it got no answer to with the same key, and goes on only when it has one: what its file went
through has to be exactly what it has acknowledged.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from uuid_utils.compat import uuid7

from clients.api import Patravali
from clients.demo.office import Desk, sign_in
from contracts.documents import DocumentView
from contracts.files import CreateFile, ForwardFile
from contracts.identity import GetMe
from contracts.notifications import ListMessages
from contracts.signatures import ListCertificates
from tests.documents.builders import a_pdf
from tests.faults.platform import Platform, eventually

CLIENTS = 20
PATIENCE = 200.0
"""Seconds for which a client repeats one command: longer than the longest fault and what follows it."""
ATTEMPT_SECONDS = 30.0
SHARED = {"SO(JUD)", "SO(NAZ)"}
"""Desks with a substitute beside the holder, or a holder with two desks."""
BETWEEN_ACTS = 0.4
"""Seconds between a client's acts, so that two cores can follow."""
BETWEEN_VISITS = 2.0


def the_desks(platform: Platform) -> list[Desk]:
    """One signed-in clerk or section officer for each client. Each desk has one holder, so one message a movement."""
    logins = platform.running.logins()
    posts = [post for post in logins if post.startswith(("DH", "SO(")) and post not in SHARED][:CLIENTS]
    desks = [sign_in(platform.running, logins[post]) for post in posts]
    for desk in desks:
        desk.api.patience = PATIENCE
    return desks


class Person(threading.Thread, ABC):
    """Works until it is told to stop. ``failure`` is what it could not live with."""

    pause = BETWEEN_ACTS

    def __init__(self, name: str, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.done = 0
        """Acts that were acknowledged."""
        self.failure: Exception | None = None
        self._stop_asked = stop

    def run(self) -> None:
        try:
            while not self._stop_asked.wait(self.pause):
                self.act()
                self.done += 1
        except Exception as error:
            self.failure = error

    @abstractmethod
    def act(self) -> None: ...


@dataclass(frozen=True)
class Moved:
    """A movement that the platform has acknowledged."""

    remarks: str
    from_post: UUID | None
    to_post: UUID


class Mover(Person):
    """Sends a file of its own to and fro between two desks."""

    def __init__(self, name: str, desks: tuple[Desk, Desk], stop: threading.Event) -> None:
        super().__init__(name, stop)
        self.desks = desks
        self.file_id: UUID
        self.acknowledged: list[Moved] = []
        self._version = 0

    @property
    def holder(self) -> Desk:
        """Where the file lies, as far as the client knows."""
        return next(desk for desk in self.desks if desk.post_id == self.acknowledged[-1].to_post)

    def act(self) -> None:
        if not self.acknowledged:
            self._create()
            return
        here = self.holder
        to = self.desks[1 - self.desks.index(here)]
        remarks = f"{self.name}/{len(self.acknowledged)}"
        request = ForwardFile(file_id=self.file_id, to_post=to.post_id, remarks=remarks, expected_version=self._version)
        file = here.api.forward_file(request, key=uuid7())
        self._version = file.version
        self.acknowledged.append(Moved(remarks, here.post_id, to.post_id))

    def _create(self) -> None:
        desk = self.desks[0]
        file = desk.api.create_file(CreateFile(subject="सीमांकन", free_number=self.name), key=uuid7())
        self.file_id, self._version = file.id, file.version
        self.acknowledged.append(Moved("", None, desk.post_id))


class Scanner(Person):
    """Stores scanned papers, one after the other."""

    def __init__(self, name: str, desk: Desk, stop: threading.Event) -> None:
        super().__init__(name, stop)
        self.desk = desk
        self.stored: dict[UUID, str] = {}
        """SHA-256 by document, as acknowledged."""

    pause = BETWEEN_VISITS

    def act(self) -> None:
        content = a_pdf(text=self.name)
        with tempfile.TemporaryDirectory() as folder:
            paper = Path(folder) / "paper.pdf"
            paper.write_bytes(content)
            document: DocumentView = self.desk.api.upload(paper, title=self.title(self.done), key=uuid7())
        self.stored[document.id] = hashlib.sha256(content).hexdigest()

    def title(self, number: int) -> str:
        return f"{self.name}/{number}"


class Visitor(Person):
    """Renews the session and asks the parts that the others do not: identity, notifications, signatures."""

    pause = BETWEEN_VISITS

    def __init__(self, name: str, api: Patravali, stop: threading.Event) -> None:
        super().__init__(name, stop)
        self.api = api

    def act(self) -> None:
        self.api.renew()
        self.api.get_me(GetMe())
        self.api.list_messages(ListMessages(limit=1))
        self.api.list_certificates(ListCertificates())


@dataclass
class Work:
    """What goes on while a part fails: ``with Work(platform, desks) as work``. It ends when everybody has an answer."""

    platform: Platform
    desks: list[Desk]
    stop: threading.Event = field(default_factory=threading.Event)
    label: str = field(default_factory=lambda: f"F/{uuid7().hex}")
    """Of this work alone; begins the number of each file."""

    def __post_init__(self) -> None:
        around = zip(self.desks, [*self.desks[1:], self.desks[0]], strict=True)
        self.movers = [Mover(f"{self.label}/{number}", pair, self.stop) for number, pair in enumerate(around)]
        self.scanner = Scanner(f"{self.label}/S", self.desks[0], self.stop)
        self.visitor = Visitor(f"{self.label}/V", _session_of_its_own(self.platform, self.desks[1]), self.stop)

    @property
    def people(self) -> list[Person]:
        return [*self.movers, self.scanner, self.visitor]

    def __enter__(self) -> Self:
        for person in self.people:
            person.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        for person in self.people:
            person.join(PATIENCE)
        self.visitor.api.close()
        if error is None:
            self._must_be_well()
            assert not [person.name for person in self.people if person.is_alive()], "somebody got no answer"

    def goes_on(self, acts: int = 2) -> None:
        """Returns when every client had so many more movements acknowledged, and everybody else one act."""
        wanted = {person: person.done + (acts if isinstance(person, Mover) else 1) for person in self.people}

        def all_have() -> bool:
            self._must_be_well()
            return all(person.done >= number for person, number in wanted.items())

        eventually(all_have, "everybody's work goes on")

    def _must_be_well(self) -> None:
        failures = {person.name: person.failure for person in self.people if person.failure}
        assert not failures, failures


def _session_of_its_own(platform: Platform, desk: Desk) -> Patravali:
    api = Patravali(platform.running.address, patience=PATIENCE, timeout=ATTEMPT_SECONDS)
    api.sign_in(desk.login.user_name, desk.login.password)
    return api
