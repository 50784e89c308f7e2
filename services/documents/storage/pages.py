"""Pages and their text, by the hash of the bytes: equal bytes are worked on once."""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.documents import TextKind
from services.documents.storage import tables


@dataclass(frozen=True)
class Page:
    """The pictures of a page: pixels of the full one, bytes of both. ``failure`` where none could be made."""

    number: int
    width: int = 0
    height: int = 0
    full_size: int = 0
    thumb_size: int = 0
    failure: str | None = None


@dataclass(frozen=True)
class PageText:
    """``confidence`` in percent, where the text was read by OCR."""

    number: int
    kind: TextKind
    text: str
    confidence: int | None = None


class Pages:
    """Writing a page again changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sha256: str, page: Page) -> None:
        row = {"sha256": sha256, **asdict(page)}
        self._session.execute(upsert(tables.pages).values(row).on_conflict_do_nothing())

    def add_text(self, sha256: str, text: PageText) -> None:
        row = {"sha256": sha256, **asdict(text)}
        self._session.execute(upsert(tables.page_texts).values(row).on_conflict_do_nothing())

    def page(self, sha256: str, number: int) -> Page | None:
        row = tables.pages.c
        wanted = select(row.number, row.width, row.height, row.full_size, row.thumb_size, row.failure)
        found = self._session.execute(wanted.where(row.sha256 == sha256, row.number == number)).first()
        return Page(**found._mapping) if found is not None else None

    def text(self, sha256: str, number: int) -> PageText | None:
        row = tables.page_texts.c
        wanted = select(row.number, row.kind, row.text, row.confidence)
        found = self._session.execute(wanted.where(row.sha256 == sha256, row.number == number)).first()
        return PageText(**found._mapping) if found is not None else None

    def made(self, sha256: str) -> set[int]:
        """Numbers of the pages that are done, failed ones too."""
        row = tables.pages.c
        return set(self._session.execute(select(row.number).where(row.sha256 == sha256)).scalars())

    def with_picture(self, sha256: str) -> int:
        row = tables.pages.c
        wanted = select(func.count()).where(row.sha256 == sha256, row.failure.is_(None))
        return int(self._session.execute(wanted).scalar_one())

    def without_text(self, sha256: str) -> list[int]:
        """Numbers of the pages that have a picture and no text yet, in order."""
        page, text = tables.pages.c, tables.page_texts.c
        done = select(text.number).where(text.sha256 == sha256)
        wanted = select(page.number).where(page.sha256 == sha256, page.failure.is_(None), page.number.not_in(done))
        return list(self._session.execute(wanted.order_by(page.number)).scalars())

    def kinds(self, sha256: str) -> set[TextKind]:
        """Which kinds of text its pages have."""
        wanted = select(tables.page_texts.c.kind).where(tables.page_texts.c.sha256 == sha256).distinct()
        return set(self._session.execute(wanted).scalars())
