"""The words of a reminder (CSMOP: अनुस्मारक-1), which whoever has the file may change before it is approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.files.domain.draft import DraftText
from services.files.domain.letter import Letter
from services.files.domain.reply import Reminder, Row

LONGEST_LINE = 300


def reminder_text(
    letter: Letter, number: int, rows: Sequence[Row], earlier: Sequence[Reminder], today: date
) -> DraftText:
    """Reminder ``number`` of a letter to these addressees, citing the letter and the reminders before it."""
    words = _hindi if letter.language == "hi" else _english
    days = {row.due_on for row in rows}
    due_on = days.pop() if len(days) == 1 else None
    prefix, reference, body = words(letter, number, earlier, due_on, today)
    return DraftText(
        subject=f"{prefix}{letter.subject}"[:LONGEST_LINE],
        reference=reference[:LONGEST_LINE],
        addressees=tuple(letter.addressee(row.addressee) for row in rows),
        body=body,
    )


def _hindi(
    letter: Letter, number: int, earlier: Sequence[Reminder], due_on: date | None, today: date
) -> tuple[str, str, tuple[str, ...]]:
    cited = [f"अनुस्मारक-{one.number} (संख्या {one.letter_number}, दिनांक {_day(one.issue_date)})" for one in earlier]
    letters = " तथा ".join(["इस कार्यालय के संदर्भित पत्र", *([", ".join(cited)] if cited else [])])
    awaited = f", जिसका उत्तर दिनांक {_day(due_on)} तक अपेक्षित {'था' if due_on < today else 'है'}" if due_on else ""
    return (
        f"अनुस्मारक-{number}: ",
        f"इस कार्यालय का पत्र संख्या {letter.number}, दिनांक {_day(letter.reservation.issue_date)}",
        (
            f"कृपया उपर्युक्त विषयक {letters} का अवलोकन करने का कष्ट करें{awaited}।",
            "उक्त पत्र का पूर्ण उत्तर इस कार्यालय को अब तक प्राप्त नहीं हुआ है। कृपया वांछित उत्तर/आख्या अविलम्ब उपलब्ध कराने का कष्ट करें।",
        ),
    )


def _english(
    letter: Letter, number: int, earlier: Sequence[Reminder], due_on: date | None, today: date
) -> tuple[str, str, tuple[str, ...]]:
    cited = [f"Reminder-{one.number} (No. {one.letter_number}, dated {_day(one.issue_date)})" for one in earlier]
    letters = " and to ".join(["this office's letter cited above", *([", ".join(cited)] if cited else [])])
    awaited = f"; a reply {'was' if due_on < today else 'is'} requested by {_day(due_on)}" if due_on else ""
    return (
        f"Reminder-{number}: ",
        f"This office's letter No. {letter.number}, dated {_day(letter.reservation.issue_date)}",
        (
            f"Kindly refer to {letters}{awaited}.",
            "A full reply has not been received in this office so far. "
            "You are requested to furnish it without further delay.",
        ),
    )


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day is not None else ""
