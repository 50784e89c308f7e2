"""Three steps, one signer, and whatever is lost on the way is found again."""

import uuid

import pytest

from chassis.errors import AlreadyDone
from contracts.errors import CallTimeout, CommandMismatch
from contracts.files import CancelLetter, CompleteSignature, GetLetter, PrepareSignature, RenderLetter, VerifyLetter
from contracts.files.errors import LetterNotFound, LetterNotReady, NotTheSigner, SignerChanged
from contracts.signatures import SessionUnknown
from tests.files.correspondents import (
    SIGNATURE,
    a_printed_letter,
    a_signed_letter,
    an_approved_letter,
    completion,
    prepare,
    tell_signed,
)
from tests.files.neighbours import CERTIFICATE, PowerCut
from tests.files.office import key

pytestmark = pytest.mark.usefixtures("neighbours")


def test_the_signer_signs_and_the_letter_keeps_the_hash_of_the_signed_bytes(office, neighbours):
    letter = a_printed_letter(office)

    signing = prepare(office, letter)
    signed = office.ask(completion(letter, signing.session_id), by="so-lra")

    assert signed.state == "signed"
    assert signed.document_version == 2
    assert signed.signed_sha256 == neighbours.documents[signed.document_id].versions[1].sha256
    assert signed.signed_by.person.name_en == "so-lra"
    (told,) = office.events("letter_signed")
    assert told["letter_id"] == str(letter.id)


def test_nobody_but_the_signing_post_gets_something_to_sign(office):
    letter = a_printed_letter(office, "adm", signer="dm")

    with pytest.raises(NotTheSigner) as refused:
        prepare(office, letter, by="adm")

    assert refused.value.fields["signer_en"] == "dm"


def test_who_acts_for_an_officer_cannot_sign_in_the_officers_name(office):
    letter = a_printed_letter(office)
    office.employ("assistant")
    office.charge("so-lra", "assistant", capacity="for", name="for so-lra")

    with pytest.raises(NotTheSigner):
        office.ask(
            PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE),
            by=office.person("assistant", "for so-lra"),
        )


def test_a_link_officer_prints_the_letter_under_an_own_name_and_signs_it(office, neighbours):
    letter = a_printed_letter(office)
    office.employ("stand-in")
    office.charge("so-lra", "stand-in", capacity="link_officer", name="link so-lra")
    stand_in = office.person("stand-in", "link so-lra")

    with pytest.raises(SignerChanged):
        office.ask(PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE), by=stand_in)
    office.ask(RenderLetter(letter_id=letter.id), by=stand_in)
    signing = office.ask(PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE), by=stand_in)
    signed = office.ask(completion(letter, signing.session_id), by=stand_in)

    assert [order.letter.signer.name for order in neighbours.letters] == ["श्री so-lra", "श्री stand-in"]
    assert (signed.signed_by.capacity, signed.document_version) == ("link_officer", 3)


def test_an_unprinted_letter_cannot_be_signed(office):
    letter = an_approved_letter(office)

    with pytest.raises(LetterNotReady):
        prepare(office, letter)


def test_a_session_of_another_letter_is_unknown_here(office):
    first, second = a_printed_letter(office), a_printed_letter(office)
    signing = prepare(office, first)

    with pytest.raises(SessionUnknown):
        office.ask(completion(second, signing.session_id), by="so-lra")

    assert office.ask(GetLetter(letter_id=second.id), by="so-lra").state == "rendered"


def test_a_session_for_a_print_that_was_replaced_no_longer_signs(office, neighbours):
    letter = a_printed_letter(office)
    signing = prepare(office, letter)
    office.ask(RenderLetter(letter_id=letter.id), by="so-lra")

    with pytest.raises(SignerChanged):
        office.ask(completion(letter, signing.session_id), by="so-lra")

    assert neighbours.signed == {}


def test_a_signature_made_while_the_letter_was_printed_again_does_not_count(office, neighbours):
    letter = a_printed_letter(office)
    signing = prepare(office, letter)
    sign = neighbours._complete_signature

    def print_again_and_sign(request):
        office.ask(RenderLetter(letter_id=letter.id), by="so-lra")
        return sign(request)

    neighbours._complete_signature = print_again_and_sign

    with pytest.raises(SignerChanged):
        office.ask(completion(letter, signing.session_id), by="so-lra")
    tell_signed(office, neighbours, signing.session_id)

    assert office.ask(GetLetter(letter_id=letter.id), by="so-lra").state == "rendered"


def test_a_cancelled_letter_is_not_signed_any_more(office, neighbours):
    letter = a_printed_letter(office)
    signing = prepare(office, letter)
    office.ask(CancelLetter(letter_id=letter.id, reason="आवश्यकता नहीं"), by="so-lra")

    with pytest.raises(LetterNotReady):
        office.ask(completion(letter, signing.session_id), by="so-lra")

    assert neighbours.signed == {}


@pytest.mark.parametrize("step", ["render_letter", "prepare_signature", "complete_signature"])
def test_a_process_that_dies_between_the_answer_and_its_commit_loses_nothing_and_does_nothing_twice(
    office, neighbours, step
):
    letter = an_approved_letter(office)
    commands = {"render_letter": RenderLetter(letter_id=letter.id)}
    if step != "render_letter":
        office.ask(commands["render_letter"], by="so-lra")
        commands["prepare_signature"] = PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE)
    if step == "complete_signature":
        signing = office.ask(commands["prepare_signature"], by="so-lra")
        commands["complete_signature"] = completion(letter, signing.session_id)
    before = office.ask(GetLetter(letter_id=letter.id), by="so-lra")
    neighbours.die_after = step

    with pytest.raises(PowerCut):
        office.ask(commands[step], by="so-lra", command_id=key(step))
    after_the_cut = office.ask(GetLetter(letter_id=letter.id), by="so-lra")
    first = office.ask(commands[step], by="so-lra", command_id=key(step))
    again = office.ask(commands[step], by="so-lra", command_id=key(step))

    assert after_the_cut == before
    assert again == first
    assert len(neighbours.letters) == 1
    assert len(neighbours.sessions) == (step != "render_letter")
    assert len(neighbours.signed) == (step == "complete_signature")


def test_a_repeated_command_with_another_body_is_refused(office):
    letter = a_printed_letter(office)
    other = a_printed_letter(office)
    office.ask(PrepareSignature(letter_id=letter.id, certificate_id=CERTIFICATE), by="so-lra", command_id=key("once"))

    with pytest.raises(CommandMismatch):
        office.ask(
            PrepareSignature(letter_id=other.id, certificate_id=CERTIFICATE), by="so-lra", command_id=key("once")
        )


def test_a_signature_whose_answer_was_lost_arrives_by_the_event(office, neighbours):
    letter = a_printed_letter(office)
    signing = prepare(office, letter)
    neighbours.lose_answer_of = "complete_signature"
    with pytest.raises(CallTimeout):
        office.ask(completion(letter, signing.session_id), by="so-lra")

    tell_signed(office, neighbours, signing.session_id)

    found = office.ask(GetLetter(letter_id=letter.id), by="so-lra")
    assert (found.state, found.document_version) == ("signed", 2)
    assert found.signed_by.person.name_en == "so-lra"
    assert len(office.events("letter_signed")) == 1


def test_an_officer_who_repeats_what_the_event_brought_gets_the_signed_letter(office, neighbours):
    letter = a_printed_letter(office)
    signing = prepare(office, letter)
    neighbours.lose_answer_of = "complete_signature"
    with pytest.raises(CallTimeout):
        office.ask(completion(letter, signing.session_id), by="so-lra")
    tell_signed(office, neighbours, signing.session_id)

    repeated = office.ask(completion(letter, signing.session_id), by="so-lra", command_id=uuid.uuid4())

    assert repeated.state == "signed"
    assert len(office.events("letter_signed")) == 1
    assert len(neighbours.signed) == 1


def test_the_event_of_a_signature_that_is_known_changes_nothing_however_often_it_comes(office, neighbours):
    letter = a_signed_letter(office)
    (session_id,) = neighbours.signed
    event_id = uuid.uuid4()

    tell_signed(office, neighbours, session_id, event_id)
    with pytest.raises(AlreadyDone):
        tell_signed(office, neighbours, session_id, event_id)

    assert office.ask(GetLetter(letter_id=letter.id), by="so-lra").version == letter.version
    assert len(office.events("letter_signed")) == 1


def test_the_event_of_a_document_that_is_no_letter_is_none_of_our_business(office, neighbours):
    letter = a_signed_letter(office)
    (session_id,) = neighbours.signed
    stranger = uuid.uuid4()
    neighbours.signed[stranger] = neighbours.signed[session_id].model_copy(update={"session_id": stranger})

    tell_signed(office, neighbours, stranger)

    assert office.ask(GetLetter(letter_id=letter.id), by="so-lra").version == letter.version


def test_a_letter_whose_bytes_are_no_longer_the_signed_ones_is_not_valid(office, neighbours):
    """Guard: the hash kept with the letter is compared with that of the bytes."""
    letter = a_signed_letter(office)
    good = office.ask(VerifyLetter(letter_id=letter.id), by="so-lra")
    document = neighbours.documents[letter.document_id]
    document.versions[1] = document.versions[1].model_copy(update={"sha256": "0" * 64})

    bad = office.ask(VerifyLetter(letter_id=letter.id), by="so-lra")

    assert (good.verdict, good.problems) == ("valid", [])
    assert (bad.verdict, bad.problems) == ("invalid", ["letter.hash_differs"])


def test_an_unsigned_letter_has_nothing_to_verify(office):
    letter = a_printed_letter(office)

    with pytest.raises(LetterNotReady):
        office.ask(VerifyLetter(letter_id=letter.id), by="so-lra")


def test_a_letter_that_does_not_exist_is_not_found(office):
    with pytest.raises(LetterNotFound):
        office.ask(CompleteSignature(letter_id=uuid.uuid4(), session_id=uuid.uuid4(), signature=SIGNATURE), by="so-lra")
