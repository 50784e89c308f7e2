"""Tables in Hindi for a terminal of 100 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

COLUMNS = 100
INDIA = timezone(timedelta(hours=5, minutes=30), "IST")
GAP = "  "


def width(text: str) -> int:
    """Columns that a terminal gives the text: marks above and below a letter take none, East Asian wide ones two."""
    return sum(
        0 if unicodedata.category(one) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def fitted(text: str, columns: int) -> str:
    """The text in exactly so many columns, cut with … where it is longer, never between a letter and its marks."""
    text = " ".join(text.split())
    if width(text) > columns:
        while text and (width(text) > columns - 1 or unicodedata.category(text[-1])[0] == "M"):
            text = text[:-1]
        text += "…"
    return text + " " * (columns - width(text))


def heading(text: str) -> None:
    print(f"\n━━ {text} {'━' * max(0, COLUMNS - 4 - width(text))}", flush=True)


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int]) -> None:
    """Print rows under their titles; ``columns`` are the widths and, with the gaps, fit the terminal."""
    if sum(columns) + len(GAP) * (len(columns) - 1) > COLUMNS:
        raise ValueError("the table is wider than the terminal")
    for row in (titles, ["─" * count for count in columns], *rows):
        cells = (fitted(cell, count) for cell, count in zip(row, columns, strict=True))
        print(GAP.join(cells).rstrip(), flush=True)


def clock(at: datetime) -> str:
    """Time of day in India."""
    return at.astimezone(INDIA).strftime("%H:%M:%S")


def duration(seconds: float) -> str:
    """As people say it: 3.2 से॰, 4 मि॰ 05 से॰, 2 घं॰ 10 मि॰, 5 दिन 3 घं॰."""
    if seconds < 60:
        return f"{seconds:.1f} से॰"
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes} मि॰ {rest:02d} से॰"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} घं॰ {minutes:02d} मि॰"
    days, hours = divmod(hours, 24)
    return f"{days} दिन {hours} घं॰"
