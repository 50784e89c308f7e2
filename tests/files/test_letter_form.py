"""How an approved letter is set out on paper."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.bounds import UNFIT_FOR_A_TEXT
from contracts.files import Addressee, AddresseeView, PersonRef, PostRef, SignatureBlock
from services.files.domain.draft import DraftText
from services.files.domain.letter import Letter, Reservation
from services.files.domain.letter_form import LINE, Sender, addressee, paper
from tests.files.office import key

NOON = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
PERSON = PersonRef(person_id=key("dm"), name_hi="अनिता रावत", name_en="Anita Rawat")
POST = PostRef(
    post_id=key("post dm"),
    designation_hi="जिलाधिकारी",
    designation_en="District Magistrate",
    abbreviation="DM",
    office_hi="देहरादून",
    office_en="Dehradun",
)
SENDER = Sender(office_hi="कार्यालय जिलाधिकारी, देहरादून", office_en="Collectorate, Dehradun")


def a_letter(**given):
    block = SignatureBlock(person=PERSON, post=POST, capacity="own")
    values = {
        "id": key("letter"),
        "file_id": key("file"),
        "draft_id": key("draft"),
        "draft_number": 1,
        "office_id": key("collectorate"),
        "reservation": Reservation("21/7/2026-LRA/1", 2026, 1, date(2026, 3, 2), 1),
        "form": "letter",
        "language": "hi",
        "subject": "विषय",
        "addressees": (),
        "signer": POST,
        "approver_post_id": POST.post_id,
        "approved_by": block,
        "approved_at": NOON,
        **given,
    }
    return Letter(**values)


def a_text(**given):
    values = {
        "subject": "विषय",
        "reference": "",
        "addressees": (AddresseeView(name="श्री राम सिंह"),),
        "body": ("एक",),
        **given,
    }
    return DraftText(**values)


def test_names_of_the_signer_are_in_the_letters_language():
    hindi = paper(a_letter(), a_text(), SENDER, PERSON).signer
    english = paper(a_letter(language="en"), a_text(), SENDER, PERSON).signer

    assert (hindi.name, hindi.designation, hindi.office) == ("अनिता रावत", "जिलाधिकारी", "देहरादून")
    assert (english.name, english.designation, english.office) == ("Anita Rawat", "District Magistrate", "Dehradun")


@pytest.mark.parametrize(
    ("form", "heading", "salutation", "closing"),
    [
        ("letter", "", None, None),
        ("do_letter", "", "प्रिय महोदय/महोदया,", "सादर,"),
        ("order", "आदेश", "", ""),
        ("office_memorandum", "कार्यालय ज्ञाप", "", ""),
        ("notice", "सूचना", "", ""),
    ],
)
def test_each_form_has_its_own_words(form, heading, salutation, closing):
    printed = paper(a_letter(form=form), a_text(), SENDER, PERSON)

    assert (printed.heading, printed.salutation, printed.closing) == (heading, salutation, closing)


def test_a_letter_from_above_the_sections_bears_the_office_alone():
    printed = paper(a_letter(), a_text(reference="पत्र संख्या 12"), SENDER, PERSON)

    assert printed.letterhead.lines_hi == ["कार्यालय जिलाधिकारी, देहरादून"]
    assert printed.references == ["पत्र संख्या 12"]


def test_a_single_paragraph_bears_no_number():
    printed = paper(a_letter(), a_text(body=("एक", "दो", "तीन")), SENDER, PERSON)

    assert [paragraph.number for paragraph in printed.body] == [None, "2.", "3."]


FIT = st.characters(codec="utf-8").filter(lambda one: not re.match(f"[{UNFIT_FOR_A_TEXT}]", one))


@given(st.text(st.sampled_from("\t\n\r\u2028 ") | FIT, max_size=1000))
def test_every_address_that_the_contract_takes_can_be_printed(typed):
    given_in = Addressee(name="श्री राम सिंह", address=typed)

    printed = addressee(AddresseeView(name=given_in.name, address=given_in.address))

    assert printed.lines[0] == "श्री राम सिंह"
    assert len(printed.lines) <= 10
    assert all(0 < len(line) <= LINE for line in printed.lines)


def test_a_tab_in_an_address_becomes_a_space():
    printed = addressee(AddresseeView(name="क", address="ग्राम\tडोईवाला\nदेहरादून"))

    assert printed.lines == ["क", "ग्राम डोईवाला", "देहरादून"]


def test_an_address_with_a_control_character_is_refused_where_it_is_given():
    with pytest.raises(ValidationError, match="not_plain_text"):
        Addressee(name="क", address="ग्राम\x08")


def test_an_address_of_many_lines_is_folded_and_nothing_of_it_is_lost():
    address = "\n".join(f"पंक्ति {number}" for number in range(20))

    printed = addressee(AddresseeView(name="क", address=address))

    assert all(f"पंक्ति {number}" in " ".join(printed.lines) for number in range(20))


def test_a_body_that_was_typed_before_marks_is_printed_as_it_was_typed():
    marked = paper(a_letter(), a_text(body=("**एक**", "दो")), SENDER, PERSON).body
    plain = paper(a_letter(), a_text(body=("**एक**", "दो"), marked=False), SENDER, PERSON).body

    assert [(one.number, one.runs[0].text, one.marked) for one in marked] == [
        (None, "**एक**", True),
        ("2.", "दो", True),
    ]
    assert [one.marked for one in plain] == [False, False]
