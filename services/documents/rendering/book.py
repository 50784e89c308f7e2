"""The sheets of a bound file that we typeset ourselves: cover, contents, notes, headings of papers, the watermark."""

from functools import partial
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from contracts.base import Language
from contracts.compilations import BeginCompilation
from contracts.marked import blocks_of
from contracts.papers import SheetNote
from services.documents.domain.hindi import in_digits, long_date, short_moment
from services.documents.rendering.book_words import book_words
from services.documents.rendering.fonts import font_faces
from services.documents.rendering.pages import counter_of, paper_css, template

_NOTES = TypeAdapter(list[SheetNote])


def book_html(kind: str, said: dict[str, Any]) -> str:
    """One of ``front``, ``notes``, ``band``, ``slip``, ``mark`` as HTML. ``said`` is JSON from the worker."""
    order = BeginCompilation.model_validate_json(to_json(said["order"]))
    language: Language = order.language
    values: dict[str, Any] = {name: value for name, value in said.items() if name not in ("order", "notes")}
    if kind == "notes":
        values["blocks"] = blocks_of
        values["notes"] = _NOTES.validate_json(to_json(said["notes"]))
        name = "notesheet.html"
        values |= {"title": order.cover.file_number, "office": order.cover.office, "subject": order.cover.subject}
        values |= {"file_number": order.cover.file_number, "first_page": said["first_page"]}
    else:
        name = f"book_{kind}.html"
    return template(name).render(
        **values,
        cover=order.cover,
        language=language,
        w=book_words(language),
        fonts=font_faces(),
        paper_css=paper_css(),
        moment=partial(short_moment, digits=order.digits),
        day=lambda value: long_date(value, language, order.digits),
        digit=lambda number: in_digits(str(number), order.digits),
        numbers=lambda all_: ", ".join(in_digits(str(number), order.digits) for number in all_),
        counter=counter_of(order.digits),
    )


def note_bookmarks(said: dict[str, Any], places: dict[str, int]) -> list[tuple[str, int]]:
    """What stands in the outline for each of these notes, and its page within them."""
    language: Language = said["order"]["language"]
    found = []
    for at, note in enumerate(said["notes"]):
        first = note["paragraphs"][0]["number"]
        title = note["heading"] or f"{book_words(language)['paragraph']} {first}"
        found.append((f"{title}: {note['designation']}", places.get(f"at-{at}", 1)))
    return found
