"""The State's channel of submission over the posts of the district."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from contracts.files.views import JumpedLevelView, PostRef


@dataclass(frozen=True, slots=True)
class Above:
    """A post above somebody, the nearest first."""

    post_id: UUID
    roles: frozenset[str]
    ref: PostRef


@dataclass(frozen=True, slots=True)
class Level:
    code: str
    name_hi: str
    name_en: str
    roles: frozenset[str]


def jumped(
    channel: Sequence[Level], own_roles: Collection[str], above: Sequence[Above], to: UUID
) -> list[JumpedLevelView]:
    """Levels of the channel, each with its post, that lie between somebody and a post above; the lowest first.

    A post that is nobody's level, or no higher than the one below it, is not passed over: a link in the hierarchy alone
    decides nothing. None where the post is not above.
    """
    way = [post.post_id for post in above]
    if to not in way:
        return []
    at = _place(channel, own_roles)
    end = _place(channel, above[way.index(to)].roles)
    found = []
    for post in above[: way.index(to)]:
        place = _place(channel, post.roles)
        if at < place < end:
            level = channel[place]
            found.append(JumpedLevelView(level=level.code, name_hi=level.name_hi, name_en=level.name_en, post=post.ref))
            at = place
    return found


def level_of(levels: Sequence[Level], roles: Collection[str]) -> Level | None:
    """The highest level on which a post with these roles stands."""
    place = _place(levels, roles)
    return levels[place] if place >= 0 else None


def _place(channel: Sequence[Level], roles: Collection[str]) -> int:
    """The highest level on which one with these roles stands; -1 for none."""
    return max((place for place, level in enumerate(channel) if not level.roles.isdisjoint(roles)), default=-1)
