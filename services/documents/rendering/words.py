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
    "question": {"hi": "प्रश्न", "en": "Question"},
    "corrects": {"hi": "प्रस्तर का संशोधन", "en": "Corrects paragraph"},
    "corrected_by": {"hi": "संशोधित, देखें प्रस्तर", "en": "Corrected, see paragraph"},
    "oral_order": {"hi": "मौखिक आदेश", "en": "Oral order"},
    "means_in_person": {"hi": "समक्ष में", "en": "in person"},
    "means_telephone": {"hi": "दूरभाष पर", "en": "by telephone"},
    "means_meeting": {"hi": "बैठक में", "en": "in a meeting"},
    "means_video": {"hi": "वीडियो कॉन्फ़्रेंस में", "en": "by video conference"},
    "order_unconfirmed": {"hi": "अधिकारी की पुष्टि अपेक्षित।", "en": "Not confirmed by the officer yet."},
    "order_confirmed": {"hi": "अधिकारी द्वारा पुष्ट", "en": "Confirmed by the officer"},
    "order_denied": {"hi": "अधिकारी द्वारा अस्वीकार", "en": "Denied by the officer"},
    "as_printed": {"hi": "मुद्रित", "en": "Printed"},
    "signature": {"hi": "हस्ताक्षर", "en": "Signature"},
    "file_number": {"hi": "पत्रावली संख्या", "en": "File No."},
}


def words(language: Language) -> dict[str, str]:
    """All of them in one language."""
    return {name: both[language] for name, both in WORDS.items()}
