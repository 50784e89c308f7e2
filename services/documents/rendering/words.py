"""The words that the forms themselves print, in both languages."""

from contracts.base import Language

WORDS: dict[str, dict[Language, str]] = {
    "number": {"hi": "संख्या", "en": "No."},
    "dated": {"hi": "दिनांक", "en": "Date"},
    "to": {"hi": "सेवा में,", "en": "To,"},
    "subject": {"hi": "विषय", "en": "Subject"},
    "reference": {"hi": "संदर्भ", "en": "Reference"},
    "salutation": {"hi": "महोदय/महोदया,", "en": "Sir/Madam,"},
    "closing": {"hi": "भवदीय,", "en": "Yours faithfully,"},
    "enclosures": {"hi": "संलग्नक", "en": "Enclosures"},
    "copies": {
        "hi": "प्रतिलिपि: निम्नलिखित को सूचनार्थ एवं आवश्यक कार्यवाही हेतु प्रेषित:",
        "en": "Copy forwarded for information and necessary action to:",
    },
    "draft": {"hi": "प्रारूप", "en": "DRAFT"},
    "page": {"hi": "पृष्ठ", "en": "Page"},
    "notesheet": {"hi": "टिप्पणी-पत्र", "en": "Note sheet"},
    "file_number": {"hi": "पत्रावली संख्या", "en": "File No."},
}


def words(language: Language) -> dict[str, str]:
    """All of them in one language."""
    return {name: both[language] for name, both in WORDS.items()}
