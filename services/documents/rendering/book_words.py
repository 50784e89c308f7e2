"""The words that the sheets of a bound file print, in both languages."""

from contracts.base import Language
from services.documents.rendering.words import words

BOOK: dict[str, dict[Language, str]] = {
    "file": {"hi": "पत्रावली", "en": "File"},
    "note_page": {"hi": "टिप्पणी पृष्ठ", "en": "Notes, page"},
    "paragraph": {"hi": "प्रस्तर", "en": "Paragraph"},
    "paragraphs": {"hi": "प्रस्तर {first} से {last}", "en": "paragraphs {first} to {last}"},
    "contents": {"hi": "विषय-सूची", "en": "Contents"},
    "noting": {"hi": "टिप्पणी भाग", "en": "Noting side"},
    "correspondence": {"hi": "पत्राचार भाग", "en": "Correspondence side"},
    "serial": {"hi": "क्रम", "en": "No."},
    "paper": {"hi": "पत्र", "en": "Paper"},
    "series": {"hi": "पत्राचार पृष्ठ", "en": "Correspondence page"},
    "sheet": {"hi": "पन्ना", "en": "Sheet"},
    "kind_receipt": {"hi": "प्राप्ति", "en": "receipt"},
    "kind_issue": {"hi": "निर्गत पत्र", "en": "issue"},
    "kind_enclosure": {"hi": "संलग्नक", "en": "enclosure"},
    "flag_puc": {"hi": "विचाराधीन पत्र", "en": "PUC"},
    "flag_fr": {"hi": "नवीन प्राप्ति", "en": "FR"},
    "opened_on": {"hi": "पत्रावली खुलने की तिथि", "en": "Opened on"},
    "state": {"hi": "स्थिति", "en": "State"},
    "state_open": {"hi": "प्रचलित", "en": "open"},
    "state_closed": {"hi": "बन्द", "en": "closed"},
    "grading_normal": {"hi": "", "en": ""},
    "grading_confidential": {"hi": "गोपनीय", "en": "CONFIDENTIAL"},
    "grading_secret": {"hi": "गुप्त", "en": "SECRET"},
    "grading_top_secret": {"hi": "परम गुप्त", "en": "TOP SECRET"},
    "custody": {"hi": "अभिरक्षा", "en": "Custody"},
    "since": {"hi": "से", "en": "since"},
    "sheets": {"hi": "कुल पन्ने", "en": "Sheets"},
    "made": {"hi": "मुद्रित", "en": "Printed"},
    "original": {"hi": "मूल का SHA-256", "en": "SHA-256 of the original"},
    "attached": {
        "hi": "हस्ताक्षरित मूल इस PDF में ज्यों का त्यों संलग्न है।",
        "en": "The signed original is attached to this PDF as it is.",
    },
    "on_paper": {
        "hi": "यह पत्र केवल काग़ज़ पर उपलब्ध है।",
        "en": "This paper is kept on paper only.",
    },
    "broken": {
        "hi": "इस पत्र के पृष्ठ नहीं बनाए जा सके। मूल पत्रावली में सुरक्षित है।",
        "en": "No pages could be made of this paper. Its original is kept in the file.",
    },
    "no_signature": {
        "hi": "इस प्रति में हस्ताक्षर केवल चित्र के रूप में हैं; सत्यापन मूल से होता है।",
        "en": "In this copy signatures are pictures only; they are verified on the originals.",
    },
}


def book_words(language: Language) -> dict[str, str]:
    """All of them in one language, with those of the notesheet."""
    return words(language) | {name: both[language] for name, both in BOOK.items()}
