"""Pages and their text, by the hash of the bytes: equal bytes are worked on once."""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from contracts.documents import TextKind
from services.documents.storage import tables


@dataclass(frozen=True)
class Page:
    """The pictures of a page: pixels of the full one, bytes of each. ``failure`` where none could be made.

    ``light_size`` is None where that picture is still to be made, and 0 where it cannot be.
    """

    number: int
    width: int = 0
    height: int = 0
    full_size: int = 0
    thumb_size: int = 0
    failure: str | None = None
    light_size: int | None = None


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
        wanted = select(row.number, row.width, row.height, row.full_size, row.thumb_size, row.failure, row.light_size)
        found = self._session.execute(wanted.where(row.sha256 == sha256, row.number == number)).first()
        return Page(**found._mapping) if found is not None else None

    def text(self, sha256: str, number: int) -> PageText | None:
        row = tables.page_texts.c
        wanted = select(row.number, row.kind, row.text, row.confidence)
        found = self._session.execute(wanted.where(row.sha256 == sha256, row.number == number)).first()
        return PageText(**found._mapping) if found is not None else None

    def texts(self, sha256: str, first: int, most: int) -> list[PageText]:
        """Texts of pages that have any, from the page ``first`` on, in order."""
        row = tables.page_texts.c
        wanted = select(row.number, row.kind, row.text, row.confidence)
        some = wanted.where(row.sha256 == sha256, row.number >= first, row.text != "").order_by(row.number).limit(most)
        return [PageText(**found._mapping) for found in self._session.execute(some)]

    def made(self, sha256: str) -> set[int]:
        """Numbers of the pages that are done, failed ones too."""
        row = tables.pages.c
        return set(self._session.execute(select(row.number).where(row.sha256 == sha256)).scalars())

    def without_light(self, most: int) -> list[tuple[str, int]]:
        """Hash and number of pages that were made before there were light pictures."""
        row = tables.pages.c
        wanted = select(row.sha256, row.number).where(row.light_size.is_(None), row.failure.is_(None))
        found = self._session.execute(wanted.order_by(row.sha256, row.number).limit(most))
        return [(sha256, number) for sha256, number in found]

    def add_light(self, sha256: str, number: int, size: int) -> None:
        """``size`` 0: it cannot be made."""
        row = tables.pages.c
        change = update(tables.pages).where(row.sha256 == sha256, row.number == number, row.light_size.is_(None))
        self._session.execute(change.values(light_size=size))

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
