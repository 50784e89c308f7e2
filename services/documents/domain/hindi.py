"""How an Indian office writes dates, times and digits, in Hindi and in English."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from contracts.base import Language
from contracts.papers import Digits

INDIA = ZoneInfo("Asia/Kolkata")

# Spelling of the Central Hindi Directorate (मानक हिंदी वर्तनी) as State gazettes print it.
HINDI_MONTHS = (
    "जनवरी",
    "फरवरी",
    "मार्च",
    "अप्रैल",
    "मई",
    "जून",
    "जुलाई",
    "अगस्त",
    "सितम्बर",
    "अक्टूबर",
    "नवम्बर",
    "दिसम्बर",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TO_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def in_digits(text: str, digits: Digits) -> str:
    """The same text with its numerals in the script asked for. Only Latin digits are changed."""
    return text.translate(TO_DEVANAGARI) if digits == "devanagari" else text


def long_date(day: date, language: Language, digits: Digits = "latin") -> str:
    """``22 नवम्बर, 2026`` or ``22 November, 2026``."""
    months = HINDI_MONTHS if language == "hi" else ENGLISH_MONTHS
    return in_digits(f"{day.day} {months[day.month - 1]}, {day.year}", digits)


def short_moment(moment: datetime, digits: Digits = "latin") -> str:
    """``22.11.2026 14:05``: the hand that signs a note writes its date like this. In Indian time."""
    local = moment.astimezone(INDIA)
    return in_digits(local.strftime("%d.%m.%Y %H:%M"), digits)


def short_date(day: date) -> str:
    """``22.11.2026``: as dates stand in the columns of a statement."""
    return f"{day.day:02}.{day.month:02}.{day.year}"
