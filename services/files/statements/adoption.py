"""The adoption board as a document: offices in the order of the tree, what was saved, and on what it rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contracts import papers
from contracts.base import Language
from contracts.files import AdoptionFigures, AdoptionView, PersonRef, PostRef
from services.files.statements.sheets import LONGEST, Words, day, moment
from services.files.statements.words import Both

TITLE: Both = {
    "hi": "ई-ऑफिस उपयोग एवं बचत का विवरण",
    "en": "Statement of e-Office adoption and savings",
}
SHORT: Both = {"hi": "ई-ऑफिस उपयोग", "en": "Adoption"}
USE: Both = {"hi": "कार्यालयवार उपयोग", "en": "Use by office"}
MAIL: Both = {"hi": "डाक, पत्र एवं समय", "en": "Letters and time"}
SAVED: Both = {"hi": "बचत", "en": "Savings"}
FACTORS: Both = {"hi": "बचत के मानक", "en": "Factors"}
OFFICE: Both = {"hi": "कार्यालय", "en": "Office"}
TOTAL: Both = {"hi": "योग", "en": "Total"}
UNKNOWN: Both = {"hi": "अज्ञात", "en": "not known"}
NOT_STATED: Both = {"hi": "मानक निर्धारित नहीं", "en": "no factor stated"}
COLUMNS: dict[str, Both] = {
    "onboarded": {"hi": "जुड़े कार्यालय", "en": "Onboarded"},
    "in_use": {"hi": "उपयोगरत कार्यालय", "en": "In use"},
    "users": {"hi": "उपयोगकर्ता", "en": "Users"},
    "active_7": {"hi": "सक्रिय (7 दिन)", "en": "Active, 7 days"},
    "active_30": {"hi": "सक्रिय (30 दिन)", "en": "Active, 30 days"},
    "files_open": {"hi": "चालू ई-पत्रावली", "en": "e-files open"},
    "paper_pending": {"hi": "भौतिक लम्बित", "en": "Pending on paper"},
    "files_created": {"hi": "खोली गई", "en": "Opened"},
    "files_moved": {"hi": "भेजी गई", "en": "Sent on"},
    "files_disposed": {"hi": "निस्तारित", "en": "Closed"},
    "notes": {"hi": "टिप्पणियाँ", "en": "Notes"},
    "receipts": {"hi": "डायरी की गई", "en": "Diarised"},
    "scanned": {"hi": "स्कैन सहित", "en": "Scanned"},
    "letters_approved": {"hi": "अनुमोदित पत्र", "en": "Letters approved"},
    "letters_signed": {"hi": "डिजिटल हस्ताक्षरित", "en": "Signed digitally"},
    "letters_waiting": {"hi": "हस्ताक्षर शेष", "en": "Not yet signed"},
    "mailed": {"hi": "ई-मेल/प्रणाली से प्रेषित", "en": "Sent by mail"},
    "sent_on_paper": {"hi": "कागज पर प्रेषित", "en": "Sent on paper"},
    "transfers": {"hi": "अन्य कार्यालय को", "en": "To other offices"},
}
FIRST = (
    "onboarded",
    "in_use",
    "users",
    "active_7",
    "active_30",
    "files_open",
    "paper_pending",
    "files_created",
    "files_moved",
    "files_disposed",
)
SECOND = (
    "notes",
    "receipts",
    "scanned",
    "letters_approved",
    "letters_signed",
    "letters_waiting",
    "mailed",
    "sent_on_paper",
    "transfers",
)
HOLDING: Both = {"hi": "औसत धारण (घण्टे)", "en": "Average holding, hours"}
SAVING_COLUMNS: tuple[Both, ...] = (
    {"hi": "बचत", "en": "Saving"},
    {"hi": "गणना का सूत्र", "en": "Formula"},
    {"hi": "आधार संख्या", "en": "Count"},
    {"hi": "बिना मानक", "en": "Without a factor"},
    {"hi": "परिणाम", "en": "Result"},
)
SAVINGS: dict[str, Both] = {
    "sheets_notes": {"hi": "कागज: टिप्पणियाँ", "en": "Sheets: notes"},
    "sheets_copies": {"hi": "कागज: कार्यालय प्रतियाँ", "en": "Sheets: office copies"},
    "sheets_mailed": {"hi": "कागज: ई-मेल से भेजे पत्र", "en": "Sheets: mailed letters"},
    "sheets_receipt_copies": {"hi": "कागज: सूचनार्थ प्रतियाँ", "en": "Sheets: copies for information"},
    "sheets": {"hi": "कागज: कुल पन्ने", "en": "Sheets in all"},
    "rupees_paper": {"hi": "रुपये: कागज", "en": "Rupees: paper"},
    "journeys": {"hi": "विशेष वाहक की यात्राएँ", "en": "Journeys of messengers"},
    "rupees_journeys": {"hi": "रुपये: यात्राएँ", "en": "Rupees: journeys"},
    "rupees_postage": {"hi": "रुपये: डाक व्यय", "en": "Rupees: postage"},
    "rupees": {"hi": "रुपये: कुल", "en": "Rupees in all"},
    "days": {"hi": "दिन", "en": "Days"},
}
FORMULAS: dict[str, Both] = {
    "sheets_notes": {"hi": "टिप्पणियाँ × प्रति टिप्पणी पन्ने", "en": "notes × sheets per note"},
    "sheets_copies": {"hi": "निर्गत पत्रों के पृष्ठ × प्रति पृष्ठ पन्ने", "en": "pages of issued letters × sheets per page"},
    "sheets_mailed": {"hi": "ई-मेल से भेजे पृष्ठ × प्रति पृष्ठ पन्ने", "en": "pages mailed × sheets per page"},
    "sheets_receipt_copies": {"hi": "सूचनार्थ प्रतियाँ × प्रति प्रति पन्ने", "en": "copies × sheets per copy"},
    "sheets": {"hi": "ऊपर के पन्नों का योग", "en": "the sheets above together"},
    "rupees_paper": {"hi": "पन्ने × प्रति पन्ना रुपये", "en": "sheets × rupees per sheet"},
    "journeys": {
        "hi": "अन्य कार्यालय को भेजी पत्रावलियाँ × प्रति प्रेषण यात्राएँ",
        "en": "files sent to other offices × journeys per sending",
    },
    "rupees_journeys": {"hi": "यात्राएँ × प्रति यात्रा रुपये", "en": "journeys × rupees per journey"},
    "rupees_postage": {"hi": "ई-मेल से भेजे पत्र × प्रति पत्र डाक व्यय", "en": "letters mailed × postage of one"},
    "rupees": {"hi": "ऊपर के रुपयों का योग", "en": "the rupees above together"},
    "days": {
        "hi": "निस्तारित पत्रावलियाँ × पूर्व के औसत दिन − लगे दिन",
        "en": "files closed × days they took before − days taken",
    },
}
FACTOR_COLUMNS: tuple[Both, ...] = (
    {"hi": "मानक", "en": "Factor"},
    {"hi": "मान", "en": "Value"},
    {"hi": "कब से", "en": "From"},
    {"hi": "आधार", "en": "Basis"},
    {"hi": "निर्धारित किया", "en": "Set by"},
)
FACTOR_NAMES: dict[str, Both] = {
    "sheets_per_note": {"hi": "प्रति टिप्पणी पन्ने", "en": "Sheets per note"},
    "sheets_per_copied_page": {"hi": "कार्यालय प्रति: प्रति पृष्ठ पन्ने", "en": "Office copies: sheets per page"},
    "sheets_per_mailed_page": {"hi": "ई-मेल: प्रति पृष्ठ पन्ने", "en": "Mailed letters: sheets per page"},
    "sheets_per_receipt_copy": {"hi": "सूचनार्थ प्रति: पन्ने", "en": "Sheets per copy for information"},
    "journeys_per_transfer": {"hi": "अन्य कार्यालय को प्रति प्रेषण यात्राएँ", "en": "Journeys per sending to another office"},
    "rupees_per_sheet": {"hi": "प्रति पन्ना रुपये", "en": "Rupees per sheet"},
    "rupees_per_journey": {"hi": "प्रति यात्रा रुपये", "en": "Rupees per journey"},
    "rupees_per_mailed_letter": {"hi": "प्रति पत्र डाक व्यय", "en": "Postage of a letter, rupees"},
    "days_per_file": {"hi": "पूर्व में प्रति पत्रावली औसत दिन", "en": "Days a file took before"},
}
SIGNED: Both = {
    "hi": "प्रणाली से कोई पत्र डिजिटल हस्ताक्षर के बिना निर्गत नहीं होता; स्याही से हस्ताक्षरित पत्र यहाँ नहीं गिने जाते।",
    "en": "No letter is issued here without a digital signature; letters signed in ink are not counted.",
}
STATED: Both = {
    "hi": "जिस बचत का मानक जनपद ने निर्धारित नहीं किया, उसका कोई परिणाम नहीं दिया गया।",
    "en": "A saving for which the district has stated no factor has no result.",
}


def sheet(
    view: AdoptionView,
    language: Language,
    place: Sequence[tuple[str, str]],
    by: PersonRef,
    post: PostRef,
    now: datetime,
) -> papers.Statement:
    """``place``: Hindi and English name of the office; none is everything that the actor sees."""
    words = Words(language)
    named = [words.either(*names) for names in place] or [words("district")]
    period = words("period", since=day(view.since), until=day(view.until))
    return papers.Statement(
        language=language,
        office=", ".join(named)[:300],
        title=TITLE[language],
        period=f"{period} · {words('as_of', moment=moment(view.as_of))}",
        tables=[
            _offices(view, words, USE, FIRST),
            _offices(view, words, MAIL, SECOND, HOLDING),
            _savings(view, language),
            _factors(view, words),
        ],
        remarks=[SIGNED[language], STATED[language]],
        made_by=words.signed(by, post)[:300],
        made_at=now,
    )


def _offices(
    view: AdoptionView, words: Words, heading: Both, names: Sequence[str], average: Both | None = None
) -> papers.StatementTable:
    """Each office with those below it, set in by its depth; then all together."""
    language = words.language
    columns = [papers.StatementColumn(heading=OFFICE[language], width=30)]
    columns += [papers.StatementColumn(heading=COLUMNS[name][language], kind="number", width=9) for name in names]
    if average is not None:
        columns.append(papers.StatementColumn(heading=average[language], kind="number", width=9))

    def row(title: str, of: AdoptionFigures, *, strong: bool) -> papers.StatementRow:
        cells: list[papers.Cell] = [title[:LONGEST]]
        cells += [UNKNOWN[language] if getattr(of, name) is None else getattr(of, name) for name in names]
        if average is not None:
            cells.append(round(of.stay_hours / of.stays) if of.stays else None)
        return papers.StatementRow(cells=cells, strong=strong)

    rows = [
        row(f"{'· ' * each.depth}{words.either(each.office_hi, each.office_en)}", each.whole, strong=each.depth == 0)
        for each in view.offices
    ]
    rows.append(row(TOTAL[language], view.total, strong=True))
    return papers.StatementTable(heading=heading[language], columns=columns, rows=rows)


def _savings(view: AdoptionView, language: Language) -> papers.StatementTable:
    columns = _columns(SAVING_COLUMNS, (24, 40, 12, 14, 18), language)
    rows = []
    for one in view.savings:
        summed = one.code in ("sheets", "rupees")
        formula = FORMULAS[one.code][language]
        if one.taken is not None and one.result is not None:
            formula = f"{formula} ({one.taken})"
        cells: list[papers.Cell] = [
            SAVINGS[one.code][language],
            formula,
            "" if summed else one.base,
            "" if summed else one.unvalued,
            NOT_STATED[language] if one.result is None else one.result,
        ]
        rows.append(papers.StatementRow(cells=cells, strong=summed))
    return papers.StatementTable(heading=SAVED[language], columns=columns, rows=rows)


def _factors(view: AdoptionView, words: Words) -> papers.StatementTable:
    columns = _columns(FACTOR_COLUMNS, (30, 10, 12, 34, 26), words.language)
    rows = [
        papers.StatementRow(
            cells=[
                FACTOR_NAMES[one.code][words.language],
                one.value or "",
                day(one.valid_from),
                one.basis,
                words.signed(one.by.person, one.by.post),
            ]
        )
        for one in view.factors
    ]
    return papers.StatementTable(heading=FACTORS[words.language], columns=columns, rows=rows)


def _columns(headings: Sequence[Both], widths: Sequence[int], language: Language) -> list[papers.StatementColumn]:
    return [
        papers.StatementColumn(heading=heading[language], width=width)
        for heading, width in zip(headings, widths, strict=True)
    ]
