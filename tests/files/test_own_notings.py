"""Standard notings that a person at a desk keeps for himself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from contracts.files import MOST_OWN_NOTINGS, GetOwnNotings, OwnNotingsView, SaveOwnNotings
from contracts.files.errors import NotingsStale
from tests.files.office import Office

SEEN = {"text_hi": "अवलोकन किया।", "text_en": "Seen."}
ASKED = {"text_hi": "आख्या प्राप्त करें।\nअनुस्मारक भी दें।"}


def own(office: Office, by: str = "clerk") -> OwnNotingsView:
    return office.ask(GetOwnNotings(), by=by)


def texts(office: Office, by: str = "clerk") -> list[tuple[str, str]]:
    return [(each.text_hi, each.text_en) for each in own(office, by).notings]


def save(office: Office, *notings: dict[str, str], by: str = "clerk", **given):
    return office.ask(SaveOwnNotings(notings=list(notings), **given), by=by)


def test_they_are_there_again_in_the_persons_own_order(office: Office):
    save(office, SEEN, ASKED)

    saved = save(office, ASKED, SEEN)

    assert texts(office) == [(ASKED["text_hi"], ""), (SEEN["text_hi"], SEEN["text_en"])]
    assert saved.version == own(office).version == 2


def test_none_of_them_can_be_kept_too(office: Office):
    assert (own(office).notings, own(office).version) == ([], 0)
    save(office, SEEN)

    save(office)

    assert own(office).notings == []


def test_an_older_machine_does_not_overwrite(office: Office):
    save(office, SEEN, expected_version=0)

    with pytest.raises(NotingsStale) as refused:
        save(office, ASKED, expected_version=0)

    assert refused.value.fields["version"] == 1
    assert texts(office) == [(SEEN["text_hi"], SEEN["text_en"])]
    assert save(office, ASKED, expected_version=1).version == 2


def test_they_are_of_this_person_at_this_desk(office: Office):
    office.employ("pa")
    office.charge("clerk", "pa", capacity="for", name="pa")
    save(office, SEEN)

    assert texts(office, by="pa") == texts(office, by="so-lra") == []


@pytest.mark.parametrize("wrong", [[{}], [{"text_hi": " "}], [SEEN] * (MOST_OWN_NOTINGS + 1), [{**SEEN, "by": "me"}]])
def test_what_says_nothing_or_is_too_much_is_refused(wrong):
    with pytest.raises(ValidationError):
        SaveOwnNotings(notings=wrong)
