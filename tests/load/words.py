"""Subjects and notes as a district office writes them, put together from few parts: matters, places, people."""

from __future__ import annotations

from dataclasses import dataclass

from services.files.domain.search.paper import HEADING, TEXT
from services.files.domain.search.words import words_of

MATTERS = (
    "ग्राम {place} की भूमि के सीमांकन के सम्बन्ध में", "ग्राम {place} में पेयजल की समस्या", "दाखिल-खारिज वाद, मौजा {place}",
    "तहसील {place} में वरासत दर्ज करने में विलम्ब",
    "{place} में अवैध अतिक्रमण की शिकायत",
    "वृद्धावस्था पेंशन, विकास खण्ड {place}",
    "{place} मार्ग के सुदृढ़ीकरण हेतु धनराशि", "शस्त्र अनुज्ञप्ति नवीनीकरण, थाना {place}",
    "आपदा राहत सहायता, ग्राम {place}",
    "राशन कार्ड निर्गमन, वार्ड {place}", "खनन पट्टा, ग्राम {place}", "विद्यालय भवन की मरम्मत, {place}",
    "मनरेगा भुगतान, ग्राम पंचायत {place}",
    "निर्वाचन नामावली संशोधन, {place}", "सूचना का अधिकार आवेदन, {place}", "चकबन्दी आपत्ति, मौजा {place}",
    "मुख्यमंत्री जनता दरबार में प्राप्त पत्र, {place}",
    "उद्योग हेतु भूमि आवंटन, {place}", "Demarcation of land at {place}",
    "Complaint about encroachment, {place}",
)  # fmt: skip
FIRST_HALVES = (
    "राम", "शिव", "हरि", "कृष्ण", "गोविन्द", "लक्ष्मण", "सीता", "भवानी", "नारायण", "इन्द्र", "सूरज", "चन्दन", "माधो", "कल्याण",
    "फतेह",
    "बहादुर", "मोहन", "गणेश", "दुर्गा", "विजय", "उदय", "अमर", "बलराम", "केशव", "रतन",
)  # fmt: skip
SECOND_HALVES = ("पुर", "नगर", "गढ़", "गाँव", "खेड़ा", "पुरा", "गंज", "वाला", "कोट", "घाट", "टोला", "बाग")
GIVEN = (
    "रमेश", "सुरेश", "महेश", "दिनेश", "राजेश", "सुनीता", "अनीता", "सावित्री", "गोपाल", "हरीश", "जगदीश", "प्रकाश", "विनोद", "मुकेश",
    "पुष्पा", "कमला", "इमरान", "सलमा", "गुरप्रीत", "जोसेफ", "देवेन्द्र", "नरेन्द्र", "ज्ञानेन्द्र", "शकुन्तला", "भुवन",
)  # fmt: skip
FAMILY = (
    "सिंह", "शर्मा", "वर्मा", "यादव", "नेगी", "रावत", "बिष्ट", "चौहान", "गुप्ता", "पाण्डेय", "दुबे", "मिश्रा", "अन्सारी", "खान",
    "कौर",
    "पटेल", "मालवीय", "सोनकर", "प्रजापति", "बड़थ्वाल",
)  # fmt: skip
NOTES = (
    "कृपया विचाराधीन पत्र का अवलोकन करें। प्रकरण में क्षेत्रीय लेखपाल की आख्या अपेक्षित है।",
    "आख्या प्राप्त हो चुकी है; अभिलेखों से पुष्टि के उपरान्त आदेशार्थ प्रस्तुत।",
    "उपजिलाधिकारी की संस्तुति के क्रम में अग्रेतर कार्यवाही प्रस्तावित है।",
    "बजट उपलब्ध न होने के कारण प्रकरण स्थगित रखना उचित होगा।",
    "प्रार्थी को सुनवाई हेतु नोटिस निर्गत किया जाए।",
    "शासनादेश के अनुसार पात्रता की जाँच कर ली गई है; स्वीकृति हेतु प्रस्तुत।",
)
PLACES = tuple(first + second for first in FIRST_HALVES for second in SECOND_HALVES)
PEOPLE = tuple(f"श्री {given} {family}" for given in GIVEN for family in FAMILY)


@dataclass(frozen=True)
class Part:
    """A part of a text, and the entries under which the index files it."""

    text: str
    entries: list[str]


def parts_of(texts: tuple[str, ...], letter: str) -> list[Part]:
    """``letter`` as ``paper`` has it: of a heading or of a text."""
    return [Part(text, [letter + word for word in words_of(text.replace("{place}", ""))]) for text in texts]


def vocabulary() -> dict[str, list[Part]]:
    """By the name of the table into which the filling puts them."""
    return {
        "matters": parts_of(MATTERS, HEADING),
        "places": parts_of(PLACES, HEADING),
        "people": parts_of(PEOPLE, HEADING),
        "said": parts_of(NOTES, TEXT),
    }
