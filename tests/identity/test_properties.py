"""Random lives of charges and refresh tokens on a real database, compared with a model that fits on a page."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import PatravaliError
from contracts.identity import ChargeView, GetDirectorySnapshot
from contracts.identity.errors import ChargeOverlaps, PostAlreadyHeld, SessionEnded
from services.identity.domain.sessions import REPEAT_WINDOW, RefreshToken, hash_of
from services.identity.queries.snapshot import get_directory_snapshot
from tests.identity.builders import NOON, Office
from tests.identity.test_charges import relinquish

LIVES = settings(max_examples=30)

ASSUME = st.tuples(
    st.just("assume"),
    st.integers(0, 1),  # which post
    st.integers(0, 2),  # which person
    st.sampled_from(["substantive", "substantive", "additional", "link_officer"]),
    st.integers(-3, 9),  # begins on this day
    st.none() | st.integers(1, 6),  # lasts so many days
)
RELINQUISH = st.tuples(st.just("relinquish"), st.integers(0, 9), st.integers(-3, 12))


def day(number: int) -> datetime:
    return NOON + timedelta(days=number)


def overlap(one: ChargeView, other: ChargeView) -> bool:
    ends = [charge.held_until or datetime.max.replace(tzinfo=NOON.tzinfo) for charge in (one, other)]
    return max(one.held_from, other.held_from) < min(ends)


def is_allowed(held: list[ChargeView], wanted: ChargeView) -> bool:
    """The rule once more, in the words of the office."""
    beside = [charge for charge in held if charge.post_id == wanted.post_id and overlap(charge, wanted)]
    twice = any(charge.person_id == wanted.person_id for charge in beside)
    both_own_it = wanted.kind == "substantive" and any(charge.kind == "substantive" for charge in beside)
    return not twice and not both_own_it


@LIVES
@given(acts=st.lists(ASSUME | RELINQUISH, max_size=14))
def test_no_life_of_charges_gives_a_post_two_substantive_holders(office: Office, acts):
    posts, people = [office.a_post() for _ in range(2)], [office.a_person(password=None) for _ in range(3)]
    mine = {post.id for post in posts}

    def alive() -> list[ChargeView]:
        items = get_directory_snapshot(GetDirectorySnapshot(kind="charge", limit=1000), office.work()).items
        charges = [ChargeView.model_validate(item) for item in items]
        return [charge for charge in charges if charge.post_id in mine and not charge.deleted]

    for act in acts:
        before = alive()
        if act[0] == "relinquish":
            if before:
                relinquish(office, before[act[1] % len(before)], day(act[2]))
            continue
        _, post, person, kind, begins, lasts = act
        until = None if lasts is None else day(begins + lasts)
        wanted = {"kind": kind, "held_from": day(begins), "held_until": until}
        as_view = ChargeView(
            id=people[person].id,
            person_id=people[person].id,
            post_id=posts[post].id,
            capacity="own",
            version=1,
            **wanted,
        )
        try:
            office.a_charge(people[person], posts[post], **wanted)
            refused = None
        except PatravaliError as refusal:
            refused = refusal
        if is_allowed(before, as_view):
            assert refused is None
        else:
            assert isinstance(refused, PostAlreadyHeld | ChargeOverlaps)
        after = alive()
        assert all(is_allowed([one for one in after if one.id != charge.id], charge) for charge in after)


@LIVES
@given(acts=st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0, 1, 30, 61, 600])), min_size=1, max_size=14))
def test_no_order_of_refreshes_leaves_two_tokens_alive(office: Office, acts):
    """Whoever presents which of the tokens so far, and when: the model knows who is a thief."""
    tokens = [office.sign_in(office.a_person()).refresh_token]
    used_at: dict[int, datetime] = {}
    ended = False

    for choice, seconds in acts:
        office.clock.forward(seconds=seconds)
        at = choice % len(tokens)
        newest = len(tokens) - 1
        repeat = at == newest - 1 and office.clock.at - used_at[at] <= REPEAT_WINDOW
        expected = None if ended else newest + 1 if at == newest else newest if repeat else None
        try:
            answer = office.refresh(tokens[at]).refresh_token
        except SessionEnded:
            answer = None

        if expected is None:
            assert answer is None
            ended = True
        elif expected == newest:
            assert answer == tokens[newest]
        else:
            assert answer not in tokens
            used_at[at] = office.clock.at
            tokens.append(answer)

    with office.work().reading() as database:
        rows = [database.get(RefreshToken, hash_of(token)) for token in tokens]
    assert [row.used_at is None for row in rows] == [False] * (len(rows) - 1) + [True]
