"""A small collectorate in the copy of the directory, and events as files tells them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Engine, select

from chassis import tables as chassis_tables
from chassis.auth import Person
from chassis.database import InboxGuard
from contracts.base import Envelope
from contracts.files import events as files
from contracts.files.views import PostRef
from contracts.identity import ChargeView, OfficeView, PersonView, PostView, UnitView
from services.notifications import tables
from services.notifications.projection import DIRECTORY
from services.notifications.storage import NotificationsUnitOfWork

DEMO_REGISTRY = Path(__file__).parents[2] / "deploy" / "demo" / "dlt.yaml"
NAMES = UUID("018f6b1a-0000-7000-8000-0000000000aa")
OFFICE = uuid5(NAMES, "office")
UNIT = uuid5(NAMES, "unit")
FILE = uuid5(NAMES, "file")
LETTER = uuid5(NAMES, "letter")
RECEIPT = uuid5(NAMES, "receipt")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SUBJECT = "आंगनबाड़ी केंद्र की मरम्मत"


def post_id(name: str) -> UUID:
    return uuid5(NAMES, f"post:{name}")


def person_id(name: str) -> UUID:
    return uuid5(NAMES, f"person:{name}")


def charge_id(name: str, post: str) -> UUID:
    return uuid5(NAMES, f"charge:{name}:{post}")


def a_post_ref(name: str) -> PostRef:
    return PostRef(
        post_id=post_id(name),
        designation_hi=f"पद {name}",
        designation_en=f"Post {name}",
        abbreviation=name,
        unit_hi="नजारत अनुभाग",
        unit_en="Nazarat Section",
        office_id=OFFICE,
        office_hi="कलेक्ट्रेट देहरादून",
        office_en="Collectorate Dehradun",
    )


def an_event(data: Any, event_id: UUID | None = None, source: str = "live") -> Envelope[Any]:
    now = datetime.now(UTC)
    return Envelope[Any](
        event_id=event_id or uuid4(),
        type=data.event_type,
        version=1,
        occurred_at=now,
        recorded_at=now,
        source=source,
        actor=None,
        data=data,
    )


def a_file_moved(**changes: Any) -> files.FileMoved:
    given = {
        "file_id": FILE,
        "number": "11/23/2026-NAZ",
        "subject": SUBJECT,
        "grading": "normal",
        "urgency": "immediate",
        "kind": "forwarded",
        "from_post": a_post_ref("clerk"),
        "to_post": a_post_ref("officer"),
        "remarks": "कृपया अनुमोदन हेतु देखें",
        "due_on": date(2026, 12, 1),
        "moved_at": datetime.now(UTC),
        "serial": 2,
        "file_version": 2,
    }
    return files.FileMoved(**{**given, **changes})


def a_file_created(**changes: Any) -> files.FileCreated:
    given = {
        "file_id": FILE,
        "number": "11/23/2026-NAZ",
        "subject": SUBJECT,
        "grading": "normal",
        "holder": a_post_ref("clerk"),
    }
    return files.FileCreated(**{**given, **changes})


def a_receipt_moved(**changes: Any) -> files.ReceiptMoved:
    given = {
        "receipt_id": RECEIPT,
        "diary_number": "DDN/2026/41",
        "subject": SUBJECT,
        "grading": "normal",
        "from_post": a_post_ref("receptionist"),
        "to_post": a_post_ref("clerk"),
        "serial": 1,
    }
    return files.ReceiptMoved(**{**given, **changes})


def a_receipt_diarised(**changes: Any) -> files.ReceiptDiarised:
    given = {
        "receipt_id": RECEIPT,
        "diary_number": "DDN/2026/41",
        "office_id": OFFICE,
        "subject": SUBJECT,
        "sender_name": "राम सिंह",
        "sender_mobile": "9876500001",
        "sender_email": "ram@example.in",
        "received_on": date(2026, 11, 22),
        "status_code": "7K3M-2HQP",
        "status_page": "https://dehradun.example.in/status",
    }
    return files.ReceiptDiarised(**{**given, **changes})


def a_file_woke(**changes: Any) -> files.FileWoke:
    given = {
        "file_id": FILE,
        "number": "11/23/2026-NAZ",
        "subject": SUBJECT,
        "grading": "normal",
        "urgency": "routine",
        "holder": a_post_ref("clerk"),
        "reason": "शासन के उत्तर की प्रतीक्षा",
        "parked_until": date(2026, 11, 27),
    }
    return files.FileWoke(**{**given, **changes})


def a_draft_approved(**changes: Any) -> files.DraftApproved:
    given = {
        "file_id": FILE,
        "draft_id": uuid5(NAMES, "draft"),
        "letter_id": LETTER,
        "letter_number": "17/NAZ/2026",
        "signer_post": post_id("adm"),
    }
    return files.DraftApproved(**{**given, **changes})


def a_letter_issued() -> files.LetterIssued:
    return files.LetterIssued(
        file_id=FILE, letter_id=LETTER, letter_number="17/NAZ/2026", subject=SUBJECT, office_id=OFFICE
    )


def a_letter_dispatched() -> files.LetterDispatched:
    return files.LetterDispatched(
        file_id=FILE,
        letter_id=LETTER,
        letter_number="17/NAZ/2026",
        subject=SUBJECT,
        addressee="श्री राम सिंह",
        mode="speed_post",
        tracking_number="EU123456789IN",
        document_id=uuid5(NAMES, "document"),
    )


@dataclass
class World:
    """The directory as notifications knows it, and a look at what it made."""

    engine: Engine
    versions: dict[UUID, int] = field(default_factory=dict)

    def with_collectorate(self) -> World:
        self.office()
        self.unit()
        self.post("adm")
        self.post("officer", superior="adm")
        self.post("clerk", superior="officer")
        self.post("dispatcher", roles=["dispatch"], superior="adm")
        for name, post in (("rawat", "adm"), ("negi", "officer"), ("bisht", "clerk"), ("joshi", "dispatcher")):
            self.person(name)
            self.charge(name, post)
        return self

    def uow(self, event: Envelope[Any] | None = None, request_id: str = "req-1") -> NotificationsUnitOfWork:
        guard = InboxGuard("notifications.test", event.event_id) if event is not None else None
        return NotificationsUnitOfWork(self.engine, guard=guard, request_id=request_id)

    def apply(self, kind: str, view: Any) -> None:
        with self.uow() as uow:
            DIRECTORY.apply(uow.session, kind, view, uow.now())
            uow.commit()

    def next_version(self, entry: UUID) -> int:
        self.versions[entry] = self.versions.get(entry, 0) + 1
        return self.versions[entry]

    def office(self) -> None:
        view = OfficeView(
            id=OFFICE,
            kind="collectorate",
            name_hi="कलेक्ट्रेट देहरादून",
            name_en="Collectorate Dehradun",
            abbreviation_hi="कले॰",
            abbreviation_en="COLL",
            version=self.next_version(OFFICE),
        )
        self.apply("office", view)

    def unit(self) -> None:
        view = UnitView(
            id=UNIT,
            office_id=OFFICE,
            name_hi="नजारत अनुभाग",
            name_en="Nazarat Section",
            abbreviation_hi="नजा॰",
            abbreviation_en="NAZ",
            version=self.next_version(UNIT),
        )
        self.apply("unit", view)

    def post(
        self, name: str, *, superior: str | None = None, roles: list[str] | None = None, deleted: bool = False
    ) -> None:
        view = PostView(
            id=post_id(name),
            office_id=OFFICE,
            unit_id=UNIT,
            designation_hi=f"पद {name}",
            designation_en=f"Post {name}",
            abbreviation_hi=name,
            abbreviation_en=name,
            roles=roles or [],
            superior_post_id=post_id(superior) if superior else None,
            version=self.next_version(post_id(name)),
            deleted=deleted,
        )
        self.apply("post", view)

    def person(self, name: str, **changes: Any) -> None:
        given = {
            "id": person_id(name),
            "user_name": name,
            "name_hi": name,
            "name_en": name,
            "email": f"{name}@ddn.example",
            "mobile": "+919876543210",
            "language": "hi",
            "version": self.next_version(person_id(name)),
        }
        self.apply("person", PersonView(**{**given, **changes}))

    def charge(self, name: str, post: str, *, since: datetime = LONG_AGO, until: datetime | None = None) -> None:
        entry = charge_id(name, post)
        view = ChargeView(
            id=entry,
            person_id=person_id(name),
            post_id=post_id(post),
            kind="substantive",
            capacity="own",
            held_from=since,
            held_until=until,
            version=self.next_version(entry),
        )
        self.apply("charge", view)

    def vacate(self, name: str, post: str) -> None:
        self.charge(name, post, until=datetime.now(UTC) - timedelta(minutes=1))

    def caller(self, name: str, post: str = "") -> Person:
        return Person(person_id(name), charge_id(name, post) if post else None, uuid4())

    def messages(self) -> list[Any]:
        return self._rows(select(tables.messages.c).order_by(tables.messages.c.serial))

    def told(self) -> list[tuple[str, str]]:
        """Who was told what, in order: (name or outsider, kind)."""
        names = {str(person_id(name)): name for name in ("rawat", "negi", "bisht", "joshi", "pant", "gupta")}
        return [(names.get(row.recipient, row.recipient), row.kind) for row in self.messages()]

    def deliveries(self) -> list[Any]:
        wanted = select(tables.deliveries.c).join(tables.messages).order_by(tables.messages.c.serial, "channel")
        return self._rows(wanted)

    def states(self) -> dict[str, str]:
        """Channel → state (and reason where it was skipped), of the only message."""
        return {row.channel: f"{row.state} {row.reason}".strip() for row in self.deliveries()}

    def published(self, event_type: str = "") -> list[Any]:
        return [row.payload for row in self.outbox(event_type)]

    def outbox(self, event_type: str = "") -> list[Any]:
        rows = self._rows(select(chassis_tables.outbox.c).order_by(chassis_tables.outbox.c.id))
        return [row for row in rows if not event_type or row.event_type == event_type]

    def _rows(self, wanted: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(wanted))
