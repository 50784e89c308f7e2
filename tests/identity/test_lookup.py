"""Looking up: the directory for people, the snapshot for services, and who one is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.errors import Invalid
from contracts.identity import (
    ChargeAssumed,
    GetDirectorySnapshot,
    GetMe,
    ListOffices,
    PostView,
    SearchDirectory,
    SignOut,
)
from contracts.identity.errors import SessionEnded
from services.identity.handlers import sessions
from services.identity.queries.directory import list_offices, search_directory
from services.identity.queries.me import get_me
from services.identity.queries.snapshot import get_directory_snapshot
from tests.identity.builders import NOON, Office
from tests.identity.test_directory import resave_person, resave_post


@pytest.fixture
def caller(office):
    return office.as_caller(office.sign_in(office.a_holder()))


def found(office: Office, caller, text: str, **more) -> list[str]:
    page = search_directory(SearchDirectory(text=text, **more), caller, office.work())
    return [entry.post.abbreviation_en for entry in page.items]


@pytest.mark.parametrize(
    "text",
    ["जिलाधिकारी", "district mag", "MAGISTRATE", "जि॰अ॰", "कलेक्ट्रेट", "Collectorate district", "पूनम", "sajwan district"],
)
def test_a_desk_is_found_by_any_piece_of_its_names_in_both_languages(office, caller, text):
    collectorate = office.an_office(name_hi="कलेक्ट्रेट देहरादून", name_en="Collectorate, Dehradun")
    dm = office.a_post(
        collectorate,
        designation_hi="जिलाधिकारी",
        designation_en="District Magistrate",
        abbreviation_hi="जि॰अ॰",
        abbreviation_en="DM",
    )
    office.a_charge(office.a_person(name_hi="पूनम सजवाण", name_en="Poonam Sajwan"), dm)

    assert found(office, caller, text) == ["DM"]


@pytest.mark.parametrize("text", ["तहसीलदार", "100%", "_", "district tehsildar"])
def test_what_is_not_in_the_names_is_not_found(office, caller, text):
    office.a_post(designation_en="District Magistrate", abbreviation_en="DM")

    assert found(office, caller, text) == []


def test_an_entry_shows_section_office_and_present_holders_the_substantive_first(office, caller):
    here = office.an_office()
    unit = office.a_unit(here)
    post = office.a_post(here, unit_id=unit.id, abbreviation_en="SO(LRA)")
    link = office.a_person()
    own = office.a_person()
    office.a_charge(link, post, kind="link_officer", held_from=NOON - timedelta(days=9))
    office.a_charge(own, post, held_from=NOON - timedelta(days=1))
    office.a_charge(office.a_person(), post, kind="acting_for", held_from=NOON + timedelta(days=1))
    office.a_charge(office.a_person(active=True), post, kind="acting_for", held_until=NOON + timedelta(seconds=1))
    office.clock.forward(minutes=1)

    (entry,) = search_directory(SearchDirectory(text="SO(LRA)"), caller, office.work()).items

    assert (entry.unit_en, entry.office_hi) == (unit.name_en, here.name_hi)
    assert [(holder.person_id, holder.capacity) for holder in entry.holders] == [
        (own.id, "own"),
        (link.id, "link_officer"),
    ]


def test_a_vacant_post_is_shown_without_a_holder(office, caller):
    person = office.a_person()
    post = office.a_post(abbreviation_en="VACANT")
    office.a_charge(person, post)
    resave_person(office, person, active=False)

    (entry,) = search_directory(SearchDirectory(text="VACANT"), caller, office.work()).items

    assert entry.holders == []


def test_a_search_can_be_narrowed_to_an_office_or_a_kind_of_office(office, caller):
    tehsil, block = office.an_office(kind="tehsil"), office.an_office(kind="block")
    office.a_post(tehsil, abbreviation_en="T")
    office.a_post(block, abbreviation_en="B")

    assert found(office, caller, "", office_id=tehsil.id) == ["T"]
    assert found(office, caller, "", kind="block") == ["B"]


def test_a_removed_post_is_not_found(office, caller):
    post = office.a_post(abbreviation_en="GONE")
    resave_post(office, post, deleted=True)

    assert found(office, caller, "GONE") == []


def test_pages_of_a_search_give_every_post_once(office, caller):
    here = office.an_office()
    for _ in range(7):
        office.a_post(here, designation_en="Clerk")

    pages, cursor = [], None
    while True:
        request = SearchDirectory(office_id=here.id, limit=3, cursor=cursor)
        page = search_directory(request, caller, office.work())
        pages.append([entry.post.id for entry in page.items])
        cursor = page.next
        if cursor is None:
            break

    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({post_id for page in pages for post_id in page}) == 7


def test_pages_of_offices_follow_their_names(office, caller):
    for name in ("Cc", "Aa", "Bb"):
        office.an_office(name_en=name)

    first = list_offices(ListOffices(limit=2), caller, office.work())
    rest = list_offices(ListOffices(limit=50, cursor=first.next), caller, office.work())

    assert [one.name_en for one in first.items] == ["Aa", "Bb"]
    assert rest.items[0].name_en == "Cc"
    assert rest.next is None


@pytest.mark.parametrize("cursor", ["none-of-ours", "WyJhIl0=", "WyJhIiwgImIiLCAiYyJd", "e30="])
def test_a_cursor_that_is_not_ours_is_refused(office, caller, cursor):
    with pytest.raises(Invalid):
        search_directory(SearchDirectory(cursor=cursor), caller, office.work())


def test_who_signed_out_looks_nothing_up(office, caller):
    sessions.sign_out(SignOut(), caller, office.work())

    for ask in (
        lambda: search_directory(SearchDirectory(), caller, office.work()),
        lambda: list_offices(ListOffices(), caller, office.work()),
        lambda: get_me(GetMe(), caller, office.work()),
    ):
        with pytest.raises(SessionEnded):
            ask()


def test_me_is_the_person_with_present_charges_and_their_posts(office):
    person = office.a_person()
    post = office.a_post()
    charge = office.a_charge(person, post)
    office.a_charge(person, office.a_post(), held_from=NOON + timedelta(days=1))
    answer = office.sign_in(person)

    me = get_me(GetMe(), office.as_caller(answer), office.work())

    assert (me.person, me.charge_id, me.must_change_password) == (person, charge.id, False)
    assert (me.charges, me.posts) == ([charge], [post])


def test_a_snapshot_gives_every_aggregate_once_with_its_version_and_tombstones(office):
    here = office.an_office()
    posts = [office.a_post(here) for _ in range(5)]
    gone = resave_post(office, posts[2], deleted=True)

    items, after = [], None
    while True:
        part = get_directory_snapshot(GetDirectorySnapshot(kind="post", after=after, limit=2), office.work())
        items += [PostView.model_validate(item) for item in part.items]
        after = part.next
        if after is None:
            break

    assert [item.id for item in items] == sorted(post.id for post in posts)
    assert gone in items


@pytest.mark.parametrize("kind", ["office", "unit", "person", "charge"])
def test_a_snapshot_has_each_kind_as_its_events_tell_it(office, kind):
    here = office.an_office()
    office.a_unit(here)
    office.a_charge(office.a_person(), office.a_post(here))
    event = "charge_assumed" if kind == "charge" else f"{kind}_changed"

    part = get_directory_snapshot(GetDirectorySnapshot(kind=kind), office.work())

    told = [{name: entry[name] for name in entry if name != "person"} for entry in office.told(event)]
    assert part.items == told
    assert part.next is None


def test_an_event_is_named_and_shaped_like_its_aggregate(office):
    charge = office.a_charge(office.a_person(), office.a_post())

    event = ChargeAssumed.model_validate(charge)

    assert (ChargeAssumed.source_service, ChargeAssumed.event_type) == ("identity", "charge_assumed")
    assert event.model_dump() == {**charge.model_dump(), "person": None}
