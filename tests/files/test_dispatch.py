"""The dispatch section: one line of the register for each addressee, then the letter is dispatched."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.files import DispatchLetter, GetFile, GetLetter, ListDispatches, ListLetters, OpenView
from contracts.files.errors import (
    AddresseeServed,
    AddresseeUnknown,
    FileNotFound,
    LetterNotFound,
    LetterNotReady,
    RoleMissing,
)
from tests.files.correspondents import BDO, RAM, a_signed_letter, an_issued_letter
from tests.files.office import Seat

pytestmark = pytest.mark.usefixtures("neighbours")


def test_the_letter_is_dispatched_when_the_last_addressee_is_served(office):
    letter = an_issued_letter(office, addressees=[RAM, BDO])

    first = office.ask(DispatchLetter(letter_id=letter.id, mode="speed_post", tracking_number="EU1IN"), by="dispatcher")
    between = office.ask(GetLetter(letter_id=letter.id), by="dispatcher").state
    second = office.ask(DispatchLetter(letter_id=letter.id, addressee=2, mode="by_hand"), by="dispatcher")

    assert (first.serial, first.addressee, first.tracking_number) == (1, RAM.name, "EU1IN")
    assert (second.serial, second.addressee) == (2, BDO.name)
    assert [first.addressee_number, second.addressee_number] == [1, 2]
    assert between == "issued"
    assert office.ask(GetLetter(letter_id=letter.id), by="dispatcher").state == "dispatched"
    told = office.events("letter_dispatched")
    assert [(one["addressee"], one["mode"], one["email"]) for one in told] == [
        (RAM.name, "speed_post", "ram@example.org"),
        (BDO.name, "by_hand", None),
    ]


def test_an_addressee_is_served_once(office):
    letter = an_issued_letter(office, addressees=[RAM, BDO])
    office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="dispatcher")

    with pytest.raises(AddresseeServed) as refused:
        office.ask(DispatchLetter(letter_id=letter.id, mode="email"), by="dispatcher")

    assert refused.value.fields["serial"] == 1
    assert len(office.ask(ListDispatches(letter_id=letter.id), by="dispatcher").items) == 1


def test_a_letter_has_no_more_addressees_than_it_names(office):
    letter = an_issued_letter(office)

    with pytest.raises(AddresseeUnknown):
        office.ask(DispatchLetter(letter_id=letter.id, addressee=2, mode="post"), by="dispatcher")


def test_only_the_dispatch_section_dispatches(office):
    letter = an_issued_letter(office)

    with pytest.raises(RoleMissing):
        office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="so-lra")


def test_a_letter_that_is_not_issued_is_not_there_for_the_dispatch_section(office):
    letter = a_signed_letter(office)

    with pytest.raises(LetterNotFound):
        office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="dispatcher")
    with pytest.raises(LetterNotFound):
        office.ask(GetLetter(letter_id=letter.id), by="dispatcher")


def test_a_dispatch_clerk_who_has_the_file_is_told_that_the_letter_is_not_issued(office):
    file = office.a_file_sent("clerk", "dispatcher", "so-lra")
    letter = a_signed_letter(office, file=file)

    with pytest.raises(LetterNotReady):
        office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="dispatcher")


def test_the_dispatch_section_of_another_office_does_not_know_the_letter(office):
    letter = an_issued_letter(office)
    office.seat(Seat("tehsil-dispatcher", ("dispatch",), "sdm", "tehsil-unit", "tehsil"))

    with pytest.raises(LetterNotFound):
        office.ask(DispatchLetter(letter_id=letter.id, mode="post"), by="tehsil-dispatcher")


def test_the_dispatch_section_finds_what_waits_for_it_and_not_what_is_on_its_way(office):
    issued = an_issued_letter(office)
    a_signed_letter(office)

    waiting = office.ask(ListLetters(state="issued"), by="dispatcher").items
    anything = office.ask(ListLetters(), by="dispatcher").items

    assert [letter.id for letter in waiting] == [letter.id for letter in anything] == [issued.id]
    assert "dispatch_letter" in waiting[0].allowed_actions


def test_the_dispatch_section_reads_the_letter_and_nothing_else_of_the_file(office, neighbours):
    letter = an_issued_letter(office)

    grant = office.ask(OpenView(file_id=letter.file_id), by="dispatcher")

    assert grant.document_ids == [letter.document_id]
    with pytest.raises(FileNotFound):
        office.ask(GetFile(file_id=letter.file_id), by="dispatcher")


def test_each_office_and_year_counts_its_own_register(office):
    office.seat(Seat("tehsil-dispatcher", ("dispatch",), "sdm", "tehsil-unit", "tehsil"))
    ours, theirs = an_issued_letter(office), an_issued_letter(office, "sdm")

    first = office.ask(DispatchLetter(letter_id=ours.id, mode="post"), by="dispatcher")
    other = office.ask(DispatchLetter(letter_id=theirs.id, mode="post"), by="tehsil-dispatcher")

    assert (first.serial, other.serial) == (1, 1)
    assert [line.id for line in office.ask(ListDispatches(), by="dispatcher").items] == [first.id]


def test_the_register_is_read_newest_first_and_part_by_part(office):
    letter = an_issued_letter(office, addressees=[RAM, BDO, RAM])
    for place in (1, 2, 3):
        office.ask(DispatchLetter(letter_id=letter.id, addressee=place, mode="post"), by="dispatcher")

    first = office.ask(ListDispatches(limit=2), by="dispatcher")
    rest = office.ask(ListDispatches(limit=2, cursor=first.next), by="so-est")

    assert [line.serial for line in first.items + rest.items] == [3, 2, 1]
    assert rest.next is None


def test_a_dealing_hand_does_not_read_the_register(office):
    with pytest.raises(RoleMissing):
        office.ask(ListDispatches(), by="clerk")


def test_clerks_who_dispatch_at_the_same_time_get_numbers_without_a_gap_and_serve_nobody_twice(office):
    addressees = [RAM.model_copy(update={"name": f"प्राप्तकर्ता {place}"}) for place in range(1, 9)]
    letter = an_issued_letter(office, addressees=addressees)

    def dispatch(place: int) -> int | None:
        try:
            command = DispatchLetter(letter_id=letter.id, addressee=place, mode="post")
            return office.ask(command, by="dispatcher").serial
        except AddresseeServed:
            return None

    with ThreadPoolExecutor(8) as clerks:
        serials = list(clerks.map(dispatch, [*range(1, 9), *range(1, 9)]))

    assert sorted(serial for serial in serials if serial) == list(range(1, 9))
    assert serials.count(None) == 8
    assert office.ask(GetLetter(letter_id=letter.id), by="dispatcher").state == "dispatched"
