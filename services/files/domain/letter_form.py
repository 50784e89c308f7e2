"""How an approved letter is set out on paper: letterhead, addressees, numbered paragraphs, the signer's name."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from contracts import papers
from contracts.base import Language
from contracts.files import AddresseeView, PersonRef, PostRef
from services.files.domain.draft import DraftText
from services.files.domain.letter import Letter

LINE = 300
ADDRESS_LINES = 9

# Forms that address nobody by name bear a heading, and neither salutation nor close.
HEADINGS: dict[str, dict[Language, str]] = {
    "office_memorandum": {"hi": "कार्यालय ज्ञाप", "en": "OFFICE MEMORANDUM"},
    "order": {"hi": "आदेश", "en": "ORDER"},
    "notice": {"hi": "सूचना", "en": "NOTICE"},
    "endorsement": {"hi": "पृष्ठांकन", "en": "ENDORSEMENT"},
}
# A demi-official letter speaks personally; None leaves the usual words to the printer.
SALUTATIONS: dict[str, dict[Language, str]] = {"do_letter": {"hi": "प्रिय महोदय/महोदया,", "en": "Dear Sir/Madam,"}}
CLOSINGS: dict[str, dict[Language, str]] = {"do_letter": {"hi": "सादर,", "en": "Yours sincerely,"}}


@dataclass(frozen=True)
class Sender:
    """The office, and the section where there is one, as the letterhead names them."""

    office_hi: str
    office_en: str
    unit_hi: str = ""
    unit_en: str = ""


def letterhead(sender: Sender) -> papers.Letterhead:
    return papers.Letterhead(
        lines_hi=[line for line in (sender.office_hi, sender.unit_hi) if line],
        lines_en=[line for line in (sender.office_en, sender.unit_en) if line],
    )


def addressee(to: AddresseeView) -> papers.Addressee:
    """Name first, then the address by its own lines; folded where it has more than fit."""
    # A tab is fit for an address as it is typed, and not for a printed line.
    lines = [" ".join(line.split()) for line in to.address.splitlines() if line.strip()]
    if len(lines) > ADDRESS_LINES or any(len(line) > LINE for line in lines):
        lines = textwrap.wrap(", ".join(lines), LINE)
    return papers.Addressee(lines=[to.name, *lines])


def paragraphs(body: Iterable[str], *, marked: bool) -> list[papers.LetterParagraph]:
    """CSMOP: the first paragraph bears no number, those after it are numbered from 2."""
    return [
        papers.LetterParagraph(number=f"{place}." if place > 1 else None, runs=[papers.Run(text=text)], marked=marked)
        for place, text in enumerate(body, 1)
    ]


def signer(person: PersonRef, post: PostRef, language: Language) -> papers.Signer:
    if language == "hi":
        return papers.Signer(name=person.name_hi, designation=post.designation_hi, office=post.office_hi)
    return papers.Signer(name=person.name_en, designation=post.designation_en, office=post.office_en)


def paper(letter: Letter, text: DraftText, sender: Sender, person: PersonRef) -> papers.Letter:
    """The letter as documents prints it, with its number and date."""
    heading = HEADINGS.get(letter.form, {}).get(letter.language, "")
    plain = "" if heading else None
    return papers.Letter(
        language=letter.language,
        letterhead=letterhead(sender),
        number=letter.number,
        dated=letter.reservation.issue_date,
        addressees=[addressee(one) for one in text.addressees],
        subject=text.subject,
        references=[text.reference] if text.reference else [],
        heading=heading,
        salutation=SALUTATIONS.get(letter.form, {}).get(letter.language, plain),
        closing=CLOSINGS.get(letter.form, {}).get(letter.language, plain),
        body=paragraphs(text.body, marked=text.marked),
        signer=signer(person, letter.signer, letter.language),
        copies=list(text.copy_to),
    )
